package novate.margin.scan;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import novate.margin.scan.SpreadRisk.CalendarCharge;
import novate.margin.scan.SpreadRisk.JoinedLeg;
import novate.margin.scan.SpreadRisk.LegCredit;
import novate.margin.scan.SpreadRisk.PeriodDelta;
import novate.margin.scan.SpreadRisk.SpotCharge;
import novate.market.CombinedCommodityId;
import novate.market.MinorUnits;
import novate.scenario.ScanBasedCredit;
import novate.scenario.ShortOptionMinimum.Method;
import novate.scenario.SpreadSide;
import novate.scenario.WeightedPriceRisk;
import org.jspecify.annotations.Nullable;

/**
 * One commodity of an account while its steps are worked through, in their order. The explanation
 * is written down only when asked for; the numbers are the same either way.
 */
final class CommodityState {
  private final CommodityExposure exposure;
  private final RiskArrays arrays;
  private final CommodityLayout layout;
  private final boolean isExplained;
  private final long[] losses;
  private final DeltaLedger ledger;
  private final List<CalendarCharge> calendar = new ArrayList<>();
  private final List<SpotCharge> spot = new ArrayList<>();
  private final List<LegCredit> credits = new ArrayList<>();
  private final List<JoinedLeg> joined = new ArrayList<>();
  private @Nullable CombinedCommodityId joinedInto;
  private @Nullable BigDecimal weightedPriceRisk;
  private ScanningRisk scan;

  /** Calendar and spot-month charges less credits, minor units. */
  private long beside;

  CommodityState(
      CommodityExposure exposure, CommodityLayout layout, RiskArrays arrays, boolean isExplained) {
    this.exposure = exposure;
    this.layout = layout;
    this.arrays = arrays;
    this.isExplained = isExplained;
    this.losses = exposure.losses().clone();
    this.ledger = new DeltaLedger(plan());
    for (int p = 0; p < plan().periods().size(); p++) {
      ledger.open(p, exposure.delta(p));
    }
    this.scan = ScanningRisk.of(arrays.scenarios(), losses);
  }

  CommodityPlan plan() {
    return exposure.plan();
  }

  DeltaLedger ledger() {
    return ledger;
  }

  /**
   * Takes another commodity in: its losses in full, its gains by the credit rate, rounded down, its
   * deltas in ratio, in the same period or the next one listed, or the last.
   */
  void join(CommodityState leg, ScanBasedCredit.Leg terms) {
    List<Long> added = new ArrayList<>();
    for (int s = 0; s < losses.length; s++) {
      long loss = leg.losses[s];
      long counted =
          loss >= 0
              ? loss
              : -MinorUnits.credit(BigDecimal.valueOf(loss).negate().multiply(terms.creditRate()));
      losses[s] = Math.addExact(losses[s], counted);
      leg.losses[s] = 0;
      added.add(counted);
    }
    long ratio = Deltas.ofDecimal(terms.ratio());
    for (int p = 0; p < leg.plan().periods().size(); p++) {
      long scaled = Deltas.rounded(Math.multiplyExact(leg.ledger.remaining(p), ratio));
      if (scaled != 0) {
        ledger.open(plan().placeAtOrAfter(leg.plan().periods().get(p)), scaled);
      }
    }
    leg.ledger.close();
    leg.joinedInto = plan().id();
    joined.add(new JoinedLeg(leg.plan().id(), terms.creditRate(), added));
    scan = ScanningRisk.of(arrays.scenarios(), losses);
    leg.scan = ScanningRisk.of(arrays.scenarios(), leg.losses);
  }

  /** Fixes the scan; where price risk needs a scan range, it is looked up here. */
  void weigh() {
    if (method() != WeightedPriceRisk.NORMAL) {
      weightedPriceRisk = weighted();
    }
  }

  /**
   * The price risk of one delta before any spread has taken a delta away, minor units: WFPR.
   * Opening deltas and scan stay as they are while spreads are formed, so it may be found when
   * first needed.
   */
  BigDecimal weightedPriceRisk() {
    BigDecimal found = weightedPriceRisk;
    if (found == null) {
      found = weighted();
      weightedPriceRisk = found;
    }
    return found;
  }

  private BigDecimal weighted() {
    long net = joinedInto != null ? 0 : Math.absExact(ledger.openingNet());
    if (net == 0 || scan.futuresPriceRisk().signum() == 0) {
      return BigDecimal.ZERO;
    }
    return switch (method()) {
      case NORMAL -> normal(net);
      case SCANRANGE -> nearestScanRange();
      case SCANRANGE_CAP -> normal(net).min(nearestScanRange());
    };
  }

  private BigDecimal normal(long net) {
    return scan.futuresPriceRisk().divide(Deltas.decimal(net), MathContext.DECIMAL128);
  }

  private WeightedPriceRisk method() {
    return plan().parameters().spreads().weightedPriceRisk();
  }

  /** PSR * size / deltaScaling of the nearest period held, minor units per delta. */
  private BigDecimal nearestScanRange() {
    int contract = layout.reference(plan(), nearestPeriod(), arrays);
    return BigDecimal.valueOf(arrays.scanRange(contract))
        .divide(Deltas.decimal(layout.deltaScaling(contract)), MathContext.DECIMAL128);
  }

  /** The nearest period held, by the account or by a commodity that has joined. */
  private int nearestPeriod() {
    int period = 0;
    while (period < exposure.nearestHeld() && ledger.opening(period) == 0) {
      period++;
    }
    return period;
  }

  void formCalendarSpreads() {
    for (CommodityPlan.Spread spread : plan().calendarSpreads()) {
      form(spread, SpreadSide.A);
      form(spread, SpreadSide.B);
    }
  }

  private void form(CommodityPlan.Spread spread, SpreadSide longSide) {
    int orientation = Deltas.sign(longSide);
    long count = Long.MAX_VALUE;
    for (CommodityPlan.Leg leg : spread.legs()) {
      int sign = leg.side() * orientation;
      long available =
          leg.isNet() ? sign * ledger.net(leg.periods()) : ledger.ofSign(leg.periods(), sign);
      count = Math.min(count, Deltas.spreads(available, leg.ratio()));
    }
    if (count > 0) {
      charge(spread, longSide, count);
    }
  }

  private void charge(CommodityPlan.Spread spread, SpreadSide longSide, long count) {
    List<List<PeriodDelta>> taken = new ArrayList<>();
    for (CommodityPlan.Leg leg : spread.legs()) {
      List<PeriodDelta> ofLeg = isExplained ? new ArrayList<>() : null;
      ledger.take(
          leg.periods(),
          leg.side() * Deltas.sign(longSide),
          Deltas.consumed(count, leg.ratio()),
          ofLeg);
      if (ofLeg != null) {
        taken.add(ofLeg);
      }
    }
    BigDecimal spreads = Deltas.decimal(count);
    long charge = MinorUnits.charge(spreads.multiply(spread.chargeMinorUnits()));
    beside = Math.addExact(beside, charge);
    if (isExplained) {
      calendar.add(new CalendarCharge(spread.terms(), longSide, spreads, taken, charge));
    }
  }

  void chargeSpotMonths() {
    for (CommodityPlan.Spot terms : plan().spotMonths()) {
      long consumed = 0;
      long outright = 0;
      for (int period : terms.periods()) {
        consumed = Math.addExact(consumed, ledger.consumed(period));
        outright = Math.addExact(outright, Math.absExact(ledger.remaining(period)));
      }
      if (consumed != 0 || outright != 0) {
        charge(terms, Deltas.decimal(consumed), Deltas.decimal(outright));
      }
    }
  }

  private void charge(CommodityPlan.Spot terms, BigDecimal consumed, BigDecimal outright) {
    long charge =
        MinorUnits.charge(
            consumed.multiply(terms.spreadRate()).add(outright.multiply(terms.outrightRate())));
    beside = Math.addExact(beside, charge);
    if (isExplained) {
      spot.add(new SpotCharge(terms.terms(), consumed, outright, charge));
    }
  }

  /** Gives back a credit, minor units. */
  void credit(long minorUnits) {
    beside = Math.subtractExact(beside, minorUnits);
  }

  void explain(LegCredit credit) {
    credits.add(credit);
  }

  /** max(ScanRisk + Calendar + SpotMonth - InterCredit, short option minimum), minor units. */
  long risk() {
    return Math.max(Math.addExact(scan.scanRisk(), beside), minimum(shortCalls(), shortPuts()));
  }

  CommodityScan result() {
    SpreadRisk spreads =
        new SpreadRisk(
            ledger.openingByPeriod(),
            ledger.remainingByPeriod(),
            weightedPriceRisk(),
            method().name(),
            calendar,
            spot,
            credits,
            joined,
            Optional.ofNullable(joinedInto),
            shortCalls(),
            shortPuts(),
            minimum(shortCalls(), shortPuts()));
    return new CommodityScan(
        plan().id(),
        plan().currency(),
        scan,
        Deltas.decimal(ledger.openingNet()),
        Arrays.stream(losses).boxed().toList(),
        spreads,
        exposure.optionValue());
  }

  private long shortCalls() {
    return Math.ceilDiv(exposure.shortCalls(), Deltas.ONE);
  }

  private long shortPuts() {
    return Math.ceilDiv(exposure.shortPuts(), Deltas.ONE);
  }

  private long minimum(long calls, long puts) {
    Method method =
        plan()
            .parameters()
            .spreads()
            .shortOptionMinimum()
            .map(m -> m.method())
            .orElse(Method.GROSS);
    return switch (method) {
      case GROSS -> Math.addExact(calls, puts);
      case MAX -> Math.max(calls, puts);
    };
  }
}
