package novate.clearing.simulation;

import static novate.market.Checks.found;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.function.Consumer;
import novate.clearing.processor.Found;
import novate.clearing.processor.LogView;
import novate.clearing.processor.Outbox;
import novate.clearing.processor.Place;
import novate.clearing.processor.Topic;
import novate.wire.Wire;
import org.apache.avro.specific.SpecificRecordBase;
import org.jspecify.annotations.Nullable;

/**
 * A log in memory that behaves as the real one does: records of an open transaction are not seen,
 * and neither is anything behind them; an aborted one leaves a gap; a commit leaves a marker, so
 * offsets have holes; a writer whose id was taken over by a newer epoch is refused.
 */
public final class MemoryLog implements LogView {
  /** One slot of a partition. */
  private static final class Slot {
    private final @Nullable Found found;
    private final @Nullable Transaction transaction;

    Slot(@Nullable Found found, @Nullable Transaction transaction) {
      this.found = found;
      this.transaction = transaction;
    }

    boolean isOpen() {
      return transaction != null && transaction.state == State.OPEN;
    }

    /** The record, when it is one that readers see. */
    @Nullable Found visible() {
      return transaction == null || transaction.state == State.COMMITTED ? found : null;
    }
  }

  private enum State {
    OPEN,
    COMMITTED,
    ABORTED
  }

  /** The writer was taken over: nothing of what it wants to commit stands. */
  public static final class FencedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    FencedException(String id, int epoch, int now) {
      super("%s of epoch %d was taken over by epoch %d".formatted(id, epoch, now));
    }
  }

  private final Map<Place, List<Slot>> partitions = new TreeMap<>();
  private final Map<String, Integer> epochById = new HashMap<>();
  private final Map<String, Transaction> openById = new HashMap<>();
  private final Map<String, Map<Place, Long>> committedById = new HashMap<>();
  private final List<Commit> commits = new ArrayList<>();

  /** What one transaction made visible. */
  record Commit(String id, int epoch, List<Found> records) {}

  /** A log with all topics of the house, empty. */
  public MemoryLog() {
    for (Topic topic : Topic.values()) {
      Place.all(topic).forEach(place -> partitions.put(place, new ArrayList<>()));
    }
  }

  /** Takes over an id: whoever had it is fenced, and what it left open is aborted. */
  public int takeOver(String id) {
    Transaction left = openById.remove(id);
    if (left != null) {
      left.end(State.ABORTED);
    }
    return epochById.merge(id, 1, Integer::sum);
  }

  /** Appends a record of its own, as a feed does. */
  public void append(Place place, byte[] key, byte[] value) {
    List<Slot> slots = slots(place);
    slots.add(new Slot(new Found(place, slots.size(), key, value), null));
  }

  /**
   * A transaction of an id.
   *
   * @throws FencedException when the epoch is not the id's last one
   */
  public Transaction begin(String id, int epoch) {
    requireEpoch(id, epoch);
    Transaction transaction = new Transaction(id, epoch);
    openById.put(id, transaction);
    return transaction;
  }

  /** The visible record at an offset or the next one behind it; null when there is none yet. */
  public @Nullable Found next(Place place, long from) {
    List<Slot> slots = slots(place);
    for (int i = Math.toIntExact(from); i < slots.size(); i++) {
      Slot slot = slots.get(i);
      if (slot.isOpen()) {
        return null;
      }
      Found found = slot.visible();
      if (found != null) {
        return found;
      }
    }
    return null;
  }

  @Override
  public long read(Place place, long from, Consumer<Found> visitor) {
    long end = end(place);
    List<Slot> slots = slots(place);
    for (int i = Math.toIntExact(from); i < end; i++) {
      Found found = slots.get(i).visible();
      if (found != null) {
        visitor.accept(found);
      }
    }
    return end;
  }

  /** The last stable offset: nothing from there on is seen. */
  @Override
  public long end(Place place) {
    List<Slot> slots = slots(place);
    // Open transactions are few and at the end, so looking back from there is short.
    int end = slots.size();
    for (Transaction open : openById.values()) {
      end = Math.min(end, open.firstOf(place, end));
    }
    return end;
  }

  @Override
  public long written(Place place) {
    return slots(place).size();
  }

  @Override
  public OptionalLong committed(String processorId, Place place) {
    Long offset = committedById.getOrDefault(processorId, Map.of()).get(place);
    return offset == null ? OptionalLong.empty() : OptionalLong.of(offset);
  }

  /** Every transaction that was committed, in order. */
  List<Commit> commits() {
    return commits;
  }

  private List<Slot> slots(Place place) {
    return found(partitions.get(place), "no partition %s", place);
  }

  private void requireEpoch(String id, int epoch) {
    int now = epochById.getOrDefault(id, 0);
    if (epoch != now) {
      throw new FencedException(id, epoch, now);
    }
  }

  /** What one writer writes at once: seen all together, or never. */
  public final class Transaction implements Outbox {
    private final String id;
    private final int epoch;
    private final Map<Place, Integer> firstByPlace = new TreeMap<>();
    private final List<Found> sent = new ArrayList<>();
    private State state = State.OPEN;

    private Transaction(String id, int epoch) {
      this.id = id;
      this.epoch = epoch;
    }

    @Override
    public void send(Place place, byte[] key, @Nullable SpecificRecordBase event) {
      requireEpoch(id, epoch);
      List<Slot> slots = slots(place);
      byte[] value = event == null ? null : Wire.encode(event);
      firstByPlace.putIfAbsent(place, slots.size());
      Found found = new Found(place, slots.size(), key, value);
      sent.add(found);
      slots.add(new Slot(found, this));
    }

    /** True when something was written. */
    public boolean isUsed() {
      return !firstByPlace.isEmpty();
    }

    /**
     * Makes it all visible, together with the places read to.
     *
     * @throws FencedException when the writer was taken over meanwhile; nothing stands
     */
    public void commit(Map<Place, Long> places) {
      requireEpoch(id, epoch);
      committedById.computeIfAbsent(id, _ -> new TreeMap<>()).putAll(places);
      end(State.COMMITTED);
      openById.remove(id, this);
      commits.add(new Commit(id, epoch, sent));
    }

    /** Takes it all back. */
    public void abort() {
      end(State.ABORTED);
      openById.remove(id, this);
    }

    private int firstOf(Place place, int none) {
      return firstByPlace.getOrDefault(place, none);
    }

    private void end(State end) {
      state = end;
      // The marker that ends a transaction takes an offset of its own in each partition.
      firstByPlace.keySet().forEach(place -> slots(place).add(new Slot(null, null)));
    }
  }
}
