package novate.index;

import static novate.market.Checks.require;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import novate.index.Selector.Names;
import novate.market.CurrencyCode;

/**
 * Takes quotes out, or changes the price they count with. What a filter sees is what the ones
 * before it left: of one day before a {@link Window}, of all its days after it.
 */
public sealed interface Filter extends Step {
  @Override
  default Phase phase() {
    return Phase.FILTER;
  }

  /**
   * Keeps the quotes of one population that are large and fresh enough. Reasons: those of the
   * {@link Selector}, {@code size_too_small}, {@code after_cut_off}, {@code too_old}.
   *
   * @param where the population; families stand in {@link Families}
   * @param sizeMin base units; zero keeps every size
   * @param ageMax from the quote's time to the cut-off; on earlier days of a window the cut-off is
   *     as many times 24 hours earlier
   */
  record Eligibility(Selector where, BigDecimal sizeMin, Optional<Duration> ageMax)
      implements Filter {
    /** Refuses families, a negative size and an age that is no whole number of minutes. */
    public Eligibility {
      require(
          where.families().isEmpty(), "families stand in the step families, not in eligibility");
      require(sizeMin.signum() >= 0, "size_min must be zero or more, got %s", sizeMin);
      require(
          ageMax.isEmpty() || isWholeMinutes(ageMax.get()),
          "age_max_minutes must be one or more, got %s",
          ageMax);
    }

    private static boolean isWholeMinutes(Duration age) {
      return age.compareTo(Duration.ofMinutes(1)) >= 0
          && age.equals(Duration.ofMinutes(age.toMinutes()));
    }

    /** Any size, any age. */
    public Eligibility(Selector where) {
      this(where, BigDecimal.ZERO, Optional.empty());
    }

    @Override
    public String name() {
      return "eligibility";
    }

    @Override
    public Map<String, Object> fields() {
      Map<String, Object> fields = new LinkedHashMap<>(where.fields());
      if (sizeMin.signum() > 0) {
        fields.put("size_min", sizeMin);
      }
      ageMax.ifPresent(age -> fields.put("age_max_minutes", BigDecimal.valueOf(age.toMinutes())));
      return fields;
    }
  }

  /**
   * Says which families are taken, so that two never blend silently: the named ones, all of them in
   * so many words, or each with its share of the weight. Every methodology has this step. Reason:
   * {@code family_not_taken}.
   *
   * @param names the families taken; empty takes all
   * @param weights share of each family in the total weight, in proportion; then only the families
   *     with a weight are taken, and what is there of the others' share falls to those present
   */
  record Families(SortedSet<String> names, SortedMap<String, BigDecimal> weights)
      implements Filter {
    /** Refuses names beside weights and a weight of zero or less. */
    public Families {
      names = Collections.unmodifiableSortedSet(new TreeSet<>(names));
      weights = Collections.unmodifiableSortedMap(new TreeMap<>(weights));
      require(
          names.isEmpty() || weights.isEmpty(),
          "families must be taken %s or weighted %s, not both",
          names,
          weights);
      Names.requireWritable(names);
      Names.requireWritable(weights.keySet());
      weights.forEach(
          (family, weight) ->
              require(
                  weight.signum() > 0,
                  "weight of family %s must be above zero, got %s",
                  family,
                  weight));
    }

    /** All families, blended on purpose. */
    public static Families all() {
      return new Families(new TreeSet<>(), new TreeMap<>());
    }

    /** The named families, blended on purpose when there is more than one. */
    public static Families named(Collection<String> names) {
      require(!names.isEmpty(), "families must name at least one");
      return new Families(new TreeSet<>(names), new TreeMap<>());
    }

    /** Each family with its share of the weight. */
    public static Families weighted(Map<String, BigDecimal> weights) {
      require(!weights.isEmpty(), "families must name at least one");
      return new Families(new TreeSet<>(), new TreeMap<>(weights));
    }

    boolean takes(String family) {
      return weights.isEmpty()
          ? names.isEmpty() || names.contains(family)
          : weights.containsKey(family);
    }

    @Override
    public String name() {
      return "families";
    }

    @Override
    public Map<String, Object> fields() {
      if (!weights.isEmpty()) {
        return CanonicalYaml.fields("weights", weights);
      }
      return names.isEmpty()
          ? CanonicalYaml.fields("take", "all")
          : CanonicalYaml.fields("take", List.copyOf(names));
    }
  }

  /**
   * Makes prices comparable: currency of the index per base unit, by {@link Normalisation} at the
   * exchange rates that the fixing is given. Reasons: those of the normalisation. Before it prices
   * count as given.
   *
   * @param unit base unit, as the product names it
   * @param currency of the index
   * @param fxDaysMax how many calendar days before the print an exchange rate may be dated
   */
  record Normalise(String unit, CurrencyCode currency, int fxDaysMax) implements Filter {
    /** Refuses a blank unit and a negative age. */
    public Normalise {
      Names.requireWritable(List.of(unit));
      require(fxDaysMax >= 0, "fx_days_max must be zero or more, got %d", fxDaysMax);
    }

    @Override
    public String name() {
      return "normalise";
    }

    @Override
    public Map<String, Object> fields() {
      return CanonicalYaml.fields(
          "unit", unit, "currency", currency.toString(), "fx_days_max", fxDaysMax);
    }
  }

  /**
   * Keeps prices from low to high, both included; currency per unit. Reasons: {@code
   * below_price_band}, {@code above_price_band}.
   */
  record PriceBand(BigDecimal low, BigDecimal high) implements Filter {
    /** Refuses a band that ends before it begins. */
    public PriceBand {
      require(low.compareTo(high) <= 0, "price band %s to %s ends before it begins", low, high);
    }

    @Override
    public String name() {
      return "price_band";
    }

    @Override
    public Map<String, Object> fields() {
      return CanonicalYaml.fields("low", low, "high", high);
    }
  }

  /**
   * Removes what lies further than k median absolute deviations from the median.
   *
   * <pre>m = median of prices        MAD = median of |p - m|        out when |p - m| > k * MAD
   * </pre>
   *
   * <p>The edge stays in; with MAD = 0 only prices equal to the median stay. Reason: {@code
   * mad_outlier}. Hampel, "The influence curve and its role in robust estimation", 1974.
   *
   * @param k above zero
   */
  record Mad(BigDecimal k) implements Filter {
    /** Refuses a factor of zero or less. */
    public Mad {
      require(k.signum() > 0, "k must be above zero, got %s", k);
    }

    @Override
    public String name() {
      return "mad";
    }

    @Override
    public Map<String, Object> fields() {
      return CanonicalYaml.fields("k", k);
    }
  }

  /**
   * Removes what lies further than k standard deviations from a trimmed mean.
   *
   * <pre>
   * g = floor(trim * n) prices are set aside at each end; of the t = n - 2g others
   * c = S / t,   s^2 = Q / t - c^2        S, Q sums of their prices and of the squares
   * out when |p - c| > k * s,   decided without division as  (t p - S)^2 > k^2 (t Q - S^2)</pre>
   *
   * <p>What was set aside comes back unless it is out. The edge stays in. Reason: {@code
   * sigma_outlier}.
   *
   * @param k above zero
   * @param trim share set aside at each end; 0 or more, below 1/2
   */
  record Sigma(BigDecimal k, BigDecimal trim) implements Filter {
    /** Refuses a factor of zero or less and a trim that leaves nothing. */
    public Sigma {
      require(k.signum() > 0, "k must be above zero, got %s", k);
      Shares.requireBelowHalf("trim", trim);
    }

    @Override
    public String name() {
      return "sigma";
    }

    @Override
    public Map<String, Object> fields() {
      return CanonicalYaml.fields("k", k, "trim", trim);
    }
  }

  /**
   * Moves prices that lie outside median * (1 +- percent / 100) to that edge; nothing is dropped.
   *
   * @param percent above zero, below 100
   */
  record Clamp(BigDecimal percent) implements Filter {
    /** Refuses a percentage outside 0 to 100. */
    public Clamp {
      require(
          percent.signum() > 0 && percent.compareTo(BigDecimal.valueOf(100)) < 0,
          "percent must be above 0 and below 100, got %s",
          percent);
    }

    @Override
    public String name() {
      return "clamp";
    }

    @Override
    public Map<String, Object> fields() {
      return CanonicalYaml.fields("percent", percent);
    }
  }

  /**
   * Drops the lowest and the highest prices, as many at each end; equal prices by quote id.
   * Reasons: {@code trimmed_low}, {@code trimmed_high}.
   *
   * @param eachSide how many; zero when a share is given
   * @param share floor(share * n) at each end; zero when a count is given
   */
  record CountTrim(int eachSide, BigDecimal share) implements Filter {
    /** Refuses anything but exactly one of the two. */
    public CountTrim {
      require(eachSide >= 0, "each_side must be above zero, got %d", eachSide);
      Shares.requireBelowHalf("share", share);
      require(
          eachSide > 0 != share.signum() > 0,
          "count_trim needs each_side above zero or share above zero, not both; got %d and %s",
          eachSide,
          share);
    }

    int count(int size) {
      return eachSide > 0 ? eachSide : Shares.floor(share, size);
    }

    @Override
    public String name() {
      return "count_trim";
    }

    @Override
    public Map<String, Object> fields() {
      return eachSide > 0
          ? CanonicalYaml.fields("each_side", eachSide)
          : CanonicalYaml.fields("share", share);
    }
  }

  /**
   * Takes out trades between two members of one group. Reason: {@code affiliated_parties}; {@code
   * parties_not_told} for a trade whose parties are not known where they must be.
   *
   * @param groups names of parties under one control; a name stands in one group
   * @param arePartiesRequired true takes out trades that do not name buyer and seller
   */
  record Affiliates(List<SortedSet<String>> groups, boolean arePartiesRequired) implements Filter {
    /** Sorts the groups; refuses a name in two groups and a group of one. */
    public Affiliates {
      SortedMap<String, SortedSet<String>> byFirst = new TreeMap<>();
      SortedSet<String> all = new TreeSet<>();
      for (SortedSet<String> group : groups) {
        require(group.size() >= 2, "an affiliate group needs two names, got %s", group);
        Names.requireWritable(group);
        for (String name : group) {
          require(all.add(name), "party %s stands in two affiliate groups", name);
        }
        byFirst.put(group.first(), Collections.unmodifiableSortedSet(new TreeSet<>(group)));
      }
      groups = List.copyOf(byFirst.values());
    }

    /** The group of each name. */
    Map<String, Integer> groupByParty() {
      Map<String, Integer> groupByParty = new TreeMap<>();
      for (int i = 0; i < groups.size(); i++) {
        for (String name : groups.get(i)) {
          groupByParty.put(name, i);
        }
      }
      return groupByParty;
    }

    @Override
    public String name() {
      return "affiliates";
    }

    @Override
    public Map<String, Object> fields() {
      List<Object> lists = new ArrayList<>();
      groups.forEach(group -> lists.add(CanonicalYaml.fields("members", List.copyOf(group))));
      return CanonicalYaml.fields(
          "groups", lists, "parties", arePartiesRequired ? "required" : "optional");
    }
  }

  /**
   * Takes out wash trades: a party with itself ({@code wash_same_party}), and every trade that has
   * an opposite one between the same two parties, of equal size, at most the window apart ({@code
   * wash_round_trip}, both of them).
   *
   * @param window time between the two trades; whole minutes, zero or more
   */
  record Wash(Duration window) implements Filter {
    /** Refuses a negative window and parts of minutes. */
    public Wash {
      require(
          !window.isNegative() && window.equals(Duration.ofMinutes(window.toMinutes())),
          "window_minutes must be whole and zero or more, got %s",
          window);
    }

    @Override
    public String name() {
      return "wash";
    }

    @Override
    public Map<String, Object> fields() {
      return CanonicalYaml.fields("window_minutes", BigDecimal.valueOf(window.toMinutes()));
    }
  }
}
