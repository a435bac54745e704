package novate.market;

/** Identity of a payment, given by whoever sends it. */
public record PaymentId(String value) implements Comparable<PaymentId> {
  /** Refuses anything but the strict pattern of {@link Identity}. */
  public PaymentId {
    Identity.check("payment id", value);
  }

  @Override
  public int compareTo(PaymentId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
