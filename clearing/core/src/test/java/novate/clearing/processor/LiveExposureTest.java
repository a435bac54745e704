package novate.clearing.processor;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import novate.clearing.TinyHouse;
import novate.clearing.position.MemoryPositionStore;
import novate.clearing.simulation.MemoryLog;
import novate.clearing.simulation.SimulatedProcess;
import novate.market.Account;
import novate.market.AccountClass;
import novate.market.AccountId;
import novate.market.MemberId;
import novate.market.PriceSet;
import novate.wire.PriceSetCodec;
import novate.wire.RegistryCodec;
import novate.wire.Wire;
import novate.wire.event.CycleKind;
import novate.wire.event.Exposure;
import novate.wire.event.Leg;
import novate.wire.event.LegKind;
import novate.wire.event.PriceLimitsSet;
import org.apache.avro.specific.SpecificRecord;
import org.apache.avro.specific.SpecificRecordBase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Of whose exposure a keeper tells, and when: of two accounts with a batch of legs, of 256 in a
 * pause, and of whoever holds nothing any more at once.
 */
class LiveExposureTest {
  private static final int PARTITION = 3;
  private static final Place LEGS = new Place(Topic.LEGS, PARTITION);
  private static final Place EXPOSURE = new Place(Topic.EXPOSURE, PARTITION);
  private static final int ACCOUNTS = 300;

  private final MemoryLog log = new MemoryLog();
  private final SimulatedProcess keeper =
      new SimulatedProcess(
          log,
          _ ->
              new ShardProcessor(
                  PARTITION, LogReference.ofGrowing(log), new MemoryPositionStore(1_000)));
  private long heard;

  @BeforeEach
  void market() {
    Place registry = new Place(Topic.REGISTRY, 0);
    TinyHouse.registryEvents().forEach(event -> append(registry, event));
    for (int i = TinyHouse.accounts().size(); i < ACCOUNTS; i++) {
      AccountId id = new AccountId("M1-N" + i);
      Account account = new Account(id, new MemberId("M1"), AccountClass.CLIENT_NET);
      append(registry, RegistryCodec.event(i, account, 0));
    }
    // A valuation knows the accounts that were open when the limits of its date were set.
    append(registry, new PriceLimitsSet(TinyHouse.FRIDAY, List.of()));
    append(new Place(Topic.PRICES, 0), PriceSetCodec.event(prices()));
    keeper.start();
  }

  @Test
  void nothingIsToldBeforeTheFirstValuation() {
    tradeOf(1, 2, 3);
    batch();
    pause();
    assertThat(told()).isEmpty();
    value();
    tradeOf(4);
    batch();
    assertThat(told()).contains(4);
  }

  @Test
  void withEachBatchTheTwoThatHaveWaitedLongestAreTold() {
    value();
    tradeOf(10, 11, 12, 13, 14);
    batch();
    assertThat(told()).containsExactly(10, 11);
    // 13 keeps its place though it changes again; 10 has been told and waits anew.
    tradeOf(13, 10);
    batch();
    assertThat(told()).containsExactly(12, 13);
    tradeOf(9);
    batch();
    assertThat(told()).containsExactly(14, 10);
    pause();
    assertThat(told()).containsExactly(9);
  }

  @Test
  void inPausesAllAreToldOnceAndNoMoreThan256AtATime() {
    value();
    int[] all = IntStream.range(0, ACCOUNTS).toArray();
    tradeOf(all);
    batch();
    List<Integer> told = new ArrayList<>(told());
    assertThat(told).hasSize(2);
    pause();
    List<Integer> inOnePause = told();
    assertThat(inOnePause).hasSize(256);
    told.addAll(inOnePause);
    pause();
    told.addAll(told());
    assertThat(told).containsExactly(IntStream.of(all).boxed().toArray(Integer[]::new));
    pause();
    assertThat(told()).isEmpty();
  }

  /** After a restart nothing would say that they are still to be told. */
  @Test
  void whoeverHoldsNothingAnyMoreIsToldAtOnce() {
    value();
    tradeOf(1, 2, 3, 4, 5, 6, 7);
    batch();
    pause();
    told();
    tradeOf(1, 2, 3);
    closeOf(4, 5, 6, 7);
    batch();
    assertThat(told()).containsExactly(1, 2, 4, 5, 6, 7);
    pause();
    assertThat(told()).containsExactly(3);
  }

  @Test
  void aKeeperThatStartsAgainTellsOfAllThatStillHold() {
    value();
    tradeOf(1, 2, 3, 4, 5);
    batch();
    closeOf(4);
    batch();
    assertThat(told()).as("5 waits").containsExactly(1, 2, 3, 4);
    keeper.start();
    pause();
    assertThat(told()).containsExactly(1, 2, 3, 5);
  }

  @Test
  void aKeeperThatStartsAgainTellsTheSame() {
    tradeOf(1, 2, 3);
    value();
    tradeOf(3, 4, 5);
    closeOf(5);
    batch();
    pause();
    Map<Integer, ByteBuffer> before = exposures();
    assertThat(before).containsOnlyKeys(1, 2, 3, 4, 5);
    keeper.start();
    pause();
    before.remove(5);
    assertThat(exposures()).isEqualTo(before);
  }

  // What happens.

  /** One more lot for each, which has to be folded yet. */
  private void tradeOf(int... accounts) {
    for (int account : accounts) {
      append(LEGS, TinyHouse.leg(account, TinyHouse.GPU_NOV, 1, 4_200));
    }
  }

  /** Takes back the one lot of each: no position is left, and no fee. */
  private void closeOf(int... accounts) {
    for (int account : accounts) {
      append(
          LEGS,
          Leg.newBuilder(TinyHouse.leg(account, TinyHouse.GPU_NOV, -1, 4_200))
              .setKind(LegKind.REVERSED)
              .build());
    }
  }

  private void value() {
    append(LEGS, TinyHouse.cut("C", TinyHouse.FRIDAY, CycleKind.INTRADAY));
    append(LEGS, TinyHouse.value(CycleKind.INTRADAY, prices()));
    batch();
  }

  /** The keeper folds all that is there at once. */
  private void batch() {
    assertThat(keeper.work(10_000)).isTrue();
  }

  /** The keeper finds nothing to fold. */
  private void pause() {
    keeper.work(10_000);
  }

  // What is told.

  /** Accounts told since the last look, in order. */
  private List<Integer> told() {
    return look().stream().map(LiveExposureTest::exposure).map(Exposure::getAccountIndex).toList();
  }

  /** The bytes told since the last look, by account. */
  private Map<Integer, ByteBuffer> exposures() {
    return look().stream()
        .collect(
            toMap(
                found -> exposure(found).getAccountIndex(),
                found -> ByteBuffer.wrap(found.value()),
                (_, later) -> later,
                TreeMap::new));
  }

  private List<Found> look() {
    List<Found> since = new ArrayList<>();
    heard = log.read(EXPOSURE, heard, since::add);
    return since;
  }

  private static Exposure exposure(Found found) {
    return (Exposure) Wire.decode(found.value());
  }

  private static PriceSet prices() {
    return TinyHouse.priceSet(
        "C", TinyHouse.FRIDAY, TinyHouse.endOf(TinyHouse.FRIDAY), TinyHouse.prices());
  }

  private void append(Place place, SpecificRecord event) {
    log.append(place, new byte[0], Wire.encode((SpecificRecordBase) event));
  }
}
