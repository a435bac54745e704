package novate.benchmark;

import static novate.market.Checks.require;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.Predicate;
import novate.clearing.day.CycleProgress;
import novate.clearing.day.DayFold;
import novate.clearing.house.DayWatch;
import novate.clearing.house.Gateway;
import novate.clearing.house.House;
import novate.clearing.house.LocalHouse;
import novate.clearing.house.Role;
import novate.clearing.log.Clients;
import novate.clearing.log.LogReader;
import novate.clearing.processor.Topic;
import novate.wire.Wire;
import novate.wire.event.CycleKind;
import novate.wire.event.CycleRole;
import novate.wire.event.Leg;
import novate.wire.event.LegKind;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * How long an end of day takes: from the request to the cut, the fixings, the prices, the valuation
 * of every account, the ledger and the closing of the cycle, with a whole house on this machine.
 *
 * <p>Every account holds every open contract: 10,000 x 200 positions, each made by one leg, which
 * are written to the log as a novator would have written them; the house folds them before the
 * clock starts, and they are compared with a fold of the legs. That the day adds up to zero the
 * conductor proves itself, or does not close the cycle. Statements and projections are not part.
 *
 * <pre>java … novate.benchmark.EndOfDayMeasurement [ACCOUNTS]</pre>
 */
public final class EndOfDayMeasurement {
  private static final String NAME = "EOD";
  private static final int LOTS_MAX = 50;

  private record Milestone(String name, Predicate<CycleProgress> isReached) {}

  private static final List<Milestone> MILESTONES =
      List.of(
          new Milestone("toCut", cycle -> cycle.cut() != null),
          new Milestone("toValue", cycle -> cycle.value() != null),
          new Milestone("toPositions", cycle -> isDone(cycle, CycleRole.SHARD)),
          new Milestone("toLedger", cycle -> isDone(cycle, CycleRole.DESK)));

  private final Clients clients;
  private final Path directory;
  private final int accounts;
  private final BigMarket market = new BigMarket();

  private EndOfDayMeasurement(Clients clients, Path directory, int accounts) {
    this.clients = clients;
    this.directory = directory;
    this.accounts = accounts;
  }

  /** See the class. */
  public static void main(String[] arguments) throws IOException {
    int accounts = arguments.length > 0 ? Integer.parseInt(arguments[0]) : BigMarket.ACCOUNTS;
    require(
        accounts > 0 && accounts <= BigMarket.ACCOUNTS && accounts % 2 == 0,
        "an even number of accounts up to %d, got %d",
        BigMarket.ACCOUNTS,
        accounts);
    TemporaryDirectory.runWithBroker(
        (directory, clients) -> new EndOfDayMeasurement(clients, directory, accounts).measure());
  }

  private void measure() throws IOException {
    House.start(clients, directory, EnumSet.noneOf(Role.class), Set.of(), 1).close();
    long before = System.nanoTime();
    int legs = writeLegs();
    System.out.printf("%,d legs written in %.1f s%n", legs, Await.secondsSince(before));
    SortedMap<String, Double> seconds;
    before = System.nanoTime();
    try (House house =
            House.start(
                clients, directory, EnumSet.allOf(Role.class), LocalHouse.allPartitions(), 1);
        Gateway gateway = new Gateway(clients);
        DayWatch day = new DayWatch(clients);
        Consumer<byte[], byte[]> reader = clients.roamingConsumer("benchmark")) {
      HouseDay play = new HouseDay(market, gateway, day, house::requireAlive);
      play.open();
      new HeaderWatch(reader).await(house, legs);
      System.out.printf("%,d legs folded in %.1f s%n", legs, Await.secondsSince(before));
      LogFold.ofLegs(reader, _ -> {})
          .requireSame(
              "the house", LogFold.ofChangelog(reader, LogReader.startOf(Topic.POSITIONS)));
      seconds = endOfDay(house, day, play);
    }
    seconds.forEach((step, at) -> System.out.printf(Locale.ROOT, "%-12s %8.2f s%n", step, at));
    if (accounts == BigMarket.ACCOUNTS) {
      MeasuredFile file = new MeasuredFile("EndOfDay");
      seconds.forEach((step, at) -> file.add(step, "s", at));
      file.write();
    }
  }

  /** Accounts face each other in pairs, so every contract sums to zero. */
  private int writeLegs() {
    SplittableRandom random = new SplittableRandom(accounts);
    int number = 0;
    try (Producer<byte[], byte[]> producer = clients.producer("benchmark-feed")) {
      for (int contract = 0; contract < BigMarket.CONTRACTS; contract++) {
        for (int buyer = 0; buyer < accounts / 2; buyer++) {
          int seller = buyer + accounts / 2;
          long lots = random.nextLong(1, LOTS_MAX) * (random.nextBoolean() ? 1 : -1);
          send(producer, leg(number, contract, buyer, seller, lots));
          send(producer, leg(number, contract, seller, buyer, -lots));
          number++;
        }
      }
    }
    return 2 * number;
  }

  private Leg leg(int number, int contract, int account, int contra, long lots) {
    return Leg.newBuilder()
        .setVenue("NOVX")
        .setTradeDate(market.businessDate())
        .setTradeId("T" + number)
        .setRevision(0)
        .setKind(LegKind.NOVATED)
        .setBusinessDate(market.businessDate())
        .setAccountIndex(account)
        .setContraAccountIndex(contra)
        .setContractIndex(contract)
        .setLots(lots)
        .setPriceTicks(market.priceAtOpen(contract).ticks())
        .setContentHash("%032x".formatted(number))
        .build();
  }

  private static void send(Producer<byte[], byte[]> producer, Leg leg) {
    int partition = BigMarket.partition(leg.getAccountIndex(), Topic.LEGS.partitionCount());
    // A refused record shows in the positions, which are checked.
    var _ =
        producer.send(
            new ProducerRecord<>(Topic.LEGS.topicName(), partition, null, Wire.encode(leg)));
  }

  private SortedMap<String, Double> endOfDay(House house, DayWatch day, HouseDay play) {
    Instant asOf = market.businessDate().atTime(20, 30).toInstant(ZoneOffset.UTC);
    String id = play.id(NAME);
    SortedMap<String, Double> seconds = new TreeMap<>();
    long before = System.nanoTime();
    play.request(NAME, CycleKind.END_OF_DAY, asOf);
    Await.until(
        () -> {
          house.requireAlive();
          DayFold now = day.look();
          for (Milestone milestone : MILESTONES) {
            if (now.find(id).filter(milestone.isReached).isPresent()) {
              seconds.putIfAbsent(milestone.name, Await.secondsSince(before));
            }
          }
          return HouseDay.isClosed(now, id);
        });
    seconds.put("whole", Await.secondsSince(before));
    return seconds;
  }

  private static boolean isDone(CycleProgress cycle, CycleRole role) {
    return cycle.done(role).size() == Topic.LEGS.partitionCount();
  }
}
