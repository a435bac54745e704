package novate.clearing.position;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import novate.wire.event.Leg;
import novate.wire.event.LegKind;
import novate.wire.event.PositionState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An account's positions are found by an index beside the store; the two never part. */
class PositionIndexTest {
  private static final int ACCOUNTS = 4;
  private static final int CONTRACTS = 5;

  private final MemoryPositionStore store = new MemoryPositionStore(ACCOUNTS * CONTRACTS);
  private final PositionKeeper keeper = new PositionKeeper(store);
  private long nextOffset;

  @Test
  void aPositionThatIsClosedAtItsPriceAndOpenedAgainIsFound() {
    book(1, 2, 10, 100);
    book(1, 2, -10, 100);
    assertThat(keeper.holdingsNow(1)).isEmpty();
    book(1, 2, 3, 100);
    assertThat(keeper.holdingsNow(1)).containsExactly(new Holding(2, 3, 300, 0, 3));
  }

  /** One price, so that many positions are closed without a cost left, and opened again. */
  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4})
  void theIndexHasWhatTheStoreHas(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    for (int i = 0; i < 2_000; i++) {
      int account = random.nextInt(ACCOUNTS);
      int contract = random.nextInt(CONTRACTS);
      switch (random.nextInt(20)) {
        case 0 -> keeper.restore(state(account, contract, random.nextInt(-1, 2)));
        case 1 -> keeper.restoreGone(PositionKey.of(account, contract));
        default -> book(account, contract, random.nextBoolean() ? 1 : -1, 100);
      }
      assertThat(found()).as("seed %d, step %d", seed, i).isEqualTo(stored());
    }
  }

  private void book(int account, int contract, long lots, long priceTicks) {
    LocalDate date = LocalDate.of(2026, 10, 30);
    keeper.apply(
        nextOffset,
        Leg.newBuilder()
            .setVenue("V")
            .setTradeDate(date)
            .setTradeId("T" + nextOffset)
            .setRevision(0)
            .setKind(lots > 0 ? LegKind.NOVATED : LegKind.REVERSED) // no fee lots without lots
            .setBusinessDate(date)
            .setAccountIndex(account)
            .setContraAccountIndex(account)
            .setContractIndex(contract)
            .setLots(lots)
            .setPriceTicks(priceTicks)
            .setContentHash("0")
            .build());
    nextOffset++;
  }

  private static PositionState state(int account, int contract, long lots) {
    return PositionState.newBuilder()
        .setAccountIndex(account)
        .setContractIndex(contract)
        .setLots(lots)
        .setCostTicks(100 * lots)
        .setCutLots(0)
        .setCutCostTicks(0)
        .setCutSequence(0)
        .setPremiumDue(0)
        .build();
  }

  private Map<Integer, Map<Integer, Long>> found() {
    Map<Integer, Map<Integer, Long>> lots = new TreeMap<>();
    for (int account = 0; account < ACCOUNTS; account++) {
      for (Holding holding : keeper.holdingsNow(account)) {
        lots.computeIfAbsent(account, _ -> new HashMap<>())
            .put(holding.contractIndex(), holding.lots());
      }
    }
    return lots;
  }

  private Map<Integer, Map<Integer, Long>> stored() {
    Map<Integer, Map<Integer, Long>> lots = new TreeMap<>();
    store.forEach(
        (key, entry) ->
            lots.computeIfAbsent(PositionKey.accountIndex(key), _ -> new HashMap<>())
                .put(PositionKey.contractIndex(key), entry.lots));
    return lots;
  }
}
