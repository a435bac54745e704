package novate.stress;

import static novate.market.Checks.require;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import novate.market.MemberId;
import novate.market.Money;

/**
 * A run of stress scenarios as a picture: one row for each scenario, the worst on top, one column
 * for each member, the one that loses most on the left.
 *
 * <p>Red is loss over margin, on a square-root scale so that the second-worst is still seen; blue
 * is how much of its margin the tightest account of the member uses, near-white when it is nearly
 * all gone. The two members that make Cover-1 and Cover-2 of a scenario are framed. A pure function
 * of its inputs; the text is one SVG document that needs nothing else.
 */
public final class StressHeatMap {
  /** More columns than this cannot be read; the rest is told in words. */
  private static final int MEMBERS_MAX = 24;

  private static final double LEFT = 316;
  private static final double CELL = 62;
  private static final double ROW = 36;
  private static final double TOP = 206;
  private static final double COVERS = 262;
  private static final double BOTTOM = 128;
  private static final double MARGIN = 28;
  private static final double WIDTH_MIN = 980;

  private static final String STYLE =
      """
      <style>
        text { font-family: Inter, 'Segoe UI', 'Helvetica Neue', Helvetica, Arial, sans-serif; fill: #1f2933; }
        .h1 { font-size: 22px; font-weight: 700; }
        .h2 { font-size: 14px; fill: #52606d; }
        .lead { font-size: 14px; }
        .row { font-size: 13px; font-weight: 600; }
        .id { font-size: 10.5px; fill: #7b8794; }
        .col { font-size: 12px; font-weight: 600; }
        .cell { font-size: 12px; font-variant-numeric: tabular-nums; }
        .over { font-weight: 700; }
        .rank { font-size: 8.5px; font-weight: 700; }
        .num { font-size: 12px; font-variant-numeric: tabular-nums; }
        .note { font-size: 11px; fill: #52606d; }
        .tick { font-size: 11px; fill: #3e4c59; }
      </style>\
      """;

  private final List<ScenarioResult> rows;
  private final List<MemberId> columns;
  private final int hiddenCount;
  private final long overMax;
  private final long coverMax;
  private final double width;
  private final double height;
  private final Svg svg = new Svg();

  private StressHeatMap(List<ScenarioResult> results) {
    this.rows = results.stream().sorted(ScenarioResult.BY_SEVERITY).toList();
    List<MemberId> members = membersByLoss(results);
    this.columns = members.stream().limit(MEMBERS_MAX).toList();
    this.hiddenCount = members.size() - columns.size();
    this.overMax = Math.max(1, max(results.stream().map(ScenarioResult::coverOne).toList()));
    this.coverMax = Math.max(1, max(results.stream().map(ScenarioResult::coverTwo).toList()));
    this.width = Math.max(WIDTH_MIN, LEFT + columns.size() * CELL + COVERS + MARGIN);
    this.height = TOP + rows.size() * ROW + BOTTOM;
  }

  /**
   * The picture.
   *
   * @param subtitle what the numbers rest on: prices, parameters, library
   * @param results of one run, all in the same base currency; in any order
   * @throws IllegalArgumentException when there is no result, or base currencies differ
   */
  public static String svg(String subtitle, List<ScenarioResult> results) {
    require(!results.isEmpty(), "a heat map needs at least one scenario");
    require(
        results.stream().map(ScenarioResult::base).distinct().count() == 1,
        "a heat map is in one base currency");
    StressHeatMap map = new StressHeatMap(results);
    map.head(subtitle);
    map.columnHeads();
    for (int r = 0; r < map.rows.size(); r++) {
      map.row(map.rows.get(r), TOP + r * ROW);
    }
    map.legend();
    return map.svg.line("</svg>").toString();
  }

  private void head(String subtitle) {
    ScenarioResult worst = rows.getFirst();
    svg.line(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %.0f %.0f\" width=\"%.0f\""
            + " height=\"%.0f\" role=\"img\">",
        width, height, width, height);
    svg.line("<title>Loss over margin by scenario and member</title>");
    svg.line("%s", STYLE);
    svg.line("<rect width=\"100%%\" height=\"100%%\" fill=\"#ffffff\"/>");
    svg.text(MARGIN, 44, "h1", "start", "Loss over margin by scenario and member");
    svg.text(MARGIN, 68, "h2", "start", subtitle + " · " + worst.base());
    svg.text(MARGIN, 96, "lead", "start", lead(worst));
  }

  private static String lead(ScenarioResult worst) {
    List<MemberStress> covered = worst.covered(2);
    if (covered.isEmpty()) {
      return "Margin covers every member in every scenario.";
    }
    String first =
        "Worst: %s. %s alone is %s over its margin"
            .formatted(
                worst.scenario().title(), covered.getFirst().member(), amount(worst.coverOne()));
    return covered.size() == 1
        ? first + "; no second member is."
        : first
            + ", with %s it is %s.".formatted(covered.get(1).member(), amount(worst.coverTwo()));
  }

  private void columnHeads() {
    for (int c = 0; c < columns.size(); c++) {
      double x = LEFT + c * CELL + CELL / 2 - 6;
      svg.line(
          "<text transform=\"translate(%.1f %.1f) rotate(-42)\" class=\"col\">%s</text>",
          x, TOP - 12, Svg.escaped(shortened(columns.get(c).value(), 16)));
    }
    double covers = coversX();
    svg.text(covers + 62, TOP - 12, "col", "end", "Cover-1");
    svg.text(covers + 132, TOP - 12, "col", "end", "Cover-2");
  }

  private void row(ScenarioResult result, double y) {
    svg.text(LEFT - 14, y + 16, "row", "end", shortened(result.scenario().title(), 42));
    svg.text(LEFT - 14, y + 29, "id", "end", result.scenario().id());
    List<MemberStress> covered = result.covered(2);
    for (int c = 0; c < columns.size(); c++) {
      MemberId member = columns.get(c);
      for (MemberStress stress : result.members()) {
        if (stress.member().equals(member)) {
          cell(result, stress, covered.indexOf(stress) + 1, LEFT + c * CELL, y);
        }
      }
    }
    covers(result, y);
  }

  private void cell(ScenarioResult result, MemberStress stress, int rank, double x, double y) {
    boolean isOver = !stress.lossOverMargin().isZero();
    double used = used(stress);
    int color =
        isOver
            ? HeatColors.at(HeatColors.OVER, overPlace(stress.lossOverMargin().minorUnits()))
            : HeatColors.at(HeatColors.USED, used);
    svg.line("<g><title>%s</title>", Svg.escaped(tip(result, stress)));
    svg.line(
        "<rect x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\" rx=\"3\" fill=\"%s\"%s/>",
        x + 1.5, y + 1.5, CELL - 3, ROW - 3, HeatColors.hex(color), frame(rank));
    String label = isOver ? amount(stress.lossOverMargin()) : used > 0 ? percent(used) : "·";
    svg.line(
        "<text x=\"%.1f\" y=\"%.1f\" class=\"%s\" text-anchor=\"middle\""
            + " style=\"fill:%s\">%s</text>",
        x + CELL / 2, y + ROW / 2 + 4, isOver ? "cell over" : "cell", HeatColors.ink(color), label);
    if (rank > 0) {
      svg.line(
          "<text x=\"%.1f\" y=\"%.1f\" class=\"rank\" style=\"fill:%s\">%d</text>",
          x + 6, y + 12, HeatColors.ink(color), rank);
    }
    svg.line("</g>");
  }

  private static String frame(int rank) {
    return switch (rank) {
      case 1 -> " stroke=\"#111827\" stroke-width=\"2.4\"";
      case 2 -> " stroke=\"#111827\" stroke-width=\"1.4\" stroke-dasharray=\"4 2\"";
      default -> "";
    };
  }

  private void covers(ScenarioResult result, double y) {
    double x = coversX();
    double middle = y + ROW / 2;
    svg.text(x + 62, middle + 4, "num", "end", amountOrDash(result.coverOne()));
    svg.text(x + 132, middle + 4, "num over", "end", amountOrDash(result.coverTwo()));
    double room = COVERS - 152;
    double one = room * result.coverOne().minorUnits() / coverMax;
    double two = room * result.coverTwo().minorUnits() / coverMax;
    bar(x + 144, middle, one, "#8c2d3b");
    bar(x + 144 + one, middle, two - one, "#e3a79a");
  }

  private void bar(double x, double middle, double length, String fill) {
    if (length > 0) {
      svg.line(
          "<rect x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"12\" fill=\"%s\"/>",
          x, middle - 6, length, fill);
    }
  }

  private void legend() {
    double y = TOP + rows.size() * ROW + 34;
    double x = MARGIN + 6;
    double half = 230;
    scale(x, y, half, HeatColors.USED);
    scale(x + half, y, half, HeatColors.OVER);
    svg.text(x, y - 6, "tick", "start", "margin used by the tightest account");
    svg.text(x + 2 * half, y - 6, "tick", "end", "loss over margin");
    svg.text(x, y + 28, "tick", "start", "0 % or a gain");
    svg.text(x + half / 2, y + 28, "tick", "middle", "50 %");
    svg.text(x + half, y + 28, "tick", "middle", "100 % | 0");
    // Half way up a square-root scale stands a quarter of the largest.
    svg.text(x + 1.5 * half, y + 28, "tick", "middle", over(overMax / 4));
    svg.text(x + 2 * half, y + 28, "tick", "end", over(overMax));
    frames(x + 2 * half + 44, y);
    notes(x, y + 54);
  }

  private void scale(double x, double y, double length, int[] colors) {
    int steps = 46;
    for (int i = 0; i < steps; i++) {
      double place = (i + 0.5) / steps;
      svg.line(
          "<rect x=\"%.1f\" y=\"%.1f\" width=\"%.2f\" height=\"14\" fill=\"%s\"/>",
          x + i * length / steps,
          y,
          length / steps + 0.3,
          HeatColors.hex(HeatColors.at(colors, place)));
    }
  }

  private void frames(double x, double y) {
    for (int rank = 1; rank <= 2; rank++) {
      double left = x + (rank - 1) * 152;
      svg.line(
          "<rect x=\"%.1f\" y=\"%.1f\" width=\"26\" height=\"18\" rx=\"3\" fill=\"#f4a582\"%s/>",
          left, y - 2, frame(rank));
      svg.line("<text x=\"%.1f\" y=\"%.1f\" class=\"rank\">%d</text>", left + 5, y + 8, rank);
      svg.text(
          left + 34, y + 12, "tick", "start", rank == 1 ? "largest: Cover-1" : "second: Cover-2");
    }
  }

  private void notes(double x, double y) {
    svg.text(
        x,
        y,
        "note",
        "start",
        "A member is over by the sum of what each of its accounts loses beyond initial margin and"
            + " option value; a surplus of one account covers no other.");
    if (hiddenCount > 0) {
      svg.text(
          x,
          y + 16,
          "note",
          "start",
          "%d more members lose less and are not drawn.".formatted(hiddenCount));
    }
  }

  private double coversX() {
    return LEFT + columns.size() * CELL + 6;
  }

  private String over(long minorUnits) {
    return amount(new Money(rows.getFirst().base(), minorUnits));
  }

  private double overPlace(long minorUnits) {
    return Math.sqrt((double) minorUnits / overMax);
  }

  /** The share of its margin that the tightest account loses; 0 when all gain. */
  private static double used(MemberStress stress) {
    double used = 0;
    for (AccountStress account : stress.accounts()) {
      long loss = account.loss().minorUnits();
      long cover = account.cover().minorUnits();
      if (loss > 0 && cover > 0) {
        used = Math.max(used, (double) loss / cover);
      }
    }
    return used;
  }

  private static String tip(ScenarioResult result, MemberStress stress) {
    return "%s, %s: loss %s, over margin %s"
        .formatted(
            stress.member(), result.scenario().title(), stress.loss(), stress.lossOverMargin());
  }

  /** The most that a member loses in any scenario, minor units. */
  private record Worst(MemberId member, long lossOverMargin, long loss) {
    Worst or(Worst other) {
      return new Worst(
          member, Math.max(lossOverMargin, other.lossOverMargin), Math.max(loss, other.loss));
    }
  }

  /** Largest loss over margin in any scenario first; then largest loss; then by id. */
  private static List<MemberId> membersByLoss(List<ScenarioResult> results) {
    SortedMap<MemberId, Worst> worst = new TreeMap<>();
    for (ScenarioResult result : results) {
      for (MemberStress stress : result.members()) {
        long over = stress.lossOverMargin().minorUnits();
        Worst here = new Worst(stress.member(), over, stress.loss().minorUnits());
        worst.merge(stress.member(), here, Worst::or);
      }
    }
    return worst.values().stream()
        .sorted(
            Comparator.comparingLong(Worst::lossOverMargin)
                .thenComparingLong(Worst::loss)
                .reversed())
        .map(Worst::member)
        .toList();
  }

  private static long max(List<Money> amounts) {
    return amounts.stream().mapToLong(Money::minorUnits).max().orElse(0);
  }

  private static String amountOrDash(Money money) {
    return money.isZero() ? "–" : amount(money);
  }

  /** Three digits at most: 950, 12.3k, 4.56m, 1.20bn. */
  static String amount(Money money) {
    double value = Double.parseDouble(money.decimal());
    double size = Math.abs(value);
    if (size < 999.5) {
      return size < 0.5 ? "<1" : String.format(Locale.ROOT, "%.0f", value);
    }
    if (size < 999_500) {
      return scaled(value / 1e3) + "k";
    }
    return size < 999_500_000 ? scaled(value / 1e6) + "m" : scaled(value / 1e9) + "bn";
  }

  private static String scaled(double value) {
    int decimals = Math.abs(value) < 9.995 ? 2 : Math.abs(value) < 99.95 ? 1 : 0;
    return String.format(Locale.ROOT, "%." + decimals + "f", value);
  }

  private static String percent(double share) {
    return String.format(Locale.ROOT, "%.0f %%", Math.min(share, 1) * 100);
  }

  private static String shortened(String text, int length) {
    return text.length() <= length ? text : text.substring(0, length - 1) + "…";
  }
}
