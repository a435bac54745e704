package novate.benchmark;

import static novate.market.Checks.require;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutionException;
import novate.benchmark.TransactionalCopy.LegRecord;
import novate.clearing.house.Gateway;
import novate.clearing.house.House;
import novate.clearing.house.Role;
import novate.clearing.log.Clients;
import novate.clearing.log.LogReader;
import novate.clearing.processor.Topic;
import novate.wire.Wire;
import novate.wire.event.Leg;
import novate.wire.event.TradeReport;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;

/**
 * How many trades a second the novator turns into legs, as the house runs it, against a bare copy
 * of the same records in transactions.
 *
 * <p>Trades are written in chunks. Each side takes a chunk from its first trade to its last commit,
 * alone, by turns; a first chunk warms both up and is not counted, nor is starting. In the end the
 * legs on the log are folded and compared with the trades sent.
 *
 * <pre>java … novate.benchmark.NovationMeasurement [CHUNKS]</pre>
 */
public final class NovationMeasurement {
  private static final int CHUNKS = 5;
  private static final int CHUNK = 200_000;
  private static final int TEMPLATES = 20_000;

  private final Path directory;
  private final int chunks;
  private final Clients clients;
  private final BigMarket market = new BigMarket();
  private final SplittableRandom random = new SplittableRandom(20_261_030);
  private final LegCount expected = new LegCount();
  private int tradeCount;

  private NovationMeasurement(Path directory, int chunks, Clients clients) {
    this.directory = directory;
    this.chunks = chunks;
    this.clients = clients;
  }

  /** See the class. */
  public static void main(String[] arguments) throws IOException {
    int chunks = arguments.length == 0 ? CHUNKS : Integer.parseInt(arguments[0]);
    TemporaryDirectory.runWithBroker(
        (directory, clients) -> new NovationMeasurement(directory, chunks, clients).measure());
  }

  private void measure() throws IOException {
    House.start(clients, directory, EnumSet.noneOf(Role.class), Set.of(), 1).close();
    createCopyTopic();
    double[] novator = new double[chunks];
    double[] copy = new double[chunks];
    try (Gateway gateway = new Gateway(clients);
        Consumer<byte[], byte[]> reader = clients.roamingConsumer("benchmark")) {
      market.open(gateway);
      Map<TopicPartition, Long> from = ends(reader);
      writeChunk(gateway);
      novate();
      Map<TopicPartition, Long> to = ends(reader);
      TransactionalCopy peer = new TransactionalCopy(clients, templates(reader));
      peer.tradesPerSecond(from, to);
      for (int i = 0; i < chunks; i++) {
        from = to;
        writeChunk(gateway);
        to = ends(reader);
        boolean isOursFirst = i % 2 == 0;
        novator[i] = isOursFirst ? novate() : 0;
        copy[i] = peer.tradesPerSecond(from, to);
        novator[i] = isOursFirst ? novator[i] : novate();
      }
      check(reader);
    }
    MeasuredFile file = new MeasuredFile("Novation");
    file.add("novator", "trades/s", novator);
    file.add("copy", "trades/s", copy);
    file.write();
  }

  private void createCopyTopic() {
    try (Admin admin = clients.admin()) {
      NewTopic topic =
          new NewTopic(TransactionalCopy.TOPIC, Topic.LEGS.partitionCount(), (short) 1);
      admin.createTopics(List.of(topic)).all().get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("cannot make topic " + TransactionalCopy.TOPIC, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while a topic was made", e);
    }
  }

  private void writeChunk(Gateway gateway) {
    for (int i = 0; i < CHUNK; i++) {
      TradeReport trade = market.trade(tradeCount++, random);
      expected.add(trade);
      gateway.sendTrade(BigMarket.key(trade), Wire.encode(trade));
    }
    gateway.flush();
  }

  private static Map<TopicPartition, Long> ends(Consumer<byte[], byte[]> reader) {
    return new HashMap<>(reader.endOffsets(LogReader.startOf(Topic.TRADES).keySet()));
  }

  /** Trades a second from the start of taking them to the commit of the last one's legs. */
  private double novate() {
    try (House house = House.start(clients, directory, EnumSet.of(Role.NOVATOR), Set.of(), 1)) {
      Await.restored(house);
      long before = System.nanoTime();
      Await.until(
          () -> {
            house.requireAlive();
            return house.counters().committed() >= CHUNK;
          });
      double rate = CHUNK / Await.secondsSince(before);
      require(house.counters().rejects() == 0, "%d trades refused", house.counters().rejects());
      return rate;
    }
  }

  private static List<LegRecord> templates(Consumer<byte[], byte[]> reader) {
    List<LegRecord> legs = new ArrayList<>();
    LogReader.readToEnd(
        reader,
        LogReader.startOf(Topic.LEGS),
        found -> {
          if (legs.size() < TEMPLATES) {
            legs.add(new LegRecord(found.key(), found.value()));
          }
        });
    return legs;
  }

  private void check(Consumer<byte[], byte[]> reader) {
    LegCount written = new LegCount();
    LogReader.readToEnd(
        reader,
        LogReader.startOf(Topic.LEGS),
        found -> {
          if (Wire.decode(found.value()) instanceof Leg leg) {
            written.add(leg);
          }
        });
    expected.requireSame(written);
    System.out.printf("%,d trades have their two legs, and no other%n", tradeCount);
  }
}
