package novate.margin.format;

/** What a product of a file is. The names are the codes of both formats. */
public enum SpanProductType {
  /** A physical, an index or a stock. */
  PHY,
  /** A future. */
  FUT,
  /** A combination of contracts. */
  CMB,
  /** An option on a physical. */
  OOP,
  /** An option on a future. */
  OOF,
  /** An option on a combination. */
  OOC,
  /** An option on an equity. */
  OOE;

  /** True for the options. */
  public boolean isOption() {
    return switch (this) {
      case PHY, FUT, CMB -> false;
      case OOP, OOF, OOC, OOE -> true;
    };
  }
}
