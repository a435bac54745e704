package novate.clearing.kill;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import novate.clearing.demo.DemoDay;
import novate.clearing.house.LocalHouse;
import novate.clearing.report.DayReader;
import novate.clearing.report.DayReport;

/** The day that nothing disturbed, which every other must equal; played once for each size. */
final class UndisturbedDay {
  private static final Map<Integer, DayReport> REPORT_BY_TRADES = new ConcurrentHashMap<>();

  private UndisturbedDay() {}

  static DayReport of(int tradeCount) {
    return REPORT_BY_TRADES.computeIfAbsent(tradeCount, UndisturbedDay::play);
  }

  private static DayReport play(int tradeCount) {
    try {
      Path directory = Files.createTempDirectory("novate-undisturbed");
      try (LocalHouse house = LocalHouse.open(directory)) {
        DemoDay day =
            new DemoDay(
                house.clients(), tradeCount, house.house()::requireAlive, new Client.Silence());
        day.play();
        return DayReader.read(house.clients(), day.businessDate());
      } finally {
        remove(directory);
      }
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static void remove(Path directory) throws IOException {
    List<Path> deepestFirst;
    try (Stream<Path> tree = Files.walk(directory)) {
      deepestFirst = tree.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path each : deepestFirst) {
      Files.deleteIfExists(each);
    }
  }
}
