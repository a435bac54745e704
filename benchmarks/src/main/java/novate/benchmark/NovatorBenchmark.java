package novate.benchmark;

import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import novate.clearing.house.Gateway.Fact;
import novate.clearing.processor.Found;
import novate.clearing.processor.LogReference;
import novate.clearing.processor.NovatorCounters;
import novate.clearing.processor.NovatorProcessor;
import novate.clearing.processor.Outbox;
import novate.clearing.processor.Place;
import novate.clearing.processor.Topic;
import novate.clearing.simulation.MemoryLog;
import novate.wire.Wire;
import org.apache.avro.specific.SpecificRecordBase;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/**
 * What does a trade cost the novator without the log around it? One operation is one trade of a
 * day's first {@value #TRADES}.
 *
 * <p>Rows: {@link #novate} from the trade's bytes to the bytes of its two legs; {@link #decode} and
 * {@link #apply} what of that is reading the trades, and all but writing the legs.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@OperationsPerInvocation(NovatorBenchmark.TRADES)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(2)
public class NovatorBenchmark {
  static final int TRADES = 100_000;

  /** The trades as they stand on the log, the novator that is to take them, and legs. */
  @State(Scope.Benchmark)
  public static class Day {
    private final BigMarket market = new BigMarket();
    private final MemoryLog log = new MemoryLog();
    private final Found[] trades = new Found[TRADES];
    private @Nullable NovatorProcessor novator;

    /** Makes the trades. */
    @Setup
    public void make() {
      SplittableRandom random = new SplittableRandom(20_261_030);
      Place place = new Place(Topic.TRADES, 0);
      byte[] key = "key".getBytes(StandardCharsets.UTF_8);
      for (int i = 0; i < TRADES; i++) {
        trades[i] = new Found(place, i, key, Wire.encode(market.trade(i, random)));
      }
      for (Fact fact : market.opening()) {
        log.append(
            new Place(fact.topic(), 0),
            fact.key().getBytes(StandardCharsets.UTF_8),
            Wire.encode(fact.event()));
      }
    }

    /** A novator that has booked nothing yet. */
    @Setup(Level.Invocation)
    public void open() {
      novator = opened();
    }

    private NovatorProcessor opened() {
      NovatorProcessor opened =
          new NovatorProcessor(LogReference.ofGrowing(log), new NovatorCounters());
      opened.restore(log);
      log.read(new Place(Topic.CONTROL, 0), 0, found -> opened.take(found, Day::forget));
      return opened;
    }

    private static void forget(Place place, byte[] key, @Nullable SpecificRecordBase event) {}

    void takeAll(Outbox outbox) {
      NovatorProcessor taking = Objects.requireNonNull(novator);
      for (Found trade : trades) {
        taking.take(trade, outbox);
      }
    }
  }

  /** The whole of it. */
  @Benchmark
  public void novate(Day day, Blackhole hole) {
    Outbox outbox =
        (_, key, event) -> {
          hole.consume(key);
          hole.consume(Wire.encode(Objects.requireNonNull(event)));
        };
    day.takeAll(outbox);
  }

  /** Reading the trades only. */
  @Benchmark
  public void decode(Day day, Blackhole hole) {
    for (Found trade : day.trades) {
      hole.consume(Wire.decode(trade.value()));
    }
  }

  /** The novator's own work: legs are made, not written. */
  @Benchmark
  public void apply(Day day, Blackhole hole) {
    Outbox outbox = (_, _, event) -> hole.consume(event);
    day.takeAll(outbox);
  }
}
