package novate.clearing.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import novate.clearing.position.PositionEntry;
import novate.clearing.position.PositionKey;
import novate.clearing.position.PositionStore;
import novate.clearing.position.PositionStoreFullException;
import novate.clearing.position.StoreMark;
import novate.wire.event.KeeperHeader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the position keeper may expect of any store. */
abstract class PositionStoreContract {
  private static final int PROPERTY_STEPS = 20_000;

  abstract PositionStore store(long capacity);

  /** The store as the next process finds it, after the first was closed. */
  abstract PositionStore reopened(PositionStore closed);

  @Test
  void anEntryIsReadBackWithAllItsNumbers() {
    try (PositionStore store = store(10)) {
      PositionEntry stored = entry(-7);
      store.put(PositionKey.of(3, 5), stored);
      stored.clear(); // the store has taken a copy
      PositionEntry read = new PositionEntry();
      assertThat(store.get(PositionKey.of(3, 5), read)).isTrue();
      assertThat(read).isEqualTo(entry(-7));
    }
  }

  @Test
  void anUnknownKeyIsNotFoundAndLeavesTheEntryAsItWas() {
    try (PositionStore store = store(10)) {
      PositionEntry into = entry(4);
      assertThat(store.get(PositionKey.of(1, 1), into)).isFalse();
      assertThat(into).isEqualTo(entry(4));
    }
  }

  @Test
  void theLastEntryOfAKeyReplacesTheOneBefore() {
    try (PositionStore store = store(10)) {
      store.put(9, entry(1));
      store.put(9, entry(2));
      PositionEntry read = new PositionEntry();
      assertThat(store.get(9, read)).isTrue();
      assertThat(read).isEqualTo(entry(2));
      assertThat(store.size()).isEqualTo(1);
    }
  }

  @Test
  void aRemovedEntryIsGoneAndRemovingItAgainDoesNothing() {
    try (PositionStore store = store(10)) {
      store.put(9, entry(1));
      store.remove(9);
      store.remove(9);
      assertThat(store.get(9, new PositionEntry())).isFalse();
      assertThat(store.size()).isZero();
    }
  }

  @Test
  void theExtremesOfALongAreKept() {
    try (PositionStore store = store(10)) {
      long[] extremes = {Long.MIN_VALUE, -1, 0, 1, Long.MAX_VALUE};
      for (long extreme : extremes) {
        store.put(extreme, entry(extreme));
      }
      PositionEntry read = new PositionEntry();
      for (long extreme : extremes) {
        assertThat(store.get(extreme, read)).isTrue();
        assertThat(read).isEqualTo(entry(extreme));
      }
    }
  }

  @Test
  void theAlarmSoundsWhenSeventyPercentAreTaken() {
    try (PositionStore store = store(10)) {
      for (int key = 0; key < 6; key++) {
        store.put(key, entry(key));
      }
      assertThat(store.isNearlyFull()).isFalse();
      store.put(6, entry(6));
      assertThat(store.isNearlyFull()).isTrue();
    }
  }

  @Test
  void aFullStoreRefusesANewKeyAndStillTakesTheOnesItHas() {
    try (PositionStore store = store(3)) {
      for (int key = 0; key < 3; key++) {
        store.put(key, entry(key));
      }
      assertThatThrownBy(() -> store.put(3, entry(3)))
          .isInstanceOf(PositionStoreFullException.class)
          .hasMessageContaining("full: 3 entries");
      assertThat(store.get(3, new PositionEntry())).isFalse();
      store.put(1, entry(100));
      store.remove(0);
      store.put(3, entry(3));
      assertThat(contentOf(store)).isEqualTo(Map.of(1L, entry(100), 2L, entry(2), 3L, entry(3)));
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 20260301})
  void itDoesWhatAHashMapDoes(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    Map<Long, PositionEntry> model = new HashMap<>();
    try (PositionStore store = store(2_000)) {
      for (int step = 0; step < PROPERTY_STEPS; step++) {
        long key = PositionKey.of(random.nextInt(40), random.nextInt(50));
        int dice = random.nextInt(10);
        if (dice < 6) {
          PositionEntry entry = entry(random.nextLong());
          store.put(key, entry);
          model.put(key, entry);
        } else if (dice < 8) {
          store.remove(key);
          model.remove(key);
        } else {
          PositionEntry read = new PositionEntry();
          PositionEntry expected = model.get(key);
          assertThat(store.get(key, read))
              .as("seed %d step %d", seed, step)
              .isEqualTo(expected != null);
          assertThat(read).isEqualTo(expected == null ? new PositionEntry() : expected);
        }
      }
      assertThat(store.size()).as("seed %d", seed).isEqualTo(model.size());
      assertThat(contentOf(store)).as("seed %d", seed).isEqualTo(model);
    }
  }

  @Test
  void aStoreClosedWithAMarkIsFoundAgainWithItButOnlyOnce() {
    PositionStore first = store(10);
    first.put(1, entry(1));
    first.put(2, entry(2));
    first.remove(1);
    StoreMark mark = mark(first);
    first.close(mark);
    first.close();
    PositionStore second = reopened(first);
    assertThat(second.mark()).contains(mark);
    assertThat(StoreMark.contentSum(second)).isEqualTo(mark.contentSum());
    assertThat(contentOf(second)).isEqualTo(Map.of(2L, entry(2)));
    second.put(3, entry(3));
    assertThat(second.size()).isEqualTo(2);
    assertThat(second.capacity()).isEqualTo(10);
    second.close();
    try (PositionStore third = reopened(second)) {
      assertThat(third.mark()).isEmpty();
      assertThat(third.size()).isZero();
    }
  }

  @Test
  void aDiscardedStoreIsEmptyAndTakesEntriesAgain() {
    PositionStore first = store(10);
    first.put(1, entry(1));
    first.close(mark(first));
    try (PositionStore second = reopened(first)) {
      second.discard("it is not what the log says");
      assertThat(second.size()).isZero();
      assertThat(contentOf(second)).isEmpty();
      second.put(7, entry(7));
      assertThat(contentOf(second)).isEqualTo(Map.of(7L, entry(7)));
    }
  }

  static StoreMark mark(PositionStore store) {
    KeeperHeader header =
        KeeperHeader.newBuilder()
            .setNextOffset(7)
            .setCutSequence(2)
            .setOpenCycle("2026-10-30/EOD")
            .setLastValue(null)
            .build();
    return StoreMark.of(3, header, 41, store);
  }

  static PositionEntry entry(long number) {
    PositionEntry entry = new PositionEntry();
    entry.lots = number;
    entry.costTicks = number * 1_000 + 1;
    entry.cutLots = number * 1_000 + 2;
    entry.cutCostTicks = number * 1_000 + 3;
    entry.cutSequence = number * 1_000 + 4;
    entry.premiumDueMinor = number * 1_000 + 5;
    entry.feeLots = number * 1_000 + 6;
    entry.cutFeeLots = number * 1_000 + 7;
    return entry;
  }

  static Map<Long, PositionEntry> contentOf(PositionStore store) {
    Map<Long, PositionEntry> content = new HashMap<>();
    store.forEach(
        (key, entry) -> assertThat(content.put(key, new PositionEntry().copyFrom(entry))).isNull());
    return content;
  }
}
