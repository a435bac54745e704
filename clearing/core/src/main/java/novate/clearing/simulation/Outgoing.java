package novate.clearing.simulation;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeMap;
import novate.clearing.processor.Place;
import novate.market.Checks;
import novate.wire.Wire;
import org.apache.avro.specific.SpecificRecordBase;

/**
 * What is about to be sent: in order within a partition, in any order between them. What was sent
 * stands on the log, which is what an acknowledgement means.
 */
final class Outgoing {
  private record Waiting(byte[] key, byte[] value) {}

  private final MemoryLog log;
  private final FaultCounts faults;
  private final TreeMap<Place, Deque<Waiting>> waiting = new TreeMap<>();
  private int size;

  Outgoing(MemoryLog log, FaultCounts faults) {
    this.log = log;
    this.faults = faults;
  }

  void add(Place place, String key, SpecificRecordBase event) {
    add(place, key, Wire.encode(event));
  }

  void add(Place place, String key, byte[] value) {
    waiting
        .computeIfAbsent(place, _ -> new ArrayDeque<>())
        .add(new Waiting(key.getBytes(StandardCharsets.UTF_8), value));
    size++;
  }

  boolean isEmpty() {
    return size == 0;
  }

  /** Sends so many records, those of one partition before those of another by chance. */
  void send(int count, SplittableRandom random) {
    for (int i = 0; i < count && size > 0; i++) {
      List<Place> places = new ArrayList<>(waiting.keySet());
      int chosen = random.nextInt(places.size());
      if (chosen > 0) {
        faults.count(FaultKind.REORDERED);
      }
      send(places.get(chosen));
    }
  }

  /** Sends everything, place by place. */
  void sendAll() {
    while (size > 0) {
      send(waiting.firstKey());
    }
  }

  private void send(Place place) {
    Deque<Waiting> queue = Checks.found(waiting.get(place), "nothing waits for %s", place);
    Waiting next = queue.removeFirst();
    if (queue.isEmpty()) {
      waiting.remove(place);
    }
    size--;
    log.append(place, next.key(), next.value());
  }
}
