package novate.clearing.trade;

import static novate.market.Checks.found;
import static novate.market.Checks.require;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;
import novate.clearing.registry.Registry;
import novate.clearing.trade.NovationOutcome.Duplicate;
import novate.clearing.trade.NovationOutcome.Novated;
import novate.clearing.trade.NovationOutcome.Refused;
import novate.market.AccountId;
import novate.market.Contract;
import novate.market.ContractId;
import novate.market.Price;
import novate.market.TradeKey;
import novate.market.VenueId;
import novate.wire.Decimals;
import novate.wire.TradeReportHash;
import novate.wire.event.Leg;
import novate.wire.event.LegKind;
import novate.wire.event.RejectReason;
import novate.wire.event.TradeKind;
import novate.wire.event.TradeReport;
import org.jspecify.annotations.Nullable;

/**
 * Turns trade reports into legs. The order of its checks is the order of {@link RejectReason}; the
 * first that applies is reported.
 *
 * <p>It bounds lots per trade and the gross notional per contract, in ticks, so that no position's
 * cost can overflow however trades are spread over accounts: a novated leg is never refused later.
 */
public final class Novator {
  /**
   * Dates whose trades can be busted, corrected and told from new ones: the business date and those
   * opened before it.
   */
  public static final int DATES_OPEN = 3;

  /** Largest number of lots in one trade. */
  public static final long LOTS_MAX = 1_000_000;

  /** Largest gross notional of a contract, in minor units: about nine trillion dollars. */
  private static final long GROSS_MINOR_UNITS_MAX = Long.MAX_VALUE / 10_000;

  private final TradeBook book = new TradeBook();
  private final SortedMap<Integer, Long> grossTicksByContract = new TreeMap<>();
  private @Nullable Registry registry;
  private @Nullable LocalDate businessDate;

  /**
   * Opens a business date: reports are booked on it and checked against this registry from here on.
   */
  public void open(LocalDate date, Registry asOfOpen) {
    book.open(date);
    businessDate = date;
    registry = asOfOpen;
    forgetExpired();
  }

  /**
   * Takes back a choice made before a restart. Legs may come in any order across partitions; call
   * {@link #forgetExpired} behind the last one.
   */
  public void restore(Leg leg) {
    remember(leg);
  }

  /** Takes back what {@link #grossTicks} was before the first leg that is restored. */
  public void restore(int contractIndex, long grossTicks) {
    grossTicksByContract.put(contractIndex, grossTicks);
  }

  /** A contract that has expired takes no more trades, so nothing has to be bounded. */
  public void forgetExpired() {
    grossTicksByContract
        .keySet()
        .removeIf(index -> refusalOfExpiry(registry().catalogue().contract(index)) != null);
  }

  /**
   * Gross notional of every contract with trades that has not expired, in ticks: lots by price of
   * all legs so far, without signs.
   */
  public SortedMap<Integer, Long> grossTicks() {
    return Collections.unmodifiableSortedMap(grossTicksByContract);
  }

  /**
   * Books one report, or says why not. Legs that it returns are remembered: they must be written.
   */
  public NovationOutcome apply(TradeReport report) {
    Terms terms;
    try {
      terms = Terms.of(report);
    } catch (IllegalArgumentException | ArithmeticException e) {
      return new Refused(RejectReason.INVALID_FIELD, String.valueOf(e.getMessage()));
    }
    Optional<BookedTrade> booked = book.find(terms.key);
    if (booked.isPresent() && booked.get().knows(report.getRevision())) {
      return booked.get().holds(report.getRevision(), terms.contentHash)
          ? new Duplicate()
          : refused(
              RejectReason.DUPLICATE_ID_OTHER_CONTENT,
              "trade %s revision %d was booked with other content",
              terms.key,
              report.getRevision());
    }
    NovationOutcome outcome =
        report.getKind() == TradeKind.BUST
            ? bust(terms, booked)
            : book(terms, booked, report.getKind() == TradeKind.CORRECTION);
    if (outcome instanceof Novated(List<Leg> legs)) {
      legs.forEach(this::remember);
    }
    return outcome;
  }

  private NovationOutcome book(Terms terms, Optional<BookedTrade> booked, boolean isCorrection) {
    Refused refusal = refusalOfDate(terms);
    if (refusal == null) {
      refusal = refusalOfTerms(terms, isCorrection ? booked : Optional.empty());
    }
    if (refusal == null) {
      refusal = isCorrection ? refusalOfRevision(terms, booked) : refusalOfNew(terms, booked);
    }
    if (refusal != null) {
      return refusal;
    }
    List<Leg> legs = new ArrayList<>();
    if (isCorrection) {
      legs.addAll(reversal(terms, booked.orElseThrow().standing()));
    }
    int buyer = accountIndex(terms.buyer);
    int seller = accountIndex(terms.seller);
    legs.add(leg(terms, buyer, seller, terms.lots));
    legs.add(leg(terms, seller, buyer, -terms.lots));
    return new Novated(legs);
  }

  private NovationOutcome bust(Terms terms, Optional<BookedTrade> booked) {
    Refused refusal = refusalOfDate(terms);
    if (refusal == null) {
      refusal = booked.map(this::refusalOfStanding).orElse(null);
    }
    if (refusal == null) {
      refusal = refusalOfRevision(terms, booked);
    }
    return refusal == null
        ? new Novated(reversal(terms, booked.orElseThrow().standing()))
        : refusal;
  }

  private @Nullable Refused refusalOfDate(Terms terms) {
    LocalDate date = terms.key.date();
    if (book.isBeforeOpenDates(date)) {
      return refused(RejectReason.TRADE_DATE_CLOSED, "trade date %s is closed", date);
    }
    if (!book.isOpen(date)) {
      return refused(
          RejectReason.TRADE_DATE_NOT_OPEN,
          "trade date %s is not open, business date is %s",
          date,
          businessDate());
    }
    return null;
  }

  /**
   * What a bust or a correction takes back must still be held; after expiry it is a cash adjustment
   * by two people, not a leg.
   */
  private @Nullable Refused refusalOfStanding(BookedTrade booked) {
    return refusalOfExpiry(registry().catalogue().contract(booked.standing().getContractIndex()));
  }

  private @Nullable Refused refusalOfExpiry(Contract contract) {
    return contract.expiry().isBefore(businessDate())
        ? refused(
            RejectReason.EXPIRED_CONTRACT,
            "contract %s expired %s",
            contract.id(),
            contract.expiry())
        : null;
  }

  private @Nullable Refused refusalOfTerms(Terms terms, Optional<BookedTrade> corrected) {
    Optional<Contract> listed = registry().catalogue().find(terms.contract);
    if (listed.isEmpty()) {
      return refused(RejectReason.UNKNOWN_CONTRACT, "contract %s is not listed", terms.contract);
    }
    Contract contract = listed.get();
    if (!contract.isActive()) {
      return refused(
          RejectReason.INACTIVE_CONTRACT, "contract %s is not open for trading", contract.id());
    }
    Refused expired = refusalOfExpiry(contract);
    if (expired == null) {
      expired = corrected.map(this::refusalOfStanding).orElse(null);
    }
    if (expired != null) {
      return expired;
    }
    for (AccountId account : List.of(terms.buyer, terms.seller)) {
      if (registry().accountIndex(account).isEmpty()) {
        return refused(RejectReason.UNKNOWN_ACCOUNT, "account %s is not open", account);
      }
    }
    if (terms.lots <= 0) {
      return refused(RejectReason.LOTS_NOT_POSITIVE, "lots must be above zero, got %d", terms.lots);
    }
    if (terms.lots > LOTS_MAX) {
      return refused(
          RejectReason.LOTS_TOO_LARGE, "lots must be at most %d, got %d", LOTS_MAX, terms.lots);
    }
    return refusalOfPrice(terms, contract);
  }

  private @Nullable Refused refusalOfPrice(Terms terms, Contract contract) {
    Price price;
    try {
      price = contract.product().price(terms.price);
    } catch (IllegalArgumentException | ArithmeticException e) {
      return refused(RejectReason.PRICE_OFF_TICK, "%s", e.getMessage());
    }
    if (!contract.product().isOnTradingTick(price)) {
      return refused(
          RejectReason.PRICE_OFF_TICK,
          "price %s of %s is not a multiple of the trading tick %s",
          terms.price.toPlainString(),
          contract.id(),
          contract.product().tradingTick().toPlainString());
    }
    int contractIndex = registry().catalogue().index(contract.id());
    Optional<Registry.TickLimits> limits = registry().limits(businessDate(), contractIndex);
    boolean isInside =
        limits.isEmpty()
            ? price.ticks() > 0 || contract.product().negativePricesAllowed()
            : price.ticks() >= limits.get().low() && price.ticks() <= limits.get().high();
    if (!isInside) {
      return refused(
          RejectReason.PRICE_OUTSIDE_LIMIT,
          "price %s of %s is outside the day's limits %s",
          terms.price.toPlainString(),
          contract.id(),
          limits.map(l -> l.low() + " to " + l.high() + " ticks").orElse("(above zero)"));
    }
    if (!fitsBound(contractIndex, contract, terms.lots, price)) {
      return refused(
          RejectReason.POSITION_BOUND,
          "gross notional of %s would pass the bound of a position",
          contract.id());
    }
    return null;
  }

  private static @Nullable Refused refusalOfNew(Terms terms, Optional<BookedTrade> booked) {
    if (terms.revision != 0) {
      return refused(
          RejectReason.REVISION_OUT_OF_ORDER, "a new trade has revision 0, got %d", terms.revision);
    }
    return booked.isPresent()
        ? refused(RejectReason.REVISION_OUT_OF_ORDER, "trade %s has later revisions", terms.key)
        : null;
  }

  private static @Nullable Refused refusalOfRevision(Terms terms, Optional<BookedTrade> booked) {
    if (booked.isEmpty()) {
      return refused(RejectReason.UNKNOWN_TRADE, "trade %s was never booked", terms.key);
    }
    if (booked.get().isBusted()) {
      return refused(RejectReason.TRADE_BUSTED, "trade %s is busted", terms.key);
    }
    int expected = booked.get().lastRevision() + 1;
    return terms.revision == expected
        ? null
        : refused(
            RejectReason.REVISION_OUT_OF_ORDER,
            "trade %s: next revision is %d, got %d",
            terms.key,
            expected,
            terms.revision);
  }

  /** The opposite of what stands, at its own price: it takes back exactly what the trade did. */
  private List<Leg> reversal(Terms terms, Leg standingBuy) {
    return List.of(
        reversedLeg(
            terms,
            standingBuy,
            standingBuy.getAccountIndex(),
            standingBuy.getContraAccountIndex(),
            -standingBuy.getLots()),
        reversedLeg(
            terms,
            standingBuy,
            standingBuy.getContraAccountIndex(),
            standingBuy.getAccountIndex(),
            standingBuy.getLots()));
  }

  private Leg reversedLeg(Terms terms, Leg standing, int account, int contra, long lots) {
    return side(
        terms,
        LegKind.REVERSED,
        account,
        contra,
        standing.getContractIndex(),
        lots,
        standing.getPriceTicks());
  }

  private Leg leg(Terms terms, int account, int contra, long lots) {
    int contractIndex = registry().catalogue().index(terms.contract);
    Contract contract = registry().catalogue().contract(contractIndex);
    long ticks = contract.product().price(terms.price).ticks();
    return side(terms, LegKind.NOVATED, account, contra, contractIndex, lots, ticks);
  }

  /** Without the generated builder, which checks every field again: this is done for every leg. */
  private Leg side(
      Terms terms,
      LegKind kind,
      int account,
      int contra,
      int contractIndex,
      long lots,
      long priceTicks) {
    return new Leg(
        terms.key.venue().value(),
        terms.key.date(),
        terms.key.tradeId(),
        terms.revision,
        kind,
        businessDate(),
        account,
        contra,
        contractIndex,
        lots,
        priceTicks,
        terms.contentHash);
  }

  private void remember(Leg leg) {
    book.add(leg);
    long gross = Math.multiplyExact(Math.abs(leg.getLots()), Math.abs(leg.getPriceTicks()));
    grossTicksByContract.merge(leg.getContractIndex(), gross, Math::addExact);
  }

  /**
   * Both legs count, twice over for a later reversal. The bound leaves room for a settlement price
   * thousands of times what was paid: marking a position that was accepted cannot overflow either.
   */
  private boolean fitsBound(int contractIndex, Contract contract, long lots, Price price) {
    try {
      long added = Math.multiplyExact(4, Math.multiplyExact(lots, Math.abs(price.ticks())));
      long total = Math.addExact(grossTicksByContract.getOrDefault(contractIndex, 0L), added);
      return Math.multiplyExact(total, contract.product().tickMinorUnits())
          <= GROSS_MINOR_UNITS_MAX;
    } catch (ArithmeticException e) {
      return false;
    }
  }

  private int accountIndex(AccountId account) {
    OptionalInt index = registry().accountIndex(account);
    require(index.isPresent(), "account %s is not open", account);
    return index.getAsInt();
  }

  private Registry registry() {
    return found(registry, "no business date is open");
  }

  private LocalDate businessDate() {
    return found(businessDate, "no business date is open");
  }

  private static Refused refused(RejectReason reason, String detail, @Nullable Object... values) {
    return new Refused(reason, String.format(detail, values));
  }

  /** A report whose fields are words. */
  private record Terms(
      TradeKey key,
      int revision,
      ContractId contract,
      long lots,
      BigDecimal price,
      AccountId buyer,
      AccountId seller,
      String contentHash) {
    private static final int PRICE_LENGTH_MAX = 32;

    static Terms of(TradeReport report) {
      require(
          report.getRevision() >= 0, "revision must not be negative, got %d", report.getRevision());
      require(
          report.getPrice().length() <= PRICE_LENGTH_MAX,
          "price has more than %d characters",
          PRICE_LENGTH_MAX);
      return new Terms(
          new TradeKey(new VenueId(report.getVenue()), report.getTradeDate(), report.getTradeId()),
          report.getRevision(),
          new ContractId(report.getContractId()),
          report.getLots(),
          Decimals.parse(report.getPrice()),
          new AccountId(report.getBuyerAccount()),
          new AccountId(report.getSellerAccount()),
          TradeReportHash.of(report));
    }
  }
}
