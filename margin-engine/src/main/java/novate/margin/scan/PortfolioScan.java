package novate.margin.scan;

import static novate.market.Checks.found;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import novate.margin.scan.SpreadRisk.LegCredit;
import novate.market.CombinedCommodityId;
import novate.scenario.InterCommoditySpread;
import novate.scenario.ScanBasedCredit;
import novate.scenario.SpreadPolicy;
import novate.scenario.SpreadSide;
import org.jspecify.annotations.Nullable;

/**
 * Works the SPAN-style steps through for all commodities of an account: scan-based credit, super-
 * spreads, calendar spreads, spot months, inter-commodity credit, short option minimum.
 *
 * <p>Worked example (CME, corn and soybeans): +2 corn with a scan risk of 1,750 each against -1
 * soybean of 2,500, ratio 2:1, credit 55 % on both: 3,500 + 2,500 - 0.55 * (3,500 + 2,500) = 2,700.
 */
public final class PortfolioScan {
  private final CommodityLayout layout;
  private final SpreadPolicy policy;
  private final RiskArrays arrays;
  private final Map<CombinedCommodityId, CommodityState> states = new HashMap<>();
  private final List<CommodityState> ordered = new ArrayList<>();

  private PortfolioScan(CommodityLayout layout, SpreadPolicy policy, RiskArrays arrays) {
    this.layout = layout;
    this.policy = policy;
    this.arrays = arrays;
  }

  /**
   * The risk of every commodity held.
   *
   * @param exposures one per commodity held, ascending by commodity
   * @return in the same order; a target of a scan-based credit that is not held itself comes last
   * @throws ArithmeticException when a sum does not fit a long
   */
  public static List<CommodityScan> of(
      CommodityLayout layout,
      SpreadPolicy policy,
      RiskArrays arrays,
      Collection<CommodityExposure> exposures) {
    PortfolioScan scan = new PortfolioScan(layout, policy, arrays);
    exposures.forEach(scan::add);
    return scan.run();
  }

  private CommodityState add(CommodityExposure exposure) {
    CommodityState state = new CommodityState(exposure, layout, arrays);
    states.put(exposure.plan().id(), state);
    ordered.add(state);
    return state;
  }

  private List<CommodityScan> run() {
    policy.scanBased().forEach(this::join);
    ordered.forEach(CommodityState::weigh);
    policy.interCommodity().stream().filter(InterCommoditySpread::isSuper).forEach(this::form);
    for (CommodityState state : ordered) {
      state.formCalendarSpreads();
      state.chargeSpotMonths();
    }
    policy.interCommodity().stream().filter(spread -> !spread.isSuper()).forEach(this::form);
    return ordered.stream().map(CommodityState::result).toList();
  }

  private void join(ScanBasedCredit credit) {
    List<ScanBasedCredit.Leg> held =
        credit.legs().stream().filter(leg -> states.containsKey(leg.commodity())).toList();
    boolean isComplete =
        credit.legs().stream()
            .allMatch(leg -> !leg.isRequired() || states.containsKey(leg.commodity()));
    @Nullable CommodityState target = states.get(credit.target());
    if (!isComplete || held.isEmpty() || (target == null && credit.isTargetRequired())) {
      return;
    }
    CommodityState into =
        target != null ? target : add(layout.emptyExposure(credit.target(), arrays));
    for (ScanBasedCredit.Leg leg : held) {
      into.join(
          found(states.get(leg.commodity()), "commodity %s is not held", leg.commodity()), leg);
    }
  }

  private void form(InterCommoditySpread spread) {
    for (InterCommoditySpread.Leg leg : spread.legs()) {
      if (!states.containsKey(leg.commodity())) {
        return;
      }
    }
    form(spread, SpreadSide.A);
    form(spread, SpreadSide.B);
  }

  private void form(InterCommoditySpread spread, SpreadSide longSide) {
    long count = Long.MAX_VALUE;
    for (InterCommoditySpread.Leg leg : spread.legs()) {
      long available = Math.max(0, sign(leg, longSide) * state(leg).ledger().net(periods(leg)));
      count =
          Math.min(
              count, Math.multiplyExact(available, Deltas.ONE) / Deltas.ofDecimal(leg.ratio()));
    }
    if (count <= 0) {
      return;
    }
    for (InterCommoditySpread.Leg leg : spread.legs()) {
      credit(spread, leg, longSide, count);
    }
  }

  private void credit(
      InterCommoditySpread spread, InterCommoditySpread.Leg leg, SpreadSide longSide, long count) {
    CommodityState state = state(leg);
    long amount = Math.multiplyExact(count, Deltas.ofDecimal(leg.ratio())) / Deltas.ONE;
    BigDecimal spreads = Deltas.decimal(count);
    BigDecimal credit =
        state
            .weightedPriceRisk()
            .multiply(spreads)
            .multiply(leg.ratio())
            .multiply(leg.creditRate());
    state.credit(
        new LegCredit(
            spread,
            leg,
            longSide,
            spreads,
            state.ledger().take(periods(leg), sign(leg, longSide), amount),
            Deltas.credit(credit)));
  }

  private CommodityState state(InterCommoditySpread.Leg leg) {
    return found(states.get(leg.commodity()), "commodity %s is not held", leg.commodity());
  }

  private int[] periods(InterCommoditySpread.Leg leg) {
    return state(leg).plan().places(leg.tier());
  }

  private static int sign(InterCommoditySpread.Leg leg, SpreadSide longSide) {
    return Deltas.sign(leg.side()) * Deltas.sign(longSide);
  }
}
