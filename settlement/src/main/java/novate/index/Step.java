package novate.index;

import static novate.market.Checks.require;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * One step of a methodology. A closed set: a new kind of step fails to compile wherever somebody
 * has to think about it, and says in which {@link Phase} it stands.
 */
public sealed interface Step {
  /** The order in which steps stand in a methodology. */
  enum Phase {
    /** Takes quotes out; any number of them. */
    FILTER,
    /** Makes one weighted price per contributor; exactly one. */
    WEIGHTING,
    /** May refuse a value; exactly one. */
    GATE,
    /** Makes the value; exactly one. */
    AGGREGATION,
    /** Rounds the value, once; exactly one. */
    ROUNDING
  }

  /** How one contributor's quotes become one price. */
  enum ContributorPrice {
    /** The middle price, or the mean of the two middle ones. */
    MEDIAN,
    /** sum(price * size) / sum(size), at 34 significant digits. */
    SIZE_WEIGHTED_MEAN
  }

  /** Where the step stands. */
  Phase phase();

  /**
   * The step in one line, the same for equal steps: what the hash of a methodology is taken over.
   */
  String text();

  /**
   * Keeps the quotes of the named classes and specs.
   *
   * @param classes at least one
   * @param specs specs or their leading parts ({@code H100_SXM} keeps {@code H100_SXM/on_demand});
   *     none keeps every spec
   */
  record Eligibility(SortedSet<QuoteClass> classes, SortedSet<String> specs) implements Step {
    private static final Pattern NAMED = Pattern.compile("[^,\\[\\]\\p{Cntrl}]+");

    /**
     * Keeps its own copies; refuses no class at all, which would keep nothing, and a spec that
     * would make two methodologies read alike.
     */
    public Eligibility {
      classes = new TreeSet<>(classes);
      specs = new TreeSet<>(specs);
      require(!classes.isEmpty(), "eligibility must name at least one quote class");
      for (String spec : specs) {
        require(
            NAMED.matcher(spec).matches(),
            "spec '%s' must not be empty nor hold commas, brackets or control characters",
            spec);
      }
    }

    /** True when the spec, or a leading part of it, is named. */
    boolean keepsSpec(String spec) {
      return specs.isEmpty()
          || specs.stream().anyMatch(named -> spec.equals(named) || spec.startsWith(named + "/"));
    }

    @Override
    public Phase phase() {
      return Phase.FILTER;
    }

    @Override
    public String text() {
      return "eligibility classes=%s specs=%s".formatted(classes, specs);
    }
  }

  /** Keeps prices from low to high, both included; currency per unit. */
  record PriceBand(BigDecimal low, BigDecimal high) implements Step {
    /** Refuses a band that ends before it begins. */
    public PriceBand {
      require(low.compareTo(high) <= 0, "price band %s to %s ends before it begins", low, high);
    }

    @Override
    public Phase phase() {
      return Phase.FILTER;
    }

    @Override
    public String text() {
      return "price-band low=%s high=%s".formatted(plain(low), plain(high));
    }
  }

  /**
   * One price and one weight per contributor, however many quotes it sends: only the quotes of its
   * strongest class count (the others are excluded as outranked), and the weight is that class's
   * weight. A contributor above the share cap is held at it and the others share the rest in
   * proportion, again and again until none is above. When even equal shares exceed the cap, all
   * weights are equal.
   *
   * @param classWeights weight of a contributor by its strongest class; above zero; for example
   *     executed 3, firm 2, posted 1
   * @param shareCap largest share of the total weight of one contributor; above 0, below 1/2
   */
  record ContributorWeights(
      Map<QuoteClass, BigDecimal> classWeights, ContributorPrice price, BigDecimal shareCap)
      implements Step {
    private static final BigDecimal HALF = new BigDecimal("0.5");

    /** Refuses a class without weight and a cap under which one contributor could decide. */
    public ContributorWeights {
      classWeights = Collections.unmodifiableMap(new EnumMap<>(classWeights));
      for (QuoteClass quoteClass : QuoteClass.values()) {
        BigDecimal weight = classWeights.getOrDefault(quoteClass, BigDecimal.ZERO);
        require(
            weight.signum() > 0,
            "weight of class %s must be above zero, got %s",
            quoteClass,
            weight);
      }
      require(
          shareCap.signum() > 0 && shareCap.compareTo(HALF) < 0,
          "share cap must be above 0 and below 1/2, got %s: one contributor could decide",
          shareCap);
    }

    @Override
    public Phase phase() {
      return Phase.WEIGHTING;
    }

    @Override
    public String text() {
      StringBuilder line = new StringBuilder("contributor-weights");
      classWeights.forEach(
          (quoteClass, weight) ->
              line.append(' ').append(quoteClass).append('=').append(plain(weight)));
      return line.append(" price=%s cap=%s".formatted(price, plain(shareCap))).toString();
    }
  }

  /**
   * Refuses a value from too little; checked in the order of the fields.
   *
   * @param contributorsMin distinct contributors needed; at least 3, so that none decides alone
   * @param observationsMin quotes needed; at least 1
   */
  record Gate(int contributorsMin, int observationsMin) implements Step {
    /** Refuses a gate that lets two contributors make a price. */
    public Gate {
      require(
          contributorsMin >= 3, "a gate needs at least 3 contributors, got %d", contributorsMin);
      require(observationsMin >= 1, "a gate needs at least 1 observation, got %d", observationsMin);
    }

    @Override
    public Phase phase() {
      return Phase.GATE;
    }

    @Override
    public String text() {
      return "gate contributors=%d observations=%d".formatted(contributorsMin, observationsMin);
    }
  }

  /** The {@link WeightedMedian} of the contributors' prices. */
  record MedianOfContributors() implements Step {
    @Override
    public Phase phase() {
      return Phase.AGGREGATION;
    }

    @Override
    public String text() {
      return "weighted-median";
    }
  }

  /**
   * Rounds the value once.
   *
   * @param decimals digits after the point, 0 to 18
   */
  record Rounding(int decimals, RoundingMode mode) implements Step {
    /** Refuses digits outside 0 to 18 and a mode that cannot round. */
    public Rounding {
      require(decimals >= 0 && decimals <= 18, "decimals must be 0 to 18, got %d", decimals);
      require(mode != RoundingMode.UNNECESSARY, "rounding mode UNNECESSARY cannot round");
    }

    @Override
    public Phase phase() {
      return Phase.ROUNDING;
    }

    @Override
    public String text() {
      return "rounding decimals=%d mode=%s".formatted(decimals, mode);
    }
  }

  private static String plain(BigDecimal value) {
    return value.stripTrailingZeros().toPlainString();
  }
}
