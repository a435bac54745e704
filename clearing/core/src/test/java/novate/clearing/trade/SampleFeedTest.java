package novate.clearing.trade;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import novate.clearing.SampleHouse;
import novate.clearing.trade.NovationOutcome.Duplicate;
import novate.clearing.trade.NovationOutcome.Novated;
import novate.clearing.trade.NovationOutcome.Refused;
import novate.sample.FeedRecord;
import novate.sample.SampleMarket;
import novate.sample.TradingDay;
import novate.wire.Wire;
import novate.wire.WireException;
import novate.wire.event.Leg;
import novate.wire.event.RejectReason;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Faults K4, K6, D1, D2, D3, D5; invariants I1, I6, I8. */
class SampleFeedTest {
  @ParameterizedTest(name = "seed {0}, {1} trades")
  @CsvSource({SampleMarket.DEMO_SEED + ", 2000", "1, 100", "2, 500", "3, 1000"})
  void everyRecordOfADayMeetsTheFateThatItIsMarkedWith(long seed, int count) {
    Novator novator = new Novator();
    novator.open(SampleHouse.MARKET.businessDate(), SampleHouse.registry());
    TradingDay day = SampleHouse.day(seed, count);
    Map<Integer, Long> lotsByContract = new TreeMap<>();
    Stream.concat(day.morning().stream(), day.afternoon().stream())
        .forEach(record -> take(novator, record, lotsByContract));
    assertThat(lotsByContract).isNotEmpty();
    assertThat(lotsByContract.values()).as("seed %d", seed).containsOnly(0L);
    // Sent again from the start, nothing has an effect and the same records are refused.
    Stream.concat(day.morning().stream(), day.afternoon().stream())
        .forEach(record -> again(novator, record));
  }

  private static void take(Novator novator, FeedRecord record, Map<Integer, Long> lotsByContract) {
    switch (record) {
      case FeedRecord.Good(var _, var trade) -> {
        NovationOutcome outcome = novator.apply(SampleHouse.report(trade));
        assertThat(outcome).as("%s", trade).isInstanceOf(Novated.class);
        for (Leg leg : ((Novated) outcome).legs()) {
          lotsByContract.merge(leg.getContractIndex(), leg.getLots(), Math::addExact);
        }
      }
      case FeedRecord.Duplicate(var _, var trade) ->
          assertThat(novator.apply(SampleHouse.report(trade))).isInstanceOf(Duplicate.class);
      case FeedRecord.Bad bad -> assertRefused(novator, bad);
      case FeedRecord.Poison poison -> assertUnreadable(poison);
    }
  }

  private static void again(Novator novator, FeedRecord record) {
    switch (record) {
      case FeedRecord.Good(var _, var trade) ->
          assertThat(novator.apply(SampleHouse.report(trade))).isInstanceOf(Duplicate.class);
      case FeedRecord.Duplicate(var _, var trade) ->
          assertThat(novator.apply(SampleHouse.report(trade))).isInstanceOf(Duplicate.class);
      case FeedRecord.Bad bad -> assertRefused(novator, bad);
      case FeedRecord.Poison poison -> assertUnreadable(poison);
    }
  }

  private static void assertRefused(Novator novator, FeedRecord.Bad bad) {
    assertThat(novator.apply(SampleHouse.report(bad.trade())))
        .isInstanceOfSatisfying(
            Refused.class,
            refused ->
                assertThat(refused.reason())
                    .as(refused.detail())
                    .isEqualTo(RejectReason.valueOf(bad.reason())));
  }

  private static void assertUnreadable(FeedRecord.Poison poison) {
    assertThatThrownBy(() -> Wire.decode(poison.bytes()))
        .isInstanceOfSatisfying(
            WireException.class, e -> assertThat(e.reason().name()).isEqualTo(poison.reason()));
  }
}
