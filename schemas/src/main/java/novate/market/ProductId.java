package novate.market;

/** Identity of a product: the terms shared by all its contracts. */
public record ProductId(String value) implements Comparable<ProductId> {
  /** Refuses anything but the strict pattern of {@link Identity}. */
  public ProductId {
    Identity.check("product id", value);
  }

  @Override
  public int compareTo(ProductId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
