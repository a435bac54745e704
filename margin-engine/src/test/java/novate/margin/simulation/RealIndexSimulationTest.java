package novate.margin.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import novate.margin.simulation.SimulationScenario.Block;
import novate.market.CombinedCommodityId;
import novate.market.FactorId;
import novate.scenario.MarketRiskSet.Policy;
import novate.scenario.ReturnKind;
import novate.scenario.SimulationParameters.StressPeriod;
import novate.scenario.VolatilityUpdate;
import novate.scenario.VolatilityUpdate.Scaling;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/**
 * An open index of GPU rental prices: five weeks, many days without a value, a value that stands
 * still for a week and then jumps by a quarter. The filter must neither divide by that stillness
 * nor forget the jump.
 */
class RealIndexSimulationTest {
  private static final FactorId H100 = new FactorId("EU-CRI-H100");
  private static final FactorId CLOUD = new FactorId("EU-CRI-H100-CLOUD");

  @Test
  void aSeriesThatStandsStillAndJumpsIsSimulated() {
    FactorScenarios scenarios = scenarios();
    FactorVolatility volatility = Objects.requireNonNull(scenarios.volatilities().get(H100));
    assertThat(volatility.today()).isGreaterThanOrEqualTo(volatility.median()).isPositive();
    for (int s = 0; s < scenarios.size(); s++) {
      assertThat(scenarios.move(H100, s)).isFinite();
      assertThat(scenarios.move(CLOUD, s)).isFinite();
    }
    long[] losses =
        IntStream.range(scenarios.from(Block.FILTERED), scenarios.to(Block.FILTERED))
            .mapToLong(s -> Math.round(-scenarios.move(H100, s) * 1e6))
            .toArray();
    TailRisk tail = TailRisk.of(losses, 0, losses.length, 1_000);
    // 3.85 to 3.29 USD is a fall by 15.7 %, brought to a calmer day by no more than half of 2/3.
    assertThat(tail.expectedShortfall().doubleValue() / 1e6).isBetween(0.05, 0.5);
  }

  @Test
  void theYoungCloudSeriesIsPooledWithItsOlderSister() {
    FactorScenarios scenarios = scenarios();
    int notOwn = scenarios.notOwn(new CombinedCommodityId("CLOUD"));
    assertThat(notOwn).isPositive();
    ScenarioWeights weights = ScenarioWeights.of(scenarios, notOwn, 500);
    long total = LongStream.of(weights.byScenario()).sum();
    long own =
        LongStream.of(weights.byScenario())
            .limit(scenarios.to(Block.FILTERED) - scenarios.from(Block.FILTERED))
            .sum();
    assertThat(own * (weights.ownCount() + 500L)).isEqualTo(total * weights.ownCount());
  }

  private static FactorScenarios scenarios() {
    FactorHistory history = FactorHistory.of(levels());
    List<LocalDate> dates = history.dates();
    TinySimulation tiny =
        new TinySimulation()
            .curve("H100", ReturnKind.LOG, H100)
            .curve("CLOUD", ReturnKind.LOG, CLOUD)
            .set("ALL", Policy.SIMULATION, "H100", "CLOUD");
    tiny.proxy(CLOUD.value(), H100.value(), 1);
    tiny.stress = new StressPeriod(dates.getFirst(), dates.getLast());
    tiny.volatility = new VolatilityUpdate(0.97, 3, Scaling.MID, 3, 0.5);
    tiny.isAntithetic = true;
    return FactorScenarios.of(tiny.parameters(), history);
  }

  /** First revisions, on the days that have both; CLOUD from August, as if it had begun then. */
  private static List<FactorLevel> levels() {
    SortedMap<LocalDate, Double> h100 = values(H100);
    SortedMap<LocalDate, Double> cloud = values(CLOUD);
    h100.keySet().retainAll(cloud.keySet());
    List<FactorLevel> levels = new ArrayList<>();
    h100.forEach((date, level) -> levels.add(new FactorLevel(H100, date, level)));
    cloud.keySet().retainAll(h100.keySet());
    cloud
        .tailMap(LocalDate.of(2026, 8, 1))
        .forEach((date, level) -> levels.add(new FactorLevel(CLOUD, date, level)));
    return levels;
  }

  private static SortedMap<LocalDate, Double> values(FactorId series) {
    SortedMap<LocalDate, Double> values = new TreeMap<>();
    try (CsvReader<NamedCsvRecord> rows = CsvReader.builder().ofNamedCsvRecord(file())) {
      for (NamedCsvRecord row : rows) {
        if (row.getField("series").equals(series.value())
            && row.getField("revision").equals("1")
            && !row.getField("value_usd").isEmpty()) {
          values.put(
              LocalDate.parse(row.getField("date")), Double.parseDouble(row.getField("value_usd")));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return values;
  }

  private static Path file() {
    String name = "gpu-index-eu-daily.csv";
    for (Path dir = Path.of("").toAbsolutePath(); dir != null; dir = dir.getParent()) {
      Path file = dir.resolve("shared/data").resolve(name);
      if (Files.exists(file)) {
        return file;
      }
    }
    return Assumptions.abort(
        "shared/data/%s is not here: test on real data skipped".formatted(name));
  }
}
