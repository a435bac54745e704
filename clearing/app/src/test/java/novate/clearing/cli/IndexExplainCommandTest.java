package novate.clearing.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Seven contributors at 2.00 to 2.06, one of them with two quotes, and one list price of 9. */
class IndexExplainCommandTest {
  private static final String HEADER =
      "id,index,date,time,contributor,family,spec,price,currency,unit,size,class,buyer,seller\n";

  @TempDir private Path directory;
  private Path quotes = Path.of("quotes.csv");

  @BeforeEach
  void writeQuotes() throws IOException {
    StringBuilder csv = new StringBuilder(HEADER);
    for (int i = 0; i < 7; i++) {
      csv.append(line("q" + i, "c" + i, "2.0" + i, "firm"));
    }
    csv.append(line("q7", "c6", "9.00", "posted"));
    quotes = Files.writeString(directory.resolve("quotes.csv"), csv);
  }

  private static String line(String id, String contributor, String price, String quoteClass) {
    return "%s,EU-H100,2026-10-30,2026-10-30T15:00:00Z,%s,cloud,H100/SXM,%s,USD,GPU-hour,8,%s,,\n"
        .formatted(id, contributor, price, quoteClass);
  }

  private CommandRun explain(String... more) {
    String[] arguments = {
      "index",
      "explain",
      "--quotes",
      quotes.toString(),
      "--index",
      "EU-H100",
      "--date",
      "2026-10-30"
    };
    String[] all = Arrays.copyOf(arguments, arguments.length + more.length);
    System.arraycopy(more, 0, all, arguments.length, more.length);
    return CommandRun.of(all);
  }

  /** Seven equal weights of 2: half of 14 is 7, first passed by the fourth, at 2.03. */
  @Test
  void aStrangerCanMakeTheFixingAgainWithACalculator() {
    CommandRun run = explain();
    assertThat(run.exitCode()).isZero();
    assertThat(run.out())
        .contains("EU-H100 on 2026-10-30: 2.0300")
        .contains("total_weight")
        .containsPattern("cumulative_weight_before +6")
        .containsPattern("cumulative_weight_at_value +8")
        .containsPattern("q3 +c3 +2\\.03 +2\\.03 +2")
        .containsPattern("q7 +c6 +9\\.00 +9\\.00 +outranked")
        .containsPattern("c3 .* 2\\.0200 +2\\.0400");
  }

  /** Two new ones above make nine: the fifth, 2.04, is less than a per cent from 2.03. */
  @Test
  void theCostOfMovingItIsToldInContributorsAndVolume() {
    assertThat(explain("--move", "0.001").out())
        .contains("Moving it by 0.1 % takes 1 new contributor trading");
    assertThat(explain("--move", "0.05").out())
        .contains("No volume traded by up to a quarter of the panel moves it by 5 %.");
    assertThat(explain("--move", "0").exitCode()).isEqualTo(ExitCode.USAGE.code());
  }

  @Test
  void theWholeExplanationIsThereForMachinesAndAsAPicture() throws IOException {
    Path chart = directory.resolve("fixing.svg");
    CommandRun run = explain("-o", "json", "--chart", chart.toString());
    assertThat(run.out())
        .contains("\"value\" : \"2.0300\"")
        .contains("\"methodology\" : \"format: 1")
        .contains("\"exclusion\" : \"outranked\"")
        .contains("\"cost_of_manipulation\"");
    assertThat(Files.readString(chart)).startsWith("<svg").contains("fixing").contains("c6");
    assertThat(explain("-o", "csv").out()).contains("q7,c6,9.00,9.00,,outranked");
  }

  @Test
  void aWithheldFixingIsExplainedAndHasItsExitCode() throws IOException {
    Files.writeString(quotes, HEADER + line("q1", "c1", "2.00", "firm"));
    CommandRun run = explain();
    assertThat(run.exitCode()).isEqualTo(ExitCode.NO_MARKET_DATA.code());
    assertThat(run.out()).contains("no value, insufficient_sources").contains("q1");
  }

  @Test
  void anotherMethodologyIsTakenByNameOrFileAndAWrongOneIsNamed() throws IOException {
    Path clamp = directory.resolve("mean.yaml");
    Files.writeString(
        clamp,
        """
        format: 1
        id: "mean/1"
        steps:
          - eligibility: {classes: [firm]}
          - families: {take: [cloud]}
          - gate: {contributors: 5, observations: 5}
          - mean: {}
          - rounding: {decimals: 3, mode: half_even}
        """);
    CommandRun run = explain("--methodology", clamp.toString());
    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.out()).contains("EU-H100 on 2026-10-30: 2.030").contains("mean/1");
    Files.writeString(clamp, "format: 1\nid: \"x\"\nstps: []\n");
    CommandRun wrong = explain("--methodology", clamp.toString());
    assertThat(wrong.exitCode()).isEqualTo(ExitCode.INPUT_INVALID.code());
    assertThat(wrong.err()).contains("stps");
  }

  @Test
  void aDateWithoutQuotesIsNoMarketData() {
    CommandRun run =
        CommandRun.of(
            "index",
            "explain",
            "--quotes",
            quotes.toString(),
            "--index",
            "EU-H100",
            "--date",
            "2026-10-29");
    assertThat(run.exitCode()).isEqualTo(ExitCode.NO_MARKET_DATA.code());
    assertThat(run.err()).contains("nothing of index EU-H100 on 2026-10-29");
  }
}
