package novate.clearing.processor;

/**
 * The topics of the house. A fold reads one partition, so the partition count is part of what a
 * topic means: another count is another topic version, never an altered topic.
 *
 * <p>All of them are kept for ever; the compacted ones keep the last record of each key.
 */
public enum Topic {
  /** Matched trades, busts and corrections as the exchanges sent them; keyed by trade. */
  TRADES("novate.trades.v1", 4, Keep.EVERY_RECORD, Size.RECORD),
  /** Members, accounts, contracts, calendars, parameter sets, as versioned events. */
  REGISTRY("novate.registry.v1", 1, Keep.EVERY_RECORD, Size.DOCUMENT),
  /** What the conductor was told, and what each shard and desk has finished. */
  CONTROL("novate.control.v1", 1, Keep.EVERY_RECORD, Size.RECORD),
  /** Novated legs and markers, the truth; by member. */
  LEGS("novate.legs.v1", Topic.BY_MEMBER, Keep.EVERY_RECORD, Size.RECORD),
  /** The position keeper's changelog; partitioned as legs. */
  POSITIONS("novate.positions.v1", Topic.BY_MEMBER, Keep.LAST_PER_KEY, Size.RECORD),
  /** Result of each account and cycle; partitioned as legs. */
  CYCLES("novate.cycles.v1", Topic.BY_MEMBER, Keep.EVERY_RECORD, Size.RECORD),
  /** Live requirement per account, conflated; partitioned as legs. */
  EXPOSURE("novate.exposure.v1", Topic.BY_MEMBER, Keep.LAST_PER_KEY, Size.RECORD),
  /** Everything ordered for the desk; partitioned as legs. */
  DESK("novate.desk.v1", Topic.BY_MEMBER, Keep.EVERY_RECORD, Size.RECORD),
  /** Life of each call; partitioned as legs. */
  CALLS("novate.calls.v1", Topic.BY_MEMBER, Keep.EVERY_RECORD, Size.RECORD),
  /** Double-entry postings; partitioned as legs. */
  LEDGER("novate.ledger.v1", Topic.BY_MEMBER, Keep.EVERY_RECORD, Size.RECORD),
  /** What each desk starts from: balances, calls, payments, lots; partitioned as legs. */
  BOOKS("novate.books.v1", Topic.BY_MEMBER, Keep.LAST_PER_KEY, Size.RECORD),
  /** Quotes of the providers; by index. */
  QUOTES("novate.quotes.v1", 1, Keep.EVERY_RECORD, Size.RECORD),
  /** Fixings with inputs, quality and revision; by index. */
  FIXINGS("novate.fixings.v1", 1, Keep.EVERY_RECORD, Size.DOCUMENT),
  /** Price sets, sealed with count and hash; by contract. */
  PRICES("novate.prices.v1", 1, Keep.EVERY_RECORD, Size.DOCUMENT),
  /** Where the novator stood when it opened each business date; nobody else writes here. */
  CHECKPOINTS("novate.checkpoints.v1", 1, Keep.EVERY_RECORD, Size.DOCUMENT),
  /** What was refused, where it stood and why; by who refused it, see {@link RejectPlaces}. */
  REJECTS("novate.rejects.v1", 2 + Topic.BY_MEMBER, Keep.EVERY_RECORD, Size.RECORD);

  private static final int BY_MEMBER = 8;

  private final String topicName;
  private final int partitionCount;
  private final Keep keep;
  private final Size size;

  Topic(String topicName, int partitionCount, Keep keep, Size size) {
    this.topicName = topicName;
    this.partitionCount = partitionCount;
    this.keep = keep;
    this.size = size;
  }

  /** The name in the log, with the topic's version. */
  public String topicName() {
    return topicName;
  }

  /** Number of partitions, the same in every installation. */
  public int partitionCount() {
    return partitionCount;
  }

  /** Whether the log keeps only the last record of each key. */
  public boolean isCompacted() {
    return keep == Keep.LAST_PER_KEY;
  }

  /** Largest batch of records that the log takes, in bytes as sent. */
  public int maxMessageBytes() {
    return size.bytes;
  }

  private enum Keep {
    EVERY_RECORD,
    LAST_PER_KEY
  }

  private enum Size {
    RECORD(1 << 20),
    DOCUMENT(4 << 20);

    private final int bytes;

    Size(int bytes) {
      this.bytes = bytes;
    }
  }
}
