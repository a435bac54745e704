package novate.scenario;

import static novate.market.Checks.found;
import static novate.market.Checks.require;

import com.google.errorprone.annotations.FormatMethod;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import novate.market.CombinedCommodityId;
import novate.market.Hashing;
import novate.wire.YamlFields;

/**
 * A stress library as YAML. Families (sets of commodities that may overlap) and shapes are named
 * once; a shock says what it moves by the name of a family or of a commodity.
 *
 * <pre>
 * id: "stress-compute/1"
 * families:
 *   GPU: [H100, B200]
 *   TOKEN: [TOKEN]
 * shapes:
 *   spot: {0: 1.0, 1: 0.6, 6: 0.0}
 * scenarios:
 *   - id: outage-60
 *     title: Provider outage, spot +60 %
 *     narrative: A region goes dark ...
 *     shocks:
 *       - {on: GPU, price: {kind: FRACTION, size: 0.6}, shape: spot, volatility: {kind: FACTOR, size: 1.5}}
 * </pre>
 *
 * <p>A shock needs a price or a volatility; without a shape every month feels the whole move.
 */
public final class StressLibraryFile {
  private static final String STANDARD = "stress-library.yaml";

  private StressLibraryFile() {}

  /** The library for the sample market of compute: methodology, section 8. */
  public static StressLibrary standard() {
    return read(new StringReader(standardText()), STANDARD);
  }

  /** The text that {@link #standard} is read from: something to start one's own from. */
  public static String standardText() {
    try (InputStream bytes =
        found(
            StressLibraryFile.class.getResourceAsStream(STANDARD),
            "resource %s is missing",
            STANDARD)) {
      return new String(bytes.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Reads and checks a library.
   *
   * @param sourceName what a refusal calls the file
   * @throws IllegalArgumentException naming source, field and value: an unknown, missing or
   *     repeated field, a shock on or a shape of an unknown name, a commodity that one scenario
   *     moves twice
   */
  public static StressLibrary read(Reader reader, String sourceName) {
    YamlFields file =
        YamlFields.read(reader, sourceName).only("id", "families", "shapes", "scenarios");
    SortedMap<String, SortedSet<CombinedCommodityId>> families =
        file.build(() -> families(file.fields("families")));
    SortedMap<String, TenorShape> shapes = file.build(() -> shapes(file.fields("shapes")));
    SortedSet<CombinedCommodityId> commodities = new TreeSet<>();
    families.values().forEach(commodities::addAll);
    List<StressScenario> scenarios =
        file.items("scenarios").stream()
            .map(fields -> fields.build(() -> scenario(fields, families, shapes)))
            .toList();
    return file.build(() -> new StressLibrary(file.text("id"), commodities, scenarios));
  }

  private static SortedMap<String, SortedSet<CombinedCommodityId>> families(YamlFields fields) {
    SortedMap<String, SortedSet<CombinedCommodityId>> families = new TreeMap<>();
    SortedMap<String, SortedSet<CombinedCommodityId>> alone = new TreeMap<>();
    for (String name : fields.names()) {
      SortedSet<CombinedCommodityId> members = new TreeSet<>();
      for (String member : fields.texts(name)) {
        CombinedCommodityId commodity = fields.build(() -> new CombinedCommodityId(member));
        members.add(commodity);
        alone.put(member, new TreeSet<>(List.of(commodity)));
      }
      families.put(name, members);
    }
    // A family may be named as its only commodity is; otherwise the name would mean two things.
    alone.forEach(
        (name, commodity) ->
            require(
                families.getOrDefault(name, commodity).equals(commodity),
                "family %s is named as a commodity and has others in it",
                name));
    families.putAll(alone);
    return families;
  }

  private static SortedMap<String, TenorShape> shapes(YamlFields fields) {
    SortedMap<String, TenorShape> shapes = new TreeMap<>();
    for (String name : fields.names()) {
      YamlFields shape = fields.fields(name);
      SortedMap<Integer, Double> shares = new TreeMap<>();
      for (String month : shape.names()) {
        require(month.matches("[0-9]{1,3}"), "shape %s: '%s' is no month", name, month);
        shares.put(Integer.parseInt(month), shape.number(month));
      }
      shapes.put(name, shape.build(() -> new TenorShape(shares)));
    }
    return shapes;
  }

  private static StressScenario scenario(
      YamlFields fields,
      SortedMap<String, SortedSet<CombinedCommodityId>> families,
      SortedMap<String, TenorShape> shapes) {
    fields.only("id", "title", "narrative", "shocks");
    SortedMap<CombinedCommodityId, StressShock> shocks = new TreeMap<>();
    for (YamlFields item : fields.items("shocks")) {
      item.build(
          () -> {
            StressShock shock = shock(item, shapes);
            String on = item.text("on");
            for (CombinedCommodityId commodity :
                found(families.get(on), "'%s' is no family and no commodity of one", on)) {
              require(shocks.put(commodity, shock) == null, "%s is moved twice", commodity);
            }
            return shock;
          });
    }
    return new StressScenario(
        fields.text("id"), fields.text("title"), fields.text("narrative").strip(), shocks);
  }

  private static StressShock shock(YamlFields fields, SortedMap<String, TenorShape> shapes) {
    fields.only("on", "price", "shape", "volatility");
    boolean movesPrice = fields.has("price");
    boolean movesVolatility = fields.has("volatility");
    require(movesPrice || movesVolatility, "a shock needs a price or a volatility");
    require(movesPrice || !fields.has("shape"), "a shape needs a price");
    return new StressShock(
        movesPrice ? price(fields.fields("price")) : PriceMove.NONE,
        fields.has("shape")
            ? found(shapes.get(fields.text("shape")), "no shape '%s'", fields.text("shape"))
            : TenorShape.PARALLEL,
        movesVolatility ? volatility(fields.fields("volatility")) : VolatilityMove.NONE);
  }

  private static PriceMove price(YamlFields fields) {
    fields.only("kind", "size");
    return fields.build(
        () -> new PriceMove(fields.choice("kind", PriceMove.Kind.class), fields.number("size")));
  }

  private static VolatilityMove volatility(YamlFields fields) {
    fields.only("kind", "size");
    return fields.build(
        () ->
            new VolatilityMove(
                fields.choice("kind", VolatilityMove.Kind.class), fields.number("size")));
  }

  /**
   * SHA-256 over the content of a library, hexadecimal: what a stress result names its scenarios
   * by. Families and shapes are resolved, so it does not matter how a file spells them.
   */
  public static String hash(StressLibrary library) {
    List<String> lines = new ArrayList<>();
    line(lines, "%s %s", library.id(), library.commodities());
    for (StressScenario scenario : library.scenarios()) {
      line(lines, "%s", scenario.id());
      line(lines, "%s", scenario.title());
      line(lines, "%s", scenario.narrative());
      scenario
          .shocks()
          .forEach(
              (commodity, shock) ->
                  line(
                      lines,
                      "%s %s %s %s %s %s",
                      commodity,
                      shock.price().kind(),
                      shock.price().size(),
                      shock.shape().shareByMonth(),
                      shock.volatility().kind(),
                      shock.volatility().size()));
    }
    return Hashing.sha256(String.join("\n", lines));
  }

  @FormatMethod
  private static void line(List<String> lines, String format, Object... values) {
    lines.add(String.format(Locale.ROOT, format, values));
  }
}
