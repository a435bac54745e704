package novate.clearing.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The catalogue names every invariant and fault once, and only tests that are there. */
class FaultRowsTest {
  private static final Map<String, Integer> ROWS_BY_SECTION =
      Map.of("I", 18, "P", 8, "S", 8, "K", 13, "D", 9, "X", 11, "M", 13, "E", 9, "C", 7);

  @Test
  void everyFaultHasItsRow() {
    List<String> expected = new ArrayList<>();
    ROWS_BY_SECTION.forEach(
        (section, count) -> {
          for (int i = 1; i <= count; i++) {
            expected.add(section + i);
          }
        });
    assertThat(Evidence.faultCatalogue())
        .extracting(FaultRow::row)
        .containsExactlyInAnyOrderElementsOf(expected);
  }

  @Test
  void everyTestThatIsNamedIsThere() throws IOException {
    Map<String, String> sourceByTest = sources();
    Stream<String> named =
        Stream.concat(
            Evidence.faultCatalogue().stream().flatMap(row -> row.tests().stream()),
            Evidence.mendedFailures().stream().map(Mended::test));
    assertThat(named.filter(test -> !isThere(test, sourceByTest))).isEmpty();
  }

  private static boolean isThere(String test, Map<String, String> sourceByTest) {
    String[] parts = test.split("#", 2);
    String source = sourceByTest.get(parts[0]);
    if (source == null) {
      return false;
    }
    return parts.length == 1 || source.contains("void " + parts[1] + "(");
  }

  /** The sources of all tests of the house by class name. */
  private static Map<String, String> sources() throws IOException {
    Path root = Path.of("..", "..");
    Map<String, String> sources = new HashMap<>();
    for (String module :
        List.of(
            "schemas",
            "scenarios",
            "margin-engine",
            "settlement",
            "clearing/core",
            "clearing/app")) {
      try (Stream<Path> files = Files.walk(root.resolve(module).resolve("src/test/java"))) {
        for (Path test : files.filter(FaultRowsTest::isTest).toList()) {
          String name = test.getFileName().toString();
          sources.put(name.substring(0, name.length() - ".java".length()), Files.readString(test));
        }
      }
    }
    return sources;
  }

  private static boolean isTest(Path file) {
    return file.getFileName().toString().endsWith("Test.java");
  }

  @Test
  void aRowWithoutTestNeedsAReason() {
    assertThatThrownBy(() -> new FaultRow("P9", "lightning", List.of(), " "))
        .hasMessage("fault P9 has neither a test nor a reason why not");
  }
}
