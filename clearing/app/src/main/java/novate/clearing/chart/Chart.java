package novate.clearing.chart;

import static novate.market.Checks.require;

import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;

/**
 * What is drawn: panels, one below the other, over one horizontal axis.
 *
 * @param title in large letters
 * @param subtitle what the numbers rest on
 * @param xAxis of all panels
 * @param panels at least one
 * @param marks upright lines through all panels
 * @param notes small lines at the foot
 */
public record Chart(
    String title,
    String subtitle,
    XAxis xAxis,
    List<Panel> panels,
    List<Mark> marks,
    List<String> notes) {
  /** Keeps its own copies; refuses a chart without anything to draw. */
  public Chart {
    panels = List.copyOf(panels);
    marks = List.copyOf(marks);
    notes = List.copyOf(notes);
    require(
        panels.stream().anyMatch(panel -> !panel.xs().isEmpty()),
        "chart '%s' has nothing to draw",
        title);
  }

  /** How places along the horizontal axis are told. */
  public sealed interface XAxis {
    /** Days: x is the epoch day, as {@link Point#of} has it. */
    record Dates() implements XAxis {}

    /** Numbers, with what they are. */
    record Numbers(String label) implements XAxis {}

    /** Words: x is 0, 1, 2, … for the first, second, third; the axis runs half a place beyond. */
    record Names(List<String> names) implements XAxis {
      /** Keeps its own copy. */
      public Names {
        names = List.copyOf(names);
      }
    }
  }

  /** How a vertical axis runs. */
  public enum Scale {
    /** Equal distances are equal differences. */
    LINEAR,
    /** Equal distances are equal ratios; every value is above zero. */
    LOG
  }

  /**
   * One part of the chart with a vertical axis of its own.
   *
   * @param title what is drawn, and in which unit
   * @param heightPixels of the drawing itself
   * @param layers drawn in this order, the last on top
   */
  public record Panel(String title, Scale scale, double heightPixels, List<Layer> layers) {
    /** Keeps its own copy; refuses a place that is no number, and zero on a log scale. */
    public Panel {
      layers = List.copyOf(layers);
      for (Layer layer : layers) {
        for (double y : layer.ys()) {
          require(Double.isFinite(y), "panel '%s' cannot show %s", title, y);
          require(scale == Scale.LINEAR || y > 0, "panel '%s' has a log scale, got %s", title, y);
        }
        for (double x : layer.xs()) {
          require(Double.isFinite(x), "panel '%s' cannot show x = %s", title, x);
        }
      }
    }

    List<Double> xs() {
      return layers.stream().flatMap(layer -> layer.xs().stream()).toList();
    }
  }

  /**
   * A place on the chart.
   *
   * @param tip shown when a pointer rests on it; empty for none
   */
  public record Point(double x, double y, String tip) {
    /** A place without a tip. */
    public Point(double x, double y) {
      this(x, y, "");
    }

    /** A place over a day. */
    public static Point of(LocalDate date, double y, String tip) {
      return new Point(date.toEpochDay(), y, tip);
    }
  }

  /** An upright line with a word at its top. */
  public record Mark(double x, String label) {
    /** A mark at a day. */
    public static Mark of(LocalDate date, String label) {
      return new Mark(date.toEpochDay(), label);
    }
  }

  /** Colours that can be told apart, also by those who see no red or green. */
  public enum Ink {
    BLUE("#1d5fa8"),
    ORANGE("#d9730d"),
    GREEN("#1b8a6b"),
    RED("#b3303f"),
    PURPLE("#7a4fa3"),
    GREY("#7b8794");

    private final String hex;

    Ink(String hex) {
      this.hex = hex;
    }

    String hex() {
      return hex;
    }
  }

  /** One thing drawn in a panel. A closed set; a name that is not empty stands in the legend. */
  public sealed interface Layer {
    /** What it is called in the legend. */
    String name();

    /** Its colour. */
    Ink ink();

    /** Every horizontal place it reaches. */
    List<Double> xs();

    /** Every vertical place it reaches. */
    List<Double> ys();
  }

  /**
   * A line through points, left to right.
   *
   * @param isStepped a value stands until the next one: levels between two snapshots
   * @param isFilled the ground below is tinted
   */
  public record Line(String name, Ink ink, List<Point> points, boolean isStepped, boolean isFilled)
      implements Layer {
    /** Keeps its own copy. */
    public Line {
      points = List.copyOf(points);
    }

    @Override
    public List<Double> xs() {
      return points.stream().map(Point::x).toList();
    }

    @Override
    public List<Double> ys() {
      return points.stream().map(Point::y).toList();
    }
  }

  /** Single points: quotes, events; with a label of their tip beside them, or without. */
  public record Points(String name, Ink ink, List<Point> points, boolean isLabelled)
      implements Layer {
    /** Keeps its own copy. */
    public Points {
      points = List.copyOf(points);
    }

    @Override
    public List<Double> xs() {
      return points.stream().map(Point::x).toList();
    }

    @Override
    public List<Double> ys() {
      return points.stream().map(Point::y).toList();
    }
  }

  /** The ground between two lines over the same places: a price band, an envelope. */
  public record Band(String name, Ink ink, List<Point> low, List<Point> high) implements Layer {
    /** Keeps its own copies; refuses edges that are not over the same places. */
    public Band {
      low = List.copyOf(low);
      high = List.copyOf(high);
      require(
          low.stream().map(Point::x).toList().equals(high.stream().map(Point::x).toList()),
          "the edges of band '%s' are over different places",
          name);
    }

    @Override
    public List<Double> xs() {
      return low.stream().map(Point::x).toList();
    }

    @Override
    public List<Double> ys() {
      return Stream.concat(low.stream(), high.stream()).map(Point::y).toList();
    }
  }

  /** A level across the whole panel, with its name at the right end. */
  public record Rule(String name, Ink ink, double y) implements Layer {
    @Override
    public List<Double> xs() {
      return List.of();
    }

    @Override
    public List<Double> ys() {
      return List.of(y);
    }
  }
}
