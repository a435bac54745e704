package novate.stress;

import static novate.market.Checks.found;
import static novate.market.CurrencyCode.CNY;
import static novate.market.CurrencyCode.USD;
import static novate.stress.StressMarket.account;
import static novate.stress.StressMarket.engine;
import static novate.stress.StressMarket.fraction;
import static novate.stress.StressMarket.money;
import static novate.stress.StressMarket.scenario;
import static novate.stress.StressMarket.shock;
import static novate.stress.StressMarket.usd;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import novate.market.AccountId;
import novate.market.ContractId;
import novate.market.CurrencyCode;
import novate.market.Lots;
import novate.market.MemberId;
import novate.market.Money;
import novate.scenario.PriceMove;
import novate.scenario.StressScenario;
import novate.scenario.StressShock;
import novate.scenario.TenorShape;
import novate.scenario.VolatilityMove;
import org.junit.jupiter.api.Test;

class StressEngineTest {
  private static final StressEngine ENGINE = engine();

  /** 10 lots at 3.850, 1,000 a lot, -44 %: 1.694 * 1,000 * 10; 6,000 of margin in force. */
  @Test
  void aListPriceCutCostsALongFutureItsShareOfThePrice() {
    ScenarioResult result = run(fraction("GPU", -0.44), account("A", "M", "6000", "GPU-DEC", 10));
    AccountStress account = result.accounts().getFirst();
    assertThat(account.loss()).isEqualTo(usd("16940.00"));
    assertThat(account.cover()).isEqualTo(usd("6000.00"));
    assertThat(account.lossOverMargin()).isEqualTo(usd("10940.00"));
    assertThat(result.coverOne()).isEqualTo(usd("10940.00"));
    assertThat(result.coverTwo()).isEqualTo(usd("10940.00"));
  }

  @Test
  void whoIsShortGainsAsMuchAndIsOverNothing() {
    ScenarioResult result = run(fraction("GPU", -0.44), account("A", "M", "0", "GPU-DEC", -10));
    assertThat(result.accounts().getFirst().loss()).isEqualTo(usd("-16940.00"));
    assertThat(result.accounts().getFirst().lossOverMargin()).isEqualTo(usd("0.00"));
    assertThat(result.covered(2)).isEmpty();
  }

  /** F = 2.100 with half the month open: -50 % costs 1.050 * 0.5 * 730 = 383.25. */
  @Test
  void anAverageHalfFixedLosesHalfOfWhatTheRestLoses() {
    assertThat(ENGINE.lot(new ContractId("AVG-DEC"), fraction("AVG", -0.5)).loss())
        .isEqualTo(usd("383.25"));
  }

  /** October to December are 2 months, to March 5: the move counts 0.6 and 0 of itself. */
  @Test
  void aSpotMoveIsFeltByTheMonthOfDelivery() {
    TenorShape spot = new TenorShape(new TreeMap<>(Map.of(0, 1.0, 5, 0.0)));
    StressScenario outage = scenario(Map.of("GPU", shock(PriceMove.Kind.ABSOLUTE, 1.0, spot, 1.0)));
    assertThat(ENGINE.lot(new ContractId("GPU-DEC"), outage).loss()).isEqualTo(usd("-600.00"));
    assertThat(ENGINE.lot(new ContractId("GPU-MAR"), outage).loss()).isEqualTo(usd("0.00"));
  }

  /** To -0.10: a product that cannot be negative stops at its tick of 0.001, and that is said. */
  @Test
  void aNegativePriceStopsAtOneTickWhereItMustAndTheResultSaysSo() {
    StressShock toMinusTen = StressShock.parallel(new PriceMove(PriceMove.Kind.LEVEL, -0.10));
    ScenarioResult result =
        run(
            scenario(Map.of("GPU", toMinusTen, "NEG", toMinusTen)),
            account("A", "M", "0", "GPU-DEC", 1, "NEG-DEC", 1));
    assertThat(result.floored()).containsExactly(new ContractId("GPU-DEC"));
    assertThat(result.topContributors(2))
        .extracting(StressedPositionLoss::loss)
        .containsExactly(usd("3849.00"), usd("110.00")); // 3.850 - 0.001; 1.00 + 0.10
  }

  /** A shock of one commodity is none of another, and no shock at all costs options nothing. */
  @Test
  void whatIsNotMovedCostsNothingBecauseNoTimePasses() {
    StressScenario nothing =
        scenario(
            Map.of(
                "GPU", new StressShock(PriceMove.NONE, TenorShape.PARALLEL, VolatilityMove.NONE)));
    for (String contract : List.of("GPU-DEC", "CALL", "PUT", "AVG-DEC", "TOKEN-DEC", "NEG-DEC")) {
      assertThat(ENGINE.lot(new ContractId(contract), nothing).loss().minorUnits())
          .as(contract)
          .isZero();
    }
  }

  /** Put-call parity: C - P = df (F - K) before and after, whatever the volatility does. */
  @Test
  void aCallLessAPutLosesWhatTheDiscountedFutureLoses() {
    StressScenario scarcity =
        scenario(Map.of("GPU", shock(PriceMove.Kind.FRACTION, 0.48, TenorShape.PARALLEL, 1.5)));
    long call = ENGINE.lot(new ContractId("CALL"), scarcity).loss().minorUnits();
    long put = ENGINE.lot(new ContractId("PUT"), scarcity).loss().minorUnits();
    long future = ENGINE.lot(new ContractId("GPU-DEC"), scarcity).loss().minorUnits();
    double years = (90 * 24 + 1) / (365 * 24.0); // 2026-10-01 16:00 to 2026-12-30 17:00 UTC
    assertThat((double) (call - put)).isCloseTo(future * Math.exp(-0.05 * years), within(1.0));
    assertThat(call).isLessThan(0);
  }

  @Test
  void volatilityAloneMovesOptionsOnly() {
    StressScenario rationing =
        scenario(Map.of("GPU", shock(PriceMove.Kind.ABSOLUTE, 0, TenorShape.PARALLEL, 2.0)));
    Money call = ENGINE.lot(new ContractId("CALL"), rationing).loss();
    assertThat(ENGINE.lot(new ContractId("GPU-DEC"), rationing).loss()).isEqualTo(usd("0.00"));
    assertThat(call.minorUnits()).isLessThan(-10_000); // a long option gains
    assertThat(ENGINE.lot(new ContractId("PUT"), rationing).loss().minorUnits())
        .isCloseTo(call.minorUnits(), within(1L)); // the vega of both is the same
  }

  /**
   * A buyer whose options became worthless owes nothing: the house held their value. A seller's
   * margin has the value in it, which is not there for the loss.
   */
  @Test
  void optionValueStandsBesideTheMargin() {
    StressAccount buyer = withOptions("B", "CALL", 10, "0.00", "3890.00");
    StressAccount seller = withOptions("S", "CALL", -10, "8000.00", "-3890.00");
    long lot = ENGINE.lot(new ContractId("CALL"), fraction("GPU", 1.0)).loss().minorUnits();
    AccountStress long10 = run(fraction("GPU", -0.9), buyer).accounts().getFirst();
    AccountStress short10 = run(fraction("GPU", 1.0), seller).accounts().getFirst();
    assertThat(long10.loss().minorUnits()).isGreaterThan(380_000); // most of 3,890.00 is lost
    assertThat(long10.lossOverMargin()).isEqualTo(usd("0.00"));
    assertThat(short10.lossOverMargin())
        .isEqualTo(new Money(USD, -10 * lot).minus(usd("8000.00")).plus(usd("3890.00")));
  }

  private static StressAccount withOptions(
      String id, String contract, long lots, String margin, String netOptionValue) {
    return new StressAccount(
        new AccountId(id),
        new MemberId("M"),
        new TreeMap<>(Map.of(new ContractId(contract), new Lots(lots))),
        new TreeMap<>(Map.of(USD, new MarginInForce(usd(margin), usd(netOptionValue)))));
  }

  /** The client has 4,000 left, the house account lacks 10,940: the member lacks 10,940. */
  @Test
  void theSurplusOfAClientCoversNobodyElse() {
    ScenarioResult result =
        run(
            fraction("GPU", -0.44),
            account("M-H", "M", "6000", "GPU-DEC", 10),
            account("M-C", "M", "4000", "GPU-DEC", 0));
    assertThat(result.members().getFirst().lossOverMargin()).isEqualTo(usd("10940.00"));
    assertThat(result.members().getFirst().loss()).isEqualTo(usd("16940.00"));
  }

  @Test
  void coverTwoIsTheTwoWorstMembersAndTiesGoById() {
    ScenarioResult result =
        run(
            fraction("GPU", -0.44),
            account("c", "C", "0", "GPU-DEC", 2),
            account("b", "B", "0", "GPU-DEC", 1),
            account("a1", "A", "0", "GPU-DEC", 1),
            account("a2", "A", "0", "GPU-DEC", 1));
    assertThat(result.members())
        .extracting(member -> member.member().value())
        .containsExactly("A", "C", "B");
    assertThat(result.coverOne()).isEqualTo(usd("3388.00"));
    assertThat(result.coverTwo()).isEqualTo(usd("6776.00"));
    assertThat(result.covered(2)).extracting(MemberStress::member).hasSize(2);
  }

  /** -30 % of 10.00 CNY * 2,000 * 10 = 60,000 CNY; less 1,000.01 is 58,999.99 CNY = 8,368.79291. */
  @Test
  void yuanCountAtTheMidOfThePriceSetAndTheCentGoesUp() {
    ScenarioResult result =
        run(
            fraction("TOKEN", -0.3),
            account("A", "M", Map.of(CNY, money(CNY, "1000.01")), "TOKEN-DEC", 10));
    AccountStress account = result.accounts().getFirst();
    assertThat(yuan(account).loss()).isEqualTo(money(CNY, "60000.00"));
    assertThat(yuan(account).excess()).isEqualTo(money(CNY, "58999.99"));
    assertThat(account.lossOverMargin()).isEqualTo(usd("8368.80"));
    // 60,000 / 7.05 = 8,510.638...; the position is told in both.
    assertThat(account.positions().getFirst().loss()).isEqualTo(money(CNY, "60000.00"));
    assertThat(account.positions().getFirst().lossInBase()).isEqualTo(usd("8510.64"));
  }

  /** Dollars left over: 705 CNY missing less 50 USD left is 50 USD; a pair may stand either way. */
  @Test
  void whatIsLeftInOneCurrencyServesTheOther() {
    Map<CurrencyCode, Money> margins = Map.of(USD, usd("50.00"));
    StressAccount account = account("A", "M", margins, "TOKEN-DEC", 1);
    StressScenario scenario = fraction("TOKEN", -0.03525); // 0.3525 * 2,000 = 705 CNY
    assertThat(run(scenario, account).coverOne()).isEqualTo(usd("50.00"));
    StressEngine inYuan = engine(Map.of("USD/CNY", "7.05"), CNY);
    assertThat(inYuan.run(scenario, List.of(account)).coverOne()).isEqualTo(money(CNY, "352.50"));
  }

  @Test
  void aCurrencyWithoutARateIsRefusedByName() {
    StressEngine withoutFx = engine(Map.of(), USD);
    StressAccount yuan = account("A", "M", Map.of(), "TOKEN-DEC", 1);
    assertThatThrownBy(() -> withoutFx.run(fraction("TOKEN", -0.3), List.of(yuan)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("price set 2026-10-01/EOD/1 has no FX rate CNY/USD, nor USD/CNY");
    StressAccount dollars = account("A", "M", "0", "GPU-DEC", 1);
    assertThat(withoutFx.run(fraction("TOKEN", -0.3), List.of(dollars)).coverOne().isZero())
        .isTrue();
  }

  @Test
  void whatCannotBeValuedIsRefusedByName() {
    assertThatThrownBy(() -> run(fraction("GPU", 1), account("A", "M", "0", "UNPRICED", 1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("contract UNPRICED cannot be stressed: price set")
        .hasMessageContaining("has no price of it");
    assertThatThrownBy(() -> run(fraction("GPU", 1), account("A", "M", "0", "NONE", 1)))
        .hasMessageContaining("contract NONE is not listed");
    StressAccount twice = account("A", "M", "0");
    assertThatThrownBy(() -> run(fraction("GPU", 1), twice, twice))
        .hasMessageContaining("account A stands twice");
    assertThatThrownBy(
            () -> run(fraction("GPU", 1), account("A", "M", "0", "GPU-DEC", Long.MAX_VALUE)))
        .isInstanceOf(ArithmeticException.class);
    assertThatThrownBy(() -> run(fraction("GPU", 1e300), account("A", "M", "0", "GPU-DEC", 1)))
        .hasMessageContaining("contract GPU-DEC, scenario it: loss per lot is");
  }

  private static ScenarioResult run(StressScenario scenario, StressAccount... accounts) {
    return ENGINE.run(scenario, List.of(accounts));
  }

  private static CurrencyStress yuan(AccountStress account) {
    return found(account.currencies().get(CNY), "account has nothing in CNY");
  }
}
