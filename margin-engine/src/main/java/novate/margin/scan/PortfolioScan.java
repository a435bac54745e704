package novate.margin.scan;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import novate.margin.scan.SpreadRisk.LegCredit;
import novate.margin.scan.SpreadRisk.PeriodDelta;
import novate.market.MinorUnits;
import novate.scenario.SpreadSide;
import org.jspecify.annotations.Nullable;

/**
 * Works the SPAN-style steps through for all commodities of an account, group by linked group:
 * scan-based credit, super-spreads, calendar spreads, spot months, inter-commodity credit, short
 * option minimum.
 *
 * <p>Worked example (CME, corn and soybeans): +2 corn with a scan risk of 1,750 each against -1
 * soybean of 2,500, ratio 2:1, credit 55 % on both: 3,500 + 2,500 - 0.55 * (3,500 + 2,500) = 2,700.
 */
public final class PortfolioScan {
  private final CommodityLayout layout;
  private final RiskArrays arrays;
  private final SpreadGroup group;
  private final boolean isExplained;

  /** By member of the group; none where nothing is held or joined. */
  private final @Nullable CommodityState[] states;

  private PortfolioScan(CommodityLayout layout, RiskArrays arrays, int group, boolean isExplained) {
    this.layout = layout;
    this.arrays = arrays;
    this.group = layout.group(group);
    this.isExplained = isExplained;
    this.states = new @Nullable CommodityState[this.group.places().length];
  }

  /**
   * The risk of every commodity of a group, with all its parts.
   *
   * @param group number of the group in the layout
   * @param exposures by place of the commodity; null where nothing is held
   * @return ascending by commodity: those held, and targets of a scan-based credit that something
   *     has joined
   * @throws ArithmeticException when a sum does not fit a long
   */
  public static List<CommodityScan> explained(
      CommodityLayout layout,
      RiskArrays arrays,
      int group,
      @Nullable CommodityExposure[] exposures) {
    PortfolioScan scan = new PortfolioScan(layout, arrays, group, true);
    scan.run(exposures);
    List<CommodityScan> scans = new ArrayList<>();
    for (@Nullable CommodityState state : scan.states) {
      if (state != null) {
        scans.add(state.result());
      }
    }
    return scans;
  }

  /**
   * The same risks as numbers alone: what {@link CommodityScan#risk} says, found without building
   * the explanation.
   *
   * @return minor units by member of the group ({@link CommodityLayout#commoditiesOfGroup}); zero
   *     where nothing is held
   */
  public static long[] risks(
      CommodityLayout layout,
      RiskArrays arrays,
      int group,
      @Nullable CommodityExposure[] exposures) {
    PortfolioScan scan = new PortfolioScan(layout, arrays, group, false);
    scan.run(exposures);
    long[] risks = new long[scan.states.length];
    for (int member = 0; member < risks.length; member++) {
      CommodityState state = scan.states[member];
      risks[member] = state == null ? 0 : state.risk();
    }
    return risks;
  }

  private void run(@Nullable CommodityExposure[] exposures) {
    for (int member = 0; member < states.length; member++) {
      CommodityExposure exposure = exposures[group.places()[member]];
      if (exposure != null) {
        states[member] = new CommodityState(exposure, layout, arrays, isExplained);
      }
    }
    for (SpreadGroup.Credit credit : group.credits()) {
      join(credit);
    }
    for (@Nullable CommodityState state : states) {
      if (state != null) {
        state.weigh();
      }
    }
    form(true);
    for (@Nullable CommodityState state : states) {
      if (state != null) {
        state.formCalendarSpreads();
        state.chargeSpotMonths();
      }
    }
    form(false);
  }

  private void join(SpreadGroup.Credit credit) {
    CommodityState target = states[credit.target()];
    List<SpreadGroup.CreditLeg> held = new ArrayList<>();
    for (SpreadGroup.CreditLeg leg : credit.legs()) {
      if (states[leg.member()] != null) {
        held.add(leg);
      } else if (leg.terms().isRequired()) {
        return;
      }
    }
    if (held.isEmpty() || (target == null && credit.terms().isTargetRequired())) {
      return;
    }
    if (target == null) {
      CommodityExposure nothing = layout.emptyExposure(group.places()[credit.target()], arrays);
      target = new CommodityState(nothing, layout, arrays, isExplained);
      states[credit.target()] = target;
    }
    for (SpreadGroup.CreditLeg leg : held) {
      target.join(state(leg.member()), leg.terms());
    }
  }

  private void form(boolean isSuper) {
    for (SpreadGroup.Spread spread : group.spreads()) {
      if (spread.terms().isSuper() == isSuper && isHeld(spread)) {
        form(spread, SpreadSide.A);
        form(spread, SpreadSide.B);
      }
    }
  }

  private boolean isHeld(SpreadGroup.Spread spread) {
    for (SpreadGroup.Leg leg : spread.legs()) {
      if (states[leg.member()] == null) {
        return false;
      }
    }
    return true;
  }

  private void form(SpreadGroup.Spread spread, SpreadSide longSide) {
    int orientation = Deltas.sign(longSide);
    long count = Long.MAX_VALUE;
    for (SpreadGroup.Leg leg : spread.legs()) {
      long net = state(leg.member()).ledger().net(leg.periods());
      count = Math.min(count, Deltas.spreads(orientation * leg.side() * net, leg.ratio()));
    }
    if (count > 0) {
      for (SpreadGroup.Leg leg : spread.legs()) {
        credit(spread, leg, longSide, count);
      }
    }
  }

  private void credit(
      SpreadGroup.Spread spread, SpreadGroup.Leg leg, SpreadSide longSide, long count) {
    CommodityState state = state(leg.member());
    List<PeriodDelta> taken = isExplained ? new ArrayList<>() : null;
    state
        .ledger()
        .take(
            leg.periods(),
            Deltas.sign(longSide) * leg.side(),
            Deltas.consumed(count, leg.ratio()),
            taken);
    BigDecimal spreads = Deltas.decimal(count);
    BigDecimal credit = state.weightedPriceRisk().multiply(spreads).multiply(leg.creditPerSpread());
    long minorUnits = MinorUnits.credit(credit);
    state.credit(minorUnits);
    if (taken != null) {
      state.explain(
          new LegCredit(spread.terms(), leg.terms(), longSide, spreads, taken, minorUnits));
    }
  }

  private CommodityState state(int member) {
    CommodityState state = states[member];
    if (state == null) {
      throw new IllegalStateException(
          "commodity %s is not held".formatted(layout.commodity(group.places()[member])));
    }
    return state;
  }
}
