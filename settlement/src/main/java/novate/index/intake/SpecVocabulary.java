package novate.index.intake;

import static java.nio.charset.StandardCharsets.UTF_8;
import static novate.market.Checks.found;
import static novate.market.Checks.require;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.util.List;
import novate.wire.YamlFields;

/** The words for interconnects, terms and families: {@code novate/index/vocabulary.yaml}. */
record SpecVocabulary(List<String> interconnects, List<String> terms, List<String> families) {
  /** The shipped vocabulary. */
  static final SpecVocabulary SHIPPED = read("/novate/index/vocabulary.yaml");

  private static SpecVocabulary read(String resource) {
    try (InputStream bytes =
        found(SpecVocabulary.class.getResourceAsStream(resource), "no %s", resource)) {
      YamlFields fields = YamlFields.read(new InputStreamReader(bytes, UTF_8), resource);
      fields.only("interconnects", "terms", "families");
      return new SpecVocabulary(
          fields.texts("interconnects"), fields.texts("terms"), fields.texts("families"));
    } catch (IOException e) {
      throw new UncheckedIOException(resource, e);
    }
  }

  String interconnect(String word) {
    return known("interconnect", word, interconnects);
  }

  String term(String word) {
    return known("term", word, terms);
  }

  String family(String word) {
    require(!word.isEmpty(), "family must not be empty");
    return known("family", word, families);
  }

  private static String known(String kind, String word, List<String> words) {
    require(
        word.isEmpty() || words.contains(word),
        "%s '%s' is not in the vocabulary: %s",
        kind,
        word,
        String.join(", ", words));
    return word;
  }
}
