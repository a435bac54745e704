package novate.market;

/** Identity of a business calendar. */
public record CalendarId(String value) implements Comparable<CalendarId> {
  /** Refuses anything but the strict pattern of {@link Identity}. */
  public CalendarId {
    Identity.check("calendar id", value);
  }

  @Override
  public int compareTo(CalendarId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
