package novate.clearing.day;

import novate.index.Methodology;
import novate.index.ShippedMethodologies;
import novate.market.IndexId;

/**
 * The methodology that an index is fixed by: one rule for all indices so far, that of the house.
 */
public final class Methodologies {
  private static final Methodology HOUSE = ShippedMethodologies.of("house");

  private Methodologies() {}

  /** The methodology of an index, under the index's own id; its hash names exactly its steps. */
  public static Methodology of(IndexId index) {
    return HOUSE.withId(index + "/1");
  }
}
