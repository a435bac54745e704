package novate.benchmark;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A promise of the design: how two rows of one run must stand to each other. A row that was not run
 * leaves the budget unmeasured.
 *
 * @param promise as the design says it
 * @param row divided
 * @param by what it is divided by; empty where the row itself is held against the limit
 * @param limit of the ratio; NaN where there is none and the ratio is only shown
 * @param isFloor true when the ratio must be at least the limit, false when at most
 */
record Budget(String promise, String row, String by, double limit, boolean isFloor) {
  private static final double NONE = Double.NaN;

  static final List<Budget> ALL =
      List.of(
          atLeast(15, "Black76.quantLib", "Black76.vector", "Black-76 >= 15x QuantLib's formula"),
          atMost(1.25, "Black76.vector", "Black76.cKernel", "Black-76 <= 1.25x C, many options"),
          atMost(
              1.25,
              "Black76.scenariosVector",
              "Black76.scenariosCKernel",
              "Black-76 <= 1.25x C, many scenarios"),
          atMost(10, "Black76.plain", "Black76.vector", "Black-76 in plain Java within 10x"),
          atLeast(
              10,
              "American.scenariosQuantLibWhaley",
              "American.scenariosWhaley",
              "Barone-Adesi-Whaley >= 10x QuantLib's engine, one option in many scenarios"),
          atLeast(
              10,
              "American.quantLibWhaley",
              "American.whaley",
              "the same on single options, which share no critical price"),
          atLeast(
              3,
              "American.quantLibBjerksund",
              "American.bjerksund",
              "Bjerksund-Stensland 2002 >= 3x QuantLib's engine of 1993"),
          atMost(1.5, "Scan.vector", "Scan.worstCKernel", "scan <= 1.5x C, the same job"),
          atMost(1.5, "Scan.vector", "Scan.cKernel", "scan <= 1.5x C, which keeps nothing"),
          atMost(1.5, "Simulation.vector", "Simulation.cKernel", "2,500 scenarios <= 1.5x C"),
          atLeast(
              30,
              "Incremental.fromScratch",
              "Incremental.trade",
              "margin after one trade >= 30x cheaper than the requirement from scratch"),
          atLeast(
              NONE,
              "Incremental.fromScratch",
              "Incremental.explainedTrade",
              "requirement with every part after one trade"),
          atLeast(
              NONE,
              "Incremental.marginFromScratch",
              "Incremental.trade",
              "margin after one trade, from scratch without an explanation either"),
          atMost(100, "LargeAccount.requirement", "", "5,000 positions from scratch < 100 ms"),
          atMost(5, "IndexFixing.daily", "", "a daily fixing of 1,000 quotes < 5 ms"),
          atMost(5_000, "IndexFixing.million", "", "1,000,000 quotes, trailing week < 5 s"),
          atMost(5_000, "IndexFixing.millionCapped", "", "1,000,000 offers under two caps < 5 s"),
          atMost(
              5_000,
              "Settlement.lastDayAndLedger",
              "",
              "2 M positions in one contract settled and booked < 5,000 ms"),
          atLeast(
              0.15,
              "PositionKeeper.mapUpdate[CHRONICLE]",
              "PositionKeeper.noOpPoll",
              "map update >= 0.15x a no-op poll"));

  /** The budgets of whole systems, whose rows are measured by runs of their own. */
  static final List<Budget> OF_SYSTEMS =
      List.of(
          atLeast(
              4,
              "Shard.withExposure",
              "Shard.kafkaStreams",
              "full shard >= 4x Kafka Streams and RocksDB, exactly once, on the same log"),
          atLeast(
              4,
              "Shard.positions",
              "Shard.kafkaStreams",
              "the same before the first valuation, when there is no exposure to tell"),
          atLeast(
              8,
              "Shard.mapUpdate",
              "Shard.kafkaStreams",
              "map update alone >= 8x Kafka Streams and RocksDB"),
          atLeast(
              0.6,
              "Novation.novator",
              "Novation.copy",
              "novation >= 0.6x a bare transactional copy of the same records"),
          atMost(
              150, "Latency.p99", "", "trade to position at 10,000/s, p99 <= 150 ms, no exposure"),
          atMost(
              150,
              "Latency.p99WithExposure",
              "",
              "trade to position at 10,000/s, p99 <= 150 ms, after a valuation"),
          atMost(5, "Restart.clean", "", "restart after a clean stop, 10 M legs <= 5 s"),
          atMost(30, "Restart.unclean", "", "restart after a kill, 10 M legs <= 30 s"),
          atMost(300, "Restart.emptyDisk", "", "restart from an empty disk, 10 M legs <= 300 s"),
          atMost(60, "EndOfDay.whole", "", "end of day, 10,000 accounts, 2 M positions <= 60 s"));

  private static Budget atLeast(double limit, String row, String by, String promise) {
    return new Budget(promise, row, by, limit, true);
  }

  private static Budget atMost(double limit, String row, String by, String promise) {
    return new Budget(promise, row, by, limit, false);
  }

  /**
   * A line of the table: the ratio of the means, the ratios of the best and the worst iterations,
   * and a verdict, which is <em>open</em> where those two would give different ones.
   */
  String line(Map<String, Measured> rows) {
    Measured above = rows.get(row);
    Measured below = by.isEmpty() ? new Measured("", 1, 0, 1, 1, "") : rows.get(by);
    String name = by.isEmpty() ? "`" + row + "`" : "`" + row + "` / `" + by + "`";
    if (above == null || below == null) {
      return "| %s | %s | | | not measured |".formatted(promise, name);
    }
    double ratio = above.mean() / below.mean();
    double lowest = above.lowest() / below.highest();
    double highest = above.highest() / below.lowest();
    return String.format(
        Locale.ROOT,
        "| %s | %s | %s | %s .. %s | %s |",
        promise,
        name,
        number(ratio),
        number(lowest),
        number(highest),
        verdict(ratio, lowest, highest));
  }

  private String verdict(double ratio, double lowest, double highest) {
    if (Double.isNaN(limit)) {
      return "no budget";
    }
    String verdict = isMet(ratio) ? "met" : "**missed**";
    return isMet(lowest) == isMet(highest) ? verdict : verdict + " by the means, ranges straddle";
  }

  private boolean isMet(double ratio) {
    return isFloor ? ratio >= limit : ratio <= limit;
  }

  /** Three digits. */
  static String number(double value) {
    double size = Math.abs(value);
    String pattern = size >= 100 ? "%,.0f" : size >= 10 ? "%.1f" : size >= 1 ? "%.2f" : "%.3f";
    return String.format(Locale.ROOT, pattern, value);
  }
}
