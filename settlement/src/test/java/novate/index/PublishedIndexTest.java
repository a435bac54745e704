package novate.index;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Reader;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import novate.index.FixingOutcome.Published;
import novate.index.FixingOutcome.Withheld;
import novate.market.IndexId;
import org.junit.jupiter.api.Test;

/**
 * The open index of European GPU rental quotes (EU-CRI): 51 published values are repeated, and
 * every print it withheld is withheld here for the same reason. Read in place; see the worked
 * examples' rows on index fixings.
 */
class PublishedIndexTest {
  private static final IndexId SPOT = new IndexId("EU-CRI-H100");
  private static final IndexId CLOUD = new IndexId("EU-CRI-H100-CLOUD");
  private static final IndexId MEAN = new IndexId("EU-CRI-H100-7D");
  private static final IndexId COMPOSITE = new IndexId("EU-CRI-COMPUTE");

  @Test
  void everyPrintThatIsAPriceIsRepeatedOrWithheldForTheSameReason() throws IOException {
    List<Constituent> constituents = constituents();
    Map<PrintKey, List<Constituent>> byKey =
        constituents.stream().collect(Collectors.groupingBy(Constituent::key));
    Map<IndexId, Integer> valueCount = new HashMap<>();
    int withheld = 0;
    for (PublishedValue expected : published()) {
      IndexId index = expected.key().index();
      if (index.equals(MEAN) || index.equals(COMPOSITE)) {
        continue;
      }
      FixingOutcome outcome =
          ConstituentFixing.fix(expected.key(), byKey.getOrDefault(expected.key(), List.of()));
      switch (outcome) {
        case Published print -> {
          assertThat(expected.value()).as("%s", expected.key()).isPresent();
          assertThat(print.fixing().value())
              .as("%s", expected.key())
              .isEqualByComparingTo(expected.value().orElseThrow());
          assertThat(print.fixing().quality().contributors())
              .as("%s", expected.key())
              .isEqualTo(expected.sources());
          valueCount.merge(index, 1, Integer::sum);
        }
        case Withheld none -> {
          assertThat(expected.value()).as("%s", expected.key()).isEmpty();
          assertThat(expected.flags().split(","))
              .as("%s", expected.key())
              .contains(none.reason().code());
          withheld++;
        }
      }
    }
    assertThat(valueCount).isEqualTo(Map.of(SPOT, 25, CLOUD, 16));
    assertThat(withheld).isEqualTo(276);
  }

  @Test
  void fixingTheWholeFileGivesTheSame41Values() throws IOException {
    SortedMap<PrintKey, FixingOutcome> outcomes = ConstituentFixing.fixAll(constituents());
    assertThat(outcomes.values().stream().filter(Published.class::isInstance)).hasSize(41);
    assertThat(outcomes.keySet()).noneMatch(key -> key.index().equals(COMPOSITE));
  }

  /** The ten values of the seven-day mean from revision 1 of the values we made ourselves. */
  @Test
  void theTenSevenDayMeansComeFromOurOwnFirstPrints() throws IOException {
    SortedMap<LocalDate, BigDecimal> firstPrints = new TreeMap<>();
    ConstituentFixing.fixAll(constituents())
        .forEach(
            (key, outcome) -> {
              if (outcome instanceof Published print
                  && key.index().equals(SPOT)
                  && key.revision() == 1) {
                firstPrints.put(key.date(), print.fixing().value());
              }
            });
    int means = 0;
    for (PublishedValue expected : published()) {
      if (expected.key().index().equals(MEAN) && expected.value().isPresent()) {
        TrailingMean.Outcome.Value mean =
            (TrailingMean.Outcome.Value)
                TrailingMean.SEVEN_DAYS.on(expected.key().date(), firstPrints);
        assertThat(mean.value())
            .as("%s", expected.key())
            .isEqualByComparingTo(expected.value().orElseThrow());
        means++;
      }
    }
    assertThat(means).isEqualTo(10);
  }

  /**
   * Of all 54 prints of the seven-day mean the value, or its absence, and the number of days come
   * out when a window holds the latest revision of each day made under the print's own methodology
   * version: the publisher does not average over a change of method.
   */
  @Test
  void aSevenDayMeanDoesNotMixMethodologyVersions() throws IOException {
    List<PublishedValue> published = published();
    int prints = 0;
    for (PublishedValue expected : published) {
      if (expected.key().index().equals(MEAN)) {
        TrailingMean.Outcome outcome =
            TrailingMean.SEVEN_DAYS.on(
                expected.key().date(), latest(published, expected.methodology()));
        assertThat(outcome.daysFound()).as("%s", expected.key()).isEqualTo(expected.sources());
        switch (outcome) {
          case TrailingMean.Outcome.Value mean ->
              assertThat(expected.value().orElseThrow())
                  .as("%s", expected.key())
                  .isEqualByComparingTo(mean.value());
          case TrailingMean.Outcome.InsufficientHistory _ -> {
            assertThat(expected.value()).as("%s", expected.key()).isEmpty();
            assertThat(expected.flags().split(","))
                .contains(FixingOutcome.Reason.INSUFFICIENT_HISTORY.code());
          }
        }
        prints++;
      }
    }
    assertThat(prints).isEqualTo(54);
  }

  private static SortedMap<LocalDate, BigDecimal> latest(
      List<PublishedValue> published, String methodology) {
    SortedMap<PrintKey, PublishedValue> prints = new TreeMap<>();
    for (PublishedValue print : published) {
      if (print.key().index().equals(SPOT) && print.methodology().equals(methodology)) {
        prints.put(print.key(), print);
      }
    }
    SortedMap<LocalDate, BigDecimal> latest = new TreeMap<>();
    prints.forEach(
        (key, print) ->
            print
                .value()
                .ifPresentOrElse(
                    value -> latest.put(key.date(), value), () -> latest.remove(key.date())));
    return latest;
  }

  private static List<Constituent> constituents() throws IOException {
    try (Reader reader = SharedData.open("gpu-index-eu-constituents.csv")) {
      return ConstituentFile.read(reader, "constituents.csv");
    }
  }

  private static List<PublishedValue> published() throws IOException {
    try (Reader reader = SharedData.open("gpu-index-eu-daily.csv")) {
      return PublishedFile.read(reader, "daily.csv");
    }
  }
}
