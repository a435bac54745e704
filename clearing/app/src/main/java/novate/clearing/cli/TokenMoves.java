package novate.clearing.cli;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import novate.index.token.TokenConstituent;
import novate.index.token.TokenFixing;
import novate.index.token.TokenModel;
import novate.index.token.TokenSeries;

/** The days on which a token index moved, and what moved it. */
final class TokenMoves {
  private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

  private TokenMoves() {}

  /** One day: its return, and the model that contributed most. */
  record Move(TokenFixing fixing, BigDecimal dayReturn, TokenConstituent driver) {
    /** For example {@code deepseek-chat +187 %}. */
    String words() {
      BigDecimal own = driver.ratio().subtract(BigDecimal.ONE);
      return "%s %s".formatted(shortName(driver.model()), percent(own, 0));
    }
  }

  /** Every day on which a price of the basket changed, in order of date. */
  static List<Move> of(TokenSeries series) {
    List<Move> moves = new ArrayList<>();
    for (TokenFixing fixing : series.fixings()) {
      fixing.constituents().stream()
          .filter(constituent -> constituent.contribution().signum() != 0)
          .max(Comparator.comparing(constituent -> constituent.contribution().abs()))
          .ifPresent(driver -> moves.add(new Move(fixing, dayReturn(fixing), driver)));
    }
    return moves;
  }

  /** The largest moves either way, the largest first. */
  static List<Move> largest(TokenSeries series, int count) {
    return of(series).stream()
        .sorted(Comparator.comparing((Move move) -> move.dayReturn().abs()).reversed())
        .limit(count)
        .toList();
  }

  static BigDecimal dayReturn(TokenFixing fixing) {
    return fixing.constituents().stream()
        .map(TokenConstituent::contribution)
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  /** A fraction as percent with its sign, HALF_EVEN: {@code +18.7 %}. */
  static String percent(BigDecimal fraction, int decimals) {
    BigDecimal rounded = fraction.multiply(HUNDRED).setScale(decimals, RoundingMode.HALF_EVEN);
    return String.format(Locale.ROOT, "%s%s %%", rounded.signum() > 0 ? "+" : "", rounded);
  }

  /** The last part of a name that repeats its provider: {@code groq/openai/gpt-oss} is gpt-oss. */
  static String shortName(TokenModel model) {
    return model.name().substring(model.name().lastIndexOf('/') + 1);
  }
}
