package novate.benchmark;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes down what runs of whole systems have measured: the verdict on every budget of theirs and
 * their rows, from the files of {@link MeasuredFile}, between the marks of the readme.
 */
public final class SystemReport {
  private static final String BEGIN = "<!-- systems: written by novate.benchmark.SystemReport -->";
  private static final String END = "<!-- end of systems -->";

  private SystemReport() {}

  /** See the class; the working directory is the root of the repository. */
  public static void main(String[] arguments) throws IOException {
    SortedMap<String, Measured> rows = new TreeMap<>();
    SortedMap<String, String> runs = new TreeMap<>();
    for (Path file : files()) {
      String json = Files.readString(file, UTF_8);
      Measured.all(json).forEach(row -> rows.put(row.row(), row));
      for (JsonNode result : JsonMapper.shared().readTree(json)) {
        runs.put(
            file.getFileName().toString().replace(".json", ""),
            result.get("finished").asString() + ": " + result.get("machine").asString());
      }
    }
    Report.rewrite(BEGIN, END, text(runs, rows));
  }

  private static List<Path> files() throws IOException {
    List<Path> files = new ArrayList<>();
    try (DirectoryStream<Path> found = Files.newDirectoryStream(MeasuredFile.DIRECTORY, "*.json")) {
      found.forEach(files::add);
    }
    files.sort(null);
    return files;
  }

  /**
   * The section.
   *
   * @param runs what is to be said of each measurement: when and where
   * @param rows by name
   */
  static String text(SortedMap<String, String> runs, Map<String, Measured> rows) {
    StringBuilder text = new StringBuilder();
    runs.forEach((name, words) -> text.append("* `%s`, finished %s%n".formatted(name, words)));
    text.append('\n').append(Report.budgets(Budget.OF_SYSTEMS, rows)).append('\n');
    text.append("| row | median | lowest .. highest | unit |\n|---|---|---|---|\n");
    for (Measured row : rows.values()) {
      text.append(
          "| `%s` | %s | %s .. %s | %s |%n"
              .formatted(
                  row.row(),
                  Budget.number(row.mean()),
                  Budget.number(row.lowest()),
                  Budget.number(row.highest()),
                  row.unit()));
    }
    return text.toString();
  }
}
