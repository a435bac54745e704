package novate.clearing.day;

import static java.math.RoundingMode.HALF_EVEN;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import novate.index.Methodology;
import novate.index.QuoteClass;
import novate.index.Step;
import novate.market.IndexId;

/**
 * The methodology that an index is fixed by. One rule for all indices so far: the weighted median
 * over contributors, executed prices before firm before posted, no contributor above a quarter of
 * the weight, and no value from fewer than five contributors.
 */
public final class Methodologies {
  private static final int CONTRIBUTORS_MIN = 5;
  private static final int DECIMALS = 4;

  private Methodologies() {}

  /** The methodology of an index; its hash names exactly these steps. */
  public static Methodology of(IndexId index) {
    return new Methodology(
        index + "/1",
        List.of(
            new Step.Eligibility(new TreeSet<>(List.of(QuoteClass.values())), new TreeSet<>()),
            new Step.ContributorWeights(
                Map.of(
                    QuoteClass.EXECUTED, new BigDecimal("3"),
                    QuoteClass.FIRM, new BigDecimal("2"),
                    QuoteClass.POSTED, BigDecimal.ONE),
                Step.ContributorPrice.MEDIAN,
                new BigDecimal("0.25")),
            new Step.Gate(CONTRIBUTORS_MIN, CONTRIBUTORS_MIN),
            new Step.MedianOfContributors(),
            new Step.Rounding(DECIMALS, HALF_EVEN)));
  }
}
