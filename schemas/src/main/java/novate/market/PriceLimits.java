package novate.market;

/** The lowest and the highest price a contract may trade at on one day; both may be traded. */
public record PriceLimits(Price low, Price high) {
  /** True when a trade at this price is allowed. */
  public boolean contain(Price price) {
    return price.compareTo(low) >= 0 && price.compareTo(high) <= 0;
  }
}
