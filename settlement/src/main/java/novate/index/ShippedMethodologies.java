package novate.index;

import static novate.market.Checks.found;
import static novate.market.Checks.require;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * The methodologies that come with the house, each a file that says in its comments what it
 * follows.
 */
public final class ShippedMethodologies {
  /** Their names, as {@link #of} takes them. */
  public static final List<String> NAMES =
      List.of(
          "house",
          "eu-cri-raw",
          "partitioned-volume-weighted-median",
          "offer-weighted-median",
          "count-trimmed-segments",
          "trailing-seven-day-median",
          "clamped-average",
          "executed-vwap",
          "daily-settlement");

  private ShippedMethodologies() {}

  /**
   * The methodology of a name.
   *
   * @throws IllegalArgumentException when there is none, naming those there are
   */
  public static Methodology of(String name) {
    require(NAMES.contains(name), "no methodology '%s' is shipped; there are %s", name, NAMES);
    String file = "methodologies/" + name + ".yaml";
    try (InputStream stream =
        found(ShippedMethodologies.class.getResourceAsStream(file), "no resource %s", file)) {
      return MethodologyFile.read(
          new InputStreamReader(stream, StandardCharsets.UTF_8), name + ".yaml");
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the resource " + file, e);
    }
  }
}
