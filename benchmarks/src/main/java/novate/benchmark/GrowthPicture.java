package novate.benchmark;

import com.google.errorprone.annotations.FormatMethod;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * How the simulation job grows with accounts, contracts and scenarios: one panel each, both axes
 * logarithmic, with the straight line of a job that grows in proportion through the house of the
 * middle.
 */
final class GrowthPicture {
  private static final List<String> AXES = List.of("accounts", "contracts", "scenarios");
  private static final int PANEL = 300;
  private static final int PLOT = 210;
  private static final int LEFT = 64;
  private static final int TOP = 56;
  private static final int HEIGHT = 350;

  private final StringBuilder svg = new StringBuilder();
  private final List<Point> points = new ArrayList<>();

  /** The sizes of a house and the time it takes. */
  private record Point(int[] sizes, double millis, double lowest, double highest) {}

  private GrowthPicture(List<Measured> rows) {
    for (Measured row : rows) {
      if (row.row().startsWith("Growth.house[")) {
        String[] sizes =
            row.row().substring(row.row().indexOf('[') + 1, row.row().length() - 1).split("x", -1);
        int[] numbers = new int[sizes.length];
        for (int i = 0; i < sizes.length; i++) {
          numbers[i] = Integer.parseInt(sizes[i]);
        }
        points.add(new Point(numbers, row.mean(), row.lowest(), row.highest()));
      }
    }
  }

  /** The picture; empty without a row of growth. */
  static String of(List<Measured> rows) {
    GrowthPicture picture = new GrowthPicture(rows);
    return picture.points.isEmpty() ? "" : picture.draw();
  }

  private String draw() {
    line(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" role=\"img\""
            + " aria-label=\"Growth of the simulation job\">",
        PANEL * AXES.size() + 20, HEIGHT);
    line(
        "<style>text{font:12px system-ui,sans-serif;fill:#3a4252}.h{font-size:15px;font-weight:600;"
            + "fill:#161b26}.v{font-size:11px;fill:#1f5fbf;font-weight:600}</style>");
    line("<rect width=\"100%%\" height=\"100%%\" fill=\"#ffffff\"/>");
    text(
        20, 26, "h", "start", "Time of the whole house against its size, milliseconds, one thread");
    for (int axis = 0; axis < AXES.size(); axis++) {
      panel(axis, LEFT + axis * PANEL);
    }
    line("</svg>");
    return svg.toString();
  }

  private void panel(int axis, int left) {
    Point middle = middle();
    List<Point> along =
        points.stream()
            .filter(point -> isAlong(point, middle, axis))
            .sorted(Comparator.comparingInt(point -> point.sizes()[axis]))
            .toList();
    double least = along.getFirst().sizes()[axis];
    double decades = Math.log10(along.getLast().sizes()[axis] / least);
    double low = Math.floor(Math.log10(points.stream().mapToDouble(Point::lowest).min().orElse(1)));
    double high =
        Math.ceil(Math.log10(points.stream().mapToDouble(Point::highest).max().orElse(1)));
    line(
        "<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" fill=\"#f6f8fb\" stroke=\"#d5dbe6\"/>",
        left, TOP, PLOT, PLOT);
    for (double decade = low; decade <= high; decade++) {
      double y = y(Math.pow(10, decade), low, high);
      line(
          "<line x1=\"%d\" x2=\"%d\" y1=\"%.1f\" y2=\"%.1f\" stroke=\"#e1e6ef\"/>",
          left, left + PLOT, y, y);
      text(left - 6, y + 4, "", "end", Budget.number(Math.pow(10, decade)).replace(".00", ""));
    }
    StringBuilder ideal = new StringBuilder();
    StringBuilder measured = new StringBuilder();
    for (Point point : along) {
      double x = x(point.sizes()[axis], least, decades, left);
      double share = (double) point.sizes()[axis] / middle.sizes()[axis];
      ideal.append(
          coordinates(x, y(axis == 1 ? middle.millis() : middle.millis() * share, low, high)));
      measured.append(coordinates(x, y(point.millis(), low, high)));
      text(
          x, TOP + PLOT + 18, "", "middle", String.format(Locale.ROOT, "%,d", point.sizes()[axis]));
    }
    line(
        "<polyline points=\"%s\" fill=\"none\" stroke=\"#9aa6b8\" stroke-dasharray=\"4 4\"/>",
        ideal);
    line("<polyline points=\"%s\" fill=\"none\" stroke=\"#2f74d0\" stroke-width=\"2\"/>", measured);
    for (Point point : along) {
      double x = x(point.sizes()[axis], least, decades, left);
      line(
          "<line x1=\"%.1f\" x2=\"%.1f\" y1=\"%.1f\" y2=\"%.1f\" stroke=\"#2f74d0\"/>",
          x, x, y(point.lowest(), low, high), y(point.highest(), low, high));
      line(
          "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"4\" fill=\"#2f74d0\"/>",
          x, y(point.millis(), low, high));
      text(x, y(point.millis(), low, high) - 10, "v", "middle", Budget.number(point.millis()));
    }
    text(left + PLOT / 2.0, TOP + PLOT + 40, "", "middle", AXES.get(axis));
    text(
        left + PLOT / 2.0,
        TOP + PLOT + 60,
        "",
        "middle",
        axis == 1 ? "dashed: no growth" : "dashed: in proportion");
  }

  /** The house that the others differ from in one size: the one that most sizes agree with. */
  private Point middle() {
    return points.stream()
        .max(
            Comparator.comparingLong(
                point -> points.stream().filter(other -> differences(point, other) <= 1).count()))
        .orElseThrow();
  }

  private static int differences(Point one, Point other) {
    int differences = 0;
    for (int i = 0; i < one.sizes().length; i++) {
      differences += one.sizes()[i] == other.sizes()[i] ? 0 : 1;
    }
    return differences;
  }

  private static boolean isAlong(Point point, Point middle, int axis) {
    return differences(point, middle) == 0
        || (differences(point, middle) == 1 && point.sizes()[axis] != middle.sizes()[axis]);
  }

  private static double x(double size, double least, double decades, int left) {
    return left + 24 + (PLOT - 48) * (decades == 0 ? 0.5 : Math.log10(size / least) / decades);
  }

  private static double y(double millis, double low, double high) {
    return TOP + PLOT * (1 - (Math.log10(millis) - low) / (high - low));
  }

  private static String coordinates(double x, double y) {
    return String.format(Locale.ROOT, "%.1f,%.1f ", x, y);
  }

  private void text(double x, double y, String style, String anchor, String text) {
    line(
        "<text x=\"%.1f\" y=\"%.1f\" class=\"%s\" text-anchor=\"%s\">%s</text>",
        x, y, style, anchor, text);
  }

  @FormatMethod
  private void line(String format, Object... values) {
    svg.append(String.format(Locale.ROOT, format, values)).append('\n');
  }
}
