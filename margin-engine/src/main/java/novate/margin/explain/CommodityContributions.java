package novate.margin.explain;

import static novate.market.Checks.found;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import novate.margin.CommodityRisk;
import novate.margin.addon.LadderCharge;
import novate.margin.scan.CommodityLayout;
import novate.margin.scan.SpreadRisk.CalendarCharge;
import novate.margin.scan.SpreadRisk.JoinedLeg;
import novate.margin.scan.SpreadRisk.LegCredit;
import novate.margin.scan.SpreadRisk.PeriodDelta;
import novate.margin.scan.SpreadRisk.SpotCharge;
import novate.market.AccountClass;
import novate.market.CombinedCommodityId;
import novate.market.Contract;
import novate.market.ContractId;
import novate.market.Lots;
import novate.market.Money;
import novate.market.OptionRight;
import novate.scenario.CommodityParameters;
import novate.scenario.Period;
import novate.scenario.PeriodRange;
import novate.scenario.RateLadderParameters.Sides;
import novate.scenario.ScanBasedCredit;
import novate.scenario.ShortOptionMinimum;
import novate.scenario.ShortOptionMinimum.Method;

/**
 * Euler contributions: how much of one commodity's charge each position causes. They add up to the
 * charge, and kind by kind to its components, to the minor unit; a hedge has a negative one.
 *
 * <pre>
 * scan risk              lots * a[active]; nothing when no scenario loses
 * of a joined commodity  what it adds to the active scenario, by lots * a[active]
 * spread charge, credit  by what each leg took of each period, within a period by the deltas of the
 *                        positions that point the same way
 * spot month             by the deltas of its positions that point the way of their period
 * short option minimum   by rate * scaling * short lots of the rights that count, less what the
 *                        position has contributed so far: where the minimum binds, it is what counts
 * rate ladder            its lines of the side that counts, less what the position has contributed
 *                        so far: where the ladder counts, the scan does not
 * account class ratio    (ratio - 1) * the contribution so far
 * net option value       - lots * price * size of the position's own options
 * </pre>
 *
 * <p>Whatever is not whole after that goes to the largest remainders, ties to the contract listed
 * earlier.
 */
final class CommodityContributions {
  private final ValuedMarket market;
  private final CommodityRisk risk;
  private final List<HeldPosition> held = new ArrayList<>();
  private final List<Map<ComponentKind, Long>> parts = new ArrayList<>();

  private CommodityContributions(
      ValuedMarket market, CommodityRisk risk, Map<ContractId, Lots> positions) {
    this.market = market;
    this.risk = risk;
    hold(risk.commodity(), BigDecimal.ONE, positions);
    for (JoinedLeg leg : risk.spreads().joined()) {
      hold(leg.commodity(), joinedRatio(leg.commodity()), positions);
    }
    held.forEach(_ -> parts.add(new TreeMap<>()));
  }

  /**
   * The contributions to one commodity's charge and net option value, in the order of listing, the
   * commodity's own positions first.
   *
   * @param positions of the account, all of them
   */
  static List<PositionContribution> of(
      ValuedMarket market,
      AccountClass accountClass,
      CommodityRisk risk,
      Map<ContractId, Lots> positions) {
    CommodityContributions contributions = new CommodityContributions(market, risk, positions);
    contributions.addScan();
    risk.spreads().calendar().forEach(contributions::add);
    risk.spreads().spot().forEach(contributions::add);
    risk.spreads().credits().forEach(contributions::add);
    contributions.addMinimum();
    contributions.addLadder();
    contributions.addRatio(accountClass);
    contributions.addOptionValue();
    return contributions.result();
  }

  private void hold(
      CombinedCommodityId commodity, BigDecimal ratio, Map<ContractId, Lots> positions) {
    boolean isOwn = commodity.equals(risk.commodity());
    int active = risk.activeScenario() - 1;
    for (Contract contract : market.catalogue().contracts()) {
      long lots = positions.getOrDefault(contract.id(), new Lots(0)).value();
      if (lots == 0 || !contract.commodity().equals(commodity)) {
        continue;
      }
      long lossPerLot = market.arrays().array(contract.id())[active];
      BigDecimal scaling =
          market.parameters().commodity(commodity).spreads().deltaScaling(contract.product().id());
      held.add(
          new HeldPosition(
              contract,
              lots,
              isOwn ? CommodityLayout.period(contract) : periodInTarget(contract),
              BigDecimal.valueOf(lots)
                  .multiply(market.arrays().compositeDelta(contract.id()))
                  .multiply(scaling)
                  .multiply(ratio),
              lossPerLot,
              Math.multiplyExact(lots, lossPerLot),
              isOwn));
    }
  }

  /** Deltas of the target per delta of a commodity that joins it. */
  private BigDecimal joinedRatio(CombinedCommodityId commodity) {
    return market.parameters().spreads().scanBased().stream()
        .filter(credit -> credit.target().equals(risk.commodity()))
        .flatMap(credit -> credit.legs().stream())
        .filter(leg -> leg.commodity().equals(commodity))
        .map(ScanBasedCredit.Leg::ratio)
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "parameter set %s does not join %s into %s"
                        .formatted(market.parameters().id(), commodity, risk.commodity())));
  }

  /** The target's period of the same time, or its next one, or its last. */
  private Period periodInTarget(Contract contract) {
    TreeSet<Period> periods = new TreeSet<>();
    for (Contract listed : market.catalogue().contracts()) {
      if (listed.commodity().equals(risk.commodity())) {
        periods.add(CommodityLayout.period(listed));
      }
    }
    Period next = periods.ceiling(CommodityLayout.period(contract));
    return next == null ? periods.last() : next;
  }

  private void addScan() {
    if (risk.scanRisk().isZero()) {
      return;
    }
    for (int p = 0; p < held.size(); p++) {
      if (held.get(p).isOwn()) {
        add(ComponentKind.SCAN_RISK, p, held.get(p).loss());
      }
    }
    risk.spreads().joined().forEach(this::addJoined);
  }

  private void addJoined(JoinedLeg leg) {
    List<Integer> places = places(held -> held.contract().commodity().equals(leg.commodity()));
    long inFull = 0;
    for (int place : places) {
      inFull = Math.addExact(inFull, held.get(place).loss());
    }
    long counted = leg.losses().get(risk.activeScenario() - 1);
    if (counted == inFull) {
      places.forEach(place -> add(ComponentKind.SCAN_RISK, place, held.get(place).loss()));
      return;
    }
    // Only gains are cut: counted is between the whole gain and nothing.
    BigDecimal share = BigDecimal.valueOf(counted);
    BigDecimal whole = BigDecimal.valueOf(inFull);
    long[] shares =
        LargestRemainder.rounded(
            counted,
            places.stream()
                .map(
                    place ->
                        LargestRemainder.down(
                            share.multiply(BigDecimal.valueOf(held.get(place).loss())), whole))
                .toList());
    for (int i = 0; i < shares.length; i++) {
      add(ComponentKind.SCAN_RISK, places.get(i), shares[i]);
    }
  }

  private void add(CalendarCharge charge) {
    List<PeriodDelta> taken = charge.taken().stream().flatMap(List::stream).toList();
    addTaken(ComponentKind.CALENDAR_SPREADS, charge.charge(), taken);
  }

  private void add(LegCredit credit) {
    addTaken(ComponentKind.INTER_COMMODITY_CREDIT, -credit.credit(), credit.taken());
  }

  private void addTaken(ComponentKind kind, long minorUnits, List<PeriodDelta> taken) {
    long[] shares =
        LargestRemainder.proportional(
            minorUnits, taken.stream().map(period -> period.delta().abs()).toList());
    for (int t = 0; t < shares.length; t++) {
      PeriodDelta part = taken.get(t);
      addByDelta(
          kind,
          shares[t],
          held ->
              held.period().equals(part.period())
                  && held.delta().signum() == part.delta().signum());
    }
  }

  private void add(SpotCharge charge) {
    PeriodRange range = PeriodRange.only(charge.spot().period());
    Map<Period, Integer> signs = new TreeMap<>();
    risk.spreads().deltas().forEach(open -> signs.put(open.period(), open.delta().signum()));
    addByDelta(
        ComponentKind.SPOT_MONTH,
        charge.charge(),
        held ->
            range.contains(held.period())
                && held.delta().signum() == signs.getOrDefault(held.period(), 0));
  }

  private void addByDelta(ComponentKind kind, long minorUnits, Predicate<HeldPosition> who) {
    List<Integer> places = places(who);
    addShares(
        kind,
        places,
        LargestRemainder.proportional(
            minorUnits, places.stream().map(place -> held.get(place).delta().abs()).toList()));
  }

  private void addMinimum() {
    if (risk.scanned().minorUnits() == MarginComponents.beforeMinimum(risk)) {
      return;
    }
    long minimum = risk.spreads().shortOptionMinimum();
    // Credits may exceed the charges of a commodity that has no minimum: then the floor is zero.
    List<Integer> places = minimum == 0 ? List.of() : places(this::countsForMinimum);
    long[] shares =
        LargestRemainder.proportional(
            minimum, places.stream().map(place -> minimum(held.get(place))).toList());
    for (int p = 0; p < held.size(); p++) {
      add(ComponentKind.SHORT_OPTION_MINIMUM, p, Math.negateExact(soFar(p)));
    }
    addShares(ComponentKind.SHORT_OPTION_MINIMUM, places, shares);
  }

  private void addLadder() {
    if (risk.ladder().isEmpty() || risk.risk().equals(risk.scanned())) {
      return;
    }
    LadderCharge ladder = risk.ladder().get();
    List<BigDecimal> weights = new ArrayList<>();
    for (HeldPosition position : held) {
      weights.add(position.isOwn() ? ladderWeight(ladder, position) : BigDecimal.ZERO);
    }
    long[] shares = LargestRemainder.proportional(ladder.amount().minorUnits(), weights);
    for (int p = 0; p < shares.length; p++) {
      add(ComponentKind.RATE_LADDER, p, Math.subtractExact(shares[p], soFar(p)));
    }
  }

  private static BigDecimal ladderWeight(LadderCharge ladder, HeldPosition position) {
    boolean isLongLarger = ladder.longSide().minus(ladder.shortSide()).minorUnits() >= 0;
    BigDecimal weight = BigDecimal.ZERO;
    for (LadderCharge.Line line : ladder.lines()) {
      boolean counts =
          switch (line.part()) {
            case LONG -> ladder.sides() == Sides.BOTH || isLongLarger;
            case SHORT -> ladder.sides() == Sides.BOTH || !isLongLarger;
            case BOTH_SIDES, OPTION -> true;
          };
      if (counts && line.contract().equals(position.contract().id())) {
        weight = weight.add(BigDecimal.valueOf(line.amount().minorUnits()));
      }
    }
    return weight;
  }

  private boolean countsForMinimum(HeldPosition position) {
    if (!position.isOwn()) {
      return false;
    }
    boolean isCall = position.isShortOption(OptionRight.CALL);
    boolean isPut = position.isShortOption(OptionRight.PUT);
    return switch (terms().method()) {
      case Method.GROSS -> isCall || isPut;
      case Method.MAX -> risk.spreads().shortCalls() >= risk.spreads().shortPuts() ? isCall : isPut;
    };
  }

  private BigDecimal minimum(HeldPosition position) {
    BigDecimal scaling = parameters().spreads().deltaScaling(position.contract().product().id());
    return terms()
        .rate(position.period())
        .orElse(BigDecimal.ZERO)
        .multiply(scaling)
        .multiply(BigDecimal.valueOf(Math.negateExact(position.lots())));
  }

  private ShortOptionMinimum terms() {
    Optional<ShortOptionMinimum> terms = parameters().spreads().shortOptionMinimum();
    return found(terms.orElse(null), "commodity %s has no short option minimum", risk.commodity());
  }

  private CommodityParameters parameters() {
    return market.parameters().commodity(risk.commodity());
  }

  private void addRatio(AccountClass accountClass) {
    BigDecimal more =
        BigDecimal.valueOf(market.parameters().ratio(accountClass)).subtract(BigDecimal.ONE);
    List<BigDecimal> shares = new ArrayList<>();
    List<Integer> places = places(_ -> true);
    places.forEach(place -> shares.add(BigDecimal.valueOf(soFar(place)).multiply(more)));
    addShares(
        ComponentKind.CLASS_RATIO,
        places,
        LargestRemainder.rounded(risk.charge().minus(risk.risk()).minorUnits(), shares));
  }

  private void addOptionValue() {
    for (int p = 0; p < held.size(); p++) {
      HeldPosition position = held.get(p);
      if (position.isOwn() && !position.contract().isMarkedToMarket()) {
        long ticks = market.prices().mark(position.contract().id()).price().ticks();
        Money value = position.contract().product().cash(ticks, new Lots(position.lots()));
        add(ComponentKind.NET_OPTION_VALUE, p, Math.negateExact(value.minorUnits()));
      }
    }
  }

  private List<Integer> places(Predicate<HeldPosition> who) {
    List<Integer> places = new ArrayList<>();
    for (int p = 0; p < held.size(); p++) {
      if (who.test(held.get(p))) {
        places.add(p);
      }
    }
    return places;
  }

  private void addShares(ComponentKind kind, List<Integer> places, long[] shares) {
    for (int i = 0; i < shares.length; i++) {
      add(kind, places.get(i), shares[i]);
    }
  }

  private void add(ComponentKind kind, int place, long minorUnits) {
    if (minorUnits != 0) {
      parts.get(place).merge(kind, minorUnits, Math::addExact);
    }
  }

  private long soFar(int place) {
    return parts.get(place).values().stream().mapToLong(Long::longValue).reduce(0, Math::addExact);
  }

  private List<PositionContribution> result() {
    List<PositionContribution> contributions = new ArrayList<>();
    for (int p = 0; p < held.size(); p++) {
      HeldPosition position = held.get(p);
      TreeMap<ComponentKind, Money> money = new TreeMap<>();
      parts.get(p).forEach((kind, minorUnits) -> money.put(kind, money(minorUnits)));
      contributions.add(
          new PositionContribution(
              position.contract().id(),
              new Lots(position.lots()),
              position.period(),
              position.delta(),
              money(position.lossPerLot()),
              money(position.loss()),
              money));
    }
    return contributions;
  }

  private Money money(long minorUnits) {
    return new Money(risk.charge().currency(), minorUnits);
  }
}
