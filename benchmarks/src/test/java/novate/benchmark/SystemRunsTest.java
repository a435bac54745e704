package novate.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeMap;
import novate.wire.Wire;
import novate.wire.event.Leg;
import novate.wire.event.TradeReport;
import novate.wire.event.Value;
import org.junit.jupiter.api.Test;

/** What the runs of whole systems send, when, and how they know that the outcome is right. */
class SystemRunsTest {
  private static final long SEED = 7;

  @Test
  void aRecordIsDueWhenTheScheduleSaysHoweverLateThoseBeforeItWere() {
    long start = System.nanoTime() - 1_000_000_000L;
    OpenLoop schedule = new OpenLoop(10_000, start);
    List<Integer> sent = new ArrayList<>();
    schedule.send(5_000, sent::add);
    assertThat(sent).hasSize(5_000).isSorted();
    assertThat(schedule.dueNanos(0)).isEqualTo(start);
    assertThat(schedule.dueNanos(1)).isEqualTo(start + 100_000);
    assertThat(schedule.dueNanos(450_000)).isEqualTo(start + 45_000_000_000L);
  }

  @Test
  void nothingIsSentBeforeItIsDue() {
    OpenLoop schedule = new OpenLoop(1_000, System.nanoTime());
    schedule.send(
        20, number -> assertThat(System.nanoTime() - schedule.dueNanos(number)).isNotNegative());
  }

  @Test
  void aPositionThatDiffersByOneLotOrIsMissingIsFound() {
    SplittableRandom random = new SplittableRandom(SEED);
    PositionFold judge = new PositionFold();
    PositionFold same = new PositionFold();
    Leg leg = LegStream.leg(0, random);
    judge.book(leg);
    same.book(leg);
    judge.requireSame("the shard", same);
    same.set(0, 1, 0);
    assertThatThrownBy(() -> judge.requireSame("the shard", same))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> judge.requireSame("the shard", new PositionFold()))
        .hasMessageContaining("the shard: account");
  }

  @Test
  void aLegThatIsMissingOrDoubledIsFound() {
    BigMarket market = new BigMarket();
    SplittableRandom random = new SplittableRandom(SEED);
    LegCount expected = new LegCount();
    LegCount twice = new LegCount();
    for (int i = 0; i < 10; i++) {
      TradeReport trade = market.trade(i, random);
      expected.add(trade);
      twice.add(trade);
    }
    expected.requireSame(twice);
    twice.add(market.trade(9, random));
    assertThatThrownBy(() -> expected.requireSame(twice))
        .hasMessageContaining("found 22 legs")
        .hasMessageContaining("expected 20");
  }

  @Test
  void theBigMarketHasItsSizeAndAllItsContractsHaveAPriceAtTheOpen() {
    BigMarket market = new BigMarket();
    for (int contract = 0; contract < BigMarket.CONTRACTS; contract++) {
      assertThat(market.priceAtOpen(contract).ticks()).isNotNegative();
    }
    Value value = market.openingValue();
    assertThat(Wire.decode(Wire.encode(value))).isEqualTo(value);
    assertThat(BigMarket.partition(BigMarket.ACCOUNTS - 1, 8)).isEqualTo(7);
    assertThat(BigMarket.partition(0, 8)).isZero();
  }

  @Test
  void theReportOfSystemsHasTheRunTheVerdictAndTheRow() {
    TreeMap<String, Measured> rows = new TreeMap<>();
    rows.put("EndOfDay.whole", new Measured("EndOfDay.whole", 28, Double.NaN, 27, 29, "s"));
    TreeMap<String, String> runs = new TreeMap<>();
    runs.put("EndOfDay", "today: a machine");
    assertThat(SystemReport.text(runs, rows))
        .contains("* `EndOfDay`, finished today: a machine")
        .contains("2 M positions <= 60 s | `EndOfDay.whole` | 28.0 | 27.0 .. 29.0 | met |")
        .contains("| `EndOfDay.whole` | 28.0 | 27.0 .. 29.0 | s |")
        .contains("not measured");
  }
}
