package novate.index.token;

import static novate.market.Checks.found;
import static novate.market.Checks.require;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import novate.market.IndexId;
import novate.wire.YamlFields;

/**
 * The methodology of a token index as YAML. Bundles and baskets are named once; a period says which
 * of them it freezes.
 *
 * <pre>
 * id: compute-token/1
 * index: COMPUTE-TOKEN
 * base_value: 100
 * decimals: 4
 * providers: [anthropic, openai, mistral, xai]
 * provider_cap: 0.3
 * models_min: 4
 * providers_min: 4
 * moves: {flag: 2, hold: 5}
 * low_confidence_share: 0.25
 * bundles:
 *   chat: {input: 0.75, output: 0.25, cache_hit: 0.2}
 * baskets:
 *   first:
 *     named:
 *       openai: [gpt-4o, gpt-4o-mini]
 *       xai: [xai/grok-2]
 *       ...
 *   second:
 *     weighted:
 *       - {provider: openai, model: gpt-5, quantity: 3}
 *       ...
 *   third:
 *     longest_listed: {count: 12, per_provider: 2}
 * periods:
 *   - {from: 2025-02-06, listed_days: 0, bundle: chat, basket: first}
 *   - {from: 2025-04-01, listed_days: 30, bundle: chat, basket: second}
 * </pre>
 *
 * <p>What each number means stands at the records that hold it: {@link TokenMethodology}, {@link
 * TokenBundle}, {@link MoveBounds}, {@link BasketRule}, {@link TokenPeriod}.
 */
public final class TokenMethodologyFile {
  private static final String STANDARD = "compute-token.yaml";

  private TokenMethodologyFile() {}

  /** The methodology that is shipped. */
  public static TokenMethodology standard() {
    return read(new StringReader(standardText()), STANDARD);
  }

  /** The text that {@link #standard} is read from: something to start one's own from. */
  public static String standardText() {
    try (InputStream bytes =
        found(
            TokenMethodologyFile.class.getResourceAsStream(STANDARD),
            "resource %s is missing",
            STANDARD)) {
      return new String(bytes.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Reads and checks a methodology.
   *
   * @param source what a refusal calls the file
   * @throws IllegalArgumentException naming source, field and value: an unknown, missing or
   *     repeated field, a bundle or basket that is named and not there or there and not named, or
   *     rules that contradict each other
   */
  public static TokenMethodology read(Reader reader, String source) {
    YamlFields file =
        YamlFields.read(reader, source)
            .only(
                "id",
                "index",
                "base_value",
                "decimals",
                "providers",
                "provider_cap",
                "models_min",
                "providers_min",
                "moves",
                "low_confidence_share",
                "bundles",
                "baskets",
                "periods");
    YamlFields moves = file.fields("moves").only("flag", "hold");
    return file.build(
        () ->
            new TokenMethodology(
                file.text("id"),
                new IndexId(file.text("index")),
                file.decimal("base_value"),
                file.integer("decimals"),
                distinct(file.texts("providers")),
                file.decimal("provider_cap"),
                file.integer("models_min"),
                file.integer("providers_min"),
                moves.build(() -> new MoveBounds(moves.decimal("flag"), moves.decimal("hold"))),
                file.decimal("low_confidence_share"),
                periods(file)));
  }

  private static SortedSet<String> distinct(List<String> texts) {
    SortedSet<String> distinct = new TreeSet<>();
    texts.forEach(text -> require(distinct.add(text), "%s stands twice", text));
    return distinct;
  }

  private static List<TokenPeriod> periods(YamlFields file) {
    YamlFields bundles = file.fields("bundles");
    YamlFields baskets = file.fields("baskets");
    Set<String> unused = new HashSet<>(bundles.names());
    unused.addAll(baskets.names());
    List<TokenPeriod> periods = new ArrayList<>();
    for (YamlFields period : file.items("periods")) {
      period.only("from", "listed_days", "bundle", "basket");
      unused.remove(period.text("bundle"));
      unused.remove(period.text("basket"));
      periods.add(period.build(() -> period(period, bundles, baskets)));
    }
    require(unused.isEmpty(), "no period uses %s", new TreeSet<>(unused));
    return periods;
  }

  private static TokenPeriod period(YamlFields period, YamlFields bundles, YamlFields baskets) {
    YamlFields bundle = named(period, "bundle", bundles).only("input", "output", "cache_hit");
    YamlFields basket =
        named(period, "basket", baskets).only("named", "weighted", "longest_listed");
    return new TokenPeriod(
        date(period.text("from")),
        period.integer("listed_days"),
        bundle.build(
            () ->
                new TokenBundle(
                    bundle.decimal("input"),
                    bundle.decimal("output"),
                    bundle.decimal("cache_hit"))),
        basket.build(() -> basket(basket)));
  }

  private static YamlFields named(YamlFields period, String field, YamlFields all) {
    String name = period.text(field);
    require(all.has(name), "no %s is named '%s'; there are %s", field, name, all.names());
    return all.fields(name);
  }

  private static BasketRule basket(YamlFields basket) {
    require(
        basket.names().size() == 1,
        "a basket is one of named, weighted, longest_listed; got %s",
        basket.names());
    if (basket.has("named")) {
      return new BasketRule.Named(models(basket.fields("named")));
    }
    if (basket.has("weighted")) {
      return new BasketRule.Weighted(quantities(basket.items("weighted")));
    }
    YamlFields longest = basket.fields("longest_listed").only("count", "per_provider");
    return new BasketRule.LongestListed(longest.integer("count"), longest.integer("per_provider"));
  }

  private static SortedSet<TokenModel> models(YamlFields byProvider) {
    SortedSet<TokenModel> models = new TreeSet<>();
    for (String provider : byProvider.names()) {
      for (String name : byProvider.texts(provider)) {
        TokenModel model = new TokenModel(provider, name);
        require(models.add(model), "%s stands twice", model);
      }
    }
    return models;
  }

  private static SortedMap<TokenModel, BigDecimal> quantities(List<YamlFields> items) {
    SortedMap<TokenModel, BigDecimal> quantities = new TreeMap<>();
    for (YamlFields item : items) {
      item.only("provider", "model", "quantity");
      TokenModel model =
          item.build(() -> new TokenModel(item.text("provider"), item.text("model")));
      require(quantities.put(model, item.decimal("quantity")) == null, "%s stands twice", model);
    }
    return quantities;
  }

  private static LocalDate date(String text) {
    try {
      return LocalDate.parse(text);
    } catch (DateTimeException e) {
      throw new IllegalArgumentException("from must be a date, got '%s'".formatted(text), e);
    }
  }
}
