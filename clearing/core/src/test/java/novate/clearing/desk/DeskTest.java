package novate.clearing.desk;

import static novate.clearing.TinyHouse.FRIDAY;
import static novate.market.CurrencyCode.CNY;
import static novate.market.CurrencyCode.USD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import novate.clearing.TinyHouse;
import novate.market.AccountGroup;
import novate.market.CurrencyCode;
import novate.market.MemberId;
import novate.market.Money;
import novate.wire.event.CallState;
import novate.wire.event.CashPaid;
import novate.wire.event.CurrencyResult;
import novate.wire.event.CurrencySum;
import novate.wire.event.CycleDone;
import novate.wire.event.CycleEnd;
import novate.wire.event.CycleKind;
import novate.wire.event.CycleResult;
import novate.wire.event.LedgerEntryPosted;
import novate.wire.event.LedgerPosting;
import novate.wire.event.MarginCall;
import novate.wire.event.PaymentKind;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Invariants I2, I4, I7; faults M3, M6. Threshold 1,000.00, increment 100.00. */
class DeskTest {
  private static final AccountGroup HOUSE = new AccountGroup(new MemberId("M1"), "HOUSE");
  private static final AccountGroup CLIENT = new AccountGroup(new MemberId("M1"), "CLIENT");

  private final Desk desk = new Desk(0);

  @AfterEach
  void theLedgerBalances() {
    assertThat(desk.ledgerSums().values()).allMatch(Money::isZero);
  }

  private static CashPaid deposit(String id, AccountGroup group, String currency, long minor) {
    return payment(id, PaymentKind.DEPOSIT, group, currency, minor, null);
  }

  private static CashPaid payCall(String id, String callId, long minor) {
    return payment(id, PaymentKind.CALL_PAYMENT, HOUSE, "USD", minor, callId);
  }

  private static CashPaid payment(
      String id,
      PaymentKind kind,
      AccountGroup group,
      String currency,
      long minor,
      @Nullable String callId) {
    return new CashPaid(
        id, kind, group.member().value(), group.name(), currency, minor, FRIDAY, callId);
  }

  private static CurrencyResult line(String currency, long variation, long requirement) {
    return new CurrencyResult(
        currency, variation, 0L, 0L, 0L, 0L, 0L, 0L, requirement, List.of(), List.of(), List.of());
  }

  private static CycleResult result(
      String cycle, String account, AccountGroup group, CurrencyResult... lines) {
    return new CycleResult(
        cycle,
        FRIDAY,
        CycleKind.INTRADAY,
        0,
        account,
        group.member().value(),
        group.name(),
        List.of(lines),
        List.of());
  }

  private static CycleEnd end(String cycle, CycleKind kind, int count) {
    return new CycleEnd(cycle, FRIDAY, kind, "tiny/1", "hash", count);
  }

  private List<SpecificRecord> cycle(String id, CycleKind kind, CycleResult... results) {
    List.of(results).forEach(desk::apply);
    return desk.apply(end(id, kind, results.length), TinyHouse.parameters());
  }

  private List<MarginCall> houseCycle(String id, long requirement) {
    return calls(
        cycle(id, CycleKind.INTRADAY, result(id, "M1-H", HOUSE, line("USD", 0, requirement))));
  }

  private static List<MarginCall> calls(List<SpecificRecord> outputs) {
    return outputs.stream()
        .filter(MarginCall.class::isInstance)
        .map(MarginCall.class::cast)
        .toList();
  }

  @ParameterizedTest(name = "requirement {0}, collateral {1}: call {2}")
  @CsvSource({
    "100000, 0, 0", // just the threshold: nothing
    "100001, 0, 110000", // one cent above: rounded up to 1,100.00
    "110000, 0, 110000",
    "110001, 0, 120000",
    "600000, 500000, 0",
    "600001, 500000, 110000",
    "0, 500000, 0",
    "-50000, 1, 0"
  })
  void aDeficitStrictlyAboveTheThresholdIsCalledInWholeIncrements(
      long requirement, long collateral, long expected) {
    if (collateral > 0) {
      desk.apply(deposit("D", HOUSE, "USD", collateral));
    }
    List<MarginCall> calls = houseCycle("C1", requirement);
    assertThat(calls.stream().mapToLong(MarginCall::getAmount).sum()).isEqualTo(expected);
    assertThat(calls).hasSize(expected == 0 ? 0 : 1);
  }

  @Test
  void clientExcessNeverCoversTheHouseAndOneCurrencyNeverTheOther() {
    desk.apply(deposit("D1", CLIENT, "USD", 100_000_000));
    desk.apply(deposit("D2", HOUSE, "CNY", 100_000_000));
    assertThat(houseCycle("C1", 500_000))
        .extracting(MarginCall::getAccountGroup, MarginCall::getCurrency, MarginCall::getAmount)
        .containsExactly(tuple("HOUSE", "USD", 500_000L));
  }

  @Test
  void theClientsOfAMemberAreCalledTogetherAndAGainOfOneDoesNotCoverAnother() {
    List<SpecificRecord> outputs =
        cycle(
            "C1",
            CycleKind.INTRADAY,
            result("C1", "M1-N", CLIENT, line("USD", 0, 200_000)),
            result("C1", "M1-G", CLIENT, line("USD", 0, 300_000)),
            result("C1", "M1-G2", CLIENT, line("USD", 0, -900_000)));
    assertThat(calls(outputs))
        .singleElement()
        .matches(call -> call.getAmount() == 500_000 && call.getRequirement() == 500_000);
  }

  @Test
  void anEndOfDayPostsBeforeItCalls() {
    desk.apply(deposit("D", HOUSE, "USD", 1_000_000));
    CurrencyResult line =
        new CurrencyResult(
            "USD", -400_000L, 70_000L, -20_000L, -3_000L, 0L, 0L, 900_000L, 900_000L, List.of(),
            List.of(), List.of());
    List<SpecificRecord> outputs =
        cycle("C1", CycleKind.END_OF_DAY, result("C1", "M1-H", HOUSE, line));
    // 10,000.00 - 4,000.00 + 700.00 - 200.00 - 30.00 = 6,470.00 against 9,000.00
    assertThat(desk.collateral(HOUSE, USD).minorUnits()).isEqualTo(647_000);
    assertThat(desk.feesEarned(USD).minorUnits()).isEqualTo(3_000);
    assertThat(calls(outputs)).singleElement().matches(call -> call.getAmount() == 260_000);
    List<LedgerEntryPosted> entries =
        outputs.stream()
            .filter(LedgerEntryPosted.class::isInstance)
            .map(LedgerEntryPosted.class::cast)
            .toList();
    assertThat(entries).hasSize(4);
    assertThat(entries)
        .allMatch(
            entry ->
                entry.getPostings().stream().mapToLong(LedgerPosting::getMinorUnits).sum() == 0);
    CycleDone done = (CycleDone) outputs.getLast();
    assertThat(done.getCount()).isEqualTo(5);
    assertThat(done.getFeeSums()).containsExactly(new CurrencySum("USD", 3_000L));
    assertThat(done.getCurrencySums())
        .singleElement()
        .matches(sum -> sum.getMinorUnits() == -350_000);
  }

  @Test
  void anIntradayCycleMovesNoCash() {
    cycle("C1", CycleKind.INTRADAY, result("C1", "M1-H", HOUSE, line("USD", -400_000, 0)));
    assertThat(desk.collateral(HOUSE, USD).isZero()).isTrue();
  }

  @Test
  void aCallIsIssuedPartlyMetAndMet() {
    MarginCall issued = houseCycle("C1", 500_000).getFirst();
    assertThat(issued.getCallId()).isEqualTo("C1/M1/HOUSE/USD");
    assertThat(issued.getState()).isEqualTo(CallState.ISSUED);
    MarginCall partly = calls(desk.apply(payCall("P1", issued.getCallId(), 200_000))).getFirst();
    MarginCall met = calls(desk.apply(payCall("P2", issued.getCallId(), 300_000))).getFirst();
    assertThat(List.of(issued, partly, met))
        .extracting(MarginCall::getRevision, MarginCall::getState, MarginCall::getOutstanding)
        .containsExactly(
            tuple(1, CallState.ISSUED, 500_000L),
            tuple(2, CallState.PARTLY_MET, 300_000L),
            tuple(3, CallState.MET, 0L));
    assertThat(calls(desk.apply(payCall("P3", issued.getCallId(), 1)))).isEmpty();
    assertThat(desk.collateral(HOUSE, USD).minorUnits()).isEqualTo(500_001);
  }

  @Test
  void payingMoreThanIsOutstandingMeetsTheCallAndTheRestIsCollateral() {
    MarginCall issued = houseCycle("C1", 500_000).getFirst();
    assertThat(calls(desk.apply(payCall("P1", issued.getCallId(), 900_000))))
        .singleElement()
        .matches(call -> call.getState() == CallState.MET && call.getOutstanding() == 0);
    assertThat(desk.collateral(HOUSE, USD).minorUnits()).isEqualTo(900_000);
  }

  @Test
  void aLaterCycleSupersedesTheOpenCallAndALatePaymentIsCollateral() {
    MarginCall first = houseCycle("C1", 500_000).getFirst();
    assertThat(houseCycle("C2", 700_000))
        .extracting(MarginCall::getCallId, MarginCall::getState, MarginCall::getRevision)
        .containsExactly(
            tuple("C1/M1/HOUSE/USD", CallState.SUPERSEDED, 2),
            tuple("C2/M1/HOUSE/USD", CallState.ISSUED, 1));
    assertThat(calls(desk.apply(payCall("late", first.getCallId(), 500_000)))).isEmpty();
    assertThat(desk.collateral(HOUSE, USD).minorUnits()).isEqualTo(500_000);
    assertThat(houseCycle("C3", 700_000))
        .extracting(MarginCall::getState, MarginCall::getAmount)
        .containsExactly(tuple(CallState.SUPERSEDED, 700_000L), tuple(CallState.ISSUED, 200_000L));
  }

  @Test
  void aGroupThatLeavesTheCycleHasItsOpenCallSuperseded() {
    houseCycle("C1", 500_000);
    assertThat(calls(cycle("C2", CycleKind.INTRADAY)))
        .singleElement()
        .matches(call -> call.getState() == CallState.SUPERSEDED && call.getOutstanding() == 0);
  }

  @Test
  void aGroupThatOwesIsCalledThoughItHoldsNothingAnyMore() {
    cycle("C1", CycleKind.END_OF_DAY, result("C1", "M1-H", HOUSE, line("USD", -400_000, 0)));
    assertThat(calls(cycle("C2", CycleKind.END_OF_DAY)))
        .extracting(MarginCall::getState, MarginCall::getAmount)
        .containsExactly(tuple(CallState.SUPERSEDED, 400_000L), tuple(CallState.ISSUED, 400_000L));
  }

  @Test
  void theSamePaymentAgainHasNoEffectAndOneWithOtherContentIsRefused() {
    desk.apply(deposit("D", HOUSE, "USD", 500));
    assertThat(desk.apply(deposit("D", HOUSE, "USD", 500))).isEmpty();
    assertThatThrownBy(() -> desk.apply(deposit("D", HOUSE, "USD", 501)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("other content");
    assertThat(desk.collateral(HOUSE, USD).minorUnits()).isEqualTo(500);
  }

  @Test
  void aPaymentThatIsNotValidChangesNothing() {
    desk.apply(deposit("D", HOUSE, "USD", 500));
    List<CashPaid> bad =
        List.of(
            deposit("B1", HOUSE, "USD", 0),
            deposit("B2", HOUSE, "USD", -1),
            deposit("B3", HOUSE, "XAU", 1),
            deposit("B4", HOUSE, "usd", 1),
            deposit(" ", HOUSE, "USD", 1),
            deposit("B".repeat(500_000), HOUSE, "USD", 1), // D8
            deposit("B5", HOUSE, "USD", Long.MAX_VALUE), // 5.00 are there: it does not fit
            payment("B6", PaymentKind.CALL_PAYMENT, HOUSE, "USD", 1, null),
            payment("B7", PaymentKind.DEPOSIT, HOUSE, "USD", 1, "C1/M1/HOUSE/USD"),
            new CashPaid("B8", PaymentKind.DEPOSIT, "M1", "CLIENTS", "USD", 1L, FRIDAY, null));
    for (CashPaid payment : bad) {
      assertThatThrownBy(() -> desk.apply(payment))
          .as("%s", payment)
          .isInstanceOf(IllegalArgumentException.class);
    }
    assertThat(desk.collateral(HOUSE, USD).minorUnits()).isEqualTo(500);
    assertThat(desk.apply(deposit("B1", HOUSE, "USD", 7))).hasSize(1);
  }

  /** Fault M12: statements of earlier dates stay as they were sent. */
  @Test
  void aPaymentDatedBeforeTheDateOfTheBooksIsRefused() {
    houseCycle("C1", 500_000);
    CashPaid yesterdays =
        new CashPaid(
            "P", PaymentKind.DEPOSIT, "M1", "HOUSE", "USD", 700L, FRIDAY.minusDays(1), null);
    assertThatThrownBy(() -> desk.apply(yesterdays))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("payment P is dated 2026-10-29, and the books stand at 2026-10-30");
    assertThat(desk.collateral(HOUSE, USD).minorUnits()).isZero();
    assertThat(desk.apply(deposit("P", HOUSE, "USD", 700))).hasSize(1);
  }

  @Test
  void aPaymentInTheWrongCurrencyDoesNotMeetTheCall() {
    MarginCall issued = houseCycle("C1", 500_000).getFirst();
    CashPaid yuan =
        payment("P", PaymentKind.CALL_PAYMENT, HOUSE, "CNY", 500_000, issued.getCallId());
    assertThat(calls(desk.apply(yuan))).isEmpty();
    assertThat(desk.collateral(HOUSE, CNY).minorUnits()).isEqualTo(500_000);
  }

  @Test
  void aCycleEndThatDoesNotCountWhatStandsBeforeItStopsTheDesk() {
    desk.apply(result("C1", "M1-H", HOUSE, line("USD", 0, 1)));
    for (CycleEnd wrong :
        List.of(
            end("C1", CycleKind.INTRADAY, 0),
            end("C1", CycleKind.INTRADAY, 2),
            end("C2", CycleKind.INTRADAY, 1))) {
      assertThatThrownBy(() -> desk.apply(wrong, TinyHouse.parameters()))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("but 1 stand before");
    }
  }

  @Test
  void aCycleEndsOnce() {
    cycle("C1", CycleKind.INTRADAY);
    assertThatThrownBy(() -> cycle("C1", CycleKind.INTRADAY))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("C1 has ended before");
  }

  /** Random cycles and payments: the same records give the same outputs, and one call is open. */
  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4})
  void theSameRecordsGiveTheSameOutputsWithOneCallInForcePerGroupAndCurrency(long seed) {
    List<SpecificRecord> outputs = run(desk, seed);
    assertThat(run(new Desk(0), seed)).as("seed %d", seed).isEqualTo(outputs);
    Map<String, Integer> revisions = new TreeMap<>();
    Map<String, String> openByPot = new TreeMap<>();
    for (MarginCall call : calls(outputs)) {
      assertThat(call.getRevision()).isEqualTo(revisions.merge(call.getCallId(), 1, Integer::sum));
      String pot = call.getMemberId() + call.getAccountGroup() + call.getCurrency();
      switch (call.getState()) {
        case ISSUED -> assertThat(openByPot.put(pot, call.getCallId())).isNull();
        case MET, SUPERSEDED -> assertThat(openByPot.remove(pot)).isEqualTo(call.getCallId());
        default -> assertThat(openByPot.get(pot)).isEqualTo(call.getCallId());
      }
    }
    assertThat(revisions).isNotEmpty();
  }

  private static List<SpecificRecord> run(Desk desk, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<SpecificRecord> outputs = new ArrayList<>();
    List<CurrencyCode> currencies = List.of(USD, CNY);
    String lastCall = "none";
    for (int cycle = 0; cycle < 60; cycle++) {
      String id = "C" + cycle;
      CycleKind kind = CycleKind.values()[random.nextInt(2)];
      int count = 0;
      for (AccountGroup group : List.of(HOUSE, CLIENT)) {
        if (random.nextInt(5) > 0) {
          String currency = currencies.get(random.nextInt(2)).code();
          CurrencyResult line =
              line(currency, random.nextLong(-300_000, 300_000), random.nextLong(2_000_000));
          desk.apply(result(id, "A-" + group.name(), group, line));
          count++;
        }
      }
      outputs.addAll(desk.apply(end(id, kind, count), TinyHouse.parameters()));
      for (int i = 0; i < 3; i++) {
        lastCall = calls(outputs).isEmpty() ? lastCall : calls(outputs).getLast().getCallId();
        outputs.addAll(desk.apply(payCall(id + "P" + i, lastCall, random.nextLong(1, 900_000))));
      }
    }
    return outputs;
  }
}
