package novate.benchmark;

import static java.nio.charset.StandardCharsets.UTF_8;
import static novate.market.Checks.require;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Measures and writes down: runs JMH with the arguments given, then puts the rows, the verdict on
 * every budget and the memory of an account between the marks of {@code benchmarks/README.md}, and
 * the growth beside it as {@code growth.svg}. With files of JMH's JSON as arguments it only writes
 * down what they hold; of a row in several of them the last one counts.
 */
public final class Report {
  static final String BEGIN = "<!-- measured: written by novate.benchmark.Report -->";
  static final String END = "<!-- end of measured -->";
  private static final Path RESULTS = Path.of("benchmarks/target/results.json");
  static final Path README = Path.of("benchmarks/README.md");
  private static final Path GROWTH = Path.of("benchmarks/growth.svg");

  private Report() {}

  /** See the class; the working directory is the root of the repository. */
  public static void main(String[] arguments) throws IOException {
    require(Files.isRegularFile(README), "%s is not here: start at the repository's root", README);
    double load = ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
    boolean isMeasured = arguments.length > 0 && arguments[0].endsWith(".json");
    Map<String, Measured> rows = new TreeMap<>();
    for (String file : isMeasured ? List.of(arguments) : List.of(measure(arguments))) {
      Measured.all(Files.readString(Path.of(file))).forEach(row -> rows.put(row.row(), row));
    }
    String machine =
        isMeasured
            ? ""
            : String.format(
                Locale.ROOT,
                "Finished %s; %s.%n%n",
                Clock.systemUTC().instant().truncatedTo(ChronoUnit.MINUTES),
                machine(load));
    rewrite(BEGIN, END, text(machine, rows));
    String picture = GrowthPicture.of(List.copyOf(rows.values()));
    if (!picture.isEmpty()) {
      Files.writeString(GROWTH, picture);
    }
  }

  private static String measure(String[] arguments) throws IOException {
    List<String> all = new ArrayList<>(List.of("-rf", "json", "-rff", RESULTS.toString()));
    all.addAll(List.of(arguments));
    Main.main(all.toArray(String[]::new));
    return RESULTS.toString();
  }

  /**
   * What the machine is, for people.
   *
   * @param load of it, before anything was measured
   */
  static String machine(double load) {
    return String.format(
        Locale.ROOT,
        "%s, %d processors, load at the start %.1f; Java %s",
        processor(),
        Runtime.getRuntime().availableProcessors(),
        load,
        Runtime.version());
  }

  private static String processor() {
    Path cpuinfo = Path.of("/proc/cpuinfo");
    if (!Files.isReadable(cpuinfo)) {
      return System.getProperty("os.arch");
    }
    try (var lines = Files.lines(cpuinfo, UTF_8)) {
      return lines
          .filter(line -> line.startsWith("model name"))
          .map(line -> line.substring(line.indexOf(':') + 1).strip())
          .findFirst()
          .orElse(System.getProperty("os.arch"));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + cpuinfo, e);
    }
  }

  static String text(String machine, Map<String, Measured> rows) {
    StringBuilder text = new StringBuilder(machine);
    text.append(budgets(Budget.ALL, rows));
    AccountMemory memory = new AccountMemory();
    text.append(
        String.format(
            Locale.ROOT,
            "%nMemory of one account with 500 positions in 20 commodities: %,d bytes of positions,"
                + " %,d bytes with its margin kept up to date.%n%n",
            memory.ofPositions(),
            memory.ofLiveAccount()));
    text.append("| row | mean ± | lowest .. highest | unit |\n|---|---|---|---|\n");
    for (Measured row : rows.values()) {
      text.append(
          String.format(
              Locale.ROOT,
              "| `%s` | %s ± %s | %s .. %s | %s |%n",
              row.row(),
              Budget.number(row.mean()),
              Budget.number(row.error()),
              Budget.number(row.lowest()),
              Budget.number(row.highest()),
              row.unit()));
    }
    return text.toString();
  }

  /** The verdicts on budgets as a table. */
  static String budgets(List<Budget> budgets, Map<String, Measured> rows) {
    StringBuilder text =
        new StringBuilder("| budget | rows | ratio | between | verdict |\n|---|---|---|---|---|\n");
    for (Budget budget : budgets) {
      text.append(budget.line(rows)).append('\n');
    }
    return text.toString();
  }

  /** Writes the readme with what stands between two marks replaced. */
  static void rewrite(String beginMark, String endMark, String measured) throws IOException {
    String readme = Files.readString(README);
    Files.writeString(README, replaced(readme, beginMark, endMark, measured));
  }

  /** The readme with what stands between the marks replaced. */
  static String replaced(String readme, String beginMark, String endMark, String measured) {
    int begin = readme.indexOf(beginMark);
    int end = readme.indexOf(endMark);
    require(begin >= 0 && end > begin, "%s has no marks %s", README, beginMark);
    return readme.substring(0, begin + beginMark.length())
        + "\n\n"
        + measured
        + "\n"
        + readme.substring(end);
  }
}
