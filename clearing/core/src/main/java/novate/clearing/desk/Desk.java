package novate.clearing.desk;

import static novate.market.Checks.found;
import static novate.market.Checks.require;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import novate.clearing.cycle.ContentHash;
import novate.ledger.Ledger;
import novate.ledger.LedgerAccount;
import novate.ledger.LedgerEntry;
import novate.market.AccountGroup;
import novate.market.CurrencyCode;
import novate.market.MemberId;
import novate.market.Money;
import novate.market.PaymentId;
import novate.scenario.ParameterSet;
import novate.wire.event.CallState;
import novate.wire.event.CashPaid;
import novate.wire.event.ContractSum;
import novate.wire.event.CurrencyResult;
import novate.wire.event.CurrencySum;
import novate.wire.event.CycleDone;
import novate.wire.event.CycleEnd;
import novate.wire.event.CycleKind;
import novate.wire.event.CycleResult;
import novate.wire.event.CycleRole;
import novate.wire.event.DeskBalance;
import novate.wire.event.DeskHeader;
import novate.wire.event.LotsChanged;
import novate.wire.event.MarginCall;
import novate.wire.event.PaymentKind;
import novate.wire.event.SettlementCorrected;
import org.apache.avro.specific.SpecificRecord;
import org.apache.avro.specific.SpecificRecordBase;
import org.jspecify.annotations.Nullable;

/**
 * The fold of one partition of the desk topic. Whatever it has to know again is told by {@link
 * #drainBooks} after an end of day, when no cycle is under way; a desk that is restored from all of
 * that goes on as if it had folded the partition from its start. The same records give the same
 * outputs, so it only has to stay silent up to where it had come.
 */
public final class Desk {
  /** What the desk holds collateral and calls by. */
  private record Pot(AccountGroup group, CurrencyCode currency) implements Comparable<Pot> {
    @Override
    public int compareTo(Pot other) {
      int byGroup = group.compareTo(other.group);
      return byGroup != 0 ? byGroup : currency.compareTo(other.currency);
    }
  }

  private final int partition;
  private final Ledger ledger = new Ledger();
  private final Map<String, CashPaid> paymentById = new HashMap<>();
  private final SortedMap<Pot, MarginCall> callByPot = new TreeMap<>();
  private final SortedSet<String> endedCycles = new TreeSet<>();
  private final List<CycleResult> results = new ArrayList<>();
  private final List<SettlementCorrected> corrections = new ArrayList<>();
  private final LotsHistory history = new LotsHistory();
  private final Set<LedgerAccount> changedAccounts = new HashSet<>();
  private final SortedSet<Pot> changedPots = new TreeSet<>();
  private final List<CashPaid> newPayments = new ArrayList<>();
  private final List<LotsChanged> changedLots = new ArrayList<>();
  private @Nullable LocalDate lastDate;
  private List<SpecificRecord> outputs = new ArrayList<>();

  /** The desk of a partition, with nothing on its books. */
  public Desk(int partition) {
    this.partition = partition;
  }

  /**
   * Takes back a record of its books. Of one key only the last counts; the header comes anywhere.
   *
   * @throws IllegalStateException when a desk does not keep such a record
   */
  public void restore(SpecificRecord record) {
    switch (record) {
      case DeskHeader header -> {
        lastDate = header.getBusinessDate();
        endedCycles.clear();
        endedCycles.addAll(header.getCycleIds());
      }
      case DeskBalance balance -> {
        LedgerAccount account = BooksCodec.account(balance);
        ledger.carryForward(account, new Money(account.currency(), balance.getMinorUnits()));
      }
      case MarginCall call -> callByPot.put(potOf(call), call);
      case CashPaid payment -> paymentById.put(payment.getPaymentId(), payment);
      case LotsChanged changed -> history.apply(changed);
      default ->
          throw new IllegalStateException(
              "partition %d: a desk's books have no %s"
                  .formatted(partition, record.getSchema().getName()));
    }
  }

  /**
   * What has changed in its books since the last call, by key, without the header.
   *
   * @throws IllegalStateException when a cycle is under way
   */
  public SequencedMap<String, SpecificRecordBase> drainBooks() {
    if (!results.isEmpty() || !corrections.isEmpty()) {
      throw new IllegalStateException(
          "partition %d: the books are written while a cycle is under way".formatted(partition));
    }
    SequencedMap<String, SpecificRecordBase> changed = new LinkedHashMap<>();
    for (LedgerAccount account : new TreeSet<>(changedAccounts)) {
      changed.put(BooksCodec.key(account), BooksCodec.balance(account, ledger.balance(account)));
    }
    for (Pot pot : changedPots) {
      changed.put(
          BooksCodec.callKey(pot.group, pot.currency),
          found(callByPot.get(pot), "%s has no call", pot));
    }
    newPayments.forEach(payment -> changed.put(BooksCodec.key(payment), payment));
    changedLots.forEach(lots -> changed.put(BooksCodec.key(lots), lots));
    changedAccounts.clear();
    changedPots.clear();
    newPayments.clear();
    changedLots.clear();
    return changed;
  }

  /**
   * The header of its books.
   *
   * @param nextOffset of its partition: everything before it has been folded
   */
  public DeskHeader header(long nextOffset) {
    return new DeskHeader(
        nextOffset,
        found(lastDate, "partition %d has ended no cycle", partition),
        List.copyOf(endedCycles));
  }

  /**
   * Books cash that a member has paid in, and meets the call it names. The same payment again has
   * no effect.
   *
   * @return ledger entries and calls to write
   * @throws IllegalArgumentException when the payment is not valid or its id was used for another;
   *     nothing changes
   */
  public List<SpecificRecord> apply(CashPaid payment) {
    Pot pot =
        new Pot(
            new AccountGroup(new MemberId(payment.getMemberId()), payment.getAccountGroup()),
            new CurrencyCode(payment.getCurrency()));
    CashPaid known = paymentById.get(payment.getPaymentId());
    if (known != null) {
      require(
          known.equals(payment),
          "payment %s was booked with other content",
          payment.getPaymentId());
      return List.of();
    }
    requireValid(payment);
    requireNotDatedBack(payment);
    bank(pot, payment);
    paymentById.put(payment.getPaymentId(), payment);
    newPayments.add(payment);
    payCall(pot, payment);
    return drain();
  }

  /** Keeps a result until its cycle ends. */
  public void apply(CycleResult result) {
    results.add(result);
  }

  /** Keeps a correction of an earlier settlement until the end of day that books it. */
  public void apply(SettlementCorrected correction) {
    corrections.add(correction);
  }

  /**
   * Ends a cycle: at an end of day posts its cash and the corrections of earlier ones, then calls
   * what is missing.
   *
   * @return ledger entries, calls and the report of the cycle
   * @throws IllegalStateException when the results counted are not those that stand before, or the
   *     cycle has ended already
   */
  public List<SpecificRecord> apply(CycleEnd end, ParameterSet parameters) {
    boolean isWhole =
        results.size() == end.getCount()
            && results.stream().allMatch(r -> r.getCycleId().equals(end.getCycleId()));
    if (!isWhole) {
      throw new IllegalStateException(
          "partition %d: %s ends with %d results, but %d stand before"
              .formatted(partition, end.getCycleId(), end.getCount(), results.size()));
    }
    requireFirstEnd(end);
    SortedMap<String, Long> cash = new TreeMap<>();
    SortedMap<String, Long> fees = new TreeMap<>();
    List<ContractSum> corrected = List.of();
    if (end.getKind() == CycleKind.END_OF_DAY) {
      changedLots.addAll(history.endOfDay(end.getBusinessDate(), results));
      results.forEach(result -> postCash(result, cash, fees));
      corrected = postCorrections(end, cash);
    }
    callWhatIsMissing(end, requirements(), parameters);
    results.clear();
    List<SpecificRecord> business = drain();
    List<SpecificRecord> all = new ArrayList<>(business);
    all.add(done(end, business, corrected, cash, fees));
    if (end.getKind() == CycleKind.END_OF_DAY) {
      // Payments, cycles and corrections come once, so no entry of an earlier day comes again.
      ledger.closeEntries();
    }
    return all;
  }

  /** Dates never go back, so only the cycles of the last one have to be known by name. */
  private void requireFirstEnd(CycleEnd end) {
    LocalDate date = end.getBusinessDate();
    if (lastDate == null || date.isAfter(lastDate)) {
      lastDate = date;
      endedCycles.clear();
    }
    if (date.isBefore(lastDate) || !endedCycles.add(end.getCycleId())) {
      throw new IllegalStateException(
          "partition %d: %s has ended before".formatted(partition, end.getCycleId()));
    }
  }

  /** The cash of an account group; negative when the group owes. */
  public Money collateral(AccountGroup group, CurrencyCode currency) {
    return ledger.balance(new LedgerAccount.MemberCash(group, currency));
  }

  /** What the house has earned as fees here. */
  public Money feesEarned(CurrencyCode currency) {
    return ledger.balance(new LedgerAccount.House(LedgerAccount.Purpose.FEES, currency));
  }

  /** Sums over all ledger accounts per currency: zero, always. */
  public SortedMap<CurrencyCode, Money> ledgerSums() {
    return ledger.sums();
  }

  private static void requireValid(CashPaid payment) {
    PaymentId id = new PaymentId(payment.getPaymentId());
    require(
        payment.getMinorUnits() > 0,
        "payment %s must be above zero, got %d",
        id,
        payment.getMinorUnits());
    require(
        (payment.getKind() == PaymentKind.CALL_PAYMENT) == (payment.getCallId() != null),
        "payment %s: a call payment names its call and a deposit none, got %s for %s",
        id,
        payment.getKind(),
        payment.getCallId());
  }

  /** The books of a date stay as they are once a cycle of a later one has ended. */
  private void requireNotDatedBack(CashPaid payment) {
    if (lastDate != null) {
      require(
          !payment.getBusinessDate().isBefore(lastDate),
          "payment %s is dated %s, and the books stand at %s: what comes late takes that date",
          payment.getPaymentId(),
          payment.getBusinessDate(),
          lastDate);
    }
  }

  private void bank(Pot pot, CashPaid payment) {
    try {
      post(
          LedgerEntry.deposit(
              "payment/" + payment.getPaymentId(),
              payment.getBusinessDate(),
              payment.getCallId() == null ? "deposit" : "call " + payment.getCallId(),
              pot.group,
              new Money(pot.currency, payment.getMinorUnits())));
    } catch (ArithmeticException e) {
      throw new IllegalArgumentException(
          "payment %s of %d minor units does not fit the books"
              .formatted(payment.getPaymentId(), payment.getMinorUnits()),
          e);
    }
  }

  private void payCall(Pot pot, CashPaid payment) {
    MarginCall call = callByPot.get(pot);
    // A payment may come after a later cycle has superseded its call: it is collateral all the
    // same.
    if (call != null && call.getCallId().equals(payment.getCallId()) && Call.isOpen(call)) {
      setCall(pot, Call.paid(call, payment.getMinorUnits()));
    }
  }

  /** Posts the flows of a result; what the house earns of it is no cash between members. */
  private void postCash(
      CycleResult result, SortedMap<String, Long> cash, SortedMap<String, Long> earned) {
    AccountGroup group = groupOf(result);
    LocalDate date = result.getBusinessDate();
    for (CurrencyResult line : result.getCurrencies()) {
      CurrencyCode currency = new CurrencyCode(line.getCurrency());
      String id = "%s/%s/%s".formatted(result.getCycleId(), result.getAccountId(), currency);
      String cause = result.getCycleId();
      Money variation = new Money(currency, line.getVariationMargin());
      Money settlement = new Money(currency, line.getSettlementCash());
      Money premium = new Money(currency, line.getPremiumPosted());
      postUnlessZero(
          LedgerEntry.variationMargin(id + "/variation_margin", date, cause, group, variation),
          variation);
      postUnlessZero(
          LedgerEntry.settlement(id + "/settlement", date, cause, group, settlement), settlement);
      postUnlessZero(LedgerEntry.premium(id + "/premium", date, cause, group, premium), premium);
      Money fees = new Money(currency, line.getFees());
      postUnlessZero(LedgerEntry.fees(id + "/fees", date, cause, group, fees), fees);
      if (!fees.isZero()) {
        earned.merge(currency.code(), fees.negated().minorUnits(), Math::addExact);
      }
      Money all = variation.plus(settlement).plus(premium);
      cash.merge(currency.code(), all.minorUnits(), Math::addExact);
    }
  }

  private List<ContractSum> postCorrections(CycleEnd end, SortedMap<String, Long> cash) {
    List<ContractSum> sums = new ArrayList<>();
    for (SettlementCorrected correction : corrections) {
      if (!correction.getCycleId().equals(end.getCycleId())) {
        throw new IllegalStateException(
            "partition %d: %s ends, but correction %s is of %s"
                .formatted(
                    partition,
                    end.getCycleId(),
                    correction.getCorrectionId(),
                    correction.getCycleId()));
      }
      CorrectionEntries booked = new CorrectionEntries(correction, history);
      booked.entries().forEach(this::post);
      cash.merge(correction.getCurrency(), booked.cash(), Math::addExact);
      sums.add(booked.sum());
    }
    corrections.clear();
    return sums;
  }

  private SortedMap<Pot, Money> requirements() {
    SortedMap<Pot, Money> required = new TreeMap<>();
    // A pot that was called before and has no account left in the cycle requires nothing now.
    callByPot.forEach((pot, _) -> required.put(pot, Money.zero(pot.currency)));
    for (CycleResult result : results) {
      for (CurrencyResult line : result.getCurrencies()) {
        Pot pot = new Pot(groupOf(result), new CurrencyCode(line.getCurrency()));
        // A gain not posted yet covers its own account, never another one of the group.
        long requirement = Math.max(0, line.getRequirement());
        required.merge(pot, new Money(pot.currency, requirement), Money::plus);
      }
    }
    return required;
  }

  private void callWhatIsMissing(
      CycleEnd end, SortedMap<Pot, Money> required, ParameterSet parameters) {
    required.forEach(
        (pot, requirement) -> {
          MarginCall before = callByPot.get(pot);
          if (before != null && Call.isOpen(before)) {
            setCall(pot, Call.superseded(before));
          }
          Money collateral = collateral(pot.group, pot.currency);
          Money amount = Call.amount(requirement, collateral, parameters.call(pot.currency));
          if (!amount.isZero()) {
            setCall(pot, issued(end, pot, requirement, collateral, amount));
          }
        });
  }

  private static MarginCall issued(
      CycleEnd end, Pot pot, Money requirement, Money collateral, Money amount) {
    return MarginCall.newBuilder()
        .setCallId("%s/%s/%s".formatted(end.getCycleId(), pot.group, pot.currency))
        .setRevision(1)
        .setCycleId(end.getCycleId())
        .setMemberId(pot.group.member().value())
        .setAccountGroup(pot.group.name())
        .setCurrency(pot.currency.code())
        .setAmount(amount.minorUnits())
        .setOutstanding(amount.minorUnits())
        .setRequirement(requirement.minorUnits())
        .setCollateral(collateral.minorUnits())
        .setState(CallState.ISSUED)
        .build();
  }

  private CycleDone done(
      CycleEnd end,
      List<SpecificRecord> business,
      List<ContractSum> corrected,
      SortedMap<String, Long> cash,
      SortedMap<String, Long> fees) {
    return CycleDone.newBuilder()
        .setCycleId(end.getCycleId())
        .setRole(CycleRole.DESK)
        .setPartition(partition)
        .setCount(business.size())
        .setContractSums(corrected)
        .setCurrencySums(sums(cash))
        .setHash(ContentHash.of(business))
        .setFeeSums(sums(fees))
        .build();
  }

  private static List<CurrencySum> sums(SortedMap<String, Long> byCurrency) {
    List<CurrencySum> sums = new ArrayList<>();
    byCurrency.forEach((currency, minorUnits) -> sums.add(new CurrencySum(currency, minorUnits)));
    return sums;
  }

  private void setCall(Pot pot, MarginCall call) {
    callByPot.put(pot, call);
    changedPots.add(pot);
    outputs.add(call);
  }

  private void postUnlessZero(LedgerEntry entry, Money amount) {
    if (!amount.isZero()) {
      post(entry);
    }
  }

  private void post(LedgerEntry entry) {
    if (ledger.post(entry)) {
      entry.postings().forEach(posting -> changedAccounts.add(posting.account()));
      outputs.add(LedgerCodec.event(entry));
    }
  }

  private static Pot potOf(MarginCall call) {
    return new Pot(
        new AccountGroup(new MemberId(call.getMemberId()), call.getAccountGroup()),
        new CurrencyCode(call.getCurrency()));
  }

  private static AccountGroup groupOf(CycleResult result) {
    return new AccountGroup(new MemberId(result.getMemberId()), result.getAccountGroup());
  }

  private List<SpecificRecord> drain() {
    List<SpecificRecord> drained = outputs;
    outputs = new ArrayList<>();
    return drained;
  }
}
