package novate.clearing.day;

import java.time.LocalDate;
import novate.market.IndexId;

/** One index on one date, in the order of index then date. */
record FixingKey(IndexId index, LocalDate date) implements Comparable<FixingKey> {
  @Override
  public int compareTo(FixingKey other) {
    int byIndex = index.value().compareTo(other.index.value());
    return byIndex != 0 ? byIndex : date.compareTo(other.date);
  }

  @Override
  public String toString() {
    return "%s %s".formatted(index, date);
  }
}
