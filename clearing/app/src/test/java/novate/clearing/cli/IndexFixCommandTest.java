package novate.clearing.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class IndexFixCommandTest {
  private static final String CONSTITUENTS =
      "date,series,revision,provider,source,tier,price_usd,weight,included,exclusion_reason,flags";
  private static final String DAILY =
      "date,series,revision,value_usd,value_eur,fx_rate,fx_date,n_sources,n_executable,flags,"
          + "methodology_version";

  @TempDir Path directory;

  /** Five providers of equal weight on the first day, four on the second. */
  private Path constituents() throws IOException {
    List<String> lines = new ArrayList<>(List.of(CONSTITUENTS));
    for (int provider = 1; provider <= 5; provider++) {
      lines.add("2026-07-01,X,1,P%1$d,S,list,%1$d.10,1,1,,".formatted(provider));
      if (provider < 5) {
        lines.add("2026-07-02,X,1,P%1$d,S,list,%1$d.10,1,1,,".formatted(provider));
      }
    }
    return Files.write(directory.resolve("constituents.csv"), lines);
  }

  private Path daily(String firstValue) throws IOException {
    return Files.write(
        directory.resolve("daily.csv"),
        List.of(
            DAILY,
            "2026-07-01,X,1," + firstValue + ",,,,5,0,,1",
            "2026-07-02,X,1,,,,,4,0,insufficient_sources,1",
            "2026-07-03,X,1,,,,,0,0,insufficient_sources,1",
            "2026-07-03,X-7D,1,3.000000,,,,4,0,,1"));
  }

  @Test
  void aValueIsTheWeightedMedianAndTooFewProvidersGiveNone() throws IOException {
    CommandRun run = CommandRun.of("index", "fix", "--constituents", constituents());
    assertThat(run.exitCode()).isZero();
    assertThat(run.out())
        .containsPattern("2026-07-01 +X +1 +3\\.10 +5 +5\n")
        .containsPattern("2026-07-02 +X +1 +insufficient_sources: .*4 providers, 5 needed")
        .contains("1 values, 1 withheld.");
  }

  @Test
  void whatThePublisherSaysIsComparedAndItsOwnDerivedSeriesLeftOut() throws IOException {
    CommandRun run =
        CommandRun.of(
            "index",
            "fix",
            "--constituents",
            constituents(),
            "--daily",
            daily("3.1"),
            "-o",
            "json");
    assertThat(run.exitCode()).as(run.err()).isZero();
    JsonNode json = run.json();
    assertThat(json.get("values").asInt()).isEqualTo(1);
    assertThat(json.get("withheld").asInt()).isEqualTo(2);
    assertThat(json.get("derived").get(0).asString()).isEqualTo("X-7D");
    JsonNode first = json.get("prints").get(0);
    assertThat(first.get("value").asString()).isEqualTo("3.10");
    assertThat(first.get("published_value").asString()).isEqualTo("3.1");
    assertThat(first.get("inputs").size()).isEqualTo(5);
    JsonNode second = json.get("prints").get(1);
    assertThat(second.get("value").isNull()).isTrue();
    assertThat(second.get("reason").asString()).isEqualTo("insufficient_sources");
  }

  @Test
  void aValueThatIsNotThePublishedOneIsAMismatch() throws IOException {
    CommandRun run =
        CommandRun.of("index", "fix", "--constituents", constituents(), "--daily", daily("3.11"));
    assertThat(run.exitCode()).isEqualTo(5);
    assertThat(run.out()).contains("NO").contains("1 differ from the published file.");
  }

  @Test
  void askedForOnePrintWithoutAValueItSaysSo() throws IOException {
    Path file = constituents();
    CommandRun value =
        CommandRun.of(
            "index", "fix", "--constituents", file, "--series", "X", "--date", "2026-07-01");
    assertThat(value.exitCode()).isZero();
    CommandRun withheld =
        CommandRun.of(
            "index", "fix", "--constituents", file, "--index", "X", "--date", "2026-07-02");
    assertThat(withheld.exitCode()).isEqualTo(7);
    assertThat(withheld.out()).contains("insufficient_sources");
    assertThat(withheld.err()).contains("index X has no value on 2026-07-02");
    CommandRun nothing =
        CommandRun.of(
            "index", "fix", "--constituents", file, "--index", "Y", "--date", "2026-07-02");
    assertThat(nothing.exitCode()).isEqualTo(7);
    assertThat(nothing.err()).contains("nothing of index Y");
  }

  @Test
  void quotesAreFixedByTheMethodologyOfTheHouse() throws IOException {
    CommandRun run = CommandRun.of("index", "fix", "--quotes", quotes(), "-o", "csv");
    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.out()).contains("2026-07-01,GPU,1,3.5000,5,5,\n");
  }

  /** Five quotes of 1.5 to 5.5 USD in order, and what else is handed in. */
  private Path quotes(String... more) throws IOException {
    List<String> lines =
        new ArrayList<>(
            List.of(
                "id,index,date,time,contributor,family,spec,price,currency,unit,size,class,buyer,"
                    + "seller"));
    for (int i = 1; i <= 5; i++) {
      lines.add(row("q" + i, "10:00", "C" + i, i + ".5", "USD", "GPU-hour"));
    }
    lines.addAll(List.of(more));
    return Files.write(directory.resolve("quotes.csv"), lines);
  }

  private static String row(
      String id, String time, String contributor, String price, String currency, String unit) {
    return "%s,GPU,2026-07-01,2026-07-01T%s:00Z,%s,F,H100,%s,%s,%s,8,firm,,"
        .formatted(id, time, contributor, price, currency, unit);
  }

  @Test
  void badQuotesEnterNoFixingAndEachSaysWhy() throws IOException {
    Path fx =
        Files.write(
            directory.resolve("fx.csv"),
            List.of("date,pair,rate", "2026-06-30,EUR/USD,1.1", "2026-07-02,EUR/USD,9"));
    Path file =
        quotes(
            row("q1", "10:00", "C1", "1.5", "USD", "GPU-hour"),
            row("again", "10:00", "C1", "1.50", "USD", "GPU-hour"),
            row("euro", "10:00", "C6", "24.00", "EUR", "8 GPU-hour"),
            row("won", "10:00", "C7", "3000", "KRW", "GPU-hour"),
            row("thousand", "10:00", "C8", "3500", "USD", "GPU-hour"),
            row("late", "16:31", "C9", "3.4", "USD", "GPU-hour"),
            row("future", "21:00", "C9", "3.4", "USD", "GPU-hour"),
            row("zero", "10:00", "C9", "0", "USD", "GPU-hour"),
            row("negative", "10:00", "C9", "-1", "USD", "GPU-hour"),
            row("month", "10:00", "C9", "2000", "USD", "GPU-month"));
    List<Object> words =
        new ArrayList<>(
            List.of(
                "index", "fix", "--quotes", file, "--fx", fx, "--as-of", "2026-07-01T20:00:00Z"));
    words.addAll(List.of("--cut-off", "16:30", "--zone", "UTC"));
    CommandRun table = CommandRun.of(words.toArray());
    assertThat(table.exitCode()).as(table.err()).isZero();
    assertThat(table.out())
        .contains("Held until released with --release: fx_missing 1, late 1, unit_suspect 1.")
        .contains("Refused: future_dated 1, price_negative 1, price_zero 1, unit_unknown 1.")
        .contains("Came again with the same id and content: 1.")
        .contains("Say under another id what an earlier one says, and count: 1.");
    words.addAll(List.of("--release", "late", "-o", "json"));
    JsonNode json = CommandRun.of(words.toArray()).json();
    assertThat(json.get("quotes").get("accepted").asInt()).isEqualTo(8);
    assertThat(json.get("quotes").get("held").has("late")).isFalse();
    assertThat(json.get("quotes").get("same_as").get("again").asString()).isEqualTo("q1");
    List<String> inputs = new ArrayList<>();
    json.get("prints")
        .get(0)
        .get("inputs")
        .forEach(
            input ->
                inputs.add(
                    input.get("input").asString()
                        + (input.get("is_included").asBoolean()
                            ? " " + input.get("price").asString()
                            : " " + input.get("exclusion").asString())));
    assertThat(inputs)
        .contains(
            "euro 3.300",
            "future future_dated",
            "late 3.4",
            "month unit_unknown",
            "negative price_negative",
            "thousand unit_suspect",
            "won fx_missing",
            "zero price_zero");
    assertThat(json.get("quotes").get("excluded").get(0).get("detail").asString())
        .contains("quote won is in KRW: no rate KRW/USD dated on or before 2026-07-01");
  }

  @Test
  void aFileOfAnotherLayoutNeedsItsMapping() throws IOException {
    List<String> lines =
        new ArrayList<>(
            List.of(
                "date,ts_utc,source,provider,gpu_model,gpu_count,price_usd_per_gpu_hr,country,tier,"
                    + "term"));
    for (String provider : List.of("aws", "gcp", "nebius", "runpod", "seeweb")) {
      lines.add(
          "2026-07-18,2026-07-18T10:00:00Z,s,%s,H100_SXM,8,2.5,DE,list,on_demand"
              .formatted(provider));
    }
    Path file = Files.write(directory.resolve("collected.csv"), lines);
    assertThat(CommandRun.of("index", "fix", "--quotes", file).exitCode()).isEqualTo(3);
    CommandRun run =
        CommandRun.of("index", "fix", "--quotes", file, "--mapping", "eu-collected", "-o", "csv");
    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.out()).contains("2026-07-18,EU-H100,1,2.5000,5,5,\n");
    Path mapping = Files.write(directory.resolve("m.yaml"), List.of("mapping: m/1", "colour: red"));
    CommandRun refused =
        CommandRun.of("index", "fix", "--quotes", file, "--mapping", mapping.toString());
    assertThat(refused.exitCode()).isEqualTo(3);
    assertThat(refused.err()).contains("colour is not a known field");
  }

  @Test
  void optionsOfQuotesGoWithQuotesAndACutOffWithItsZone() throws IOException {
    CommandRun run =
        CommandRun.of("index", "fix", "--constituents", constituents(), "--release", "q1");
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("go with --quotes");
    assertThat(CommandRun.of("index", "fix", "--quotes", quotes(), "--cut-off", "16:30").exitCode())
        .isEqualTo(2);
  }

  @Test
  void errorsOfAFileAreAllReported() throws IOException {
    Path file =
        Files.write(
            directory.resolve("bad.csv"),
            List.of(
                CONSTITUENTS,
                "2026-07-01,X,1,P,S,list,cheap,1,1,,",
                "2026-07-01,X,1,P,S,list,1,1,maybe,,"));
    CommandRun run = CommandRun.of("index", "fix", "--constituents", file);
    assertThat(run.exitCode()).isEqualTo(3);
    assertThat(run.err())
        .contains(file + ":2: field 'price_usd' = 'cheap'")
        .contains(file + ":3: field 'included' = 'maybe'");
  }

  @Test
  void oneOfTheTwoSourcesIsNeededAndDailyGoesWithOne() throws IOException {
    assertThat(CommandRun.of("index", "fix").exitCode()).isEqualTo(2);
    CommandRun run = CommandRun.of("index", "fix", "--quotes", "q.csv", "--daily", "d.csv");
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("--daily goes with --constituents");
    assertThat(CommandRun.of("index", "fix", "--quotes", "q", "--index", "a b").exitCode())
        .isEqualTo(2);
  }

  /** The 41 values of the open EU index, and no value wherever the publisher gave none. */
  @Test
  void thePublishedIndexComesOutOfItsConstituents() {
    CommandRun run =
        CommandRun.of(
            "index",
            "fix",
            "--constituents",
            shared("gpu-index-eu-constituents.csv"),
            "--daily",
            shared("gpu-index-eu-daily.csv"));
    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.out())
        .contains("41 values, 276 withheld.")
        .contains("made from other series: EU-CRI-COMPUTE, EU-CRI-H100-7D.");
  }

  private static Path shared(String name) {
    for (Path dir = Path.of("").toAbsolutePath(); dir != null; dir = dir.getParent()) {
      Path file = dir.resolve("shared/data").resolve(name);
      if (Files.isReadable(file)) {
        return file;
      }
    }
    Assumptions.abort("shared/data/%s is not here: test on real data skipped".formatted(name));
    throw new IllegalStateException("abort returned");
  }
}
