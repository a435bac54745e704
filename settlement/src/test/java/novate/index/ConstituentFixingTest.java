package novate.index;

import static novate.market.Checks.found;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.StringReader;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.TreeMap;
import novate.index.FixingOutcome.Published;
import novate.index.FixingOutcome.Reason;
import novate.index.FixingOutcome.Withheld;
import novate.market.IndexId;
import novate.market.InvalidInputException;
import org.junit.jupiter.api.Test;

class ConstituentFixingTest {
  private static final String HEADER =
      "date,series,revision,provider,source,tier,price_usd,weight,included,exclusion_reason,flags\n";

  /** EU-CRI-H100 of 2026-08-08, both revisions, as published: 3.29 and 3.25. */
  private static final String REAL =
      HEADER
          + """
          2026-08-08,EU-CRI-H100,1,aws,gpuhunt,list,7.3616,15.0,1,,
          2026-08-08,EU-CRI-H100,1,datacrunch,static_yaml,list,3.25,15.0,1,,
          2026-08-08,EU-CRI-H100,1,gcp,gpuhunt,list,5.442394,15.0,1,,
          2026-08-08,EU-CRI-H100,1,nebius,static_yaml,list,3.85,15.0,1,,
          2026-08-08,EU-CRI-H100,1,runpod,runpod,executable,3.29,25.0,1,,weight_capped
          2026-08-08,EU-CRI-H100,1,seeweb,static_yaml,list,2.16,15.0,1,,
          2026-08-08,EU-CRI-H100,2,aws,,,0.0,0.0,0,out_of_population,
          2026-08-08,EU-CRI-H100,2,datacrunch,static_yaml,list,3.25,16.666667,1,,
          2026-08-08,EU-CRI-H100,2,nebius,static_yaml,list,3.85,16.666667,1,trimmed,
          2026-08-08,EU-CRI-H100,2,runpod,runpod,executable,3.29,25.0,1,,weight_capped
          2026-08-08,EU-CRI-H100,2,seeweb,static_yaml,list,2.16,16.666667,1,trimmed,
          2026-08-08,EU-CRI-H100,2,vast.ai,vast_ai,executable,2.425926,25.0,1,,weight_capped
          """;

  @Test
  void bothRevisionsOfAPublishedDayAreRepeated() {
    Published first = (Published) fix(REAL, 1);
    Published second = (Published) fix(REAL, 2);
    assertThat(first.fixing().value()).isEqualByComparingTo("3.29");
    assertThat(second.fixing().value()).isEqualByComparingTo("3.25");
    assertThat(second.fixing().revision()).isEqualTo(2);
    assertThat(second.inputs().getFirst())
        .isEqualTo(
            new InputUse(
                "aws/",
                "aws",
                new BigDecimal("0.0"),
                new BigDecimal("0.0"),
                BigDecimal.ZERO,
                false,
                "out_of_population"));
  }

  @Test
  void fourProvidersGiveNoValueAndSayWhy() {
    String four =
        REAL.replace("vast.ai,vast_ai,executable,2.425926,25.0,1,", "x,x,list,1,1,0,late");
    Withheld withheld = (Withheld) fix(four, 2);
    assertThat(withheld.reason()).isEqualTo(Reason.INSUFFICIENT_SOURCES);
    assertThat(withheld.detail())
        .isEqualTo("EU-CRI-H100 2026-08-08 revision 2: 4 providers, 5 needed");
  }

  @Test
  void aProviderReachedThroughTwoSourcesCountsOnce() {
    String four = REAL.replace("vast.ai,vast_ai", "runpod,vast_ai");
    assertThat(fix(four, 2)).isInstanceOf(Withheld.class);
  }

  @Test
  void aPrintWithoutConstituentsHasTooFewSources() {
    assertThat(ConstituentFixing.fix(key(1), List.of()))
        .isEqualTo(
            new Withheld(
                Reason.INSUFFICIENT_SOURCES,
                "EU-CRI-H100 2026-08-08 revision 1: 0 providers, 5 needed",
                List.of()));
  }

  @Test
  void constituentsOfAnotherPrintAreRefused() {
    assertThatThrownBy(() -> ConstituentFixing.fix(key(3), read(REAL)))
        .hasMessage(
            "constituent aws belongs to EU-CRI-H100 2026-08-08 revision 1, expected EU-CRI-H100"
                + " 2026-08-08 revision 3");
  }

  @Test
  void allErrorsOfAConstituentFileAreReported() {
    String csv =
        HEADER
            + "2026-08-08,EU-CRI-H100,0,aws,s,list,1,1,yes,,\n"
            + "2026-08-08,EU-CRI-H100,1,aws,s,list,1,0,1,,\n"
            + "2026-08-08,EU-CRI-H100,1,gcp,s,list,1,1,1,,\n"
            + "2026-08-08,EU-CRI-H100,1,gcp,s,list,2,1,1,,\n";
    InvalidInputException refused =
        catchThrowableOfType(InvalidInputException.class, () -> read(csv));
    assertThat(refused.errors().stream().map(e -> e.line() + " " + e.field()))
        .containsExactlyInAnyOrder("2 revision", "2 included", "3 ", "5 provider");
  }

  @Test
  void aTrailingMeanLeavesOutDaysWithoutAValue() {
    TreeMap<LocalDate, BigDecimal> values = new TreeMap<>();
    LocalDate date = LocalDate.of(2026, 8, 8);
    values.put(date.minusDays(7), new BigDecimal("99"));
    values.put(date.minusDays(6), new BigDecimal("1"));
    values.put(date.minusDays(3), new BigDecimal("2"));
    values.put(date, new BigDecimal("2"));
    values.put(date.plusDays(1), new BigDecimal("99"));
    assertThat(new TrailingMean(7, 3, 6).on(date, values))
        .isEqualTo(new TrailingMean.Outcome.Value(new BigDecimal("1.666667"), 3));
    assertThat(TrailingMean.SEVEN_DAYS.on(date, values))
        .isEqualTo(new TrailingMean.Outcome.InsufficientHistory(3));
  }

  private static FixingOutcome fix(String csv, int revision) {
    return found(
        ConstituentFixing.fixAll(read(csv)).get(key(revision)), "no revision %d", revision);
  }

  private static PrintKey key(int revision) {
    return new PrintKey(LocalDate.of(2026, 8, 8), new IndexId("EU-CRI-H100"), revision);
  }

  private static List<Constituent> read(String csv) {
    return ConstituentFile.read(new StringReader(csv), "constituents.csv");
  }
}
