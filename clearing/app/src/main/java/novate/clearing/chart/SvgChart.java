package novate.clearing.chart;

import com.google.errorprone.annotations.FormatMethod;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import novate.clearing.chart.Chart.Band;
import novate.clearing.chart.Chart.Layer;
import novate.clearing.chart.Chart.Line;
import novate.clearing.chart.Chart.Mark;
import novate.clearing.chart.Chart.Panel;
import novate.clearing.chart.Chart.Point;
import novate.clearing.chart.Chart.Points;
import novate.clearing.chart.Chart.Rule;
import novate.clearing.chart.Chart.Scale;
import novate.clearing.chart.Chart.XAxis;

/**
 * A {@link Chart} as one SVG document: white ground, thin grid, no script, no outside reference. A
 * pure function of the chart.
 */
public final class SvgChart {
  private static final double WIDTH = 1120;
  private static final double LEFT = 76;
  private static final double RIGHT = 96;
  private static final double HEAD = 84;
  private static final double PANEL_HEAD = 52;
  private static final double PANEL_FOOT = 30;
  private static final double NOTE = 18;
  private static final double FOOT = 22;
  private static final int WORD_PIXELS = 7;

  private static final DateTimeFormatter MONTH = DateTimeFormatter.ofPattern("MMM", Locale.ENGLISH);

  private static final String STYLE =
      """
      <style>
        text { font-family: Inter, 'Segoe UI', 'Helvetica Neue', Helvetica, Arial, sans-serif; fill: #1f2933; }
        .h1 { font-size: 23px; font-weight: 700; letter-spacing: -0.2px; }
        .h2 { font-size: 13.5px; fill: #52606d; }
        .panel { font-size: 14px; font-weight: 650; }
        .tick { font-size: 11.5px; fill: #616e7c; font-variant-numeric: tabular-nums; }
        .year { font-size: 11.5px; fill: #1f2933; font-weight: 650; }
        .mark { font-size: 10.5px; fill: #7b8794; }
        .legend { font-size: 12px; fill: #3e4c59; }
        .event { font-size: 11.5px; paint-order: stroke; stroke: #ffffff; stroke-width: 3.5px; stroke-linejoin: round; }
        .rule { font-size: 11.5px; font-weight: 650; }
        .last { font-size: 12.5px; font-weight: 700; font-variant-numeric: tabular-nums; }
        .note { font-size: 11.5px; fill: #616e7c; }
      </style>\
      """;

  private final Chart chart;
  private final Axis x;
  private final double height;
  private final StringBuilder svg = new StringBuilder();

  private SvgChart(Chart chart) {
    this.chart = chart;
    this.x = xAxis(chart);
    double panels =
        chart.panels().stream()
            .mapToDouble(panel -> PANEL_HEAD + panel.heightPixels() + PANEL_FOOT)
            .sum();
    this.height = HEAD + panels + chart.notes().size() * NOTE + FOOT;
  }

  /** The picture. */
  public static String svg(Chart chart) {
    SvgChart picture = new SvgChart(chart);
    picture.head();
    double top = HEAD;
    for (Panel panel : chart.panels()) {
      picture.panel(panel, top + PANEL_HEAD);
      top += PANEL_HEAD + panel.heightPixels() + PANEL_FOOT;
    }
    for (String note : chart.notes()) {
      picture.text(LEFT, top + 10, "note", "start", note);
      top += NOTE;
    }
    picture.line("</svg>");
    return picture.svg.toString();
  }

  private static Axis xAxis(Chart chart) {
    List<Double> xs = chart.panels().stream().flatMap(panel -> panel.xs().stream()).toList();
    double low = xs.stream().min(Double::compare).orElseThrow();
    double high = xs.stream().max(Double::compare).orElseThrow();
    return switch (chart.xAxis()) {
      case XAxis.Dates() -> across(low, high, high > low ? 0 : 1);
      case XAxis.Numbers(String _) -> across(low, high, high > low ? (high - low) * 0.03 : 1);
      case XAxis.Names(List<String> names) -> across(0, names.size() - 1.0, 0.5);
    };
  }

  private static Axis across(double low, double high, double room) {
    return new Axis(Scale.LINEAR, low - room, high + room, LEFT, WIDTH - RIGHT);
  }

  private void head() {
    line(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %.0f %.0f\" width=\"%.0f\""
            + " height=\"%.0f\" role=\"img\">",
        WIDTH, height, WIDTH, height);
    line("<title>%s</title>", escaped(chart.title()));
    line("%s", STYLE);
    line("<rect width=\"100%%\" height=\"100%%\" fill=\"#ffffff\"/>");
    text(LEFT - 46, 44, "h1", "start", chart.title());
    text(LEFT - 46, 68, "h2", "start", chart.subtitle());
  }

  private void panel(Panel panel, double top) {
    double bottom = top + panel.heightPixels();
    List<Double> ys = panel.layers().stream().flatMap(layer -> layer.ys().stream()).toList();
    Axis y = Axis.around(panel.scale(), ys, bottom, top);
    text(LEFT - 46, top - 22, "panel", "start", panel.title());
    legend(panel, top - 22);
    horizontals(y, (int) Math.max(3, panel.heightPixels() / 40));
    verticals(top, bottom);
    marks(top, bottom, panel.equals(chart.panels().getFirst()));
    panel.layers().forEach(layer -> layer(layer, y, bottom));
    line(
        "<line x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\" stroke=\"#9aa5b1\"/>",
        LEFT, bottom, WIDTH - RIGHT, bottom);
  }

  /** From the right end to the left, so that names of any length do not overlap. */
  private void legend(Panel panel, double at) {
    double right = WIDTH - RIGHT;
    List<Layer> named = panel.layers().stream().filter(layer -> !layer.name().isEmpty()).toList();
    if (named.size() < 2) {
      return;
    }
    for (Layer layer : named.reversed()) {
      text(right, at, "legend", "end", layer.name());
      right -= layer.name().length() * WORD_PIXELS * 0.93 + 16;
      swatch(layer, right, at - 4);
      right -= 26;
    }
  }

  private void swatch(Layer layer, double at, double middle) {
    String color = layer.ink().hex();
    switch (layer) {
      case Line _ ->
          line(
              "<path d=\"M%.1f %.1fh18\" stroke=\"%s\" stroke-width=\"2.4\"/>",
              at - 8, middle, color);
      case Rule _ ->
          line(
              "<path d=\"M%.1f %.1fh18\" stroke=\"%s\" stroke-width=\"1.6\""
                  + " stroke-dasharray=\"5 3\"/>",
              at - 8, middle, color);
      case Band _ ->
          line(
              "<rect x=\"%.1f\" y=\"%.1f\" width=\"18\" height=\"10\" fill=\"%s\""
                  + " fill-opacity=\"0.18\"/>",
              at - 8, middle - 5, color);
      case Points _ ->
          line("<circle cx=\"%.1f\" cy=\"%.1f\" r=\"4\" fill=\"%s\"/>", at + 2, middle, color);
    }
  }

  private void horizontals(Axis y, int wanted) {
    for (BigDecimal tick : y.ticks(wanted)) {
      double at = y.pixel(tick.doubleValue());
      line(
          "<line x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\" stroke=\"#e4e7eb\"/>",
          LEFT, at, WIDTH - RIGHT, at);
      text(LEFT - 10, at + 4, "tick", "end", tick.toPlainString());
    }
  }

  private void verticals(double top, double bottom) {
    switch (chart.xAxis()) {
      case XAxis.Dates() -> months(top, bottom);
      case XAxis.Numbers(String label) -> {
        for (BigDecimal tick : x.ticks(8)) {
          upright(x.pixel(tick.doubleValue()), top, bottom);
          text(x.pixel(tick.doubleValue()), bottom + 18, "tick", "middle", tick.toPlainString());
        }
        text(WIDTH - RIGHT + 8, bottom + 18, "tick", "start", label);
      }
      case XAxis.Names(List<String> names) -> {
        for (int n = 0; n < names.size(); n++) {
          text(x.pixel(n), bottom + 18, "tick", "middle", names.get(n));
        }
      }
    }
  }

  /** Months, or as many of them as there is room to name; the year stands at its first. */
  private void months(double top, double bottom) {
    List<LocalDate> firsts = new ArrayList<>();
    LocalDate month = first().withDayOfMonth(1);
    for (; !month.isAfter(last()); month = month.plusMonths(1)) {
      if (!month.isBefore(first())) {
        firsts.add(month);
      }
    }
    if (firsts.size() < 3) {
      days(top, bottom);
      return;
    }
    int every = Math.max(1, (firsts.size() + 17) / 18);
    for (LocalDate start : firsts) {
      if ((start.getMonthValue() - 1) % every == 0) {
        boolean isYear = start.getMonthValue() == 1 || start.equals(firsts.getFirst());
        String label = MONTH.format(start) + (isYear ? " " + start.getYear() : "");
        upright(x.pixel(start.toEpochDay()), top, bottom);
        text(x.pixel(start.toEpochDay()), bottom + 18, isYear ? "year" : "tick", "middle", label);
      }
    }
  }

  private void days(double top, double bottom) {
    long span = last().toEpochDay() - first().toEpochDay();
    long every = Math.max(1, (span + 11) / 12);
    for (LocalDate day = first(); !day.isAfter(last()); day = day.plusDays(every)) {
      upright(x.pixel(day.toEpochDay()), top, bottom);
      text(
          x.pixel(day.toEpochDay()),
          bottom + 18,
          "tick",
          "middle",
          day.getDayOfMonth() + " " + MONTH.format(day));
    }
  }

  private LocalDate first() {
    return LocalDate.ofEpochDay(
        (long)
            chart.panels().stream()
                .flatMap(panel -> panel.xs().stream())
                .mapToDouble(Double::doubleValue)
                .min()
                .orElseThrow());
  }

  private LocalDate last() {
    return LocalDate.ofEpochDay(
        (long)
            chart.panels().stream()
                .flatMap(panel -> panel.xs().stream())
                .mapToDouble(Double::doubleValue)
                .max()
                .orElseThrow());
  }

  private void upright(double at, double top, double bottom) {
    line(
        "<line x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\" stroke=\"#f0f2f5\"/>",
        at, top, at, bottom);
  }

  private void marks(double top, double bottom, boolean isNamed) {
    for (Mark mark : chart.marks()) {
      double at = x.pixel(mark.x());
      line(
          "<line x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\" stroke=\"#9aa5b1\""
              + " stroke-dasharray=\"2 4\"/>",
          at, top, at, bottom);
      if (isNamed) {
        text(at, top - 5, "mark", "middle", mark.label());
      }
    }
  }

  private void layer(Layer layer, Axis y, double bottom) {
    switch (layer) {
      case Line drawn -> lineLayer(drawn, y, bottom);
      case Points drawn -> pointsLayer(drawn, y);
      case Band drawn -> bandLayer(drawn, y);
      case Rule drawn -> ruleLayer(drawn, y);
    }
  }

  private void lineLayer(Line drawn, Axis y, double bottom) {
    if (drawn.points().isEmpty()) {
      return;
    }
    String path = path(drawn.points(), y, drawn.isStepped());
    Point last = drawn.points().getLast();
    if (drawn.isFilled()) {
      line(
          "<path d=\"%sV%.1fH%.1fZ\" fill=\"%s\" fill-opacity=\"0.07\"/>",
          path, bottom, x.pixel(drawn.points().getFirst().x()), drawn.ink().hex());
    }
    line(
        "<path d=\"%s\" fill=\"none\" stroke=\"%s\" stroke-width=\"2.2\""
            + " stroke-linejoin=\"round\"/>",
        path, drawn.ink().hex());
    line(
        "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"3.6\" fill=\"%s\"/>",
        x.pixel(last.x()), y.pixel(last.y()), drawn.ink().hex());
    colored(
        x.pixel(last.x()) + 9,
        y.pixel(last.y()) + 4.5,
        "last",
        "start",
        drawn.ink().hex(),
        last.tip());
  }

  private String path(List<Point> points, Axis y, boolean isStepped) {
    StringBuilder path = new StringBuilder();
    for (Point point : points) {
      double px = x.pixel(point.x());
      double py = y.pixel(point.y());
      if (path.isEmpty()) {
        path.append(String.format(Locale.ROOT, "M%.1f %.1f", px, py));
      } else if (isStepped) {
        path.append(String.format(Locale.ROOT, "H%.1fV%.1f", px, py));
      } else {
        path.append(String.format(Locale.ROOT, "L%.1f %.1f", px, py));
      }
    }
    return path.toString();
  }

  private void pointsLayer(Points drawn, Axis y) {
    for (Point point : drawn.points()) {
      double px = x.pixel(point.x());
      double py = y.pixel(point.y());
      line(
          "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"4.2\" fill=\"%s\" fill-opacity=\"0.85\""
              + " stroke=\"#ffffff\" stroke-width=\"1.2\"><title>%s</title></circle>",
          px, py, drawn.ink().hex(), escaped(point.tip()));
      if (drawn.isLabelled()) {
        boolean isLeft = px < (LEFT + WIDTH - RIGHT) * 0.62;
        text(isLeft ? px + 9 : px - 9, py - 7, "event", isLeft ? "start" : "end", point.tip());
      }
    }
  }

  private void bandLayer(Band drawn, Axis y) {
    if (drawn.low().isEmpty()) {
      return;
    }
    String edge = path(drawn.high(), y, false);
    String back = path(drawn.low().reversed(), y, false).substring(1);
    line("<path d=\"%sL%sZ\" fill=\"%s\" fill-opacity=\"0.14\"/>", edge, back, drawn.ink().hex());
  }

  private void ruleLayer(Rule drawn, Axis y) {
    double at = y.pixel(drawn.y());
    line(
        "<line x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\" stroke=\"%s\""
            + " stroke-width=\"1.5\" stroke-dasharray=\"5 3\"/>",
        LEFT, at, WIDTH - RIGHT, at, drawn.ink().hex());
    colored(WIDTH - RIGHT + 8, at + 4, "rule", "start", drawn.ink().hex(), drawn.name());
  }

  private void text(double atX, double atY, String style, String anchor, String words) {
    line(
        "<text x=\"%.1f\" y=\"%.1f\" class=\"%s\" text-anchor=\"%s\">%s</text>",
        atX, atY, style, anchor, escaped(words));
  }

  private void colored(
      double atX, double atY, String style, String anchor, String color, String words) {
    line(
        "<text x=\"%.1f\" y=\"%.1f\" class=\"%s\" text-anchor=\"%s\" style=\"fill:%s\">%s</text>",
        atX, atY, style, anchor, color, escaped(words));
  }

  @FormatMethod
  private void line(String format, Object... values) {
    svg.append(String.format(Locale.ROOT, format, values)).append('\n');
  }

  /** Text that cannot become markup; what XML cannot hold is dropped. */
  private static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replaceAll("[\\p{Cntrl}\\x{FFFE}\\x{FFFF}]", "");
  }
}
