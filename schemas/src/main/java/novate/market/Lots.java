package novate.market;

/** A signed number of contracts: positive is long, negative is short. */
public record Lots(long value) {

  /** The sum; throws {@link ArithmeticException} when it does not fit. */
  public Lots plus(Lots other) {
    return new Lots(Math.addExact(value, other.value));
  }

  /** The same size on the other side. */
  public Lots negated() {
    return new Lots(Math.negateExact(value));
  }
}
