package novate.index;

import static novate.market.Checks.require;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Makes weighted points of the quotes. A contributor, or a family, above its cap is held at it and
 * the others share the rest in proportion, again and again until none is above; exact ({@link
 * CappedWeights}). When even equal shares of the contributors exceed their cap, all have equal
 * shares; family caps that cannot hold refuse the value.
 *
 * <p>Without this step every quote left is a point of weight 1.
 */
public sealed interface Weighting extends Step {
  /** How one contributor's quotes become one price. */
  enum ContributorPrice {
    /** The middle price, or the mean of the two middle ones. */
    MEDIAN,
    /** The cheapest offer. */
    LOWEST,
    /** sum(price * size) / sum(size), at 34 significant digits. */
    SIZE_WEIGHTED_MEAN
  }

  @Override
  default Phase phase() {
    return Phase.WEIGHTING;
  }

  /** Largest share of the total weight of one contributor; none caps nothing. */
  Optional<BigDecimal> shareCapIfAny();

  /** Largest share of the total weight of one family; none caps nothing. */
  Optional<BigDecimal> familyCap();

  /**
   * One price and one weight per contributor, however many quotes it sends: only the quotes of its
   * strongest class count (the others are {@code outranked}), and the weight is that class's
   * weight.
   *
   * @param classWeights weight of a contributor by its strongest class; above zero; for example
   *     executed 3, firm 2, posted 1
   * @param shareCap largest share of the total weight of one contributor; above 0, below 1/2
   */
  record ByContributor(
      Map<QuoteClass, BigDecimal> classWeights,
      ContributorPrice price,
      BigDecimal shareCap,
      Optional<BigDecimal> familyCap)
      implements Weighting {
    /** Refuses a class without weight and a cap under which one contributor could decide. */
    public ByContributor {
      classWeights = ClassWeights.checked(classWeights);
      Shares.requireCap(shareCap);
      familyCap.ifPresent(Weighting::requireFamilyCap);
    }

    /** Families are not capped. */
    public ByContributor(
        Map<QuoteClass, BigDecimal> classWeights, ContributorPrice price, BigDecimal shareCap) {
      this(classWeights, price, shareCap, Optional.empty());
    }

    @Override
    public Optional<BigDecimal> shareCapIfAny() {
      return Optional.of(shareCap);
    }

    @Override
    public String name() {
      return "weights_by_contributor";
    }

    @Override
    public Map<String, Object> fields() {
      Map<String, Object> fields = new LinkedHashMap<>();
      fields.put("classes", ClassWeights.fields(classWeights));
      fields.put("price", price.name().toLowerCase(Locale.ROOT));
      fields.put("contributor_cap", shareCap);
      familyCap.ifPresent(cap -> fields.put("family_cap", cap));
      return fields;
    }
  }

  /**
   * One point per quote. Its weight is its size, or its class's weight; what a contributor has in
   * all is capped, and its points share it in proportion.
   *
   * @param classWeights weight of a quote by its class; empty weighs by size
   */
  record ByOffer(
      Map<QuoteClass, BigDecimal> classWeights,
      Optional<BigDecimal> shareCapIfAny,
      Optional<BigDecimal> familyCap)
      implements Weighting {
    /** Refuses a class without weight and a cap under which one contributor could decide. */
    public ByOffer {
      classWeights = classWeights.isEmpty() ? Map.of() : ClassWeights.checked(classWeights);
      shareCapIfAny.ifPresent(Shares::requireCap);
      familyCap.ifPresent(Weighting::requireFamilyCap);
    }

    BigDecimal weight(Quote quote) {
      return classWeights.getOrDefault(quote.quoteClass(), quote.size());
    }

    @Override
    public String name() {
      return "weights_by_offer";
    }

    @Override
    public Map<String, Object> fields() {
      Map<String, Object> fields = new LinkedHashMap<>();
      fields.put("by", classWeights.isEmpty() ? "size" : "class");
      if (!classWeights.isEmpty()) {
        fields.put("classes", ClassWeights.fields(classWeights));
      }
      shareCapIfAny.ifPresent(cap -> fields.put("contributor_cap", cap));
      familyCap.ifPresent(cap -> fields.put("family_cap", cap));
      return fields;
    }
  }

  private static void requireFamilyCap(BigDecimal cap) {
    require(
        cap.signum() > 0 && cap.compareTo(BigDecimal.ONE) < 0,
        "family_cap must be above 0 and below 1, got %s",
        cap);
  }

  /** The weights of the three classes. */
  final class ClassWeights {
    private ClassWeights() {}

    static Map<QuoteClass, BigDecimal> checked(Map<QuoteClass, BigDecimal> weights) {
      Map<QuoteClass, BigDecimal> copy = Collections.unmodifiableMap(new EnumMap<>(weights));
      for (QuoteClass quoteClass : QuoteClass.values()) {
        BigDecimal weight = copy.getOrDefault(quoteClass, BigDecimal.ZERO);
        require(
            weight.signum() > 0,
            "weight of class %s must be above zero, got %s",
            quoteClass,
            weight);
      }
      return copy;
    }

    static Map<String, Object> fields(Map<QuoteClass, BigDecimal> weights) {
      Map<String, Object> fields = new LinkedHashMap<>();
      weights.forEach(
          (quoteClass, weight) -> fields.put(quoteClass.name().toLowerCase(Locale.ROOT), weight));
      return fields;
    }
  }
}
