package novate.market;

/** Identity of a clearing member. */
public record MemberId(String value) implements Comparable<MemberId> {
  /** Refuses anything but the strict pattern of {@link Identity}. */
  public MemberId {
    Identity.check("member id", value);
  }

  @Override
  public int compareTo(MemberId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
