package novate.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReportTest {
  private static final String RESULTS =
      """
      [{"benchmark": "novate.benchmark.ScanBenchmark.vector",
        "primaryMetric": {"score": 6.0, "scoreError": "NaN", "scoreUnit": "ms/op",
                          "rawData": [[5.0, 7.0]]}},
       {"benchmark": "novate.benchmark.ScanBenchmark.worstCKernel",
        "primaryMetric": {"score": 5.0, "scoreError": 0.1, "scoreUnit": "ms/op",
                          "rawData": [[4.0], [6.0]]}},
       {"benchmark": "novate.benchmark.GrowthBenchmark.house", "params": {"size": "10x4x250"},
        "primaryMetric": {"score": 8.0, "scoreError": 0.1, "scoreUnit": "ms/op",
                          "rawData": [[7.0, 9.0]]}},
       {"benchmark": "novate.benchmark.GrowthBenchmark.house", "params": {"size": "100x4x250"},
        "primaryMetric": {"score": 80.0, "scoreError": 0.1, "scoreUnit": "ms/op",
                          "rawData": [[70.0, 90.0]]}}]
      """;

  private final List<Measured> rows = Measured.all(RESULTS);

  private static Budget scan() {
    return Budget.ALL.stream()
        .filter(b -> b.by().equals("Scan.worstCKernel"))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void aRowHasTheMeanAndTheRangeOfItsIterations() {
    assertThat(rows.get(1)).isEqualTo(new Measured("Scan.worstCKernel", 5, 0.1, 4, 6, "ms/op"));
    assertThat(rows.get(2).row()).isEqualTo("Growth.house[10x4x250]");
  }

  /** 6 / 5 is below 1.5, but 7 / 4 is not. */
  @Test
  void aBudgetIsMetByTheMeansAndOpenWhereTheIterationsDisagree() {
    Map<String, Measured> byName =
        Map.of("Scan.vector", rows.get(0), "Scan.worstCKernel", rows.get(1));
    assertThat(scan().line(byName))
        .endsWith("| 1.20 | 0.833 .. 1.75 | met by the means, ranges straddle |");
    assertThat(scan().line(Map.of())).endsWith("| not measured |");
  }

  @Test
  void everyRowOfABudgetIsThere() {
    for (Budget budget : Budget.ALL) {
      for (String row : List.of(budget.row(), budget.by())) {
        assertThat(row.isEmpty() || isMethod(row)).as(row).isTrue();
      }
    }
  }

  private static boolean isMethod(String row) {
    String[] parts = row.split("[.\\[]");
    try {
      return List.of(
              Class.forName("novate.benchmark." + parts[0] + "Benchmark").getDeclaredMethods())
          .stream()
          .anyMatch(method -> method.getName().equals(parts[1]));
    } catch (ClassNotFoundException e) {
      throw new AssertionError("no class of row " + row, e);
    }
  }

  @Test
  void theReadmeKeepsWhatStandsOutsideTheMarks() {
    String readme =
        "before\n<!-- measured: written by novate.benchmark.Report -->\nold\n"
            + "<!-- end of measured -->\nafter\n";
    assertThat(Report.replaced(readme, Report.BEGIN, Report.END, "new\n"))
        .startsWith("before\n")
        .endsWith("<!-- end of measured -->\nafter\n")
        .contains("new\n")
        .doesNotContain("old");
    assertThatThrownBy(() -> Report.replaced("no marks", Report.BEGIN, Report.END, "new"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("has no marks");
  }

  @Test
  void thePictureShowsEveryHouseAndIsEmptyWithoutAny() {
    assertThat(GrowthPicture.of(rows)).startsWith("<svg").contains(">8.00<", ">80.0<");
    assertThat(GrowthPicture.of(List.of())).isEmpty();
  }
}
