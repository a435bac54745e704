package novate.scenario;

import static novate.market.Checks.found;
import static novate.market.Checks.require;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import novate.market.Hashing;
import novate.wire.YamlFields;

/**
 * Scenario sets as YAML. A price move is written as the methodology's table writes it ({@code
 * +1/3}, {@code -EMM}), so that the file can be laid beside the table.
 */
public final class ScenarioSets {
  private static final String STANDARD = "span-16.yaml";
  private static final String EXTREME = "EMM";
  private static final Map<String, Integer> THIRDS =
      Map.of("0", 0, "+1/3", 1, "-1/3", -1, "+2/3", 2, "-2/3", -2, "+1", 3, "-1", -3);
  private static final Map<String, Integer> DIRECTIONS = Map.of("+", 1, "-", -1, "0", 0);

  private ScenarioSets() {}

  /** The 16 scenarios of the SPAN-style scan, section 3 of the methodology. */
  public static ScenarioSet standard16() {
    return read(new StringReader(standard16Text()), STANDARD);
  }

  /** The text that the standard set is read from, as it is published to a registry. */
  public static String standard16Text() {
    try (InputStream bytes =
        found(
            ScenarioSets.class.getResourceAsStream(STANDARD), "resource %s is missing", STANDARD)) {
      return new String(bytes.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Reads a scenario set; a refusal calls the text {@code scenarios}. */
  public static ScenarioSet read(Reader reader) {
    return read(reader, "scenarios");
  }

  /**
   * Reads and checks a scenario set.
   *
   * @param sourceName what a refusal calls the file
   * @throws IllegalArgumentException naming source, field and value
   */
  public static ScenarioSet read(Reader reader, String sourceName) {
    YamlFields file = YamlFields.read(reader, sourceName).only("id", "scenarios");
    return file.build(
        () ->
            new ScenarioSet(
                file.text("id"),
                file.items("scenarios").stream()
                    .map(fields -> fields.build(() -> scenario(fields)))
                    .toList()));
  }

  private static Scenario scenario(YamlFields fields) {
    fields.only("number", "price", "volatility", "weight", "pair");
    String price = fields.text("price");
    boolean isExtreme = price.endsWith(EXTREME);
    String weight = fields.text("weight");
    require(
        weight.equals(isExtreme ? "ECF" : "1"),
        "weight of a price move of %s must be %s, got %s",
        price,
        isExtreme ? "ECF" : "1",
        weight);
    // +EMM and -EMM carry only their direction; its size is a parameter of the commodity.
    String move = isExtreme ? price.replace(EXTREME, "1") : price;
    int thirds = found(THIRDS.get(move), "price '%s' is no move of the table", price);
    return new Scenario(
        fields.integer("number"),
        isExtreme ? Integer.signum(thirds) : thirds,
        isExtreme,
        direction(fields.text("volatility")),
        fields.integer("pair"));
  }

  private static int direction(String volatility) {
    return found(DIRECTIONS.get(volatility), "volatility must be +, - or 0, got '%s'", volatility);
  }

  /**
   * SHA-256 over the content of a set, hexadecimal: what a margin result names its scenarios by.
   */
  public static String hash(ScenarioSet set) {
    StringBuilder text = new StringBuilder(set.id()).append('\n');
    for (Scenario scenario : set.scenarios()) {
      text.append(scenario.number()).append(',').append(scenario.priceThirds()).append(',');
      text.append(scenario.isExtreme()).append(',').append(scenario.volatilityDirection());
      text.append(',').append(scenario.pair()).append('\n');
    }
    return Hashing.sha256(text.toString());
  }
}
