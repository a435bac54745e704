package novate.clearing.evidence;

import static novate.market.Checks.found;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;
import novate.market.InputError;
import novate.market.InvalidInputException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What has been tried against the house.
 *
 * @param isOpen true when a failure is open
 * @param openFailures in words
 * @param versions what it was tried with
 * @param runs what they have left
 * @param mended what was found and mended
 * @param faults the catalogue
 */
public record Evidence(
    boolean isOpen,
    List<String> openFailures,
    Versions versions,
    List<Run> runs,
    List<Mended> mended,
    List<FaultRow> faults) {
  private static final String EXTENSION = ".json";

  /** Keeps its own copies. */
  public Evidence {
    openFailures = List.copyOf(openFailures);
    runs = List.copyOf(runs);
    mended = List.copyOf(mended);
    faults = List.copyOf(faults);
  }

  /**
   * Gathers what runs have left in some directories; one that is not there has nothing.
   *
   * @throws InvalidInputException when a file is no flat object of numbers and words
   */
  public static Evidence gather(List<Path> directories) {
    List<Run> runs = new ArrayList<>();
    directories.stream().filter(Files::isDirectory).forEach(each -> runs.addAll(runs(each)));
    List<String> open = runs.stream().flatMap(run -> run.openFailures().stream()).toList();
    return new Evidence(
        !open.isEmpty(), open, Versions.here(), runs, mendedFailures(), faultCatalogue());
  }

  private static List<Run> runs(Path directory) {
    try (Stream<Path> files = Files.list(directory)) {
      return files
          .filter(file -> file.getFileName().toString().endsWith(EXTENSION))
          .sorted()
          .map(Evidence::run)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Run run(Path file) {
    String name = file.getFileName().toString();
    JsonNode facts = read(file);
    TreeMap<String, String> byName = new TreeMap<>();
    if (!facts.isObject()) {
      throw refused(file, "", "must be one flat JSON object");
    }
    facts
        .properties()
        .forEach(
            fact -> {
              if (!fact.getValue().isNumber() && !fact.getValue().isString()) {
                throw refused(file, fact.getKey(), "must be a number or a text");
              }
              byName.put(fact.getKey(), fact.getValue().asString());
            });
    return new Run(name.substring(0, name.length() - EXTENSION.length()), file.toString(), byName);
  }

  private static JsonNode read(Path file) {
    try {
      return JsonMapper.shared().readTree(Files.readString(file));
    } catch (JacksonException e) {
      throw refused(file, "", "is no JSON: " + e.getOriginalMessage());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static InvalidInputException refused(Path file, String field, String message) {
    return new InvalidInputException(
        List.of(new InputError(file.toString(), 1, field, "", message)));
  }

  /** The catalogue of faults, each with its tests or the reason why there are none. */
  public static List<FaultRow> faultCatalogue() {
    return rows("faults.json")
        .valueStream()
        .map(
            row ->
                new FaultRow(
                    row.get("row").asString(),
                    row.get("fault").asString(),
                    row.get("tests").valueStream().map(JsonNode::asString).toList(),
                    row.get("reason").asString()))
        .toList();
  }

  /** What was found and mended. */
  public static List<Mended> mendedFailures() {
    return rows("mended.json")
        .valueStream()
        .map(
            row ->
                new Mended(
                    row.get("failure").asString(),
                    row.get("cause").asString(),
                    row.get("commit").asString(),
                    row.get("test").asString()))
        .toList();
  }

  private static JsonNode rows(String resource) {
    try (InputStream in =
        found(Evidence.class.getResourceAsStream(resource), "no resource %s", resource)) {
      return JsonMapper.shared().readTree(in.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
