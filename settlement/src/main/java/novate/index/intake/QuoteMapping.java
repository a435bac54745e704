package novate.index.intake;

import static java.nio.charset.StandardCharsets.UTF_8;
import static novate.market.Checks.found;
import static novate.market.Checks.require;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.util.List;
import novate.index.Quote;
import novate.market.InvalidInputException;
import novate.wire.CsvTable;
import novate.wire.YamlFields;

/**
 * Reads quotes from a CSV file of any layout, by a mapping in YAML of its columns to our fields.
 *
 * <p>Every column of the file is read by a field or listed as ignored; every field but {@code
 * parties} and parts of {@code spec} has a rule, see {@code
 * settlement/src/main/resources/novate/index/mappings/eu-collected.yaml} for one with comments:
 *
 * <pre>  mapping       name and version
 *  id            line (file hash and line), or a rule
 *  index date time contributor price currency unit size class buyer seller
 *                a rule: column, constant or join; date and time take format, time takes zone;
 *                without date, it is that of the time in its zone; buyer and seller may be missing
 *  spec          rules for model and, when there are any, interconnect, term, region, node_size
 *  families      family by provider, or family: a rule; words of the vocabulary
 *  decimal       point (when missing) or comma
 *  ignored       columns that are not read</pre>
 *
 * A rule takes a column's text whole, or what stands {@code before} or {@code after} a separator,
 * and may translate it: {@code values} is complete, a word that is not in it is an error; {@code
 * groups} leaves a word of no group as it is.
 */
public final class QuoteMapping {
  private static final List<String> SHIPPED = List.of("eu-collected");

  private final String name;
  private final List<String> columns;
  private final QuoteRules rules;

  QuoteMapping(String name, List<String> columns, QuoteRules rules) {
    this.name = name;
    this.columns = columns;
    this.rules = rules;
  }

  /**
   * Reads a mapping.
   *
   * @param source the file as its sender knows it, for the errors
   * @throws IllegalArgumentException naming source and path of a key that is unknown, missing or
   *     contradicts another
   */
  public static QuoteMapping read(Reader yaml, String source) {
    return QuoteMappingFile.mapping(YamlFields.read(yaml, source));
  }

  /** The names of the mappings that come with the project. */
  public static List<String> shippedNames() {
    return SHIPPED;
  }

  /**
   * A mapping that comes with the project.
   *
   * @throws IllegalArgumentException when there is none of the name
   */
  public static QuoteMapping shipped(String name) {
    require(
        SHIPPED.contains(name),
        "no mapping '%s' comes with the project; there are %s",
        name,
        String.join(", ", SHIPPED));
    String resource = "/novate/index/mappings/" + name + ".yaml";
    try (InputStream bytes =
        found(QuoteMapping.class.getResourceAsStream(resource), "no %s", resource)) {
      return read(new InputStreamReader(bytes, UTF_8), resource);
    } catch (IOException e) {
      throw new UncheckedIOException(resource, e);
    }
  }

  /** Name and version, {@code eu-collected/1}. */
  public String name() {
    return name;
  }

  /**
   * All quotes, in the order of the file, repeated lines included.
   *
   * @param source the file as its sender knows it, for the errors
   * @param fileHash hash of the file's bytes; names the quotes of a layout without ids
   * @throws InvalidInputException with every error of the file
   */
  public List<Quote> quotes(Reader csv, String source, String fileHash) {
    require(!fileHash.isBlank(), "file %s needs a hash to name its quotes", source);
    return CsvTable.read(csv, source, columns, row -> rules.quote(row, fileHash));
  }
}
