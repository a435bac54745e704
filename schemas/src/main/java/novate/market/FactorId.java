package novate.market;

/** Identity of a risk factor: one observed series, for example {@code H100-3M}. */
public record FactorId(String value) implements Comparable<FactorId> {
  /** Refuses anything but the strict pattern of {@link Identity}. */
  public FactorId {
    Identity.check("factor id", value);
  }

  @Override
  public int compareTo(FactorId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
