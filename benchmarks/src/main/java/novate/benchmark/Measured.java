package novate.benchmark;

import static novate.market.Checks.found;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * One row as JMH has measured it.
 *
 * @param row class without "Benchmark", point, method, and the parameters in brackets
 * @param mean of all iterations of all forks
 * @param error half of the 99.9 % confidence interval; NaN with fewer than three iterations
 * @param lowest iteration
 * @param highest iteration
 */
record Measured(String row, double mean, double error, double lowest, double highest, String unit) {

  /** Everything in a file that JMH has written with {@code -rf json}. */
  static List<Measured> all(String json) {
    List<Measured> all = new ArrayList<>();
    for (JsonNode result : JsonMapper.shared().readTree(json)) {
      all.add(of(result));
    }
    return all;
  }

  private static Measured of(JsonNode result) {
    JsonNode metric = result.get("primaryMetric");
    List<Double> iterations = new ArrayList<>();
    metric.get("rawData").forEach(fork -> fork.forEach(score -> iterations.add(score.asDouble())));
    return new Measured(
        row(result),
        metric.get("score").asDouble(),
        error(metric.get("scoreError")),
        iterations.stream().mapToDouble(Double::doubleValue).min().orElseThrow(),
        iterations.stream().mapToDouble(Double::doubleValue).max().orElseThrow(),
        metric.get("scoreUnit").asString());
  }

  /** JMH writes an error that is no number as text. */
  private static double error(JsonNode error) {
    return error.isNumber() ? error.asDouble() : Double.NaN;
  }

  private static String row(JsonNode result) {
    String name = found(result.get("benchmark"), "a result has no name").asString();
    String row = name.substring(name.lastIndexOf('.', name.lastIndexOf('.') - 1) + 1);
    List<String> parameters = new ArrayList<>();
    if (result.has("params")) {
      result.get("params").forEach(value -> parameters.add(value.asString()));
    }
    return row.replace("Benchmark.", ".")
        + (parameters.isEmpty() ? "" : "[" + String.join(", ", parameters) + "]");
  }
}
