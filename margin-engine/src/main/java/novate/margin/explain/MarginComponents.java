package novate.margin.explain;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import novate.margin.CommodityRisk;
import novate.margin.CurrencyRequirement;
import novate.market.AccountClass;
import novate.market.CombinedCommodityId;
import novate.market.Money;
import novate.scenario.NetOptionValueMethod;
import novate.scenario.ParameterSet;

/**
 * Takes an initial margin apart.
 *
 * <pre>initialMargin = sum of the components, to the minor unit</pre>
 *
 * <p>Worked example: scan risk 3,500.00, inter-commodity credit -1,925.00 and a ratio of 1.1 give
 * 3,500.00 - 1,925.00 + 157.50 = 1,732.50.
 */
public final class MarginComponents {
  private final CurrencyRequirement requirement;
  private final ParameterSet parameters;
  private final AccountClass accountClass;
  private final List<MarginComponent> components = new ArrayList<>();

  private MarginComponents(
      CurrencyRequirement requirement, ParameterSet parameters, AccountClass accountClass) {
    this.requirement = requirement;
    this.parameters = parameters;
    this.accountClass = accountClass;
  }

  /**
   * The parts of a margin: by commodity the scan risk and whatever else is not zero, then what
   * holds for the whole currency.
   *
   * @param parameters that the margin was made with
   * @param accountClass that the margin was made for
   * @throws IllegalStateException when the parts do not add up to the margin
   */
  public static List<MarginComponent> of(
      CurrencyRequirement requirement, ParameterSet parameters, AccountClass accountClass) {
    MarginComponents all = new MarginComponents(requirement, parameters, accountClass);
    requirement.commodities().forEach(all::add);
    all.addFloor();
    all.requireSum();
    return List.copyOf(all.components);
  }

  private void add(CommodityRisk risk) {
    addCharge(risk);
    addUnlessZero(
        ComponentKind.NET_OPTION_VALUE,
        risk,
        -risk.netOptionValue().minorUnits(),
        risk.netOptionValue().minorUnits() > 0
            ? "options owned at their settlement prices"
            : "options owed at their settlement prices");
  }

  private void addCharge(CommodityRisk risk) {
    components.add(
        new MarginComponent(
            ComponentKind.SCAN_RISK,
            Optional.of(risk.commodity()),
            risk.scanRisk(),
            scanReason(risk)));
    addUnlessZero(
        ComponentKind.CALENDAR_SPREADS,
        risk,
        risk.spreads().calendarCharge(),
        "calendar spreads formed: " + risk.spreads().calendar().size());
    addUnlessZero(
        ComponentKind.SPOT_MONTH,
        risk,
        risk.spreads().spotCharge(),
        "periods about to settle: " + risk.spreads().spot().size());
    addUnlessZero(
        ComponentKind.INTER_COMMODITY_CREDIT,
        risk,
        -risk.spreads().interCredit(),
        "offsets against other commodities: " + risk.spreads().credits().size());
    addUnlessZero(
        ComponentKind.SHORT_OPTION_MINIMUM,
        risk,
        risk.risk().minorUnits() - beforeMinimum(risk),
        "short options need at least "
            + new Money(risk.risk().currency(), risk.spreads().shortOptionMinimum()));
    addUnlessZero(
        ComponentKind.CLASS_RATIO,
        risk,
        risk.charge().minus(risk.risk()).minorUnits(),
        "%s pays %s times the risk"
            .formatted(accountClass, Words.number(parameters.ratio(accountClass))));
  }

  /** Scan risk, charges and credits; minor units. */
  static long beforeMinimum(CommodityRisk risk) {
    return Math.subtractExact(
        Math.addExact(
            Math.addExact(risk.scanRisk().minorUnits(), risk.spreads().calendarCharge()),
            risk.spreads().spotCharge()),
        risk.spreads().interCredit());
  }

  private static String scanReason(CommodityRisk risk) {
    Optional<CombinedCommodityId> into = risk.spreads().joinedInto();
    if (into.isPresent()) {
      return "scanned inside " + into.get();
    }
    return risk.scanRisk().isZero()
        ? "loses in no scenario"
        : "largest loss of %d scenarios, in number %d"
            .formatted(risk.losses().size(), risk.activeScenario());
  }

  private void addUnlessZero(
      ComponentKind kind, CommodityRisk risk, long minorUnits, String reason) {
    if (minorUnits != 0) {
      components.add(
          new MarginComponent(
              kind,
              Optional.of(risk.commodity()),
              new Money(requirement.currency(), minorUnits),
              reason));
    }
  }

  private void addFloor() {
    switch (parameters.spreads().netOptionValue()) {
      case NetOptionValueMethod.POOLED -> {
        long floor = Math.max(0, Math.negateExact(sum()));
        if (floor != 0) {
          components.add(
              new MarginComponent(
                  ComponentKind.FLOOR_AT_ZERO,
                  Optional.empty(),
                  new Money(requirement.currency(), floor),
                  "option value above the charges gives no margin back"));
        }
      }
      case NetOptionValueMethod.CAPPED ->
          requirement
              .commodities()
              .forEach(
                  risk ->
                      addUnlessZero(
                          ComponentKind.FLOOR_AT_ZERO,
                          risk,
                          Math.max(0, risk.netOptionValue().minus(risk.charge()).minorUnits()),
                          "option value above the charge covers no other commodity"));
    }
  }

  private long sum() {
    return components.stream().mapToLong(c -> c.amount().minorUnits()).reduce(0, Math::addExact);
  }

  private void requireSum() {
    if (sum() != requirement.initialMargin().minorUnits()) {
      throw new IllegalStateException(
          "components of the margin add up to %s, the margin is %s: %s"
              .formatted(
                  new Money(requirement.currency(), sum()),
                  requirement.initialMargin(),
                  components));
    }
  }
}
