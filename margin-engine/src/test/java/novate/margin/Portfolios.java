package novate.margin;

/**
 * How many portfolios a property is tried on: as many as the test says, or as the system property
 * {@code novate.portfolios} does, which the profile {@code long} sets to 10,000.
 */
public final class Portfolios {
  private static final String PROPERTY = "novate.portfolios";

  private Portfolios() {}

  /** The number to try, one or more. */
  public static int count(int byDefault) {
    int count = Integer.getInteger(PROPERTY, byDefault);
    if (count < 1) {
      throw new IllegalArgumentException(PROPERTY + " must be above zero, got " + count);
    }
    return count;
  }

  /** True in a long run: what is sampled otherwise is tried every time. */
  public static boolean isLongRun() {
    return System.getProperty(PROPERTY) != null;
  }
}
