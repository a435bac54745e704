package novate.clearing.replay;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import novate.clearing.processor.Found;
import org.apache.avro.specific.SpecificRecordBase;

/** Two bags of records, and what is in only one of them: what is in both is forgotten at once. */
final class Bag {
  private final Map<ByteBuffer, Deque<Found>> foundOnly = new LinkedHashMap<>();
  private final Map<ByteBuffer, Deque<SpecificRecordBase>> expectedOnly = new LinkedHashMap<>();

  /** A record that stands on the log. */
  void found(byte[] identity, Found found) {
    pair(identity, found, foundOnly, expectedOnly);
  }

  /** A record that follows from the log. */
  void expect(byte[] identity, SpecificRecordBase event) {
    pair(identity, event, expectedOnly, foundOnly);
  }

  private static <A, B> void pair(
      byte[] identity, A record, Map<ByteBuffer, Deque<A>> own, Map<ByteBuffer, Deque<B>> others) {
    ByteBuffer key = ByteBuffer.wrap(identity);
    Deque<B> same = others.get(key);
    if (same == null) {
      own.computeIfAbsent(key, _ -> new ArrayDeque<>()).add(record);
      return;
    }
    same.removeFirst();
    if (same.isEmpty()) {
      others.remove(key);
    }
  }

  /** What stands on the log and follows from nothing. */
  List<Found> foundOnly() {
    return flat(foundOnly);
  }

  /** What follows from the log and does not stand on it. */
  List<SpecificRecordBase> expectedOnly() {
    return flat(expectedOnly);
  }

  private static <T> List<T> flat(Map<ByteBuffer, Deque<T>> records) {
    List<T> all = new ArrayList<>();
    records.values().forEach(all::addAll);
    return all;
  }

  /** Forgets all of it. */
  void clear() {
    foundOnly.clear();
    expectedOnly.clear();
  }
}
