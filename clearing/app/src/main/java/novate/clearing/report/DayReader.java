package novate.clearing.report;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.ToLongFunction;
import novate.clearing.day.DayDigest;
import novate.clearing.log.Clients;
import novate.clearing.log.LogReader;
import novate.clearing.processor.Topic;
import novate.clearing.registry.Registry;
import novate.clearing.registry.RegistryFold;
import novate.market.Checks;
import novate.market.Contract;
import novate.market.CurrencyCode;
import novate.market.Money;
import novate.market.Price;
import novate.wire.Wire;
import novate.wire.event.CurrencyResult;
import novate.wire.event.CycleKind;
import novate.wire.event.CycleResult;
import novate.wire.event.LedgerEntryPosted;
import novate.wire.event.LedgerPosting;
import novate.wire.event.Leg;
import novate.wire.event.MarginCall;
import novate.wire.event.PositionResult;
import novate.wire.event.PositionState;
import novate.wire.event.Reject;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Reads a business date back from the log and adds it up, independently of the processors that
 * wrote it.
 */
public final class DayReader {
  private final RegistryFold registry = new RegistryFold();
  private final Map<String, PositionState> positionByKey = new HashMap<>();
  private final List<CycleResult> results = new ArrayList<>();
  private final List<MarginCall> calls = new ArrayList<>();
  private final List<LedgerEntryPosted> entries = new ArrayList<>();
  private final SortedMap<String, Long> rejects = new TreeMap<>();
  private final Set<String> bookedReports = new HashSet<>();
  private final Set<Integer> tradedContracts = new HashSet<>();
  private long tradeRejects;
  private long tradeRecords;
  private final LocalDate date;
  private long legs;
  private long trades;

  private DayReader(LocalDate date) {
    this.date = date;
  }

  /**
   * The report of a business date. Positions are as they stand at the end of the log; rejects and
   * duplicates are those of all dates, because a record that cannot be read has none.
   */
  public static DayReport read(Clients clients, LocalDate businessDate) {
    return read(clients, new DayReader(businessDate)).report();
  }

  private static DayReader read(Clients clients, DayReader reader) {
    try (Consumer<byte[], byte[]> consumer = clients.roamingConsumer("novate-report")) {
      reader.readAll(consumer);
    }
    return reader;
  }

  /**
   * Positions at the end of the log, by account id then contract id; the flat ones are left out.
   */
  public static SortedMap<String, SortedMap<String, Long>> positions(Clients clients) {
    DayReader reader = read(clients, new DayReader(LocalDate.MAX));
    Registry known = reader.registry.registry();
    SortedMap<String, SortedMap<String, Long>> byAccount = new TreeMap<>();
    for (PositionState state : reader.positionByKey.values()) {
      if (state.getLots() != 0) {
        byAccount
            .computeIfAbsent(
                known.account(state.getAccountIndex()).id().value(), _ -> new TreeMap<>())
            .put(
                known.catalogue().contract(state.getContractIndex()).id().value(), state.getLots());
      }
    }
    return byAccount;
  }

  private void readAll(Consumer<byte[], byte[]> consumer) {
    read(consumer, Topic.REGISTRY, found -> registry.apply(Wire.decode(found.value())));
    read(consumer, Topic.TRADES, _ -> tradeRecords++);
    read(consumer, Topic.POSITIONS, this::takePosition);
    for (Topic topic :
        List.of(Topic.LEGS, Topic.CYCLES, Topic.CALLS, Topic.LEDGER, Topic.REJECTS)) {
      read(consumer, topic, found -> take(Wire.decode(found.value())));
    }
  }

  private static void read(
      Consumer<byte[], byte[]> consumer, Topic topic, LogReader.Visitor visitor) {
    LogReader.readToEnd(consumer, LogReader.startOf(topic), visitor);
  }

  private void takePosition(ConsumerRecord<byte[], byte[]> found) {
    String key = HexFormat.of().formatHex(found.key());
    if (found.value() == null) {
      positionByKey.remove(key);
    } else if (Wire.decode(found.value()) instanceof PositionState state) {
      positionByKey.put(key, state);
    }
  }

  private void take(SpecificRecord event) {
    switch (event) {
      case Leg leg -> take(leg);
      case CycleResult result when result.getBusinessDate().equals(date) -> results.add(result);
      case MarginCall call when call.getCycleId().startsWith(date + "/") -> calls.add(call);
      case LedgerEntryPosted entry when entry.getBusinessDate().equals(date) -> entries.add(entry);
      case Reject reject -> {
        rejects.merge(reject.getReason().name(), 1L, Long::sum);
        tradeRejects += reject.getTopic().equals(Topic.TRADES.topicName()) ? 1 : 0;
      }
      default -> {}
    }
  }

  private void take(Leg leg) {
    tradedContracts.add(leg.getContractIndex());
    boolean isFirstLeg =
        bookedReports.add(
            "%s/%s/%s/%d"
                .formatted(
                    leg.getVenue(), leg.getTradeDate(), leg.getTradeId(), leg.getRevision()));
    if (leg.getBusinessDate().equals(date)) {
      legs++;
      trades += isFirstLeg ? 1 : 0;
    }
  }

  private DayReport report() {
    return new DayReport(
        date,
        trades,
        tradeRecords - bookedReports.size() - tradeRejects,
        rejects,
        legs,
        positionByKey.values().stream().filter(state -> state.getLots() != 0).count(),
        margin(CurrencyResult::getRequirement),
        margin(CurrencyResult::getInitialMargin),
        callLines(),
        settled(),
        positionSums(),
        cashSums(true),
        cashSums(false),
        DayDigest.of(positionByKey.values(), results, calls, entries));
  }

  /** An amount of the last cycle of the date, by member and currency. */
  private SortedMap<String, SortedMap<String, String>> margin(
      ToLongFunction<CurrencyResult> amount) {
    SortedMap<String, SortedMap<String, Money>> sums = new TreeMap<>();
    for (CycleResult result : endOfDay()) {
      for (CurrencyResult line : result.getCurrencies()) {
        sums.computeIfAbsent(result.getMemberId(), _ -> new TreeMap<>())
            .merge(
                line.getCurrency(),
                new Money(new CurrencyCode(line.getCurrency()), amount.applyAsLong(line)),
                Money::plus);
      }
    }
    SortedMap<String, SortedMap<String, String>> margin = new TreeMap<>();
    sums.forEach((member, byCurrency) -> margin.put(member, decimals(byCurrency)));
    return margin;
  }

  private List<CycleResult> endOfDay() {
    return results.stream().filter(result -> result.getKind() == CycleKind.END_OF_DAY).toList();
  }

  private List<DayReport.CallLine> callLines() {
    Map<String, MarginCall> lastById = new LinkedHashMap<>();
    calls.forEach(
        call ->
            lastById.merge(
                call.getCallId(),
                call,
                (one, other) -> one.getRevision() > other.getRevision() ? one : other));
    return new TreeMap<>(lastById).values().stream().map(DayReader::line).toList();
  }

  private static DayReport.CallLine line(MarginCall call) {
    CurrencyCode currency = new CurrencyCode(call.getCurrency());
    return new DayReport.CallLine(
        call.getCallId(),
        call.getMemberId(),
        call.getAccountGroup(),
        call.getCurrency(),
        new Money(currency, call.getRequirement()).decimal(),
        new Money(currency, call.getCollateral()).decimal(),
        new Money(currency, call.getAmount()).decimal(),
        new Money(currency, call.getOutstanding()).decimal(),
        call.getState().name());
  }

  private List<DayReport.SettledLine> settled() {
    SortedMap<String, List<PositionResult>> closedByContract = new TreeMap<>();
    for (CycleResult result : endOfDay()) {
      for (PositionResult position : result.getPositions()) {
        Contract contract = contract(position.getContractIndex());
        if (position.getIsClosed() && contract.expiry().equals(date)) {
          closedByContract
              .computeIfAbsent(contract.id().value(), _ -> new ArrayList<>())
              .add(position);
        }
      }
    }
    return closedByContract.values().stream().map(this::settledLine).toList();
  }

  private DayReport.SettledLine settledLine(List<PositionResult> positions) {
    Contract contract = contract(positions.getFirst().getContractIndex());
    long openLots = 0;
    long received = 0;
    for (PositionResult position : positions) {
      openLots += Math.max(0, position.getLots());
      received +=
          Math.max(0, Math.addExact(position.getVariationMargin(), position.getSettlementCash()));
    }
    BigDecimal price =
        contract.product().decimal(new Price(positions.getFirst().getSettlementTicks()));
    CurrencyCode currency = contract.product().currency();
    return new DayReport.SettledLine(
        contract.id().value(),
        price.toPlainString(),
        openLots,
        currency.code(),
        new Money(currency, received).decimal());
  }

  private SortedMap<String, Long> positionSums() {
    SortedMap<String, Long> sums = new TreeMap<>();
    tradedContracts.forEach(index -> sums.put(contract(index).id().value(), 0L));
    for (PositionState state : positionByKey.values()) {
      sums.merge(contract(state.getContractIndex()).id().value(), state.getLots(), Math::addExact);
    }
    return sums;
  }

  private SortedMap<String, String> cashSums(boolean clearingAccountsOnly) {
    SortedMap<String, Money> sums = new TreeMap<>();
    for (LedgerEntryPosted entry : entries) {
      for (LedgerPosting posting : entry.getPostings()) {
        boolean isClearing =
            posting.getAccount().startsWith("house/")
                && !posting.getAccount().startsWith("house/settlement_bank/")
                && !posting.getAccount().startsWith("house/fees/");
        Money amount = new Money(new CurrencyCode(posting.getCurrency()), posting.getMinorUnits());
        Money counted =
            isClearing || !clearingAccountsOnly ? amount : Money.zero(amount.currency());
        sums.merge(posting.getCurrency(), counted, Money::plus);
      }
    }
    return decimals(sums);
  }

  private static SortedMap<String, String> decimals(SortedMap<String, Money> sums) {
    SortedMap<String, String> decimals = new TreeMap<>();
    sums.forEach((key, money) -> decimals.put(key, money.decimal()));
    return decimals;
  }

  private Contract contract(int index) {
    Checks.require(index >= 0, "contract index must not be negative, got %d", index);
    return registry.registry().catalogue().contract(index);
  }
}
