package novate.market;

/** Identity of the exchange that matched a trade. */
public record VenueId(String value) implements Comparable<VenueId> {
  /** Refuses anything but the strict pattern of {@link Identity}. */
  public VenueId {
    Identity.check("venue id", value);
  }

  @Override
  public int compareTo(VenueId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
