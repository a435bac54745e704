package novate.index.token;

import static novate.market.Checks.found;
import static novate.market.Checks.require;

import java.math.BigDecimal;
import java.math.MathContext;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import novate.index.CappedWeights;
import novate.index.token.TokenLink.Excluded;
import novate.index.token.TokenLink.Member;
import novate.index.token.TokenLink.Reason;

/** Makes the basket of a period on the day of its link. */
final class BasketSelection {
  private static final MathContext DIGITS = MathContext.DECIMAL128;

  private final TokenPriceBook book;
  private final TokenMethodology methodology;
  private final ScreenedPrices prices;
  private final TokenPeriod period;
  private final LocalDate date;
  private final List<Excluded> excluded = new ArrayList<>();

  BasketSelection(
      TokenPriceBook book,
      TokenMethodology methodology,
      ScreenedPrices prices,
      TokenPeriod period,
      LocalDate date) {
    this.book = book;
    this.methodology = methodology;
    this.prices = prices;
    this.period = period;
    this.date = date;
  }

  /**
   * The link at a level.
   *
   * @throws IllegalArgumentException when fewer models or providers may enter than the methodology
   *     asks for
   */
  TokenLink link(BigDecimal level) {
    SortedMap<TokenModel, BigDecimal> values = capped(values());
    BigDecimal total = sum(values);
    SortedMap<TokenModel, BigDecimal> bought = new TreeMap<>();
    values.forEach((model, value) -> bought.put(model, value.divide(price(model), DIGITS)));
    BigDecimal bundles = sum(bought);
    List<Member> members = new ArrayList<>();
    values.forEach(
        (model, value) ->
            members.add(
                new Member(
                    model,
                    price(model),
                    value.divide(total, DIGITS),
                    of(bought, model).divide(bundles, DIGITS))));
    BigDecimal basketPrice = BigDecimal.ZERO;
    for (Member member : members) {
      basketPrice = basketPrice.add(member.quantity().multiply(member.price()));
    }
    return new TokenLink(date, period, level, basketPrice, members, excluded);
  }

  /** Values before the cap, by model; only their proportions count. */
  private SortedMap<TokenModel, BigDecimal> values() {
    return switch (period.basket()) {
      case BasketRule.Named named -> equal(eligible(named.models()));
      case BasketRule.Weighted weighted -> {
        SortedMap<TokenModel, BigDecimal> values = new TreeMap<>();
        for (TokenModel model : eligible(weighted.quantities().keySet())) {
          values.put(model, of(weighted.quantities(), model).multiply(price(model)));
        }
        yield values;
      }
      case BasketRule.LongestListed longest -> equal(longest(longest));
    };
  }

  private static SortedMap<TokenModel, BigDecimal> equal(Iterable<TokenModel> models) {
    SortedMap<TokenModel, BigDecimal> values = new TreeMap<>();
    models.forEach(model -> values.put(model, BigDecimal.ONE));
    return values;
  }

  private SortedSet<TokenModel> eligible(Iterable<TokenModel> named) {
    SortedSet<TokenModel> models = new TreeSet<>();
    for (TokenModel model : named) {
      Optional<Reason> reason = exclusion(model);
      reason.ifPresentOrElse(
          why -> excluded.add(new Excluded(model, why)), () -> models.add(model));
    }
    return models;
  }

  private List<TokenModel> longest(BasketRule.LongestListed rule) {
    List<TokenModel> candidates =
        book.models().stream()
            .filter(model -> exclusion(model).isEmpty())
            .sorted(
                Comparator.comparing((TokenModel model) -> since(model))
                    .thenComparing(Comparator.naturalOrder()))
            .toList();
    Map<String, Integer> takenByProvider = new HashMap<>();
    return candidates.stream()
        .filter(m -> takenByProvider.merge(m.provider(), 1, Integer::sum) <= rule.perProvider())
        .limit(rule.count())
        .toList();
  }

  private Optional<Reason> exclusion(TokenModel model) {
    if (!methodology.providers().contains(model.provider())) {
      return Optional.of(Reason.PROVIDER_NOT_ELIGIBLE);
    }
    if (book.price(model, date).isEmpty()) {
      return Optional.of(Reason.NOT_LISTED);
    }
    if (ChronoUnit.DAYS.between(since(model), date) < period.listedDays()) {
      return Optional.of(Reason.LISTED_TOO_SHORT);
    }
    boolean isPositive =
        book.price(model, date).filter(list -> period.bundle().price(list).signum() > 0).isPresent()
            && used(model).filter(list -> period.bundle().price(list).signum() > 0).isPresent();
    return isPositive ? Optional.empty() : Optional.of(Reason.NOT_POSITIVE);
  }

  private LocalDate since(TokenModel model) {
    return book.listedSince(model, date).orElseThrow();
  }

  private Optional<TokenPrice> used(TokenModel model) {
    return prices.at(model, date).used();
  }

  private BigDecimal price(TokenModel model) {
    return period.bundle().price(used(model).orElseThrow());
  }

  /** Each provider's value held at the cap; within a provider the proportions stay. */
  private SortedMap<TokenModel, BigDecimal> capped(SortedMap<TokenModel, BigDecimal> values) {
    SortedMap<String, BigDecimal> byProvider = new TreeMap<>();
    values.forEach((model, value) -> byProvider.merge(model.provider(), value, BigDecimal::add));
    require(
        values.size() >= methodology.modelsMin() && byProvider.size() >= methodology.providersMin(),
        "%s cannot link on %s: %d models of %d providers may enter, %d of %d are needed; left out"
            + " %s",
        methodology.id(),
        date,
        values.size(),
        byProvider.size(),
        methodology.modelsMin(),
        methodology.providersMin(),
        excluded);
    SortedMap<String, BigDecimal> capped = CappedWeights.of(byProvider, methodology.providerCap());
    SortedMap<TokenModel, BigDecimal> result = new TreeMap<>();
    values.forEach(
        (model, value) ->
            result.put(
                model,
                of(capped, model.provider())
                    .multiply(value)
                    .divide(of(byProvider, model.provider()), DIGITS)));
    return result;
  }

  private static <K> BigDecimal of(Map<K, BigDecimal> values, K key) {
    return found(values.get(key), "no value of %s", key);
  }

  private static BigDecimal sum(SortedMap<TokenModel, BigDecimal> values) {
    return values.values().stream().reduce(BigDecimal.ZERO, BigDecimal::add);
  }
}
