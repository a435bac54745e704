package novate.clearing.day;

import static novate.market.Checks.found;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import novate.clearing.registry.Registry;
import novate.margin.MarginEngine;
import novate.margin.MarketState;
import novate.market.AveragingState;
import novate.market.BusinessCalendar;
import novate.market.Contract;
import novate.market.ContractId;
import novate.market.CurrencyCode;
import novate.market.FinalSettlement;
import novate.market.Fixing;
import novate.market.Future;
import novate.market.Hashing;
import novate.market.OptionOnFuture;
import novate.market.Price;
import novate.market.PriceSet;
import novate.market.PriceSet.Mark;
import novate.scenario.ParameterSet;
import novate.settlement.Expiry;
import novate.settlement.FinalSettlementPrice;
import novate.settlement.ScheduledFixings;
import novate.wire.Decimals;
import novate.wire.event.CycleKind;
import novate.wire.event.CycleRequested;
import novate.wire.event.PriceSubmitted;
import novate.wire.event.PricesComplete;
import org.jspecify.annotations.Nullable;

/**
 * Judges the prices of a cycle and makes the price set of them.
 *
 * <p>Every active contract that has not expired needs a price. A contract on its last day takes, at
 * the end of day, its final settlement price from the fixings (an option its intrinsic value there,
 * or at its future's price of the day when the future goes on) and never the exchange's. A price
 * that is missing, unreadable, off the tick, stale (observed before the last price set) or a jump
 * beyond the parameter holds the whole set, with a reason for each. Two people may then accept it:
 * a missing, unreadable or stale price falls back to the last settlement price, a jump is taken as
 * it is. What has no fallback stays held.
 */
public final class PriceSetBuilder {
  /** What became of the prices. */
  public sealed interface Outcome {
    /** Good, or accepted: the set to seal. */
    record Sealed(PriceSet prices) implements Outcome {}

    /**
     * Not good enough. The hash names exactly these reasons, so that an approval is of these and no
     * others.
     */
    record Held(List<String> reasons, String hash) implements Outcome {
      /** Keeps its own copy. */
      public Held {
        reasons = List.copyOf(reasons);
      }
    }
  }

  private static final String WAYS_OUT =
      "; quotes that come late print it (novate import quotes), or two people take the previous"
          + " value or a committee's (novate index decide)";

  private final CycleRequested cycle;
  private final Registry registry;
  private final ParameterSet parameters;
  private final Optional<PriceSet> last;
  private final Map<String, PriceSubmitted> submitted = new HashMap<>();
  private final Collection<Fixing> fixings;
  private final Optional<String> acceptedHash;
  private final List<String> reasons = new ArrayList<>();
  private final List<String> fatal = new ArrayList<>();
  private final SortedMap<ContractId, Mark> marks = new TreeMap<>();

  private PriceSetBuilder(
      CycleRequested cycle,
      Registry registry,
      ParameterSet parameters,
      Optional<PriceSet> last,
      Collection<PriceSubmitted> submitted,
      Collection<Fixing> fixings,
      Optional<String> acceptedHash) {
    this.cycle = cycle;
    this.registry = registry;
    this.parameters = parameters;
    this.last = last;
    this.fixings = fixings;
    this.acceptedHash = acceptedHash;
    submitted.forEach(price -> this.submitted.put(price.getContractId(), price));
  }

  /**
   * The price set of a cycle, or why there is none. What two people have accepted counts only if
   * the reasons are still the same: a price that came after the approval is judged anew.
   *
   * @param last the price set before, for jumps, staleness and fallbacks
   * @param submitted the exchange's prices; of several for one contract the last counts
   * @param complete the exchange's word that these are all, with rates and FX
   * @param fixings all fixings so far, of any index
   * @param acceptedHash the {@link Outcome.Held#hash} that two people have accepted, if any
   */
  public static Outcome build(
      CycleRequested cycle,
      Registry registry,
      ParameterSet parameters,
      Optional<PriceSet> last,
      Collection<PriceSubmitted> submitted,
      PricesComplete complete,
      Collection<Fixing> fixings,
      Optional<String> acceptedHash) {
    return new PriceSetBuilder(cycle, registry, parameters, last, submitted, fixings, acceptedHash)
        .build(complete);
  }

  private Outcome build(PricesComplete complete) {
    if (submitted.size() != complete.getCount()) {
      fatal.add(
          "%d prices were announced, %d came".formatted(complete.getCount(), submitted.size()));
    }
    // Futures stand before the options on them, so an option finds what its future settles at.
    registry.catalogue().contracts().stream().filter(this::isWanted).forEach(this::mark);
    Rates rates = Rates.read(complete, discountedCurrencies(), fatal);
    boolean isAccepted = reasons.isEmpty() || acceptedHash.filter(hash()::equals).isPresent();
    if (fatal.isEmpty() && isAccepted) {
      PriceSet set = priceSet(rates);
      Optional<String> obstacle = obstacle(set);
      if (obstacle.isEmpty()) {
        return new Outcome.Sealed(set);
      }
      fatal.add("no margin can be computed with these prices: " + obstacle.get());
    }
    return new Outcome.Held(allReasons(), hash());
  }

  /**
   * Why these prices cannot be margined with, whoever approves of them. Sealed prices are final, so
   * a shard that stumbled over one could never go on.
   */
  private Optional<String> obstacle(PriceSet set) {
    try {
      new MarginEngine(
              registry.catalogue(), registry.calendars(), parameters, registry.scenariosInForce())
          .market(set, MarketState.NONE);
      return Optional.empty();
    } catch (IllegalArgumentException | ArithmeticException e) {
      return Optional.of(String.valueOf(e.getMessage()));
    }
  }

  private List<String> allReasons() {
    List<String> all = new ArrayList<>(fatal);
    all.addAll(reasons);
    return all;
  }

  private String hash() {
    return Hashing.sha256(String.join("\n", allReasons()));
  }

  /** Premium-style options cannot be priced without the rate of their currency. */
  private SortedSet<CurrencyCode> discountedCurrencies() {
    SortedSet<CurrencyCode> currencies = new TreeSet<>();
    registry.catalogue().contracts().stream()
        .filter(contract -> isWanted(contract) && !contract.isMarkedToMarket())
        .forEach(option -> currencies.add(option.product().currency()));
    return currencies;
  }

  private boolean isWanted(Contract contract) {
    return contract.isActive() && !contract.expiry().isBefore(date());
  }

  private void mark(Contract contract) {
    boolean isLastDay = cycle.getKind() == CycleKind.END_OF_DAY && contract.expiry().equals(date());
    Optional<Mark> mark = isLastDay ? finalMark(contract) : exchangeMark(contract);
    mark.ifPresent(found -> marks.put(contract.id(), found));
  }

  private Optional<Mark> finalMark(Contract contract) {
    return switch (contract) {
      case Future future -> finalSettlement(future).map(price -> ended(future, price, "FIXING"));
      // An option that ends before its future ends on the future's settlement price of the day.
      case OptionOnFuture option ->
          Optional.ofNullable(marks.get(option.underlying().id()))
              .map(mark -> ended(option, mark.price(), "INTRINSIC"));
    };
  }

  private static Mark ended(Contract contract, Price settlement, String source) {
    return new Mark(
        Expiry.of(contract, settlement).lastSettlement(), OptionalDouble.empty(), source);
  }

  private Optional<Price> finalSettlement(Future future) {
    return switch (FinalSettlementPrice.of(future, calendar(future), fixingsOf(future))) {
      case FinalSettlementPrice.Outcome.FixingsMissing missing -> {
        fatal.add(missing.detail() + WAYS_OUT);
        yield Optional.empty();
      }
      case FinalSettlementPrice.Outcome.Determined determined -> Optional.of(determined.price());
    };
  }

  private Optional<Mark> exchangeMark(Contract contract) {
    PriceSubmitted price = submitted.get(contract.id().value());
    String problem = price == null ? "missing" : problemOf(contract, price);
    if (price != null && problem == null) {
      Mark mark = mark(contract, price);
      jumpOf(contract, mark.price()).ifPresent(reasons::add);
      return Optional.of(mark);
    }
    return fallback(contract, "price of %s is %s".formatted(contract.id(), problem));
  }

  private Optional<Mark> fallback(Contract contract, String problem) {
    Optional<Mark> before = last.flatMap(set -> set.find(contract.id()));
    if (before.isEmpty()) {
      fatal.add(problem + ", and there is none before");
      return Optional.empty();
    }
    reasons.add(problem);
    return Optional.of(new Mark(before.get().price(), before.get().volatility(), "PREVIOUS"));
  }

  /** Why a price cannot be used at all; null when it can. */
  private @Nullable String problemOf(Contract contract, PriceSubmitted price) {
    Instant lastCut = last.map(PriceSet::asOf).orElse(Instant.MIN);
    if (!price.getObservedAt().isAfter(lastCut)) {
      return "stale: observed %s, not after the last price set of %s"
          .formatted(price.getObservedAt(), lastCut);
    }
    if (contract instanceof OptionOnFuture && price.getVolatility() == null) {
      return "without volatility";
    }
    try {
      Mark mark = mark(contract, price);
      return isSignFine(contract, mark.price()) ? null : "not above zero: " + price.getPrice();
    } catch (IllegalArgumentException | ArithmeticException e) {
      return "unusable: " + e.getMessage();
    }
  }

  private static boolean isSignFine(Contract contract, Price price) {
    return switch (contract) {
      case Future future -> price.ticks() > 0 || future.product().negativePricesAllowed();
      case OptionOnFuture _ -> price.ticks() >= 0;
    };
  }

  private static Mark mark(Contract contract, PriceSubmitted price) {
    Double volatility = price.getVolatility();
    return new Mark(
        contract.product().price(Decimals.parse(price.getPrice())),
        volatility == null ? OptionalDouble.empty() : OptionalDouble.of(volatility),
        "EXCHANGE");
  }

  /** A future's move from the last settlement price beyond what its parameters accept. */
  private Optional<String> jumpOf(Contract contract, Price price) {
    Optional<Mark> before = last.flatMap(set -> set.find(contract.id()));
    if (!(contract instanceof Future) || before.isEmpty() || before.get().price().ticks() == 0) {
      return Optional.empty();
    }
    double from = before.get().price().ticks();
    double move = Math.abs((price.ticks() - from) / from);
    double accepted = parameters.commodity(contract.commodity()).jumpMax();
    return move <= accepted
        ? Optional.empty()
        : Optional.of(
            "price of %s jumps from %d to %d ticks, more than %s"
                .formatted(contract.id(), before.get().price().ticks(), price.ticks(), accepted));
  }

  private PriceSet priceSet(Rates rates) {
    return new PriceSet(
        cycle.getCycleId(), date(), cycle.getAsOf(), marks, rates.rates(), rates.fx(), averaging());
  }

  private SortedMap<ContractId, AveragingState> averaging() {
    SortedMap<ContractId, AveragingState> states = new TreeMap<>();
    for (Contract contract : registry.catalogue().contracts()) {
      if (contract instanceof Future future
          && isWanted(future)
          && future.product().finalSettlement() == FinalSettlement.MONTHLY_AVERAGE) {
        states.put(
            future.id(),
            ScheduledFixings.of(future, calendar(future), fixingsOf(future)).averagingState());
      }
    }
    return states;
  }

  private List<Fixing> fixingsOf(Future future) {
    return fixings.stream().filter(f -> f.index().equals(future.product().index())).toList();
  }

  private BusinessCalendar calendar(Future future) {
    return found(
        registry.calendars().get(future.product().calendar()),
        "calendar %s is not in the registry",
        future.product().calendar());
  }

  private LocalDate date() {
    return cycle.getBusinessDate();
  }
}
