package novate.clearing.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import novate.clearing.TinyHouse;
import novate.clearing.processor.Found;
import novate.clearing.processor.Place;
import novate.clearing.processor.Topic;
import novate.clearing.simulation.MemoryLog.FencedException;
import novate.clearing.simulation.MemoryLog.Transaction;
import org.junit.jupiter.api.Test;

/** What the real log does (its contract is tested in the shell), this one does too. */
class MemoryLogTest {
  private static final Place TRADES = new Place(Topic.TRADES, 0);
  private static final Place CONTROL = new Place(Topic.CONTROL, 0);
  private static final byte[] KEY = {};

  private final MemoryLog log = new MemoryLog();

  private List<Long> offsets(Place place) {
    List<Long> offsets = new ArrayList<>();
    log.read(place, 0, found -> offsets.add(found.offset()));
    return offsets;
  }

  private void write(Transaction transaction, Place place) {
    transaction.send(place, KEY, TinyHouse.report());
  }

  @Test
  void aTransactionOverTopicsAndPlacesIsSeenAsAWhole() {
    Transaction transaction = log.begin("a", log.takeOver("a"));
    write(transaction, TRADES);
    write(transaction, CONTROL);
    assertThat(offsets(TRADES)).isEmpty();
    assertThat(log.committed("a", TRADES)).isEmpty();
    transaction.commit(Map.of(TRADES, 7L));
    assertThat(offsets(TRADES)).containsExactly(0L);
    assertThat(offsets(CONTROL)).containsExactly(0L);
    assertThat(log.committed("a", TRADES)).hasValue(7);
  }

  @Test
  void nothingBehindAnOpenTransactionIsSeen() {
    Transaction transaction = log.begin("a", log.takeOver("a"));
    write(transaction, TRADES);
    log.append(TRADES, KEY, new byte[] {1});
    assertThat(log.end(TRADES)).isZero();
    assertThat(log.next(TRADES, 0)).isNull();
    transaction.commit(Map.of());
    assertThat(offsets(TRADES)).containsExactly(0L, 1L);
    assertThat(log.end(TRADES)).as("the marker takes an offset").isEqualTo(3);
  }

  @Test
  void anAbortedTransactionIsNeverSeenAndLeavesAGap() {
    Transaction transaction = log.begin("a", log.takeOver("a"));
    write(transaction, TRADES);
    transaction.abort();
    log.append(TRADES, KEY, new byte[] {1});
    assertThat(offsets(TRADES)).containsExactly(2L);
    assertThat(log.next(TRADES, 0)).extracting(Found::offset).isEqualTo(2L);
  }

  @Test
  void aSecondOfTheSameIdFencesTheFirstAndAbortsWhatItLeftOpen() {
    int first = log.takeOver("a");
    Transaction left = log.begin("a", first);
    write(left, TRADES);
    int second = log.takeOver("a");
    assertThat(log.end(TRADES)).isEqualTo(2);
    assertThatThrownBy(() -> write(left, TRADES)).isInstanceOf(FencedException.class);
    assertThatThrownBy(() -> left.commit(Map.of(TRADES, 1L))).isInstanceOf(FencedException.class);
    assertThatThrownBy(() -> log.begin("a", first)).isInstanceOf(FencedException.class);
    assertThat(log.committed("a", TRADES)).isEmpty();
    log.begin("a", second).commit(Map.of(TRADES, 1L));
    assertThat(offsets(TRADES)).isEmpty();
    assertThat(log.committed("a", TRADES)).hasValue(1);
  }
}
