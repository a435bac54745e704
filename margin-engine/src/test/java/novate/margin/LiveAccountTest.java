package novate.margin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.LongStream;
import novate.market.AccountClass;
import novate.market.ContractId;
import novate.market.CurrencyCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class LiveAccountTest {
  private static final int ACCOUNTS_PER_SEED = 20;
  private static final int TRADES = 200;

  static LongStream seeds() {
    return LongStream.range(0, 10);
  }

  /**
   * 200 accounts of 200 trades; numbers after every fifth trade, the explanation now and then. In a
   * long run both after every trade.
   */
  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void afterTradesTheMarginIsThatOfTheWholePortfolioFromScratch(long seed) {
    for (int a = 0; a < ACCOUNTS_PER_SEED; a++) {
      RandomMarket market = new RandomMarket(seed * 1_000_003 + a, 5 + a % 8);
      SplittableRandom random = new SplittableRandom(seed + a);
      Map<ContractId, Long> lots = new TreeMap<>(market.portfolio());
      LiveAccount live = live(market, lots);
      for (int trade = 0; trade < TRADES; trade++) {
        int contract = random.nextInt(market.catalogue.size());
        long held = live.lots(contract);
        long change = held != 0 && random.nextBoolean() ? -held : random.nextLong(-50, 51);
        live.change(contract, change);
        lots.merge(market.catalogue.contract(contract).id(), change, Long::sum);
        String what = "seed %d, account %d, trade %d".formatted(seed, a, trade);
        if (trade % 5 != 0 && trade != TRADES - 1 && !Portfolios.isLongRun()) {
          continue;
        }
        Requirement scratch = market.requirement(lots);
        for (CurrencyCode currency : new CurrencyCode[] {CurrencyCode.USD, TinyMarket.JPY}) {
          assertThat(live.initialMargin(currency))
              .as(what)
              .isEqualTo(scratch.initialMargin(currency));
        }
        if (trade % 3 == 0 || trade == TRADES - 1 || Portfolios.isLongRun()) {
          assertThat(live.requirement()).as(what).isEqualTo(scratch);
        }
      }
      assertThat(live.positions()).isEqualTo(market.positions(lots));
    }
  }

  private static LiveAccount live(RandomMarket market, Map<ContractId, Long> lots) {
    return new LiveAccount(
        market.engine, AccountClass.CLIENT_GROSS, market.positions(lots), market.arrays);
  }

  @Test
  void aChangeThatOverflowsLeavesTheAccountAsItWas() {
    RandomMarket market = new RandomMarket(7);
    LiveAccount live = live(market, market.portfolio());
    for (int contract = 0; contract < market.catalogue.size(); contract++) {
      Requirement before = live.requirement();
      PortfolioPositions positions = live.positions();
      int traded = contract;
      for (long change : new long[] {Long.MAX_VALUE / 3, Long.MAX_VALUE / 5_000_000}) {
        assertThatThrownBy(() -> live.change(traded, change))
            .isInstanceOf(ArithmeticException.class);
      }
      assertThat(live.positions()).isEqualTo(positions);
      assertThat(live.requirement()).isEqualTo(before);
      assertThat(live.initialMargin(CurrencyCode.USD))
          .isEqualTo(before.initialMargin(CurrencyCode.USD));
    }
  }

  @Test
  void aTradeInAContractWithoutARiskArrayIsRefused() {
    RandomMarket market = new RandomMarket(7);
    LiveAccount live = live(market, Map.of());
    assertThatThrownBy(() -> live.change(market.catalogue.size(), 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("contract index");
    assertThat(live.positions().isFlat()).isTrue();
    assertThat(live.initialMargin(new CurrencyCode("EUR")).isZero()).isTrue();
  }
}
