package novate.benchmark;

import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import novate.clearing.position.MemoryPositionStore;
import novate.clearing.position.PositionEntry;
import novate.clearing.position.PositionKeeper;
import novate.clearing.position.PositionKey;
import novate.clearing.position.PositionStore;
import novate.clearing.store.ChroniclePositionStore;
import novate.clearing.store.StoreHeader;
import novate.wire.Wire;
import novate.wire.event.Leg;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/**
 * How many legs does the position keeper of one partition book in a second, against polling them
 * from the log and doing nothing?
 *
 * <p>One operation is one leg. Rows: {@link #noOpPoll} the baseline of the budget, a consumer of
 * the embedded broker; {@link #noOpLoop} and {@link #decode} what the stream costs in memory, as
 * objects and as bytes; {@link #mapUpdate} get, add and put on the bare store; {@link #keeper} the
 * keeper, its changes taken after every 10,000 legs as a shard takes them after every poll.
 */
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@OperationsPerInvocation(LegStream.LEGS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(3)
public class PositionKeeperBenchmark {
  /** Records of one poll, as {@code novate.clearing.log.Clients} sets it. */
  private static final int POLL_RECORDS = 10_000;

  /** The legs, as objects and as bytes. */
  @State(Scope.Benchmark)
  public static class Stream {
    Leg[] legs = {};
    byte[][] encoded = {};

    /** Makes the stream. */
    @Setup
    public void make() {
      legs = LegStream.legs();
      encoded = LegStream.encoded(legs);
    }
  }

  /** A store that the whole stream has gone through once, so that no position is new. */
  @State(Scope.Benchmark)
  public static class Positions {
    /** Where positions are kept. */
    public enum Kind {
      MEMORY,
      CHRONICLE
    }

    /** The store measured. */
    @Param({"MEMORY", "CHRONICLE"})
    public Kind store = Kind.MEMORY;

    private final TemporaryDirectory directory = new TemporaryDirectory();
    PositionStore positions = new MemoryPositionStore(1);
    PositionKeeper keeper = new PositionKeeper(positions);
    long nextOffset;

    /** Opens the store and folds the stream. */
    @Setup
    public void open(Stream stream) {
      long capacity = (long) LegStream.ACCOUNTS * LegStream.CONTRACTS;
      positions =
          switch (store) {
            case MEMORY -> new MemoryPositionStore(capacity);
            case CHRONICLE -> chronicle(directory.make(), capacity);
          };
      keeper = new PositionKeeper(positions);
      nextOffset = 0;
      fold(stream);
      keeper.drainChanges();
    }

    private static PositionStore chronicle(Path directory, long capacity) {
      return ChroniclePositionStore.open(directory, new StoreHeader("legs", 0, 1), capacity);
    }

    void fold(Stream stream) {
      for (Leg leg : stream.legs) {
        keeper.apply(nextOffset++, leg);
      }
    }

    /** Closes the store and removes its files. */
    @TearDown
    public void close() {
      positions.close();
      directory.remove();
    }
  }

  /** The same legs in a topic of the embedded broker. */
  @State(Scope.Benchmark)
  public static class Log {
    private final LegLog log = new LegLog();

    /** Starts the broker and appends the stream. */
    @Setup(Level.Trial)
    public void open(Stream stream) {
      log.open(stream.encoded);
    }

    /** Stops the broker. */
    @TearDown(Level.Trial)
    public void close() {
      log.close();
    }
  }

  /** Polls every leg from the log and drops it. */
  @Benchmark
  public long noOpPoll(Log log, Blackhole blackhole) {
    return log.log.readAll(blackhole::consume);
  }

  /** Looks at every leg in memory; the sum keeps the compiler from dropping the reads. */
  @Benchmark
  public long noOpLoop(Stream stream) {
    long sum = 0;
    for (Leg leg : stream.legs) {
      sum += leg.getAccountIndex() ^ leg.getContractIndex() ^ leg.getLots() ^ leg.getPriceTicks();
    }
    return sum;
  }

  /** Decodes every leg from its bytes and drops it. */
  @Benchmark
  public void decode(Stream stream, Blackhole blackhole) {
    for (byte[] bytes : stream.encoded) {
      blackhole.consume(Wire.decode(bytes));
    }
  }

  /** Reads, changes and writes the position of every leg in the bare store. */
  @Benchmark
  public long mapUpdate(Stream stream, Positions at) {
    PositionEntry entry = new PositionEntry();
    for (Leg leg : stream.legs) {
      long key = PositionKey.of(leg.getAccountIndex(), leg.getContractIndex());
      if (!at.positions.get(key, entry)) {
        entry.clear();
      }
      entry.lots += leg.getLots();
      entry.costTicks += leg.getLots() * leg.getPriceTicks();
      at.positions.put(key, entry);
    }
    return at.positions.size();
  }

  /** Books every leg and takes the changed positions after each poll's worth of them. */
  @Benchmark
  public long keeper(Stream stream, Positions at, Blackhole blackhole) {
    int booked = 0;
    for (Leg leg : stream.legs) {
      at.keeper.apply(at.nextOffset++, leg);
      if (++booked % POLL_RECORDS == 0) {
        blackhole.consume(at.keeper.drainChanges());
      }
    }
    blackhole.consume(at.keeper.drainChanges());
    return at.keeper.nextOffset();
  }
}
