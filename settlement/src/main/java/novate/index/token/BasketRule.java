package novate.index.token;

import static novate.market.Checks.require;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Which models make the basket of a period, and how much of each. A closed set. */
public sealed interface BasketRule {
  /** The rule in one line, the same for equal rules. */
  String text();

  /** These models, equal in value at the link. */
  record Named(SortedSet<TokenModel> models) implements BasketRule {
    /** Keeps its own copy; refuses an empty basket. */
    public Named {
      models = Collections.unmodifiableSortedSet(new TreeSet<>(models));
      require(!models.isEmpty(), "a basket must name at least one model");
    }

    @Override
    public String text() {
      return "named " + models.stream().map(TokenModel::toString).collect(Collectors.joining(","));
    }
  }

  /**
   * These models in these quantities.
   *
   * @param quantities bundles bought of each model, above zero; only their proportions count
   */
  record Weighted(SortedMap<TokenModel, BigDecimal> quantities) implements BasketRule {
    /** Keeps its own copy; refuses an empty basket and a quantity that is not above zero. */
    public Weighted {
      quantities = Collections.unmodifiableSortedMap(new TreeMap<>(quantities));
      require(!quantities.isEmpty(), "a basket must name at least one model");
      quantities.forEach(
          (model, quantity) ->
              require(
                  quantity.signum() > 0,
                  "quantity of %s must be above zero, got %s",
                  model,
                  quantity));
    }

    @Override
    public String text() {
      return "weighted "
          + quantities.entrySet().stream()
              .map(entry -> entry.getKey() + "=" + Plain.text(entry.getValue()))
              .collect(Collectors.joining(","));
    }
  }

  /**
   * The eligible models that have been listed longest, equal in value at the link; of equal age the
   * first by provider and name.
   *
   * @param count models taken, or all when there are fewer; 1 or more
   * @param perProvider most models taken of one provider; 1 or more
   */
  record LongestListed(int count, int perProvider) implements BasketRule {
    /** Refuses counts below one. */
    public LongestListed {
      require(count >= 1, "count of a basket must be 1 or more, got %d", count);
      require(perProvider >= 1, "per_provider must be 1 or more, got %d", perProvider);
    }

    @Override
    public String text() {
      return "longest-listed count=%d per_provider=%d".formatted(count, perProvider);
    }
  }
}
