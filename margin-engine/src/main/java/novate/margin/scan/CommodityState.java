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
import novate.scenario.ScanBasedCredit;
import novate.scenario.ShortOptionMinimum.Method;
import novate.scenario.SpreadSide;
import novate.scenario.WeightedPriceRisk;

/** One commodity of an account while its steps are worked through, in their order. */
final class CommodityState {
  private final CommodityExposure exposure;
  private final RiskArrays arrays;
  private final CommodityLayout layout;
  private final long[] losses;
  private final DeltaLedger ledger;
  private final List<CalendarCharge> calendar = new ArrayList<>();
  private final List<SpotCharge> spot = new ArrayList<>();
  private final List<LegCredit> credits = new ArrayList<>();
  private final List<JoinedLeg> joined = new ArrayList<>();
  private Optional<CombinedCommodityId> joinedInto = Optional.empty();
  private ScanningRisk scan;
  private BigDecimal weightedPriceRisk = BigDecimal.ZERO;

  CommodityState(CommodityExposure exposure, CommodityLayout layout, RiskArrays arrays) {
    this.exposure = exposure;
    this.layout = layout;
    this.arrays = arrays;
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

  CommodityExposure exposure() {
    return exposure;
  }

  /**
   * Takes another commodity in: its losses in full, its gains by the credit rate, rounded down, its
   * deltas in ratio.
   */
  void join(CommodityState leg, ScanBasedCredit.Leg terms) {
    List<Long> added = new ArrayList<>();
    for (int s = 0; s < losses.length; s++) {
      long loss = leg.losses[s];
      long counted =
          loss >= 0 ? loss : -Deltas.credit(BigDecimal.valueOf(-loss).multiply(terms.creditRate()));
      losses[s] = Math.addExact(losses[s], counted);
      leg.losses[s] = 0;
      added.add(counted);
    }
    long ratio = Deltas.ofDecimal(terms.ratio());
    for (PeriodDelta delta : leg.ledger.remainingByPeriod()) {
      long scaled = Math.multiplyExact(Deltas.ofDecimal(delta.delta()), ratio);
      ledger.open(plan().placeAtOrAfter(delta.period()), Deltas.rounded(scaled));
    }
    leg.ledger.close();
    leg.joinedInto = Optional.of(plan().id());
    joined.add(new JoinedLeg(leg.plan().id(), terms.creditRate(), added));
    scan = ScanningRisk.of(arrays.scenarios(), losses);
    leg.scan = ScanningRisk.of(arrays.scenarios(), leg.losses);
  }

  /** Fixes the price risk of one delta, before any spread takes a delta away. */
  void weigh() {
    long net = Math.abs(joinedInto.isPresent() ? 0 : ledger.openingNet());
    boolean isNothing = net == 0 || scan.futuresPriceRisk().signum() == 0;
    if (isNothing || exposure.isFlat() && joined.isEmpty()) {
      return;
    }
    BigDecimal normal = scan.futuresPriceRisk().divide(Deltas.decimal(net), MathContext.DECIMAL128);
    weightedPriceRisk =
        switch (method()) {
          case NORMAL -> normal;
          case SCANRANGE -> nearestScanRange();
          case SCANRANGE_CAP -> normal.min(nearestScanRange());
        };
  }

  private WeightedPriceRisk method() {
    return plan().parameters().spreads().weightedPriceRisk();
  }

  /** PSR * size / deltaScaling of the nearest period held, minor units per delta. */
  private BigDecimal nearestScanRange() {
    int nearest = exposure.isFlat() ? 0 : exposure.nearestHeld();
    int contract = arrays.reference(layout, plan(), nearest);
    return BigDecimal.valueOf(arrays.scanRange(contract))
        .divide(Deltas.decimal(layout.deltaScaling(contract)), MathContext.DECIMAL128);
  }

  BigDecimal weightedPriceRisk() {
    return weightedPriceRisk;
  }

  void formCalendarSpreads() {
    for (CommodityPlan.Spread spread : plan().calendarSpreads()) {
      form(spread, SpreadSide.A);
      form(spread, SpreadSide.B);
    }
  }

  private void form(CommodityPlan.Spread spread, SpreadSide longSide) {
    long count = Long.MAX_VALUE;
    for (CommodityPlan.Leg leg : spread.legs()) {
      int sign = leg.side() * Deltas.sign(longSide);
      long available =
          leg.isNet()
              ? Math.max(0, sign * ledger.net(leg.periods()))
              : ledger.ofSign(leg.periods(), sign);
      count = Math.min(count, Math.multiplyExact(available, Deltas.ONE) / leg.ratio());
    }
    if (count <= 0) {
      return;
    }
    List<List<PeriodDelta>> taken = new ArrayList<>();
    for (CommodityPlan.Leg leg : spread.legs()) {
      int sign = leg.side() * Deltas.sign(longSide);
      long amount = Math.multiplyExact(count, leg.ratio()) / Deltas.ONE;
      taken.add(ledger.take(leg.periods(), sign, amount));
    }
    BigDecimal spreads = Deltas.decimal(count);
    calendar.add(
        new CalendarCharge(
            spread.terms(),
            longSide,
            spreads,
            taken,
            Deltas.charge(spreads.multiply(spread.chargeMinorUnits()))));
  }

  void chargeSpotMonths() {
    for (CommodityPlan.Spot terms : plan().spotMonths()) {
      long consumed = 0;
      long outright = 0;
      for (int period : terms.periods()) {
        consumed = Math.addExact(consumed, ledger.consumed(period));
        outright = Math.addExact(outright, Math.abs(ledger.remaining(period)));
      }
      if (consumed != 0 || outright != 0) {
        BigDecimal minorUnits =
            Deltas.decimal(consumed)
                .multiply(terms.spreadRate())
                .add(Deltas.decimal(outright).multiply(terms.outrightRate()));
        spot.add(
            new SpotCharge(
                terms.terms(),
                Deltas.decimal(consumed),
                Deltas.decimal(outright),
                Deltas.charge(minorUnits)));
      }
    }
  }

  void credit(LegCredit credit) {
    credits.add(credit);
  }

  CommodityScan result() {
    long calls = Deltas.charge(Deltas.decimal(exposure.shortCalls()));
    long puts = Deltas.charge(Deltas.decimal(exposure.shortPuts()));
    SpreadRisk spreads =
        new SpreadRisk(
            ledger.openingByPeriod(),
            ledger.remainingByPeriod(),
            weightedPriceRisk,
            method().name(),
            calendar,
            spot,
            credits,
            joined,
            joinedInto,
            calls,
            puts,
            minimum(calls, puts));
    return new CommodityScan(
        plan().id(),
        plan().currency(),
        scan,
        Deltas.decimal(ledger.openingNet()),
        Arrays.stream(losses).boxed().toList(),
        spreads,
        exposure.optionValue());
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
