package novate.validation;

import static novate.market.Checks.found;
import static org.assertj.core.api.Assertions.assertThat;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.io.Reader;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import novate.margin.TinyMarket;
import novate.market.Catalogue;
import novate.market.CombinedCommodityId;
import novate.market.CurrencyCode;
import novate.scenario.ParameterSet;
import novate.scenario.ScanRange;
import novate.validation.PriceSeries.Observation;
import novate.validation.ProposedValue.Basis;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** Real token prices and GPU index levels, where they lie beside the project: is it plausible? */
class RealMarketCalibrationTest {
  private static final CombinedCommodityId TOKEN = new CombinedCommodityId("TOKEN");
  private static final CombinedCommodityId H100 = new CombinedCommodityId("H100");
  private static final Catalogue CATALOGUE =
      new Catalogue(
          List.of(
              TinyMarket.future(
                  "T", TinyMarket.product("TOKEN", CurrencyCode.USD, "1000", "0.001"))));

  /**
   * The input prices of what is quoted: their mean jumps when models come and go, which is a change
   * of mix; chained over what is quoted on both days (the geometric mean of the ratios) they move
   * little.
   */
  @Test
  void chainedTokenPricesAskForAScanRangeThatAMeanOfAChangingMixExceeds() throws IOException {
    CalibrationPolicy policy = CalibrationPolicy.standard(0.99, 2);
    TokenPrices prices = tokenPrices();
    ProposedValue chained = price(TOKEN, prices.chained(), policy);
    ProposedValue mean = price(TOKEN, prices.mean(), policy);
    assertThat(prices.chained()).hasSizeGreaterThan(300);
    assertThat(chained.basis()).isNotEqualTo(Basis.KEPT);
    assertThat(chained.proposed()).isBetween(new BigDecimal("0.03"), BigDecimal.ONE);
    assertThat(mean.proposed()).isGreaterThan(chained.proposed());
    TailQuantile quantile = chained.evidence().orElseThrow();
    assertThat(quantile.sampleSize()).isEqualTo(prices.chained().size() - 2);
    assertThat(quantile.low()).isBetween(0.0, quantile.value());
  }

  private record TokenPrices(
      SortedMap<LocalDate, Observation> mean, SortedMap<LocalDate, Observation> chained) {}

  private static TokenPrices tokenPrices() throws IOException {
    SortedMap<LocalDate, List<NamedCsvRecord>> changes = new TreeMap<>();
    rows(
        "token-price-changes.csv",
        row ->
            changes
                .computeIfAbsent(LocalDate.parse(row.getField("date")), _ -> new ArrayList<>())
                .add(row));
    SortedMap<LocalDate, Observation> mean = new TreeMap<>();
    SortedMap<LocalDate, Observation> chained = new TreeMap<>();
    Map<String, Double> quoted = new TreeMap<>();
    double level = 100;
    for (Map.Entry<LocalDate, List<NamedCsvRecord>> day : changes.entrySet()) {
      Map<String, Double> before = new TreeMap<>(quoted);
      day.getValue().forEach(row -> apply(row, quoted));
      Set<String> both = new TreeSet<>(quoted.keySet());
      both.retainAll(before.keySet());
      double logs = 0;
      for (String model : both) {
        logs +=
            StrictMath.log(
                found(quoted.get(model), "no %s", model)
                    / found(before.get(model), "no %s", model));
      }
      level *= StrictMath.exp(logs / Math.max(1, both.size()));
      chained.put(day.getKey(), seen(level));
      mean.put(
          day.getKey(),
          seen(quoted.values().stream().mapToDouble(price -> price).average().orElseThrow()));
    }
    // Between two changes prices are as last quoted.
    rows(
        "token-price-snapshot-dates.csv",
        row -> {
          LocalDate date = LocalDate.parse(row.getField("date"));
          if (!changes.containsKey(date)) {
            mean.put(date, mean.get(mean.headMap(date).lastKey()));
            chained.put(date, chained.get(chained.headMap(date).lastKey()));
          }
        });
    return new TokenPrices(mean, chained);
  }

  private static void apply(NamedCsvRecord row, Map<String, Double> quoted) {
    String model = row.getField("provider") + "|" + row.getField("model");
    quoted.remove(model);
    String price = row.getField("input_usd_per_mtok");
    if (row.getField("action").equals("QUOTE")
        && !price.isEmpty()
        && Double.parseDouble(price) > 0) {
      quoted.put(model, Double.parseDouble(price));
    }
  }

  private static Observation seen(double value) {
    return new Observation(BigDecimal.valueOf(value), OptionalDouble.empty());
  }

  /** Five weeks of an index say nothing about a 99 % quantile; they do about a 90 % one. */
  @Test
  void fiveWeeksOfAGpuIndexAreTooShortForNinetyNinePercent() throws IOException {
    SortedMap<LocalDate, Observation> levels = new TreeMap<>();
    rows(
        "gpu-index-eu-daily.csv",
        row -> {
          if (row.getField("series").equals("EU-CRI-H100")
              && !row.getField("value_usd").isEmpty()) {
            // Revisions follow each other: the last one stands.
            levels.put(
                LocalDate.parse(row.getField("date")),
                new Observation(new BigDecimal(row.getField("value_usd")), OptionalDouble.empty()));
          }
        });
    assertThat(levels).hasSizeBetween(11, 60);
    assertThat(price(H100, levels, CalibrationPolicy.standard(0.99, 1)).basis())
        .isEqualTo(Basis.KEPT);
    ProposedValue value = price(H100, levels, CalibrationPolicy.standard(0.9, 1));
    assertThat(value.basis()).isNotEqualTo(Basis.KEPT);
    assertThat(value.proposed()).isBetween(new BigDecimal("0.03"), BigDecimal.ONE);
  }

  private static ProposedValue price(
      CombinedCommodityId commodity,
      SortedMap<LocalDate, Observation> observations,
      CalibrationPolicy policy) {
    ParameterSet current =
        TinyMarket.parameters(
            Map.of(commodity.value(), TinyMarket.scan(ScanRange.Kind.FRACTION, 0.10, 0.10)));
    TenorHistory history =
        new TenorHistory(List.of(new PriceSeries(commodity, Tenor.SPOT, observations)));
    return Calibration.propose(CATALOGUE, current, "real/1", policy, history).values().stream()
        .filter(value -> value.parameter().equals("price"))
        .findFirst()
        .orElseThrow();
  }

  private static void rows(String name, Consumer<NamedCsvRecord> row) throws IOException {
    try (Reader reader = open(name);
        CsvReader<NamedCsvRecord> rows = CsvReader.builder().ofNamedCsvRecord(reader)) {
      rows.forEach(row);
    }
  }

  private static Reader open(String name) throws IOException {
    for (Path dir = Path.of("").toAbsolutePath(); dir != null; dir = dir.getParent()) {
      Path file = dir.resolve("shared/data").resolve(name);
      if (Files.isReadable(file)) {
        return Files.newBufferedReader(file);
      }
    }
    Assumptions.abort("shared/data/%s is not here: test on real data skipped".formatted(name));
    throw new IllegalStateException("abort returned");
  }
}
