package novate.index.intake;

import static java.util.Comparator.comparing;
import static java.util.Comparator.naturalOrder;
import static novate.market.Checks.require;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import novate.index.FxRates;
import novate.index.Normalisation;
import novate.index.Quote;
import novate.market.CurrencyCode;

/**
 * The unit and currency of an index that no product says anything about: those that most of its
 * contributors quote in; of several as usual, the first in alphabetical order.
 */
public final class UsualTarget {
  private record Target(String baseUnit, CurrencyCode currency) {}

  private UsualTarget() {}

  /**
   * How quotes of one index are normalised.
   *
   * @param quotes at least one, of all dates, so that the target is the same on each
   * @param daysMax how old an exchange rate may be
   */
  public static Normalisation of(List<Quote> quotes, FxRates rates, int daysMax) {
    require(!quotes.isEmpty(), "no quotes, so no usual unit and currency");
    Map<Target, Set<String>> contributors =
        new TreeMap<>(comparing(Target::baseUnit).thenComparing(Target::currency));
    for (Quote quote : quotes) {
      contributors
          .computeIfAbsent(new Target(quote.unit().base(), quote.currency()), _ -> new HashSet<>())
          .add(quote.contributor());
    }
    int most = contributors.values().stream().map(Set::size).max(naturalOrder()).orElseThrow();
    Target usual =
        contributors.entrySet().stream()
            .filter(entry -> entry.getValue().size() == most)
            .findFirst()
            .orElseThrow()
            .getKey();
    return new Normalisation(usual.baseUnit(), usual.currency(), rates, daysMax);
  }
}
