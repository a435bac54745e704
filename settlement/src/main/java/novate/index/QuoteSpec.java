package novate.index;

import static novate.market.Checks.require;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What a quote prices, from coarse to fine. A part that is not given is empty, and zero for the
 * node size; nothing is guessed.
 *
 * @param model for example {@code H100}, {@code B200}, or a token bundle
 * @param interconnect for example {@code SXM}, {@code PCIE}, {@code NVL}
 * @param term for example {@code on_demand}, {@code spot}, {@code reserved_1y}
 * @param region ISO 3166 country like {@code DE}, or a wider region like {@code EU}
 * @param nodeSize GPUs of one machine; zero when not given
 */
public record QuoteSpec(
    String model, String interconnect, String term, String region, int nodeSize) {
  private static final int PARTS = 5;
  private static final Pattern SIZE = Pattern.compile("[0-9]{1,6}");

  /** Refuses a spec without model, parts that hold a slash, and a negative node size. */
  public QuoteSpec {
    require(!model.isBlank(), "a quote's spec must name a model");
    for (String part : List.of(model, interconnect, term, region)) {
      require(
          part.chars().noneMatch(c -> c == '/' || c == ',' || Character.isISOControl(c)),
          "part '%s' of a spec must not hold slashes, commas or control characters",
          part);
    }
    require(nodeSize >= 0, "node size of %s must be zero or more, got %d", model, nodeSize);
  }

  /**
   * Reads {@code model/interconnect/term/region/nodeSize}; parts at the end may be left out, and
   * any but the model may be empty.
   *
   * @throws IllegalArgumentException when there are more parts or the node size is no number
   */
  public static QuoteSpec parse(String text) {
    List<String> parts = List.of(text.split("/", -1));
    require(parts.size() <= PARTS, "spec '%s' has more than %d parts", text, PARTS);
    String size = part(parts, PARTS - 1);
    return new QuoteSpec(
        part(parts, 0),
        part(parts, 1),
        part(parts, 2),
        part(parts, 3),
        size.isEmpty() ? 0 : nodeSize(size));
  }

  private static int nodeSize(String text) {
    require(SIZE.matcher(text).matches(), "node size must be a number of GPUs, got '%s'", text);
    return Integer.parseInt(text);
  }

  private static String part(List<String> parts, int place) {
    return place < parts.size() ? parts.get(place) : "";
  }

  /** The text that {@link #parse} reads; empty parts at the end are left out. */
  public String text() {
    String all =
        String.join(
            "/",
            Stream.of(model, interconnect, term, region, nodeSize == 0 ? "" : nodeSize + "")
                .toList());
    return all.replaceAll("/+$", "");
  }

  @Override
  public String toString() {
    return text();
  }
}
