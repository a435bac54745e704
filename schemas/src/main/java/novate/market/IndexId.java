package novate.market;

/** Identity of an index that fixings are published for. */
public record IndexId(String value) implements Comparable<IndexId> {
  /** Refuses anything but the strict pattern of {@link Identity}. */
  public IndexId {
    Identity.check("index id", value);
  }

  @Override
  public int compareTo(IndexId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
