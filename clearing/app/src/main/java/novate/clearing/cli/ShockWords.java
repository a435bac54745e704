package novate.clearing.cli;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import novate.scenario.PriceMove;
import novate.scenario.StressScenario;
import novate.scenario.StressShock;
import novate.scenario.TenorShape;
import novate.scenario.VolatilityMove;

/** What a scenario moves, in a few words: {@code H100, B200 -44 %, vol x1.5; TOKEN +30 %}. */
final class ShockWords {
  private ShockWords() {}

  /** Commodities that move alike are named together. */
  static String of(StressScenario scenario) {
    Map<StressShock, List<String>> alike = new LinkedHashMap<>();
    scenario
        .shocks()
        .forEach(
            (commodity, shock) ->
                alike.computeIfAbsent(shock, _ -> new ArrayList<>()).add(commodity.value()));
    List<String> words = new ArrayList<>();
    alike.forEach((shock, names) -> words.add(String.join(", ", names) + " " + words(shock)));
    return String.join("; ", words);
  }

  private static String words(StressShock shock) {
    List<String> words = new ArrayList<>();
    if (!shock.price().equals(PriceMove.NONE)) {
      boolean isParallel = shock.shape().equals(TenorShape.PARALLEL);
      words.add(words(shock.price()) + (isParallel ? "" : " in front, less behind"));
    }
    if (!shock.volatility().equals(VolatilityMove.NONE)) {
      words.add("vol " + words(shock.volatility()));
    }
    return words.isEmpty() ? "stays" : String.join(", ", words);
  }

  private static String words(PriceMove move) {
    return switch (move.kind()) {
      case FRACTION -> signed(move.size() * 100) + " %";
      case ABSOLUTE -> signed(move.size());
      case LEVEL -> "to " + plain(move.size());
    };
  }

  private static String words(VolatilityMove move) {
    return switch (move.kind()) {
      case FACTOR -> "x" + plain(move.size());
      case ABSOLUTE -> signed(move.size());
    };
  }

  private static String signed(double value) {
    return (value < 0 ? "" : "+") + plain(value);
  }

  private static String plain(double value) {
    BigDecimal rounded = BigDecimal.valueOf(value).setScale(2, RoundingMode.HALF_EVEN);
    return rounded.signum() == 0 ? "0" : rounded.stripTrailingZeros().toPlainString();
  }
}
