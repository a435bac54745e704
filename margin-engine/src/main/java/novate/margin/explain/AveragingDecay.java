package novate.margin.explain;

import static novate.market.Checks.found;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import novate.margin.CurrencyRequirement;
import novate.margin.MarketState;
import novate.margin.MarketState.FixingTrust;
import novate.margin.Requirement;
import novate.margin.addon.AddOn;
import novate.margin.revaluation.Coverage;
import novate.margin.revaluation.MarketView;
import novate.margin.scan.RiskArrays;
import novate.market.AccountClass;
import novate.market.AccountId;
import novate.market.AveragingState;
import novate.market.Catalogue;
import novate.market.Contract;
import novate.market.ContractId;
import novate.market.FinalSettlement;
import novate.market.Future;
import novate.market.Lots;
import novate.market.Money;
import novate.market.OptionOnFuture;
import novate.market.PriceSet;
import novate.scenario.AddOnParameters;

/**
 * How the risk of an averaging future fades while its month is fixed: as it is now, and as the
 * engine would see it at other points of the month.
 *
 * <pre>A = sum of the m published fixings / m;   w = (n - m) / n;   F = (n*S - m*A) / (n - m)</pre>
 *
 * <p>Each stage is a recomputation: the risk array of one lot at today's settlement price and cut,
 * with m of the n fixings published at that price. The stage of now has the fixings that there are.
 * Methodology, section 4.
 *
 * @param price S, the settlement price
 * @param average A, at the precision of a quotient; none while nothing is published
 * @param weight w at 4 decimals, the delta of one lot
 * @param forward F, what the scan moves; none when the whole month is published
 * @param stages by m, the one of now among them
 */
public record AveragingDecay(
    Future future,
    AveragingState now,
    BigDecimal price,
    Optional<BigDecimal> average,
    BigDecimal weight,
    Optional<BigDecimal> forward,
    List<Stage> stages) {
  private static final MathContext PRECISION = MathContext.DECIMAL64;

  /**
   * One point of the month.
   *
   * @param published m
   * @param delta of one long lot, in lots
   * @param longRisk largest loss of one long lot over the scenarios, zero or more
   * @param shortRisk the same of one short lot
   * @param lastDayGap add-on of one lot; zero but where one fixing is left
   */
  public record Stage(
      int published,
      boolean isNow,
      BigDecimal delta,
      Money longRisk,
      Money shortRisk,
      Money lastDayGap) {}

  /** Keeps its own copy. */
  public AveragingDecay {
    stages = List.copyOf(stages);
  }

  /**
   * The decay of every averaging future that is held, or on which an option is held, in the order
   * of listing; those without a risk array are left out.
   */
  public static List<AveragingDecay> of(ValuedMarket market, Collection<ContractId> held) {
    TreeSet<ContractId> futures = new TreeSet<>();
    for (ContractId id : held) {
      futures.add(
          switch (market.catalogue().contract(id)) {
            case Future future -> future.id();
            case OptionOnFuture option -> option.underlying().id();
          });
    }
    List<AveragingDecay> decays = new ArrayList<>();
    for (Contract contract : market.catalogue().contracts()) {
      if (contract instanceof Future future
          && futures.contains(future.id())
          && future.product().finalSettlement() == FinalSettlement.MONTHLY_AVERAGE
          && market.isPriced(future.id())
          && isFixing(market, future)) {
        decays.add(of(market, future));
      }
    }
    return decays;
  }

  /** Before its month an averaging future is as any other. */
  private static boolean isFixing(ValuedMarket market, Future future) {
    return !market.prices().date().isBefore(future.month().atDay(1));
  }

  private static AveragingDecay of(ValuedMarket market, Future future) {
    AveragingState now =
        found(
            market.prices().averaging().get(future.id()),
            "averaging future %s has no averaging state",
            future.id());
    BigDecimal price = future.product().decimal(market.prices().mark(future.id()).price());
    int n = now.scheduled();
    TreeSet<Integer> counts = new TreeSet<>(List.of(0, n / 4, n / 2, 3 * n / 4, n - 1));
    counts.add(now.published());
    List<Stage> stages = new ArrayList<>();
    for (int m : counts) {
      AveragingState state =
          m == now.published()
              ? now
              : new AveragingState(n, m, price.multiply(BigDecimal.valueOf(m)));
      stages.add(stage(market, future, state, m == now.published()));
    }
    return new AveragingDecay(
        future,
        now,
        price,
        now.published() == 0
            ? Optional.empty()
            : Optional.of(now.sum().divide(BigDecimal.valueOf(now.published()), PRECISION)),
        market.arrays().compositeDelta(future.id()),
        now.published() == n ? Optional.empty() : Optional.of(forward(market, future)),
        stages);
  }

  /** The factor that the engine moves. */
  private static BigDecimal forward(ValuedMarket market, Future future) {
    Coverage coverage =
        new MarketView(market.prices(), market.calendars())
            .coverage(future, market.parameters().commodity(future.commodity()));
    return switch (coverage) {
      case Coverage.Priced priced -> new BigDecimal(priced.revaluation().factor(), PRECISION);
      case Coverage.Absent absent ->
          throw new IllegalStateException(
              "contract %s has a risk array, but %s".formatted(future.id(), absent.reason()));
    };
  }

  private static Stage stage(
      ValuedMarket market, Future future, AveragingState state, boolean isNow) {
    PriceSet prices = with(market.prices(), future, state);
    RiskArrays arrays =
        RiskArrays.of(
            new Catalogue(List.of(future)),
            market.calendars(),
            market.parameters(),
            market.scenarios(),
            prices);
    long longRisk = 0;
    long shortRisk = 0;
    for (long loss : arrays.array(future.id())) {
      longRisk = Math.max(longRisk, loss);
      shortRisk = Math.max(shortRisk, Math.negateExact(loss));
    }
    return new Stage(
        state.published(),
        isNow,
        arrays.compositeDelta(future.id()),
        new Money(future.product().currency(), longRisk),
        new Money(future.product().currency(), shortRisk),
        gap(market, future, state, prices));
  }

  /** What the engine adds for the last day of one lot; only that stage is worth a whole market. */
  private static Money gap(
      ValuedMarket market, Future future, AveragingState state, PriceSet prices) {
    Money none = Money.zero(future.product().currency());
    AddOnParameters terms = market.parameters().addOns().addOns().get(future.commodity());
    if (terms == null
        || terms.lastDayGap().isEmpty()
        || state.published() != state.scheduled() - 1) {
      return none;
    }
    ValuedMarket stage =
        new ValuedMarket(
            market.catalogue(),
            market.calendars(),
            market.parameters(),
            market.scenarios(),
            prices,
            trusting(market.state(), future));
    Money gap = none;
    Requirement oneLot =
        stage.requirement(
            new AccountId("one-lot"),
            AccountClass.HOUSE,
            new TreeMap<>(Map.of(future.id(), new Lots(1))));
    CurrencyRequirement required =
        found(
            oneLot.currencies().get(future.product().currency()),
            "one lot of %s requires nothing in its currency",
            future.id());
    for (AddOn addOn : required.addOns()) {
      gap = addOn.kind() == AddOn.Kind.LAST_DAY_GAP ? gap.plus(addOn.amount()) : gap;
    }
    return gap;
  }

  /** Other add-ons of that stage are not read, so any trust in its fixings will do. */
  private static MarketState trusting(MarketState state, Future future) {
    SortedMap<ContractId, FixingTrust> fixings = new TreeMap<>(state.fixings());
    fixings.putIfAbsent(future.id(), new FixingTrust(false, 0));
    return new MarketState(state.ladder(), state.history(), fixings);
  }

  private static PriceSet with(PriceSet prices, Future future, AveragingState state) {
    SortedMap<ContractId, AveragingState> averaging = new TreeMap<>(prices.averaging());
    averaging.put(future.id(), state);
    return new PriceSet(
        prices.id(),
        prices.date(),
        prices.asOf(),
        prices.marks(),
        prices.rates(),
        prices.fx(),
        averaging);
  }
}
