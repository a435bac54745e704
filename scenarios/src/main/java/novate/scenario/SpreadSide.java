package novate.scenario;

/** Legs of one side are long while those of the other are short; both ways round are tried. */
public enum SpreadSide {
  /** The first side of a spread. */
  A,
  /** The opposite side. */
  B
}
