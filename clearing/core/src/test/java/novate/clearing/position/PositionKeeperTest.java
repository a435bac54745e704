package novate.clearing.position;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import novate.clearing.TinyHouse;
import novate.wire.event.Cut;
import novate.wire.event.CycleKind;
import novate.wire.event.KeeperHeader;
import novate.wire.event.Leg;
import novate.wire.event.LegKind;
import novate.wire.event.OptionLots;
import novate.wire.event.PositionState;
import novate.wire.event.Value;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Faults K4, P4; invariants I4, I6. */
class PositionKeeperTest {
  private static final int FUTURE = 0;
  private static final int PREMIUM_OPTION = 1;
  private static final int CLOSING = 2;
  private static final int ACCOUNTS = 4;
  private static final Value INTRADAY = value(CycleKind.INTRADAY);
  private static final Value END_OF_DAY = value(CycleKind.END_OF_DAY);

  private static Value value(CycleKind kind) {
    return TinyHouse.value(
        kind,
        TinyHouse.priceSet(
            "C", TinyHouse.FRIDAY, TinyHouse.endOf(TinyHouse.FRIDAY), TinyHouse.prices()));
  }

  private static Cut cut() {
    return TinyHouse.cut("C", TinyHouse.FRIDAY, CycleKind.INTRADAY);
  }

  /** Marks a future to 7 ticks, makes a premium due, closes the third contract. */
  private static void roll(int contract, PositionEntry entry) {
    long carried = contract == FUTURE ? 7 * entry.cutLots : 0;
    entry.premiumDueMinor = contract == PREMIUM_OPTION ? -entry.cutCostTicks : 0;
    entry.lots -= contract == CLOSING ? entry.cutLots : 0;
    entry.costTicks += carried - entry.cutCostTicks;
  }

  /** The slow, obvious keeper: a map of numbers, and a whole copy of it at every cut. */
  private static final class Judge {
    private Map<Long, Holding> now = new TreeMap<>();
    private Map<Long, Holding> atCut = new TreeMap<>();

    void leg(Leg leg) {
      long key = PositionKey.of(leg.getAccountIndex(), leg.getContractIndex());
      Holding old = now.getOrDefault(key, new Holding(leg.getContractIndex(), 0, 0, 0));
      now.put(
          key,
          new Holding(
              leg.getContractIndex(),
              old.lots() + leg.getLots(),
              old.costTicks() + leg.getLots() * leg.getPriceTicks(),
              old.premiumDue(),
              old.feeLots()
                  + Math.abs(leg.getLots()) * (leg.getKind() == LegKind.NOVATED ? 1 : -1)));
    }

    void cut() {
      atCut = new TreeMap<>(now);
    }

    void endOfDay() {
      Map<Long, Holding> rolled = new TreeMap<>();
      now.forEach(
          (key, held) -> {
            Holding valued = atCut.getOrDefault(key, new Holding(held.contractIndex(), 0, 0, 0));
            boolean isFuture = held.contractIndex() == FUTURE;
            boolean isClosing = held.contractIndex() == CLOSING;
            boolean isPremium = held.contractIndex() == PREMIUM_OPTION;
            rolled.put(
                key,
                new Holding(
                    held.contractIndex(),
                    held.lots() - (isClosing ? valued.lots() : 0),
                    held.costTicks() - valued.costTicks() + (isFuture ? 7 * valued.lots() : 0),
                    isPremium ? -valued.costTicks() : 0,
                    held.feeLots() - valued.feeLots()));
          });
      now = rolled;
    }

    static List<Holding> of(Map<Long, Holding> holdings, int account) {
      return holdings.entrySet().stream()
          .filter(entry -> PositionKey.accountIndex(entry.getKey()) == account)
          .map(Map.Entry::getValue)
          .filter(
              h -> h.lots() != 0 || h.costTicks() != 0 || h.premiumDue() != 0 || h.feeLots() != 0)
          .toList();
    }
  }

  /** A compacted changelog: last state by key, gone where a tombstone stands. */
  private static final class Changelog {
    private final Map<Long, PositionState> states = new TreeMap<>();
    private KeeperHeader header = new PositionKeeper(new MemoryPositionStore(1)).header();

    void take(PositionKeeper keeper) {
      for (PositionState state : keeper.drainChanges()) {
        long key = PositionKey.of(state.getAccountIndex(), state.getContractIndex());
        if (PositionKeeper.isGone(state)) {
          states.remove(key);
        } else {
          states.put(key, state);
        }
      }
      header = keeper.header();
    }

    PositionKeeper restored() {
      PositionKeeper keeper = new PositionKeeper(new MemoryPositionStore(100));
      states.values().forEach(keeper::restore);
      keeper.restore(header);
      return keeper;
    }
  }

  private static SpecificRecord randomRecord(SplittableRandom random, boolean isCut) {
    int draw = random.nextInt(12);
    if (draw == 0 && !isCut) {
      return cut();
    }
    if (draw <= 1 && isCut) {
      return draw == 0 ? INTRADAY : END_OF_DAY;
    }
    // Few lots and prices, so that positions are often flat again, at cost and not.
    Leg leg =
        TinyHouse.leg(
            random.nextInt(ACCOUNTS),
            random.nextInt(3),
            random.nextInt(-2, 3),
            random.nextInt(-1, 2));
    return random.nextInt(3) == 0 ? Leg.newBuilder(leg).setKind(LegKind.REVERSED).build() : leg;
  }

  private static void apply(PositionKeeper keeper, long offset, SpecificRecord event) {
    switch (event) {
      case Leg leg -> keeper.apply(offset, leg);
      case Cut cut -> keeper.apply(offset, cut);
      case Value value ->
          keeper.apply(
              offset,
              value,
              List.of(),
              value.getKind() == CycleKind.END_OF_DAY ? PositionKeeperTest::roll : null);
      default -> throw new AssertionError(event);
    }
  }

  private static void apply(Judge judge, SpecificRecord event) {
    switch (event) {
      case Leg leg -> judge.leg(leg);
      case Cut _ -> judge.cut();
      case Value value when value.getKind() == CycleKind.END_OF_DAY -> judge.endOfDay();
      default -> {}
    }
  }

  private static void assertSame(PositionKeeper keeper, Judge judge, String where) {
    List<Integer> cutAccounts = new ArrayList<>();
    for (int account = 0; account < ACCOUNTS; account++) {
      assertThat(keeper.holdingsNow(account)).as(where).isEqualTo(Judge.of(judge.now, account));
      if (keeper.openCycle() != null) {
        List<Holding> expected = Judge.of(judge.atCut, account);
        assertThat(keeper.holdingsAtCut(account)).as(where).isEqualTo(expected);
        if (!expected.isEmpty()) {
          cutAccounts.add(account);
        }
      }
    }
    if (keeper.openCycle() != null) {
      assertThat(keeper.accountsAtCut()).as(where).isEqualTo(cutAccounts);
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void theKeeperEqualsThePlainFoldThoughEveryRecordComesTwice(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    PositionKeeper keeper = new PositionKeeper(new MemoryPositionStore(100));
    Judge judge = new Judge();
    for (int offset = 0; offset < 1_500; offset++) {
      SpecificRecord event = randomRecord(random, keeper.openCycle() != null);
      apply(keeper, offset, event);
      apply(keeper, offset, event);
      apply(judge, event);
      assertThat(keeper.nextOffset()).isEqualTo(offset + 1);
      assertSame(keeper, judge, "seed %d offset %d".formatted(seed, offset));
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {11, 12, 13, 14, 15, 16, 17, 18})
  void restoredFromItsChangelogAtAnyPointItGoesOnAsIfNothingHadHappened(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    PositionKeeper original = new PositionKeeper(new MemoryPositionStore(100));
    PositionKeeper restored = new PositionKeeper(new MemoryPositionStore(100));
    Changelog changelog = new Changelog();
    Judge judge = new Judge();
    for (int offset = 0; offset < 1_500; offset++) {
      SpecificRecord event = randomRecord(random, original.openCycle() != null);
      apply(original, offset, event);
      apply(restored, offset, event);
      apply(judge, event);
      if (random.nextInt(6) == 0) {
        changelog.take(restored);
        restored = changelog.restored();
        String where = "seed %d offset %d".formatted(seed, offset);
        assertThat(restored.header()).as(where).isEqualTo(original.header());
        assertThat(restored.accountsAtCut()).as(where).isEqualTo(original.accountsAtCut());
        assertSame(restored, judge, where);
      }
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {21, 22, 23})
  void theOrderOfLegsBetweenTwoCutsDoesNotMatter(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    PositionKeeper one = new PositionKeeper(new MemoryPositionStore(100));
    PositionKeeper other = new PositionKeeper(new MemoryPositionStore(100));
    long offset = 0;
    for (int day = 0; day < 5; day++) {
      List<Leg> legs = new ArrayList<>();
      for (int i = 0; i < 40; i++) {
        legs.add(
            TinyHouse.leg(
                random.nextInt(ACCOUNTS),
                random.nextInt(3),
                random.nextInt(-9, 9),
                random.nextInt(-50, 50)));
      }
      List<Leg> shuffled = new ArrayList<>(legs);
      Collections.shuffle(shuffled, new Random(seed + day));
      for (int i = 0; i < legs.size(); i++) {
        one.apply(offset, legs.get(i));
        other.apply(offset++, shuffled.get(i));
      }
      apply(one, offset, cut());
      apply(other, offset++, cut());
      assertThat(one.accountsAtCut()).isEqualTo(other.accountsAtCut());
      for (int account = 0; account < ACCOUNTS; account++) {
        assertThat(one.holdingsAtCut(account)).isEqualTo(other.holdingsAtCut(account));
      }
      apply(one, offset, END_OF_DAY);
      apply(other, offset++, END_OF_DAY);
    }
  }

  @Test
  void anAccountThatFirstTradesBetweenCutAndValueIsNotPartOfTheCycle() {
    PositionKeeper keeper = new PositionKeeper(new MemoryPositionStore(10));
    keeper.apply(0, TinyHouse.leg(1, FUTURE, 5, 100));
    keeper.apply(1, cut());
    keeper.apply(2, TinyHouse.leg(2, FUTURE, 5, 100));
    keeper.apply(3, TinyHouse.leg(1, FUTURE, -5, 100));
    assertThat(keeper.accountsAtCut()).containsExactly(1);
    assertThat(keeper.holdingsAtCut(1)).containsExactly(new Holding(FUTURE, 5, 500, 0, 5));
    assertThat(keeper.holdingsNow(1)).containsExactly(new Holding(FUTURE, 0, 0, 0, 10));
  }

  @Test
  void whatIsFlatLeavesTheStoreAtTheEndOfTheDay() {
    MemoryPositionStore store = new MemoryPositionStore(10);
    PositionKeeper keeper = new PositionKeeper(store);
    keeper.apply(0, TinyHouse.leg(1, FUTURE, 5, 100));
    keeper.apply(1, cut());
    keeper.apply(2, TinyHouse.leg(1, FUTURE, -5, 100));
    apply(keeper, 3, INTRADAY);
    assertThat(store.size()).isEqualTo(1); // its copy of the first cut stands in the changelog
    keeper.apply(4, cut());
    apply(keeper, 5, END_OF_DAY);
    assertThat(store.size()).isZero();
    assertThat(keeper.drainChanges()).singleElement().matches(PositionKeeper::isGone);
    assertThat(keeper.drainChanges()).isEmpty();
  }

  @Test
  void markersOutOfOrderStopTheShard() {
    PositionKeeper keeper = new PositionKeeper(new MemoryPositionStore(10));
    assertThatThrownBy(() -> apply(keeper, 0, INTRADAY)).isInstanceOf(IllegalStateException.class);
    keeper.apply(0, cut());
    assertThatThrownBy(() -> keeper.apply(1, cut())).isInstanceOf(IllegalStateException.class);
    Value other = Value.newBuilder(INTRADAY).setCycleId("D").build();
    assertThatThrownBy(() -> keeper.apply(1, other, List.of(), null))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("value of D, but the open cut is C");
  }

  @Test
  void aSumThatDoesNotFitAndAStoreThatIsFullLeaveEverythingAsItWas() {
    PositionKeeper keeper = new PositionKeeper(new MemoryPositionStore(1));
    keeper.apply(0, TinyHouse.leg(1, FUTURE, Long.MAX_VALUE, 1));
    assertThatThrownBy(() -> keeper.apply(1, TinyHouse.leg(1, FUTURE, 1, 1)))
        .isInstanceOf(ArithmeticException.class);
    assertThatThrownBy(() -> keeper.apply(1, TinyHouse.leg(2, FUTURE, 1, 1)))
        .isInstanceOf(PositionStoreFullException.class);
    assertThat(keeper.nextOffset()).isEqualTo(1);
    assertThat(keeper.holdingsNow(1))
        .containsExactly(new Holding(FUTURE, Long.MAX_VALUE, Long.MAX_VALUE, 0, Long.MAX_VALUE));
    assertThat(keeper.holdingsNow(2)).isEmpty();
  }

  @Test
  void aKeeperOverAStoreThatIsNotEmptyFindsItsAccounts() {
    MemoryPositionStore store = new MemoryPositionStore(10);
    new PositionKeeper(store).apply(0, TinyHouse.leg(3, PREMIUM_OPTION, -4, 20));
    PositionKeeper keeper = new PositionKeeper(store);
    assertThat(keeper.holdingsNow(3)).containsExactly(new Holding(PREMIUM_OPTION, -4, -80, 0, 4));
  }

  @Test
  void aTombstoneTakesAPositionAway() {
    PositionKeeper keeper = new PositionKeeper(new MemoryPositionStore(10));
    keeper.apply(0, TinyHouse.leg(3, FUTURE, -4, 20));
    PositionKeeper restored = new PositionKeeper(new MemoryPositionStore(10));
    keeper.drainChanges().forEach(restored::restore);
    restored.restoreGone(PositionKey.of(3, FUTURE));
    assertThat(restored.holdingsNow(3)).isEmpty();
    assertThat(restored.drainChanges()).isEmpty();
  }

  @Test
  void aTransferCountsNowAndAtTheCutAndOpensWhatWasNotThere() {
    PositionKeeper keeper = new PositionKeeper(new MemoryPositionStore(10));
    keeper.apply(0, TinyHouse.leg(1, PREMIUM_OPTION, 5, 10));
    keeper.apply(1, cut());
    keeper.apply(2, TinyHouse.leg(1, PREMIUM_OPTION, 2, 10));
    assertThat(keeper.lotsAtCut(Set.of(PREMIUM_OPTION)))
        .containsExactly(new OptionLots(1, PREMIUM_OPTION, 5L));
    assertThat(keeper.lotsAtCut(Set.of(FUTURE))).isEmpty();
    List<Transfer> transfers =
        List.of(new Transfer(1, PREMIUM_OPTION, -5, 0), new Transfer(1, FUTURE, 5, 500));
    List<Holding> rolled = new ArrayList<>();
    keeper.apply(
        3,
        END_OF_DAY,
        transfers,
        (contract, entry) ->
            rolled.add(new Holding(contract, entry.cutLots, entry.cutCostTicks, 0)));
    assertThat(rolled)
        .containsExactlyInAnyOrder(
            new Holding(FUTURE, 5, 500, 0), new Holding(PREMIUM_OPTION, 0, 50, 0));
    assertThat(keeper.holdingsNow(1))
        .containsExactlyInAnyOrder(
            new Holding(FUTURE, 5, 500, 0), new Holding(PREMIUM_OPTION, 2, 70, 0, 2));
  }
}
