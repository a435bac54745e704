package novate.clearing.cli;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import novate.clearing.chart.Chart;
import novate.clearing.chart.Chart.Ink;
import novate.clearing.chart.Chart.Layer;
import novate.clearing.chart.Chart.Line;
import novate.clearing.chart.Chart.Mark;
import novate.clearing.chart.Chart.Panel;
import novate.clearing.chart.Chart.Point;
import novate.clearing.chart.Chart.Points;
import novate.clearing.chart.Chart.Scale;
import novate.clearing.chart.Chart.XAxis;
import novate.clearing.cli.TokenMoves.Move;
import novate.index.token.TokenFixing;
import novate.index.token.TokenLink;
import novate.index.token.TokenSeries;

/** Both series of a token index over time, with its links and largest moves. */
final class TokenChart {
  private static final int NAMED_MOVES = 6;

  private TokenChart() {}

  static Chart of(TokenSeries series) {
    TokenFixing first = series.fixings().getFirst();
    TokenFixing last = series.fixings().getLast();
    return new Chart(
        "%s: what tokens cost".formatted(series.methodology().index()),
        "%s · %s to %s · %d snapshots · %d models at the last link, %d providers"
            .formatted(
                series.methodology().id(),
                first.date(),
                last.date(),
                series.fixings().size(),
                last.constituents().size(),
                last.weightByProvider().size()),
        new XAxis.Dates(),
        List.of(
            new Panel(
                "Chained level, %s = %s".formatted(first.date(), first.level().toPlainString()),
                Scale.LINEAR,
                300,
                level(series)),
            new Panel(
                "Basket price, USD per bundle, log scale; never settled on",
                Scale.LOG,
                190,
                List.of(line(series, Ink.ORANGE, TokenFixing::basketPrice)))),
        links(series),
        List.of(
            "Dashed: links. A new basket or mix moves the basket price below from the next snapshot"
                + " on; the chained level is handed on unrounded.",
            "Methodology " + series.methodology().hash()));
  }

  private static List<Layer> level(TokenSeries series) {
    List<Point> events = new ArrayList<>();
    for (Move move : TokenMoves.largest(series, NAMED_MOVES)) {
      events.add(Point.of(move.fixing().date(), move.fixing().level().doubleValue(), move.words()));
    }
    return List.of(
        line(series, Ink.BLUE, TokenFixing::level), new Points("", Ink.RED, events, true));
  }

  private static Line line(TokenSeries series, Ink ink, Function<TokenFixing, BigDecimal> valueOf) {
    List<Point> points = new ArrayList<>();
    for (TokenFixing fixing : series.fixings()) {
      BigDecimal value = valueOf.apply(fixing);
      points.add(Point.of(fixing.date(), value.doubleValue(), value.toPlainString()));
    }
    return new Line("", ink, points, true, true);
  }

  private static List<Mark> links(TokenSeries series) {
    List<Mark> marks = new ArrayList<>();
    List<TokenLink> links = series.links();
    for (int l = 1; l < links.size(); l++) {
      boolean isNewMix = !links.get(l).period().bundle().equals(links.get(l - 1).period().bundle());
      marks.add(Mark.of(links.get(l).date(), isNewMix ? "new basket and mix" : "new basket"));
    }
    return marks;
  }
}
