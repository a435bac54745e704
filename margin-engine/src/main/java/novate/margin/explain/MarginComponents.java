package novate.margin.explain;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import novate.margin.CommodityRisk;
import novate.margin.CurrencyRequirement;
import novate.margin.SimulatedSet;
import novate.margin.addon.AddOn;
import novate.margin.scan.SpreadRisk;
import novate.market.AccountClass;
import novate.market.CombinedCommodityId;
import novate.market.Money;
import novate.scenario.NetOptionValueMethod;
import novate.scenario.ParameterSet;

/**
 * Takes what is required apart: initial margin and add-ons.
 *
 * <pre>required = sum of the components, to the minor unit</pre>
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
    requirement.simulated().forEach(all::add);
    all.addFloor();
    requirement.addOns().forEach(all::add);
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
        calendarReason(risk));
    addUnlessZero(
        ComponentKind.SPOT_MONTH,
        risk,
        risk.spreads().spotCharge(),
        "periods about to settle: " + risk.spreads().spot().size());
    addUnlessZero(
        ComponentKind.INTER_COMMODITY_CREDIT,
        risk,
        -risk.spreads().interCredit(),
        creditReason(risk));
    addUnlessZero(
        ComponentKind.SHORT_OPTION_MINIMUM,
        risk,
        risk.scanned().minorUnits() - beforeMinimum(risk),
        "short options need at least "
            + Words.money(new Money(risk.risk().currency(), risk.spreads().shortOptionMinimum())));
    addUnlessZero(
        ComponentKind.RATE_LADDER,
        risk,
        risk.risk().minus(risk.scanned()).minorUnits(),
        "the rate ladder asks for " + Words.money(risk.risk()));
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

  private static String calendarReason(CommodityRisk risk) {
    BigDecimal formed =
        risk.spreads().calendar().stream()
            .map(SpreadRisk.CalendarCharge::count)
            .reduce(BigDecimal.ZERO, BigDecimal::add);
    return "spreads between months: %s".formatted(plain(formed));
  }

  private static String creditReason(CommodityRisk risk) {
    return risk.spreads().credits().stream()
        .map(
            credit ->
                "%s %s"
                    .formatted(
                        plain(credit.count()),
                        credit.spread().legs().stream()
                            .map(leg -> leg.commodity().value())
                            .collect(Collectors.joining("/"))))
        .collect(Collectors.joining(", ", "spreads with other commodities: ", ""));
  }

  private static String plain(BigDecimal number) {
    return number.stripTrailingZeros().toPlainString();
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
    addUnlessZero(kind, Optional.of(risk.commodity()), minorUnits, reason);
  }

  private void addUnlessZero(
      ComponentKind kind, Optional<CombinedCommodityId> commodity, long minorUnits, String reason) {
    if (minorUnits != 0) {
      components.add(
          new MarginComponent(
              kind, commodity, new Money(requirement.currency(), minorUnits), reason));
    }
  }

  private void add(SimulatedSet set) {
    addUnlessZero(
        ComponentKind.SIMULATION,
        Optional.empty(),
        set.beyondScan().minorUnits(),
        "set %s is simulated: %s instead of %s"
            .formatted(
                set.simulation().set().name(),
                Words.money(set.charge()),
                Words.money(set.scanCharge())));
  }

  private void add(AddOn addOn) {
    addUnlessZero(
        ComponentKind.ADD_ON,
        addOn.commodity(),
        addOn.amount().minorUnits(),
        addOn.kind().name().toLowerCase(Locale.ROOT).replace('_', ' '));
  }

  private void addFloor() {
    switch (parameters.spreads().netOptionValue()) {
      case NetOptionValueMethod.POOLED ->
          addUnlessZero(
              ComponentKind.FLOOR_AT_ZERO,
              Optional.empty(),
              Math.max(0, Math.negateExact(sum())),
              "option value above the charges gives no margin back");
      case NetOptionValueMethod.CAPPED -> {
        for (CommodityRisk risk : requirement.commodities()) {
          if (requirement.simulatedSet(risk.commodity()).isEmpty()) {
            addCap(Optional.of(risk.commodity()), risk.charge().minus(risk.netOptionValue()));
          }
        }
        requirement.simulated().forEach(set -> addCap(Optional.empty(), afterOptions(set)));
      }
    }
  }

  private void addCap(Optional<CombinedCommodityId> commodity, Money afterOptions) {
    addUnlessZero(
        ComponentKind.FLOOR_AT_ZERO,
        commodity,
        Math.max(0, Math.negateExact(afterOptions.minorUnits())),
        "option value above the charge covers no other commodity");
  }

  private Money afterOptions(SimulatedSet set) {
    Money after = set.charge();
    for (CommodityRisk risk : requirement.commodities()) {
      if (set.simulation().set().commodities().contains(risk.commodity())) {
        after = after.minus(risk.netOptionValue());
      }
    }
    return after;
  }

  private long sum() {
    return components.stream().mapToLong(c -> c.amount().minorUnits()).reduce(0, Math::addExact);
  }

  private void requireSum() {
    if (sum() != requirement.required().minorUnits()) {
      throw new IllegalStateException(
          "components add up to %s, required is %s: %s"
              .formatted(
                  new Money(requirement.currency(), sum()), requirement.required(), components));
    }
  }
}
