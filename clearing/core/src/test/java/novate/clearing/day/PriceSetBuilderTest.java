package novate.clearing.day;

import static novate.clearing.TinyHouse.AVG_OCT;
import static novate.clearing.TinyHouse.FRIDAY;
import static novate.clearing.TinyHouse.GPU_NOV;
import static novate.clearing.TinyHouse.GPU_NOV_PUT;
import static novate.clearing.TinyHouse.GPU_OCT;
import static novate.clearing.TinyHouse.GPU_OCT_CALL;
import static novate.clearing.TinyHouse.NEG_NOV;
import static novate.clearing.TinyHouse.THURSDAY;
import static novate.clearing.TinyHouse.TOK_OCT;
import static novate.clearing.TinyHouse.TOK_OCT_CALL;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import novate.clearing.TinyHouse;
import novate.clearing.day.PriceSetBuilder.Outcome.Held;
import novate.clearing.day.PriceSetBuilder.Outcome.Sealed;
import novate.clearing.registry.Registry;
import novate.market.AveragingState;
import novate.market.Contract;
import novate.market.ContractId;
import novate.market.CurrencyCode;
import novate.market.Fixing;
import novate.market.FixingQuality;
import novate.market.Future;
import novate.market.Hashing;
import novate.market.IndexId;
import novate.market.OptionOnFuture;
import novate.market.Price;
import novate.market.PriceSet;
import novate.wire.event.CurrencyRate;
import novate.wire.event.CycleKind;
import novate.wire.event.CycleRequested;
import novate.wire.event.FxRate;
import novate.wire.event.PriceSubmitted;
import novate.wire.event.PricesComplete;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Faults X1, X4, X5, X6, X7, M11; invariant I9. */
class PriceSetBuilderTest {
  private static final Registry REGISTRY = TinyHouse.registry();
  private static final PriceSet LAST =
      TinyHouse.priceSet("last", THURSDAY, TinyHouse.endOf(THURSDAY), TinyHouse.prices());
  private static final Instant OBSERVED = Instant.parse("2026-10-30T20:00:00Z");

  private final Map<Integer, PriceSubmitted> submitted = new HashMap<>();
  private final List<Fixing> fixings = new ArrayList<>();
  private List<CurrencyRate> rates =
      List.of(new CurrencyRate("USD", 0.03), new CurrencyRate("CNY", 0.01));
  private List<FxRate> fx = List.of(new FxRate("USD/CNY", "7.05"));
  private Optional<PriceSet> last = Optional.of(LAST);

  PriceSetBuilderTest() {
    TinyHouse.prices().forEach((contract, ticks) -> submit(contract, decimal(contract, ticks)));
    fix("IX-GPU", FRIDAY, "4.1234");
    fix("IX-TOK", FRIDAY, "10.2");
    LocalDate date = LocalDate.of(2026, 10, 1);
    for (LocalDate day : TinyHouse.calendar().averagingDays(YearMonth.of(2026, 10))) {
      // 22 fixings 2.500, 2.501 .. 2.521: their mean is 2.5105, halfway, so the even 2.510.
      fix("IX-AVG", day, "2.5" + "%02d".formatted(fixings.size() - 2));
      date = day;
    }
    assertThat(date).isEqualTo(FRIDAY);
  }

  private static Contract contract(int index) {
    return TinyHouse.contracts().get(index);
  }

  private static String decimal(int contract, long ticks) {
    return contract(contract).product().decimal(new Price(ticks)).toPlainString();
  }

  private void submit(int contract, String price) {
    submit(contract, price, contract(contract) instanceof Future ? null : Double.valueOf(0.5));
  }

  private void submit(int contract, String price, @Nullable Double volatility) {
    submitted.put(
        contract,
        new PriceSubmitted("C", contract(contract).id().value(), price, volatility, OBSERVED));
  }

  private void fix(String index, LocalDate date, String value) {
    fixings.add(
        new Fixing(
            new IndexId(index),
            date,
            new BigDecimal(value),
            new FixingQuality(5, 5, BigDecimal.ZERO, false),
            "m/1",
            "00",
            1));
  }

  private PriceSetBuilder.Outcome build(CycleKind kind, Optional<String> acceptedHash) {
    return PriceSetBuilder.build(
        new CycleRequested("C", FRIDAY, kind, TinyHouse.endOf(FRIDAY)),
        REGISTRY,
        TinyHouse.parameters(),
        last,
        submitted.values(),
        new PricesComplete("C", submitted.size(), rates, fx),
        fixings,
        acceptedHash);
  }

  private PriceSet sealed(CycleKind kind) {
    PriceSetBuilder.Outcome outcome = build(kind, Optional.empty());
    assertThat(outcome).isInstanceOf(Sealed.class);
    return ((Sealed) outcome).prices();
  }

  private Held held() {
    PriceSetBuilder.Outcome outcome = build(CycleKind.END_OF_DAY, Optional.empty());
    assertThat(outcome).isInstanceOf(Held.class);
    return (Held) outcome;
  }

  private PriceSet.Mark accepted(int contract) {
    PriceSetBuilder.Outcome outcome = build(CycleKind.END_OF_DAY, Optional.of(held().hash()));
    assertThat(outcome).isInstanceOf(Sealed.class);
    return ((Sealed) outcome).prices().mark(contract(contract).id());
  }

  private void assertFatal(String reason) {
    Held held = held();
    assertThat(held.reasons()).singleElement().asString().contains(reason);
    assertThat(build(CycleKind.END_OF_DAY, Optional.of(held.hash()))).isEqualTo(held);
  }

  private static void assertMark(PriceSet set, int contract, long ticks, String source) {
    PriceSet.Mark mark = set.mark(contract(contract).id());
    assertThat(mark.price().ticks()).isEqualTo(ticks);
    assertThat(mark.source()).isEqualTo(source);
  }

  @Test
  void onTheLastDayFixingsDecideAndNotTheExchange() {
    PriceSet set = sealed(CycleKind.END_OF_DAY);
    assertMark(set, GPU_OCT, 4_123, "FIXING"); // 4.1234 on the tick
    assertMark(set, GPU_OCT_CALL, 123, "INTRINSIC"); // struck at 4.000
    assertMark(set, TOK_OCT, 2_040, "FIXING"); // 10.2 / 0.005
    assertMark(set, TOK_OCT_CALL, 40, "INTRINSIC");
    assertMark(set, AVG_OCT, 2_510, "FIXING");
    assertMark(set, GPU_NOV, 4_200, "EXCHANGE");
    assertThat(set.mark(contract(GPU_NOV_PUT).id()).volatility()).hasValue(0.5);
    assertThat(set.id()).isEqualTo("C");
    assertThat(set.asOf()).isEqualTo(TinyHouse.endOf(FRIDAY));
    assertThat(set.rate(CurrencyCode.USD)).isEqualTo(0.03);
    assertThat(set.fx()).containsEntry("USD/CNY", new BigDecimal("7.05"));
  }

  @Test
  void duringTheLastDayTheExchangeStillPrices() {
    PriceSet set = sealed(CycleKind.INTRADAY);
    assertMark(set, GPU_OCT, 4_100, "EXCHANGE");
    assertMark(set, AVG_OCT, 2_500, "EXCHANGE");
  }

  @Test
  void whatIsFixedOfAMonthStandsInTheSet() {
    fixings.removeLast(); // today's is not there yet
    assertThat(sealed(CycleKind.INTRADAY).averaging())
        .containsOnly(
            Map.entry(
                contract(AVG_OCT).id(),
                new AveragingState(22, 21, new BigDecimal("52.710")))); // 21 x 2.510
  }

  @Test
  void nothingSettlesOnAMissingFixingWhoeverApproves() {
    fixings.removeIf(f -> f.index().equals(new IndexId("IX-AVG")) && f.date().equals(THURSDAY));
    assertFatal("1 of 22 scheduled fixings of index IX-AVG missing: 2026-10-29");
  }

  @Test
  void aMissingPriceIsHeldAndThePreviousOneStandsInWhenAccepted() {
    submitted.remove(GPU_NOV_PUT);
    assertThat(held().reasons()).containsExactly("price of GPU-P-NOV is missing");
    PriceSet.Mark mark = accepted(GPU_NOV_PUT);
    assertThat(mark.price().ticks()).isEqualTo(90);
    assertThat(mark.volatility()).hasValue(0.5);
    assertThat(mark.source()).isEqualTo("PREVIOUS");
  }

  @Test
  void aMissingPriceWithoutOneBeforeHasNoFallback() {
    last = Optional.empty();
    submitted.remove(GPU_NOV);
    assertFatal("price of GPU-2026-11 is missing, and there is none before");
  }

  @Test
  void everyPriceThatTheDayNeedsIsMissedWhenItIsTakenAway() {
    for (int contract : List.of(GPU_NOV, GPU_NOV_PUT, TinyHouse.TOK_NOV, NEG_NOV)) {
      PriceSubmitted taken = submitted.remove(contract);
      assertThat(held().reasons())
          .containsExactly("price of %s is missing".formatted(contract(contract).id()));
      submitted.put(contract, taken);
    }
  }

  @Test
  void aPriceObservedAtOrBeforeTheLastSetIsStale() {
    submitted.put(
        GPU_NOV, new PriceSubmitted("C", "GPU-2026-11", "4.300", null, TinyHouse.endOf(THURSDAY)));
    assertThat(held().reasons()).singleElement().asString().contains("GPU-2026-11 is stale");
    assertThat(accepted(GPU_NOV).price().ticks()).isEqualTo(4_200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "4.2001",
        "NaN",
        "Infinity",
        "",
        "1,234.5",
        "1e3",
        "1e400000000",
        "-0.0",
        "0",
        "-4.2",
        "99999999999999999999"
      })
  void aPriceThatCannotBeUsedIsHeldAndNeverTaken(String price) {
    submit(GPU_NOV, price);
    assertThat(held().reasons()).singleElement().asString().contains("price of GPU-2026-11 is ");
    assertThat(accepted(GPU_NOV).price().ticks()).isEqualTo(4_200);
  }

  @Test
  void anOptionMayBeWorthNothingButNotLess() {
    submit(GPU_NOV_PUT, "0");
    assertMark(sealed(CycleKind.END_OF_DAY), GPU_NOV_PUT, 0, "EXCHANGE");
    submit(GPU_NOV_PUT, "-0.001");
    assertThat(held().reasons()).singleElement().asString().contains("not above zero");
  }

  @ParameterizedTest
  @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, -0.1})
  void aVolatilityThatIsNoNumberIsHeld(double volatility) {
    submit(GPU_NOV_PUT, "0.090", volatility);
    assertThat(held().reasons()).singleElement().asString().contains("volatility must be finite");
  }

  /** Sealed prices are final: a shard that could not margin with them could never go on. */
  @Test
  void pricesThatNoMarginCanBeComputedWithStayHeldWhoeverApproves() {
    submit(GPU_NOV, "9000000000000.000");
    Held jump = held();
    assertThat(jump.reasons()).singleElement().asString().contains("jumps from 4200");
    assertThat(build(CycleKind.END_OF_DAY, Optional.of(jump.hash())))
        .isInstanceOfSatisfying(
            Held.class,
            still ->
                assertThat(still.reasons())
                    .first()
                    .asString()
                    .startsWith("no margin can be computed with these prices: "));
  }

  @Test
  void anOptionWithoutVolatilityIsHeld() {
    submit(GPU_NOV_PUT, "0.090", null);
    assertThat(held().reasons()).containsExactly("price of GPU-P-NOV is without volatility");
  }

  /** From 4.200 a move of 20 % is accepted: 5.040 is just that, a tick more is not. */
  @Test
  void aJumpBeyondTheParameterIsHeldAndTakenAsItIsWhenAccepted() {
    submit(GPU_NOV, "5.040");
    assertMark(sealed(CycleKind.END_OF_DAY), GPU_NOV, 5_040, "EXCHANGE");
    submit(GPU_NOV, "5.041");
    assertThat(held().reasons())
        .containsExactly("price of GPU-2026-11 jumps from 4200 to 5041 ticks, more than 0.2");
    assertThat(accepted(GPU_NOV).price().ticks()).isEqualTo(5_041);
  }

  @Test
  void aNegativePriceJumpsBySizeToo() {
    submit(NEG_NOV, "-0.60");
    assertMark(sealed(CycleKind.END_OF_DAY), NEG_NOV, -60, "EXCHANGE");
    submit(NEG_NOV, "0.50");
    assertThat(held().reasons()).singleElement().asString().contains("jumps from -50 to 50");
  }

  @Test
  void anAcceptanceIsOfJustTheReasonsThatWereHeld() {
    submit(GPU_NOV, "5.041");
    Optional<String> approved = Optional.of(held().hash());
    assertThat(build(CycleKind.END_OF_DAY, approved)).isInstanceOf(Sealed.class);
    submit(GPU_NOV, "9.999");
    assertThat(build(CycleKind.END_OF_DAY, approved)).isInstanceOf(Held.class);
  }

  @Test
  void aCountThatIsNotWhatCameIsFatal() {
    PriceSetBuilder.Outcome outcome =
        PriceSetBuilder.build(
            new CycleRequested("C", FRIDAY, CycleKind.END_OF_DAY, TinyHouse.endOf(FRIDAY)),
            REGISTRY,
            TinyHouse.parameters(),
            last,
            submitted.values(),
            new PricesComplete("C", submitted.size() + 1, rates, fx),
            fixings,
            Optional.of(Hashing.sha256("11 prices were announced, 10 came")));
    assertThat(outcome)
        .isInstanceOfSatisfying(
            Held.class,
            held ->
                assertThat(held.reasons()).containsExactly("11 prices were announced, 10 came"));
  }

  @Test
  void ratesThatCannotBeReadOrAreMissingAreFatal() {
    rates = List.of(new CurrencyRate("CNY", 0.01));
    assertFatal("rate of USD is missing");
    rates = List.of(new CurrencyRate("USD", 0.03), new CurrencyRate("CNY", Double.NaN));
    assertFatal("rate of CNY is NaN");
    rates = List.of(new CurrencyRate("USD", 0.03), new CurrencyRate("DOLLAR", 0.03));
    assertFatal("rate of DOLLAR is for no currency");
    rates = List.of(new CurrencyRate("USD", 0.03));
    fx = List.of(new FxRate("USD/CNY", "1e999999999"));
    assertFatal("FX rate USD/CNY must be a plain decimal");
    fx = List.of(new FxRate("USD/CNY", "0"));
    assertFatal("FX rate USD/CNY must be above zero");
  }

  @Test
  void aPriceOfAContractThatIsNotWantedIsLeftOut() {
    submit(TinyHouse.GPU_SEP, "4.000");
    submit(TinyHouse.GPU_AMERICAN, "0.100");
    PriceSet set = sealed(CycleKind.END_OF_DAY);
    assertThat(set.find(contract(TinyHouse.GPU_SEP).id())).isEmpty();
    assertThat(set.find(contract(TinyHouse.GPU_AMERICAN).id())).isEmpty();
  }

  @Test
  void anOptionThatEndsBeforeItsFutureEndsOnTheFuturesPriceOfTheDay() {
    Future future = (Future) contract(GPU_NOV);
    OptionOnFuture put = (OptionOnFuture) contract(GPU_NOV_PUT);
    OptionOnFuture early =
        new OptionOnFuture(
            new ContractId("EARLY"),
            put.product(),
            future,
            put.right(),
            new Price(4_230),
            put.exercise(),
            put.premiumStyle(),
            FRIDAY,
            true);
    PriceSetBuilder.Outcome outcome =
        PriceSetBuilder.build(
            new CycleRequested("C", FRIDAY, CycleKind.END_OF_DAY, TinyHouse.endOf(FRIDAY)),
            TinyHouse.registry(List.of(early)),
            TinyHouse.parameters(),
            last,
            submitted.values(),
            new PricesComplete("C", submitted.size(), rates, fx),
            fixings,
            Optional.empty());
    PriceSet.Mark mark = ((Sealed) outcome).prices().mark(early.id());
    assertThat(mark.price()).isEqualTo(new Price(30)); // 4.230 - 4.200
    assertThat(mark.source()).isEqualTo("INTRINSIC");
  }
}
