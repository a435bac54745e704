package novate.market;

/** Identity of a combined commodity: all contracts on one underlying, margined together. */
public record CombinedCommodityId(String value) implements Comparable<CombinedCommodityId> {
  /** Refuses anything but the strict pattern of {@link Identity}. */
  public CombinedCommodityId {
    Identity.check("combined commodity id", value);
  }

  @Override
  public int compareTo(CombinedCommodityId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
