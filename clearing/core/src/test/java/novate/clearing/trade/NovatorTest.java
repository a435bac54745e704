package novate.clearing.trade;

import static novate.clearing.TinyHouse.FRIDAY;
import static novate.clearing.TinyHouse.GPU_NOV;
import static novate.clearing.TinyHouse.HOUSE_1;
import static novate.clearing.TinyHouse.HOUSE_2;
import static novate.clearing.TinyHouse.MONDAY;
import static novate.clearing.TinyHouse.NET_2;
import static novate.clearing.TinyHouse.THURSDAY;
import static novate.clearing.TinyHouse.report;
import static novate.wire.event.RejectReason.DUPLICATE_ID_OTHER_CONTENT;
import static novate.wire.event.RejectReason.EXPIRED_CONTRACT;
import static novate.wire.event.RejectReason.INACTIVE_CONTRACT;
import static novate.wire.event.RejectReason.INVALID_FIELD;
import static novate.wire.event.RejectReason.LOTS_NOT_POSITIVE;
import static novate.wire.event.RejectReason.LOTS_TOO_LARGE;
import static novate.wire.event.RejectReason.POSITION_BOUND;
import static novate.wire.event.RejectReason.PRICE_OFF_TICK;
import static novate.wire.event.RejectReason.PRICE_OUTSIDE_LIMIT;
import static novate.wire.event.RejectReason.REVISION_OUT_OF_ORDER;
import static novate.wire.event.RejectReason.TRADE_BUSTED;
import static novate.wire.event.RejectReason.TRADE_DATE_CLOSED;
import static novate.wire.event.RejectReason.TRADE_DATE_NOT_OPEN;
import static novate.wire.event.RejectReason.UNKNOWN_ACCOUNT;
import static novate.wire.event.RejectReason.UNKNOWN_CONTRACT;
import static novate.wire.event.RejectReason.UNKNOWN_TRADE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import novate.clearing.TinyHouse;
import novate.clearing.trade.NovationOutcome.Duplicate;
import novate.clearing.trade.NovationOutcome.Novated;
import novate.clearing.trade.NovationOutcome.Refused;
import novate.wire.event.Leg;
import novate.wire.event.LegKind;
import novate.wire.event.RejectReason;
import novate.wire.event.TradeKind;
import novate.wire.event.TradeReport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Faults D1 to D6, D8, X7; invariants I1, I6. */
class NovatorTest {
  private final Novator novator = open(FRIDAY);

  private static Novator open(LocalDate... dates) {
    Novator novator = new Novator();
    for (LocalDate date : dates) {
      novator.open(date, TinyHouse.registry());
    }
    return novator;
  }

  private static TradeReport with(TradeReport report, TradeKind kind, int revision) {
    return TradeReport.newBuilder(report).setKind(kind).setRevision(revision).build();
  }

  private static TradeReport bust(int revision) {
    return with(report(), TradeKind.BUST, revision);
  }

  private static TradeReport correction(int revision, long lots) {
    return TradeReport.newBuilder(with(report(), TradeKind.CORRECTION, revision))
        .setLots(lots)
        .build();
  }

  private static void assertRefused(NovationOutcome outcome, RejectReason reason) {
    assertThat(outcome)
        .isInstanceOfSatisfying(
            Refused.class,
            refused -> assertThat(refused.reason()).as(refused.detail()).isEqualTo(reason));
  }

  private static List<Leg> legs(NovationOutcome outcome) {
    assertThat(outcome).isInstanceOf(Novated.class);
    return ((Novated) outcome).legs();
  }

  @Test
  void aTradeBecomesTwoLegsThatFaceTheHouse() {
    assertThat(legs(novator.apply(report())))
        .extracting(
            Leg::getKind,
            Leg::getAccountIndex,
            Leg::getContraAccountIndex,
            Leg::getContractIndex,
            Leg::getLots,
            Leg::getPriceTicks,
            Leg::getBusinessDate)
        .containsExactly(
            tuple(LegKind.NOVATED, HOUSE_1, HOUSE_2, GPU_NOV, 10L, 4_200L, FRIDAY),
            tuple(LegKind.NOVATED, HOUSE_2, HOUSE_1, GPU_NOV, -10L, 4_200L, FRIDAY));
  }

  @Test
  void theSameReportAgainHasNoEffectWhateverItsTimeAndZerosInThePrice() {
    legs(novator.apply(report()));
    assertThat(novator.apply(report())).isInstanceOf(Duplicate.class);
    TradeReport again =
        TradeReport.newBuilder(report())
            .setPrice("4.2")
            .setExecutedAt(report().getExecutedAt().plusSeconds(9))
            .build();
    assertThat(novator.apply(again)).isInstanceOf(Duplicate.class);
  }

  @Test
  void anIdThatComesBackWithOtherContentIsRefused() {
    legs(novator.apply(report()));
    TradeReport other = TradeReport.newBuilder(report()).setLots(11).build();
    assertRefused(novator.apply(other), DUPLICATE_ID_OTHER_CONTENT);
    assertThat(novator.apply(report())).isInstanceOf(Duplicate.class);
  }

  @Test
  void aRefusedIdMayComeBackCorrected() {
    assertRefused(
        novator.apply(TradeReport.newBuilder(report()).setLots(0).build()), LOTS_NOT_POSITIVE);
    assertThat(legs(novator.apply(report()))).hasSize(2);
  }

  @Test
  void aBustTakesBackTheTradeAtItsOwnPriceWhateverTheBustSays() {
    legs(novator.apply(report()));
    TradeReport bust = TradeReport.newBuilder(bust(1)).setPrice("9.000").setLots(3).build();
    assertThat(legs(novator.apply(bust)))
        .extracting(Leg::getKind, Leg::getAccountIndex, Leg::getLots, Leg::getPriceTicks)
        .containsExactly(
            tuple(LegKind.REVERSED, HOUSE_1, -10L, 4_200L),
            tuple(LegKind.REVERSED, HOUSE_2, 10L, 4_200L));
    assertThat(novator.apply(bust)).isInstanceOf(Duplicate.class);
    assertRefused(novator.apply(bust(2)), TRADE_BUSTED);
    assertRefused(novator.apply(correction(2, 5)), TRADE_BUSTED);
  }

  @Test
  void aCorrectionTakesBackTwoLegsAndBooksTwo() {
    legs(novator.apply(report()));
    TradeReport correction =
        TradeReport.newBuilder(correction(1, 7)).setSellerAccount("M2-N").setPrice("4.205").build();
    assertThat(legs(novator.apply(correction)))
        .extracting(
            Leg::getKind, Leg::getAccountIndex, Leg::getLots, Leg::getPriceTicks, Leg::getRevision)
        .containsExactly(
            tuple(LegKind.REVERSED, HOUSE_1, -10L, 4_200L, 1),
            tuple(LegKind.REVERSED, HOUSE_2, 10L, 4_200L, 1),
            tuple(LegKind.NOVATED, HOUSE_1, 7L, 4_205L, 1),
            tuple(LegKind.NOVATED, NET_2, -7L, 4_205L, 1));
  }

  @Test
  void aBustAfterACorrectionTakesBackWhatTheCorrectionLeft() {
    legs(novator.apply(report()));
    legs(novator.apply(correction(1, 7)));
    assertThat(legs(novator.apply(bust(2))))
        .extracting(Leg::getAccountIndex, Leg::getLots)
        .containsExactly(tuple(HOUSE_1, -7L), tuple(HOUSE_2, 7L));
  }

  @Test
  void revisionsComeOneByOne() {
    legs(novator.apply(report()));
    assertRefused(novator.apply(bust(2)), REVISION_OUT_OF_ORDER);
    assertRefused(novator.apply(correction(3, 4)), REVISION_OUT_OF_ORDER);
    assertRefused(novator.apply(with(report(), TradeKind.NEW, 1)), REVISION_OUT_OF_ORDER);
    legs(novator.apply(correction(1, 7)));
    legs(novator.apply(correction(2, 8)));
    assertThat(novator.apply(correction(1, 7))).isInstanceOf(Duplicate.class);
    assertRefused(novator.apply(correction(1, 9)), DUPLICATE_ID_OTHER_CONTENT);
  }

  @Test
  void aSelfTradeIsBookedAndNetsToNothing() {
    TradeReport self = TradeReport.newBuilder(report()).setSellerAccount("M1-H").build();
    assertThat(legs(novator.apply(self)).stream().mapToLong(Leg::getLots))
        .containsExactly(10L, -10L);
    assertThat(legs(novator.apply(bust(1))).stream().mapToLong(Leg::getLots))
        .containsExactly(-10L, 10L);
  }

  /** Each row has the fault of its own reason and of all later rows that can stand beside it. */
  static Stream<Arguments> faults() {
    return Stream.of(
        Arguments.of(INVALID_FIELD, base().setTradeId("no spaces").setTradeDate(MONDAY)),
        Arguments.of(INVALID_FIELD, base().setRevision(-1)),
        Arguments.of(INVALID_FIELD, base().setBuyerAccount("М1-H")), // a Cyrillic letter
        Arguments.of(INVALID_FIELD, base().setSellerAccount("M2-H ")),
        Arguments.of(INVALID_FIELD, base().setTradeId("x".repeat(1 << 20))),
        Arguments.of(INVALID_FIELD, base().setTradeDate(LocalDate.of(1999, 12, 31))),
        Arguments.of(
            TRADE_DATE_CLOSED, base().setTradeDate(THURSDAY).setContractId("NONE").setLots(0)),
        Arguments.of(
            TRADE_DATE_NOT_OPEN, base().setTradeDate(MONDAY).setContractId("NONE").setLots(0)),
        Arguments.of(UNKNOWN_CONTRACT, base().setContractId("NONE").setBuyerAccount("GHOST")),
        Arguments.of(
            INACTIVE_CONTRACT, base().setContractId("GPU-AMERICAN").setBuyerAccount("GHOST")),
        Arguments.of(
            EXPIRED_CONTRACT, base().setContractId("GPU-2026-09").setBuyerAccount("GHOST")),
        Arguments.of(UNKNOWN_ACCOUNT, base().setBuyerAccount("GHOST").setLots(0)),
        Arguments.of(UNKNOWN_ACCOUNT, base().setSellerAccount("GHOST").setLots(0)),
        Arguments.of(LOTS_NOT_POSITIVE, base().setLots(0).setPrice("4.2001")),
        Arguments.of(LOTS_NOT_POSITIVE, base().setLots(-1)),
        Arguments.of(LOTS_NOT_POSITIVE, base().setLots(Long.MIN_VALUE)),
        Arguments.of(LOTS_TOO_LARGE, base().setLots(Novator.LOTS_MAX + 1).setPrice("4.2001")),
        Arguments.of(LOTS_TOO_LARGE, base().setLots(Long.MAX_VALUE)),
        Arguments.of(PRICE_OFF_TICK, base().setPrice("4.2001").setRevision(5)),
        Arguments.of(PRICE_OFF_TICK, base().setPrice("4.201").setRevision(5)),
        Arguments.of(PRICE_OUTSIDE_LIMIT, base().setPrice("0").setRevision(5)),
        Arguments.of(PRICE_OUTSIDE_LIMIT, base().setPrice("-4.200").setRevision(5)),
        Arguments.of(
            POSITION_BOUND,
            base().setPrice("999999999999.000").setLots(Novator.LOTS_MAX).setRevision(5)),
        Arguments.of(UNKNOWN_TRADE, base().setKind(TradeKind.BUST).setRevision(1)),
        Arguments.of(UNKNOWN_TRADE, base().setKind(TradeKind.CORRECTION).setRevision(1)),
        Arguments.of(REVISION_OUT_OF_ORDER, base().setRevision(1)));
  }

  private static TradeReport.Builder base() {
    return TradeReport.newBuilder(report());
  }

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource("faults")
  void theFirstReasonThatAppliesIsReportedAndNothingIsBooked(
      RejectReason reason, TradeReport.Builder faulty) {
    assertRefused(novator.apply(faulty.build()), reason);
    assertThat(legs(novator.apply(report()))).hasSize(2);
  }

  /** TOK trades from 1,800 to 2,200 ticks of 0.005 and in steps of 0.01: 9.00 to 11.00. */
  @Test
  void bothDailyLimitsMayBeTradedAndNothingBeyond() {
    TradeReport token = base().setVenue("XSGE").setContractId("TOK-2026-11").build();
    assertRefused(novator.apply(base(token, "8.99").build()), PRICE_OUTSIDE_LIMIT);
    assertRefused(novator.apply(base(token, "11.01").build()), PRICE_OUTSIDE_LIMIT);
    assertThat(legs(novator.apply(base(token, "9.00").setTradeId("A").build()))).hasSize(2);
    assertThat(legs(novator.apply(base(token, "11.00").setTradeId("B").build()))).hasSize(2);
  }

  private static TradeReport.Builder base(TradeReport report, String price) {
    return TradeReport.newBuilder(report).setPrice(price);
  }

  @Test
  void aProductThatMayBeNegativeTradesAtAndBelowZero() {
    TradeReport negative = base().setContractId("NEG-2026-11").build();
    for (String price : List.of("-37.63", "0", "0.00", "12.50")) {
      TradeReport report = base(negative, price).setTradeId("T" + price).build();
      assertThat(legs(novator.apply(report))).hasSize(2);
    }
  }

  @Test
  void zerosBeforeAPriceDoNotMatter() {
    assertThat(legs(novator.apply(base().setPrice("00004.200").build())).getFirst().getPriceTicks())
        .isEqualTo(4_200);
    assertThat(novator.apply(report())).isInstanceOf(Duplicate.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "4,200",
        "1.234,5",
        "4.",
        ".5",
        "+4.2",
        "-0",
        "-0.0",
        "NaN",
        "Infinity",
        "1e3",
        "0x1p3",
        "٤",
        "4.200 ",
        "\uFEFF4.2",
        "12345678901234567890123456789012",
        "0.0000000000000000000000000000004200"
      })
  void aPriceThatIsNoPlainDecimalIsAnInvalidField(String price) {
    assertRefused(novator.apply(base().setPrice(price).build()), INVALID_FIELD);
  }

  @Test
  void theLargestTradeIsBookedAndTheBoundOfAContractHoldsBeforeAnythingOverflows() {
    // A side of a million lots at 4.200 is worth 420,000,000,000 cents. After n trades the next one
    // needs 2 n + 4 sides, and 2^63 / 10,000 cents is 2,196.04 of them: n = 1,096 is the last.
    int accepted = 0;
    while (novator.apply(base().setLots(Novator.LOTS_MAX).setTradeId("T" + accepted).build())
        instanceof Novated) {
      accepted++;
    }
    assertThat(accepted).isEqualTo(1_097);
    assertRefused(
        novator.apply(base().setLots(Novator.LOTS_MAX).setTradeId("more").build()), POSITION_BOUND);
    TradeReport otherContract = base().setContractId("GPU-2026-10").setTradeId("other").build();
    assertThat(legs(novator.apply(otherContract))).hasSize(2);
    for (int i = 0; i < accepted; i++) {
      TradeReport bust = base().setTradeId("T" + i).setKind(TradeKind.BUST).setRevision(1).build();
      assertThat(legs(novator.apply(bust))).hasSize(2);
    }
  }

  @Test
  void theBusinessDateAndTheTwoBeforeItAreOpen() {
    LocalDate wednesday = THURSDAY.minusDays(1);
    Novator late = open(wednesday, THURSDAY, FRIDAY);
    for (LocalDate date : List.of(wednesday, THURSDAY, FRIDAY)) {
      List<Leg> legs = legs(late.apply(base().setTradeDate(date).setTradeId("L").build()));
      assertThat(legs).allMatch(leg -> leg.getBusinessDate().equals(FRIDAY));
    }
    late.open(MONDAY, TinyHouse.registry());
    TradeReport forgotten = base().setTradeDate(wednesday).setTradeId("L").build();
    assertRefused(late.apply(forgotten), TRADE_DATE_CLOSED);
    TradeReport known = base().setTradeDate(THURSDAY).setTradeId("L").build();
    assertThat(late.apply(known)).isInstanceOf(Duplicate.class);
  }

  @Test
  void aWeekendBetweenTwoOpenDatesIsNotOpen() {
    Novator monday = open(FRIDAY, MONDAY);
    TradeReport saturday = base().setTradeDate(FRIDAY.plusDays(1)).build();
    assertRefused(monday.apply(saturday), TRADE_DATE_NOT_OPEN);
  }

  @Test
  void aDateCannotBeOpenedAfterALaterOne() {
    Novator monday = open(MONDAY, MONDAY);
    assertThatThrownBy(() -> monday.open(FRIDAY, TinyHouse.registry()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("2026-10-30");
  }

  @Test
  void whatStoodInAnExpiredContractIsNeitherBustedNorCorrectedIntoAnotherOne() {
    Novator overNight = open(FRIDAY);
    TradeReport october = base().setContractId("GPU-2026-10").build();
    legs(overNight.apply(october));
    overNight.open(MONDAY, TinyHouse.registry());
    assertRefused(overNight.apply(with(october, TradeKind.BUST, 1)), EXPIRED_CONTRACT);
    assertRefused(overNight.apply(correction(1, 10)), EXPIRED_CONTRACT);
  }

  @Test
  void aBustOnALaterDayIsBookedOnThatDay() {
    Novator overNight = open(FRIDAY);
    legs(overNight.apply(report()));
    overNight.open(MONDAY, TinyHouse.registry());
    assertThat(legs(overNight.apply(bust(1))))
        .allMatch(leg -> leg.getBusinessDate().equals(MONDAY) && leg.getTradeDate().equals(FRIDAY));
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void restoredFromItsLegsInAnyOrderItDecidesTheSame(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    Novator original = open(THURSDAY, FRIDAY);
    List<Leg> legs = new ArrayList<>();
    IntStream.range(0, 400)
        .mapToObj(_ -> randomReport(random))
        .forEach(
            report -> {
              if (original.apply(report) instanceof Novated(List<Leg> made)) {
                legs.addAll(made);
              }
            });
    Collections.shuffle(legs, new Random(seed));
    Novator restored = open(THURSDAY, FRIDAY);
    legs.forEach(restored::restore);
    for (int i = 0; i < 400; i++) {
      TradeReport report = randomReport(random);
      assertThat(restored.apply(report))
          .as("seed %d: %s", seed, report)
          .isEqualTo(original.apply(report));
    }
    TreeMap<Integer, Long> lotsByContract = new TreeMap<>();
    legs.forEach(leg -> lotsByContract.merge(leg.getContractIndex(), leg.getLots(), Long::sum));
    assertThat(lotsByContract.values()).isNotEmpty().containsOnly(0L);
  }

  /** Few ids and revisions, so that duplicates, conflicts, busts and corrections are common. */
  private static TradeReport randomReport(SplittableRandom random) {
    String[] accounts = {"M1-H", "M1-N", "M2-H", "M3-H", "GHOST"};
    String[] contracts = {"GPU-2026-10", "GPU-2026-11", "NEG-2026-11", "GPU-P-NOV", "GPU-2026-09"};
    TradeKind kind = TradeKind.values()[random.nextInt(3)];
    return base()
        .setTradeDate(random.nextBoolean() ? THURSDAY : FRIDAY)
        .setTradeId("T" + random.nextInt(25))
        .setKind(kind)
        .setRevision(kind == TradeKind.NEW ? 0 : 1 + random.nextInt(3))
        .setContractId(contracts[random.nextInt(contracts.length)])
        .setLots(random.nextInt(3))
        .setBuyerAccount(accounts[random.nextInt(accounts.length)])
        .setSellerAccount(accounts[random.nextInt(accounts.length)])
        .build();
  }
}
