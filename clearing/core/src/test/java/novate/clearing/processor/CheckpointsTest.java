package novate.clearing.processor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.stream.LongStream;
import novate.clearing.TinyHouse;
import novate.clearing.simulation.MemoryLog;
import novate.clearing.simulation.SimulatedProcess;
import novate.market.Price;
import novate.wire.Wire;
import novate.wire.event.Cut;
import novate.wire.event.CycleKind;
import novate.wire.event.DayOpened;
import novate.wire.event.PriceLimitsSet;
import novate.wire.event.TradeKind;
import novate.wire.event.TradeReport;
import org.apache.avro.specific.SpecificRecordBase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Faults C5, P1, P3, K4; invariants I4, I6, I18: what a novator that restarts begins with. */
class CheckpointsTest {
  private static final Place CONTROL = new Place(Topic.CONTROL, 0);
  private static final List<LocalDate> DATES =
      TinyHouse.THURSDAY
          .datesUntil(TinyHouse.THURSDAY.plusDays(20))
          .filter(TinyHouse.calendar()::isBusinessDay)
          .limit(9)
          .toList();

  private final MemoryLog log = new MemoryLog();
  private final LogReference reference = LogReference.ofGrowing(log);
  private final List<TradeReport> sent = new ArrayList<>();
  private Life life = new Life();

  static LongStream seeds() {
    return LongStream.range(0, 8);
  }

  private CheckpointsTest market() {
    TinyHouse.registryEvents().forEach(event -> append(new Place(Topic.REGISTRY, 0), event));
    DATES.forEach(
        date -> append(new Place(Topic.REGISTRY, 0), new PriceLimitsSet(date, List.of())));
    return this;
  }

  /** Nine dates with busts, corrections, repetitions and poison; a restart after every batch. */
  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void aRestartedNovatorKnowsWhatOneKnowsThatNeverStopped(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    market();
    for (LocalDate date : DATES) {
      append(CONTROL, new DayOpened(date, 0L));
      for (int i = 0; i < 8; i++) {
        send(random, date);
        life.process.work(1 + random.nextInt(6));
        assertSame(seed, date);
      }
      cut(date);
      life.workAll();
      assertSame(seed, date);
      if (random.nextInt(4) == 0) {
        life = new Life(); // From here on the one that never stopped is one that did.
      }
    }
    long legs = Place.all(Topic.LEGS).stream().mapToLong(log::end).sum();
    assertThat(legs).as("legs written, seed %d", seed).isGreaterThan(200);
  }

  private void assertSame(long seed, LocalDate date) {
    NovatorProcessor restored = new NovatorProcessor(reference, new NovatorCounters());
    restored.restore(log);
    assertThat(restored)
        .as("seed %d, %s", seed, date)
        .usingRecursiveComparison()
        .usingOverriddenEquals()
        // A cut that waits for trades is not done, and is read again.
        .ignoringFields("counters", "log", "reference", "pendingCut", "pendingCutOffset")
        .isEqualTo(life.novator);
  }

  /** However many dates there were: only what stands behind the third-last opening. */
  @Test
  void aRestartReadsTheLastThreeDatesOnly() {
    market();
    List<Long> read = new ArrayList<>();
    for (LocalDate date : DATES) {
      append(CONTROL, new DayOpened(date, 0L));
      for (int i = 0; i < 10; i++) {
        append(new Place(Topic.TRADES, i % 4), report(date, "N" + i, 3, TinyHouse.GPU_NOV));
        append(new Place(Topic.TRADES, i % 4), new byte[] {(byte) read.size(), (byte) i});
      }
      life.workAll();
      cut(date);
      life.workAll();
      Counting counting = new Counting(log);
      new NovatorProcessor(reference, new NovatorCounters()).restore(counting);
      read.add(counting.records);
    }
    // Three dates of twenty legs, eight markers, ten refusals, and the opening and cut in control;
    // the checkpoints read are never more than fit the look back.
    assertThat(read.subList(2, 8)).allSatisfy(each -> assertThat(each).isBetween(123L, 131L));
    assertThat(read.getFirst()).isBetween(41L, 43L);
  }

  @Test
  void committedOffsetsThatAreLostAreNoticed() {
    market();
    append(CONTROL, new DayOpened(DATES.getFirst(), 0L));
    life.workAll();
    assertThatThrownBy(
            () ->
                new NovatorProcessor(reference, new NovatorCounters())
                    .restore(
                        new Counting(log) {
                          @Override
                          public OptionalLong committed(String processorId, Place place) {
                            return OptionalLong.empty();
                          }
                        }))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("committed offsets are lost");
  }

  private void send(SplittableRandom random, LocalDate date) {
    for (int i = 0; i < 6; i++) {
      int what = random.nextInt(10);
      if (what == 0) {
        append(trades("poison"), new byte[] {(byte) random.nextInt(4)});
      } else if (what < 5 || sent.isEmpty()) {
        send(report(date, "T" + sent.size(), 1 + random.nextInt(9)));
      } else {
        TradeReport before = sent.get(sent.size() - 1 - random.nextInt(Math.min(sent.size(), 150)));
        switch (what) {
          case 5, 6 -> send(before);
          case 7 -> send(next(before, TradeKind.BUST, before.getLots()));
          default -> send(next(before, TradeKind.CORRECTION, random.nextInt(9)));
        }
      }
    }
  }

  private static TradeReport next(TradeReport before, TradeKind kind, long lots) {
    return TradeReport.newBuilder(before)
        .setKind(kind)
        .setRevision(before.getRevision() + 1)
        .setLots(lots)
        .build();
  }

  private void send(TradeReport report) {
    sent.add(report);
    append(trades(report.getTradeId()), report);
  }

  private static Place trades(String tradeId) {
    return new Place(
        Topic.TRADES, Math.floorMod(tradeId.hashCode(), Topic.TRADES.partitionCount()));
  }

  private static TradeReport report(LocalDate date, String id, long lots) {
    // The October future expires on the second date.
    return report(date, id, lots, id.hashCode() % 2 == 0 ? TinyHouse.GPU_OCT : TinyHouse.GPU_NOV);
  }

  private static TradeReport report(LocalDate date, String id, long lots, int contract) {
    return TradeReport.newBuilder(TinyHouse.report())
        .setTradeDate(date)
        .setTradeId(id)
        .setContractId(TinyHouse.contracts().get(contract).id().value())
        .setPrice(
            TinyHouse.contracts().get(contract).product().decimal(new Price(4_100)).toPlainString())
        .setLots(lots)
        .build();
  }

  private void cut(LocalDate date) {
    append(
        CONTROL,
        new Cut(
            date + "/EOD",
            date,
            CycleKind.END_OF_DAY,
            Place.all(Topic.TRADES).stream().map(log::end).toList(),
            List.of()));
  }

  private void append(Place place, Object event) {
    append(place, Wire.encode((SpecificRecordBase) event));
  }

  private void append(Place place, byte[] value) {
    log.append(place, new byte[0], value);
  }

  /** A novator at work. */
  private final class Life {
    private final NovatorProcessor novator = new NovatorProcessor(reference, new NovatorCounters());
    private final SimulatedProcess process = new SimulatedProcess(log, _ -> novator);

    Life() {
      process.start();
    }

    void workAll() {
      while (process.work(1_000)) {}
    }
  }

  /** Counts what is read. */
  private static class Counting implements LogViewOver {
    private final LogView log;
    private long records;

    Counting(LogView log) {
      this.log = log;
    }

    @Override
    public LogView log() {
      return log;
    }

    @Override
    public long read(Place place, long from, Consumer<Found> visitor) {
      return log.read(
          place,
          from,
          found -> {
            records++;
            visitor.accept(found);
          });
    }
  }
}
