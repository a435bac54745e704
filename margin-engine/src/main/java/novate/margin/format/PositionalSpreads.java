package novate.margin.format;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import novate.margin.format.SpanSpread.Leg;
import novate.margin.format.SpanSpread.Method;
import novate.margin.format.SpanSpread.OfPeriod;
import novate.margin.format.SpanSpread.OfTier;
import novate.margin.format.SpanSpread.Place;
import novate.margin.format.SpanSpread.Side;
import novate.margin.format.SpanSpread.Whole;

/** The spreads of positional text: records 6, C and E. */
final class PositionalSpreads {
  private static final int INTER_LEGS = 4;
  private static final int TIER_LEGS = 8;
  private static final int SERIES_LEGS = 4;

  private PositionalSpreads() {}

  /** True for a record 6 of method 4, scan-based. */
  static boolean isScanned(PositionalLine line) {
    return line.whole("method", 89, 90) == 4;
  }

  /** True for a super-spread. */
  static boolean isSuper(PositionalLine line) {
    return switch (line.field(110, 110)) {
      case "Y", "1", "S" -> true;
      case "", "N", "0" -> false;
      default -> throw line.error("super-spread flag", 110, 110, "must be Y, N or blank");
    };
  }

  /** A record 6 that is delta-based; its percentages become shares. */
  static SpanSpread credit(PositionalLine line) {
    boolean isFlat =
        switch (line.field(101, 101)) {
          case "", "W" -> false;
          case "F" -> true;
          default -> throw line.error("credit method", 101, 101, "must be W, F or blank");
        };
    boolean hasOwnRates = line.character(122) == 'Y' || line.character(122) == '1';
    int decimals = isFlat ? 2 : 6;
    List<Leg> legs = new ArrayList<>();
    for (int k = 0; k < INTER_LEGS; k++) {
      int at = 17 + 18 * k;
      if (!line.isBlank(at + 4, at + 9)) {
        int rateAt = 123 + 7 * k;
        legs.add(
            new Leg(
                line.field(at + 4, at + 9),
                tier(line.whole("tier of leg", 102 + 2 * k, 103 + 2 * k)),
                line.number("ratio of leg", at + 10, at + 16, 4),
                side(line, at + 17),
                hasOwnRates
                    ? Optional.of(line.number("rate of leg", rateAt, rateAt + 6, decimals))
                    : Optional.empty()));
      }
    }
    return new SpanSpread(
        line.whole("priority", 6, 9),
        isFlat ? Method.FLAT : Method.WEIGHTED,
        line.number("credit", 10, 16, decimals),
        legs);
  }

  private static Place tier(int number) {
    return number == 0 ? new Whole() : new OfTier(number);
  }

  /** A record 6 that is scan-based: the target stands behind the legs. */
  static ScanSpread scanned(PositionalLine line) {
    BigDecimal rate = line.number("gain allowance", 10, 16, 6);
    List<ScanSpread.Leg> legs = new ArrayList<>();
    for (int k = 0; k < INTER_LEGS; k++) {
      int at = 17 + 18 * k;
      if (!line.isBlank(at + 4, at + 9)) {
        legs.add(
            new ScanSpread.Leg(
                line.field(at + 4, at + 9),
                false,
                line.character(at + 3) != 'N',
                line.number("ratio of leg", at + 10, at + 16, 4),
                rate));
      }
    }
    BigDecimal targetRatio = line.number("target ratio", 111, 117, 4);
    legs.add(
        new ScanSpread.Leg(
            line.text("target", 95, 100),
            true,
            line.character(94) != 'N',
            targetRatio.signum() == 0 ? BigDecimal.ONE : targetRatio,
            rate));
    return new ScanSpread(
        line.whole("priority", 6, 9),
        line.character(94) != 'N',
        line.whole("least number of legs", 118, 121),
        legs);
  }

  /** A record C: a calendar spread between tiers. */
  static SpanSpread ofTiers(PositionalLine line, String commodity, int exponent) {
    int count = line.whole("legs", 13, 14);
    if (count < 2 || count > TIER_LEGS) {
      throw line.error("legs", 13, 14, "must be 2 to 8");
    }
    List<Leg> legs = new ArrayList<>();
    for (int k = 0; k < count; k++) {
      int at = 22 + 7 * k;
      legs.add(
          new Leg(
              commodity,
              new OfTier(line.whole("tier of leg", at + 2, at + 3)),
              line.number("ratio of leg", at + 4, at + 5, 0),
              side(line, at + 6),
              Optional.empty()));
    }
    return new SpanSpread(
        line.whole("priority", 11, 12), Method.FLAT, charge(line, 15, 21, exponent), legs);
  }

  /** A record E: a calendar spread between periods. */
  static SpanSpread ofSeries(PositionalLine line, String commodity, int exponent) {
    List<Leg> legs = new ArrayList<>();
    for (int k = 0; k < SERIES_LEGS; k++) {
      int at = 21 + 14 * k;
      if (!line.isBlank(at, at + 3)) {
        legs.add(
            new Leg(
                commodity,
                new OfPeriod(
                    line.parsed(
                        "period of leg",
                        at,
                        at + 6,
                        text ->
                            SpanPeriod.of(
                                "20" + text.substring(0, Math.min(4, text.length())),
                                text.substring(Math.min(4, text.length()))))),
                line.number("ratio of leg", at + 7, at + 12, 4),
                side(line, at + 13),
                Optional.empty()));
      }
    }
    return new SpanSpread(
        line.whole("priority", 9, 13), Method.FLAT, charge(line, 14, 20, exponent), legs);
  }

  private static BigDecimal charge(PositionalLine line, int from, int to, int exponent) {
    return line.number("charge", from, to, 0).scaleByPowerOfTen(exponent);
  }

  private static Side side(PositionalLine line, int column) {
    return switch (line.character(column)) {
      case 'A' -> Side.A;
      case 'B' -> Side.B;
      default -> throw line.error("side of leg", column, column, "must be A or B");
    };
  }
}
