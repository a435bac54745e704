package novate.market;

/** Identity of one margin cycle: business date and kind, for example {@code 2026-10-30/EOD}. */
public record CycleId(String value) implements Comparable<CycleId> {
  /** Refuses anything but the strict pattern of {@link Identity}. */
  public CycleId {
    Identity.check("cycle id", value);
  }

  @Override
  public int compareTo(CycleId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
