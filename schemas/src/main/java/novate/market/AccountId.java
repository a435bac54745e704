package novate.market;

/** Identity of a position account, unique over all members. */
public record AccountId(String value) implements Comparable<AccountId> {
  /** Refuses anything but the strict pattern of {@link Identity}. */
  public AccountId {
    Identity.check("account id", value);
  }

  @Override
  public int compareTo(AccountId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
