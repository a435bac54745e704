package novate.clearing.day;

import static novate.market.Checks.found;
import static novate.market.Checks.require;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import novate.clearing.registry.Registry;
import novate.market.AccountId;
import novate.market.BusinessCalendar;
import novate.market.Contract;
import novate.market.ContractId;
import novate.market.CurrencyCode;
import novate.market.IndexId;
import novate.settlement.SettlementStatus;
import novate.wire.Decimals;
import novate.wire.event.AdjustmentLine;
import novate.wire.event.CashAdjusted;
import novate.wire.event.FallbackKind;
import novate.wire.event.FixingDecided;
import novate.wire.event.FixingPublished;
import novate.wire.event.FixingRestatementRequested;
import novate.wire.event.RequestAnswered;
import novate.wire.event.SettlementPriceRestated;
import org.jspecify.annotations.Nullable;

/**
 * Judges one request. A restatement of a fixing and two people's decision on one publish the next
 * revision at once; two people's restated settlement price or cash adjustment is booked by the next
 * end of day. Whatever the methodology does not allow is refused by name.
 */
final class Answers {
  /**
   * @param fixing the revision that the answer publishes, if it does
   */
  record Answer(RequestAnswered answered, @Nullable FixingPublished fixing) {}

  private final LocalDate today;
  private final Registry registry;
  private final IndexSchedule schedule;
  private final Fixings fixings;
  private final Requests requests;
  private final SettledPrices settled;

  Answers(
      LocalDate today,
      Registry registry,
      IndexSchedule schedule,
      Fixings fixings,
      Requests requests,
      SettledPrices settled) {
    this.today = today;
    this.registry = registry;
    this.schedule = schedule;
    this.fixings = fixings;
    this.requests = requests;
    this.settled = settled;
  }

  /** The answer: a refusal is an answer too. */
  Answer of(Request request) {
    try {
      require(!request.by().isBlank(), "%s names nobody", request.subject());
      require(!request.reason().isBlank(), "%s gives no reason", request.subject());
      require(!requests.isAgreed(request.subject()), "%s was agreed on already", request.subject());
      return switch (request.event()) {
        case FixingRestatementRequested restatement -> restate(request, restatement);
        case FixingDecided decided -> decide(request, decided);
        case SettlementPriceRestated restated -> restatePrice(request, restated);
        case CashAdjusted adjusted -> adjust(request, adjusted);
        default -> throw new IllegalStateException("no request: " + request.event());
      };
    } catch (IllegalArgumentException | ArithmeticException e) {
      return new Answer(
          new RequestAnswered(request.id(), false, String.valueOf(e.getMessage())), null);
    }
  }

  private Answer restate(Request request, FixingRestatementRequested restatement) {
    FixingKey key =
        key(restatement.getIndexId(), restatement.getFixingDate(), restatement.getFromRevision());
    require(fixings.revision(key) > 0, "index %s has no value to restate", key);
    requireWindow(key);
    return published(request, fixings.restated(key, request.reason(), request.by()));
  }

  private Answer decide(Request request, FixingDecided decided) {
    FixingKey key = key(decided.getIndexId(), decided.getFixingDate(), decided.getFromRevision());
    BusinessCalendar calendar = schedule.calendar(key.index());
    if (fixings.revision(key) > 0) {
      requireWindow(key);
    } else {
      require(
          fixings.findWithheld(key).isPresent(),
          "index %s was not withheld: there is nothing to decide",
          key);
    }
    BigDecimal value = committeeValue(decided);
    BigDecimal wanted =
        value == null ? new BigDecimal(fixings.requirePrevious(key, calendar).getValue()) : value;
    fixings
        .find(key)
        .ifPresent(
            known ->
                require(
                    wanted.compareTo(new BigDecimal(known.getValue())) != 0,
                    "index %s is %s already",
                    key,
                    known.getValue()));
    Optional<Requests.Agreed> agreed = agreement(request);
    return agreed.isPresent()
        ? published(
            request,
            fixings.decided(key, calendar, value, agreed.get().reason(), agreed.get().approvers()))
        : waits(request);
  }

  private static @Nullable BigDecimal committeeValue(FixingDecided decided) {
    boolean isCommittee = decided.getKind() == FallbackKind.COMMITTEE_VALUE;
    String value = decided.getValue();
    require(
        isCommittee == (value != null),
        "a committee decides a value and the previous value needs none, got %s with %s",
        decided.getKind(),
        value);
    return value == null ? null : Decimals.parse(value);
  }

  private FixingKey key(String indexId, LocalDate date, int fromRevision) {
    FixingKey key = new FixingKey(new IndexId(indexId), date);
    schedule.calendar(key.index());
    require(
        fixings.revision(key) == fromRevision,
        "index %s is at revision %d, the request is about %d",
        key,
        fixings.revision(key),
        fromRevision);
    return key;
  }

  private void requireWindow(FixingKey key) {
    LocalDate end = fixings.policy().windowEnd(schedule.calendar(key.index()), key.date());
    require(
        !today.isAfter(end),
        "index %s is final: its correction window closed with %s, and today is %s",
        key,
        end,
        today);
  }

  private Answer restatePrice(Request request, SettlementPriceRestated restated) {
    Contract contract = contract(restated.getContractId());
    LocalDate date = restated.getBusinessDate();
    OptionalLong known = settled.ticks(contract, date);
    require(
        known.isPresent() && !date.isAfter(contract.expiry()),
        "contract %s has no settlement price of %s",
        contract.id(),
        date);
    require(
        !date.equals(contract.expiry()),
        "%s was the last day of contract %s: restate a fixing, or adjust cash after the window",
        date,
        contract.id());
    int revision = requests.priceRevision(restated.getContractId(), date);
    require(
        revision == restated.getFromRevision(),
        "contract %s of %s was restated %d times, the request is about %d",
        contract.id(),
        date,
        revision,
        restated.getFromRevision());
    requireOtherPrice(contract, restated.getPrice(), known.getAsLong());
    return booked(request);
  }

  private Answer adjust(Request request, CashAdjusted adjusted) {
    require(!adjusted.getAdjustmentId().isBlank(), "an adjustment must have an id");
    Contract contract = contract(adjusted.getContractId());
    OptionalLong known = settled.ticks(contract, contract.expiry());
    require(
        known.isPresent() && !today.isBefore(contract.expiry()),
        "contract %s has not expired: it expires %s",
        contract.id(),
        contract.expiry());
    BusinessCalendar calendar = registry.calendar(contract.product().calendar());
    require(
        SettlementStatus.of(contract, calendar, fixings.policy(), today) == SettlementStatus.FINAL,
        "contract %s is provisional up to %s, and today is %s: restate its fixing",
        contract.id(),
        SettlementStatus.windowEnd(contract, calendar, fixings.policy()),
        today);
    String price = adjusted.getPrice();
    require(
        (price == null) != adjusted.getLines().isEmpty(),
        "adjustment %s has either a price or lines",
        adjusted.getAdjustmentId());
    if (price == null) {
      requireBalanced(adjusted, contract.product().currency());
    } else {
      requireOtherPrice(contract, price, known.getAsLong());
    }
    return booked(request);
  }

  private void requireBalanced(CashAdjusted adjusted, CurrencyCode currency) {
    Set<String> accounts = new HashSet<>();
    long sum = 0;
    for (AdjustmentLine line : adjusted.getLines()) {
      require(
          registry.accountIndex(new AccountId(line.getAccountId())).isPresent(),
          "account %s is not in the registry",
          line.getAccountId());
      require(
          line.getCurrency().equals(currency.code()),
          "account %s is adjusted in %s, the contract is in %s",
          line.getAccountId(),
          line.getCurrency(),
          currency);
      require(accounts.add(line.getAccountId()), "account %s has two lines", line.getAccountId());
      require(line.getMinorUnits() != 0, "account %s receives nothing", line.getAccountId());
      sum = Math.addExact(sum, line.getMinorUnits());
    }
    require(
        sum == 0,
        "lines of adjustment %s sum to %d minor units, expected zero",
        adjusted.getAdjustmentId(),
        sum);
  }

  private static void requireOtherPrice(Contract contract, String price, long knownTicks) {
    long ticks = contract.product().price(Decimals.parse(price)).ticks();
    require(ticks != knownTicks, "contract %s is settled at %s already", contract.id(), price);
  }

  private Contract contract(String id) {
    return found(
        registry.catalogue().find(new ContractId(id)).orElse(null),
        "contract %s is not listed",
        id);
  }

  private Answer booked(Request request) {
    return agreement(request).isPresent()
        ? accepted(request, "two people agree; the next end of day books it")
        : waits(request);
  }

  /** What the first of two asked for must be what the second asks for; one may change their own. */
  private Optional<Requests.Agreed> agreement(Request request) {
    requests
        .waiting(request.subject())
        .ifPresent(
            first ->
                require(
                    first.by().equals(request.by()) || first.content().equals(request.content()),
                    "%s: %s asked for %s, %s asks for %s",
                    request.subject(),
                    first.by(),
                    first.content(),
                    request.by(),
                    request.content()));
    return requests.agreement(request);
  }

  private static Answer published(Request request, FixingPublished fixing) {
    return new Answer(
        new RequestAnswered(
            request.id(),
            true,
            "index %s %s is %s, revision %d"
                .formatted(
                    fixing.getIndexId(),
                    fixing.getFixingDate(),
                    fixing.getValue(),
                    fixing.getRevision())),
        fixing);
  }

  private static Answer waits(Request request) {
    return accepted(request, "waits for a second person");
  }

  private static Answer accepted(Request request, String detail) {
    return new Answer(new RequestAnswered(request.id(), true, detail), null);
  }
}
