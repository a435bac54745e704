package novate.clearing.processor;

import static novate.market.Checks.require;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** One partition of a topic; ordered by topic, then partition. */
public record Place(Topic topic, int partition) implements Comparable<Place> {
  private static final Comparator<Place> ORDER =
      Comparator.comparing(Place::topic).thenComparing(Place::partition);

  /** Refuses a partition that the topic does not have. */
  public Place {
    require(
        partition >= 0 && partition < topic.partitionCount(),
        "topic %s has no partition %d",
        topic.topicName(),
        partition);
  }

  /** All partitions of a topic, ascending. */
  public static List<Place> all(Topic topic) {
    List<Place> places = new ArrayList<>();
    for (int partition = 0; partition < topic.partitionCount(); partition++) {
      places.add(new Place(topic, partition));
    }
    return places;
  }

  @Override
  public int compareTo(Place other) {
    return ORDER.compare(this, other);
  }

  @Override
  public String toString() {
    return topic.topicName() + "/" + partition;
  }
}
