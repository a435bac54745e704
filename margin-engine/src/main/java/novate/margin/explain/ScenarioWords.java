package novate.margin.explain;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;
import novate.market.PricingModel;
import novate.scenario.CommodityParameters;
import novate.scenario.Period;
import novate.scenario.ScanRange;
import novate.scenario.ScanRange.Kind;
import novate.scenario.Scenario;

/**
 * Tells a scenario in words: {@code H100 down 12 %, volatility up a third}.
 *
 * <p>A price scan range that is a fraction gives percent of the price, an absolute one currency per
 * unit. A volatility scan range that is a fraction gives a share of the volatility, an absolute one
 * points (hundredths per year; price units under Bachelier). Where periods have scan ranges of
 * their own, each move says for which periods it is. An extreme move says what share of its loss
 * counts.
 *
 * @param name what moves, for people
 * @param priceUnit of an absolute move, for example {@code USD per GPU-hour}
 * @param model of the options, which says what a volatility is
 * @param hasOptions false leaves the volatility out: nothing held answers to it
 * @param periods held, in any order; at least one
 */
public record ScenarioWords(
    String name,
    String priceUnit,
    PricingModel model,
    boolean hasOptions,
    Collection<Period> periods) {
  private static final double NEAR = 0.004;

  /** Keeps its own copy, sorted. */
  public ScenarioWords {
    periods = List.copyOf(new TreeSet<>(periods));
  }

  /** The sentence for one scenario, without a full stop. */
  public String of(Scenario scenario, CommodityParameters parameters) {
    List<String> parts = new ArrayList<>();
    parts.add(
        name
            + " "
            + byPeriod(
                period -> priceMove(parameters.price(period), scenario.priceMove(parameters))));
    if (hasOptions) {
      parts.add(
          "volatility "
              + byPeriod(
                  period ->
                      volatilityMove(
                          parameters.volatility(period), scenario.volatilityDirection())));
    }
    if (scenario.isExtreme()) {
      parts.add("%s of the loss counts".formatted(Words.percent(parameters.coverFraction())));
    }
    return String.join(", ", parts);
  }

  /** One move when all periods share it, otherwise each with its periods. */
  private String byPeriod(Function<Period, String> words) {
    Map<String, List<String>> periodsByWords = new LinkedHashMap<>();
    for (Period period : periods) {
      periodsByWords
          .computeIfAbsent(words.apply(period), _ -> new ArrayList<>())
          .add(period.code());
    }
    if (periodsByWords.size() == 1) {
      return periodsByWords.keySet().iterator().next();
    }
    List<String> moves = new ArrayList<>();
    periodsByWords.forEach(
        (move, codes) -> moves.add("%s (%s)".formatted(move, String.join(" ", codes))));
    return String.join(" or ", moves);
  }

  private String priceMove(ScanRange range, double scanRanges) {
    // A level of one turns a fraction into itself and leaves an absolute range alone.
    double move = range.shift(scanRanges, 1.0);
    if (move == 0) {
      return "unchanged";
    }
    String size =
        range.kind() == Kind.FRACTION
            ? Words.percent(Math.abs(move))
            : Words.number(Math.abs(move)) + " " + priceUnit;
    return direction(move) + size;
  }

  private String volatilityMove(ScanRange range, int direction) {
    double move = range.shift(direction, 1.0);
    if (move == 0) {
      return "unchanged";
    }
    double size = Math.abs(move);
    return direction(move)
        + switch (range.kind()) {
          case FRACTION -> share(size).orElseGet(() -> Words.percent(size));
          case ABSOLUTE ->
              switch (model) {
                case BLACK_76 -> Words.number(size * 100) + " points";
                case BACHELIER -> Words.number(size) + " " + priceUnit;
              };
        };
  }

  private static String direction(double move) {
    return move > 0 ? "up " : "down ";
  }

  /** Shares that have a name of their own, however many threes a parameter file gives a third. */
  private static Optional<String> share(double fraction) {
    Map<String, Double> shares =
        Map.of("a quarter", 0.25, "a third", 1 / 3.0, "half", 0.5, "two thirds", 2 / 3.0);
    return shares.entrySet().stream()
        .filter(named -> Math.abs(named.getValue() - fraction) < NEAR)
        .map(Map.Entry::getKey)
        .findFirst();
  }
}
