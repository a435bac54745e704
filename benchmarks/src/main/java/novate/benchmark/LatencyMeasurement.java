package novate.benchmark;

import java.io.IOException;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import novate.clearing.house.DayWatch;
import novate.clearing.house.Gateway;
import novate.clearing.house.LocalHouse;
import novate.clearing.log.Clients;
import novate.clearing.log.LogReader;
import novate.clearing.processor.Topic;
import novate.wire.Wire;
import novate.wire.event.CycleKind;
import novate.wire.event.TradeReport;
import org.HdrHistogram.Histogram;
import org.apache.kafka.clients.consumer.Consumer;

/**
 * How long it takes from the moment at which a trade is due to be sent until the positions of both
 * its sides are committed, with a whole house running on this machine and trades coming at a rate
 * that waits for nobody. Feed, house and watch share the machine with the broker.
 *
 * <p>Twice: on a house's first morning, and after an intraday valuation, from when on the live
 * exposure of every account that trades is told as well. In the end all legs and positions are
 * folded and compared with the trades.
 *
 * <pre>java … novate.benchmark.LatencyMeasurement [RATE [SECONDS]]</pre>
 */
public final class LatencyMeasurement {
  private static final int RATE = 10_000;
  private static final int WARM_UP_SECONDS = 15;
  private static final int SECONDS = 30;
  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final double NANOS_PER_MILLI = 1e6;

  private final Clients clients;
  private final LocalHouse house;
  private final int rate;
  private final int seconds;
  private final BigMarket market = new BigMarket();
  private final SplittableRandom random = new SplittableRandom(20_261_030);
  private final LegCount expected = new LegCount();
  private int tradeCount;

  private LatencyMeasurement(LocalHouse house, int rate, int seconds) {
    this.house = house;
    this.clients = house.clients();
    this.rate = rate;
    this.seconds = seconds;
  }

  /** See the class. */
  public static void main(String[] arguments) throws IOException {
    int rate = arguments.length > 0 ? Integer.parseInt(arguments[0]) : RATE;
    int seconds = arguments.length > 1 ? Integer.parseInt(arguments[1]) : SECONDS;
    TemporaryDirectory.run(
        directory -> {
          try (LocalHouse house = LocalHouse.open(directory)) {
            new LatencyMeasurement(house, rate, seconds).measure();
          }
        });
  }

  private void measure() throws IOException {
    Histogram morning;
    Histogram afternoon;
    try (Gateway gateway = new Gateway(clients);
        DayWatch day = new DayWatch(clients)) {
      HouseDay play = new HouseDay(market, gateway, day, house.house()::requireAlive);
      play.open();
      morning = run(gateway, "before the first valuation");
      play.cycle(
          "ITD",
          CycleKind.INTRADAY,
          market.businessDate().atTime(16, 30).toInstant(ZoneOffset.UTC));
      afternoon = run(gateway, "after a valuation");
    }
    check();
    if (rate == RATE) {
      MeasuredFile file = new MeasuredFile("Latency");
      addTo(file, "", morning);
      addTo(file, "WithExposure", afternoon);
      file.write();
    }
  }

  private static void addTo(MeasuredFile file, String suffix, Histogram latencies) {
    file.add("p50" + suffix, "ms", millis(latencies.getValueAtPercentile(50)));
    file.add("p99" + suffix, "ms", millis(latencies.getValueAtPercentile(99)));
    file.add("p999" + suffix, "ms", millis(latencies.getValueAtPercentile(99.9)));
    file.add("max" + suffix, "ms", millis(latencies.getMaxValue()));
  }

  private static double millis(long nanos) {
    return nanos / NANOS_PER_MILLI;
  }

  /** Trades are made and encoded before the first is sent. */
  private Histogram run(Gateway gateway, String when) {
    int count = rate * (WARM_UP_SECONDS + seconds);
    int first = tradeCount;
    String[] keys = new String[count];
    byte[][] values = new byte[count][];
    for (int i = 0; i < count; i++) {
      TradeReport trade = market.trade(tradeCount++, random);
      expected.add(trade);
      keys[i] = BigMarket.key(trade);
      values[i] = Wire.encode(trade);
    }
    OpenLoop schedule = new OpenLoop(rate, System.nanoTime() + Duration.ofSeconds(2).toNanos());
    try (LatencyWatch watch =
        new LatencyWatch(clients, schedule, first, count, rate * WARM_UP_SECONDS)) {
      FutureTask<Void> watching =
          new FutureTask<>(() -> watch.watch(schedule.dueNanos(count) + PATIENCE.toNanos()), null);
      Thread.ofPlatform().name("watch").start(watching);
      schedule.send(count, i -> gateway.sendTrade(keys[i], values[i]));
      gateway.flush();
      System.out.printf(
          Locale.ROOT,
          "the feed ended %.3f s late%n",
          Await.secondsSince(schedule.dueNanos(count)));
      await(watching);
      say(when, watch.latencies());
      return watch.latencies();
    }
  }

  private static void await(FutureTask<Void> watching) {
    try {
      watching.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("the watch has failed", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while watching", e);
    }
  }

  private void say(String when, Histogram latencies) {
    System.out.printf(
        Locale.ROOT,
        "%,d trades/s %s: p50 %.1f, p90 %.1f, p99 %.1f, p99.9 %.1f, max %.1f ms of %,d trades%n",
        rate,
        when,
        millis(latencies.getValueAtPercentile(50)),
        millis(latencies.getValueAtPercentile(90)),
        millis(latencies.getValueAtPercentile(99)),
        millis(latencies.getValueAtPercentile(99.9)),
        millis(latencies.getMaxValue()),
        latencies.getTotalCount());
  }

  private void check() {
    try (Consumer<byte[], byte[]> reader = clients.roamingConsumer("benchmark")) {
      LegCount written = new LegCount();
      PositionFold legs = LogFold.ofLegs(reader, written::add);
      expected.requireSame(written);
      legs.requireSame(
          "the house", LogFold.ofChangelog(reader, LogReader.startOf(Topic.POSITIONS)));
      System.out.printf("%,d trades, %,d positions as they must be%n", tradeCount, legs.size());
    }
  }
}
