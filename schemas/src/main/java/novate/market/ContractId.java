package novate.market;

/** Identity of a listed contract, for example {@code H100-2026-10}. */
public record ContractId(String value) implements Comparable<ContractId> {
  /** Refuses anything but the strict pattern of {@link Identity}. */
  public ContractId {
    Identity.check("contract id", value);
  }

  @Override
  public int compareTo(ContractId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
