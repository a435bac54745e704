package novate.benchmark;

import static java.nio.charset.StandardCharsets.UTF_8;
import static novate.market.Checks.require;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Locale;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What one run of a whole system has measured: rows as JMH writes them, so that one reader serves
 * both, each with the moment and the machine. The score is the median of the repetitions.
 *
 * <p>The files are kept beside the readme, since such a run takes minutes: measuring one system
 * again leaves the rows of the others as they stand.
 */
final class MeasuredFile {
  /** Where the files are, seen from the repository's root. */
  static final Path DIRECTORY = Path.of("benchmarks/measured");

  private final String name;
  private final double loadAtStart =
      ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
  private final ArrayNode rows = JsonMapper.shared().createArrayNode();

  /**
   * A file with no rows.
   *
   * @param name of the measurement, and of the file
   */
  MeasuredFile(String name) {
    this.name = name;
  }

  /** Adds a row; its score is the median. */
  void add(String row, String unit, double... repetitions) {
    require(repetitions.length > 0, "row %s has no repetition", row);
    double[] sorted = repetitions.clone();
    Arrays.sort(sorted);
    ObjectNode metric = JsonMapper.shared().createObjectNode();
    metric.put("score", sorted[sorted.length / 2]);
    metric.put("scoreError", "NaN");
    metric.put("scoreUnit", unit);
    ArrayNode forks = metric.putArray("rawData");
    ArrayNode fork = forks.addArray();
    Arrays.stream(repetitions).forEach(fork::add);
    ObjectNode result = rows.addObject();
    result.put("benchmark", "novate.benchmark." + name + "." + row);
    result.set("primaryMetric", metric);
    result.put("machine", Report.machine(loadAtStart));
    result.put("finished", Clock.systemUTC().instant().truncatedTo(ChronoUnit.MINUTES).toString());
    System.out.printf(
        Locale.ROOT,
        "%s.%s %s %s of %s%n",
        name,
        row,
        Budget.number(sorted[sorted.length / 2]),
        unit,
        Arrays.toString(repetitions));
  }

  /** Writes the file, if this is the repository's root, and the readme with it. */
  void write() throws IOException {
    if (!Files.isRegularFile(Report.README)) {
      System.out.printf("there is no %s here: nothing is written%n", DIRECTORY);
      return;
    }
    Files.createDirectories(DIRECTORY);
    Files.writeString(
        DIRECTORY.resolve(name + ".json"), rows.toPrettyString() + System.lineSeparator(), UTF_8);
    SystemReport.main(new String[0]);
  }
}
