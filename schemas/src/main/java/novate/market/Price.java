package novate.market;

/**
 * A price as a count of the contract's settlement ticks. It may be zero or negative; which product
 * it belongs to is known from the contract it is quoted for ({@link Product#decimal}).
 */
public record Price(long ticks) implements Comparable<Price> {
  @Override
  public int compareTo(Price other) {
    return Long.compare(ticks, other.ticks);
  }
}
