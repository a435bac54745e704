package novate.clearing.cli;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import novate.clearing.chart.Chart;
import novate.clearing.chart.Chart.Ink;
import novate.clearing.chart.Chart.Layer;
import novate.clearing.chart.Chart.Panel;
import novate.clearing.chart.Chart.Point;
import novate.clearing.chart.Chart.Points;
import novate.clearing.chart.Chart.Rule;
import novate.clearing.chart.Chart.Scale;
import novate.clearing.chart.Chart.XAxis;
import novate.clearing.file.FixingExplanation;
import novate.clearing.file.IndexPrint;
import novate.index.InputUse;
import novate.index.WeightedMedian.Reach;

/** A fixing in one picture: each contributor's quotes, how far it could move the value, and it. */
final class FixingChart {
  private FixingChart() {}

  static Chart of(FixingExplanation explanation) {
    IndexPrint print = explanation.print();
    List<String> contributors = byPrice(print);
    String value = print.value().map(BigDecimal::toPlainString).orElse("no value");
    return new Chart(
        "%s on %s: %s".formatted(print.key().index(), print.key().date(), value),
        "%s · %d quotes, %d used"
            .formatted(
                explanation.methodology().id(),
                print.outcome().inputs().size(),
                print.outcome().inputs().stream().filter(InputUse::isIncluded).count()),
        new XAxis.Names(contributors),
        List.of(
            new Panel(
                "Price per unit, as used", Scale.LINEAR, 340, layers(explanation, contributors))),
        List.of(),
        List.of(
            "Orange: the values that a contributor could bring about alone, with any price.",
            "Methodology " + explanation.methodology().hash()));
  }

  /** The cheapest to the left, by the lowest price each was looked at with. */
  private static List<String> byPrice(IndexPrint print) {
    Map<String, BigDecimal> lowest = new TreeMap<>();
    print
        .outcome()
        .inputs()
        .forEach(use -> lowest.merge(use.contributor(), use.usedPrice(), BigDecimal::min));
    return lowest.entrySet().stream()
        .sorted(Map.Entry.comparingByValue())
        .map(Map.Entry::getKey)
        .toList();
  }

  private static List<Layer> layers(FixingExplanation explanation, List<String> contributors) {
    IndexPrint print = explanation.print();
    List<Layer> layers = new ArrayList<>();
    explanation
        .influence()
        .ifPresent(
            reaches ->
                reaches.forEach(
                    (contributor, reach) ->
                        layers.add(
                            reach(contributors.indexOf(contributor), reach, layers.isEmpty()))));
    layers.add(points("excluded", Ink.GREY, print, contributors, false));
    layers.add(points("used", Ink.BLUE, print, contributors, true));
    print.value().ifPresent(value -> layers.add(new Rule("fixing", Ink.RED, value.doubleValue())));
    return layers.stream().filter(layer -> !layer.xs().isEmpty() || layer instanceof Rule).toList();
  }

  /** A bar from the lowest to the highest value, half a place wide; the first is in the legend. */
  private static Layer reach(int place, Reach reach, boolean isFirst) {
    double low = reach.low().doubleValue();
    double high = reach.high().doubleValue();
    return new Chart.Band(
        isFirst ? "influence" : "",
        Ink.ORANGE,
        List.of(new Point(place - 0.25, low), new Point(place + 0.25, low)),
        List.of(new Point(place - 0.25, high), new Point(place + 0.25, high)));
  }

  private static Points points(
      String name, Ink ink, IndexPrint print, List<String> contributors, boolean isIncluded) {
    List<Point> points = new ArrayList<>();
    for (InputUse use : print.outcome().inputs()) {
      if (use.isIncluded() == isIncluded) {
        points.add(
            new Point(
                contributors.indexOf(use.contributor()),
                use.usedPrice().doubleValue(),
                "%s: %s %s"
                    .formatted(use.input(), use.usedPrice().toPlainString(), use.exclusion())));
      }
    }
    return new Points(name, ink, points, false);
  }
}
