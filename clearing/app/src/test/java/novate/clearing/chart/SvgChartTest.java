package novate.clearing.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.StringReader;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import novate.clearing.chart.Chart.Band;
import novate.clearing.chart.Chart.Ink;
import novate.clearing.chart.Chart.Layer;
import novate.clearing.chart.Chart.Line;
import novate.clearing.chart.Chart.Mark;
import novate.clearing.chart.Chart.Panel;
import novate.clearing.chart.Chart.Point;
import novate.clearing.chart.Chart.Points;
import novate.clearing.chart.Chart.Rule;
import novate.clearing.chart.Chart.Scale;
import novate.clearing.chart.Chart.XAxis;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;

class SvgChartTest {
  private static final LocalDate DAY = LocalDate.of(2026, 7, 1);

  private static Chart chart(XAxis axis, Layer... layers) {
    return new Chart(
        "Quotes of <H100> & \"B200\"",
        "1 July",
        axis,
        List.of(new Panel("USD per GPU-hour", Scale.LINEAR, 240, List.of(layers))),
        List.of(),
        List.of("a note"));
  }

  private static Chart ofEverything() {
    return chart(
        new XAxis.Names(List.of("aws", "nebius", "runpod")),
        new Band(
            "band",
            Ink.GREEN,
            List.of(new Point(0, 2.2), new Point(2, 2.2)),
            List.of(new Point(0, 4.1), new Point(2, 4.1))),
        new Points("posted", Ink.GREY, List.of(new Point(0, 7.36, "aws 7.36")), false),
        new Points(
            "firm",
            Ink.BLUE,
            List.of(new Point(1, 3.85, "3.85"), new Point(2, 3.29, "3.29")),
            true),
        new Rule("3.29", Ink.RED, 3.29));
  }

  private static Document parsed(Chart chart) throws Exception {
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new InputSource(new StringReader(SvgChart.svg(chart))));
  }

  @Test
  void everyLayerIsDrawnAndTheWordsAreNoMarkup() throws Exception {
    Document svg = parsed(ofEverything());
    assertThat(svg.getDocumentElement().getTagName()).isEqualTo("svg");
    assertThat(svg.getElementsByTagName("title").item(0).getTextContent())
        .isEqualTo("Quotes of <H100> & \"B200\"");
    assertThat(svg.getElementsByTagName("circle").getLength()).isEqualTo(3 + 2); // legend
    assertThat(SvgChart.svg(ofEverything())).isEqualTo(SvgChart.svg(ofEverything()));
  }

  @Test
  void aSteppedLineStandsUntilTheNextValue() {
    String svg =
        SvgChart.svg(
            chart(
                new XAxis.Dates(),
                new Line(
                    "level",
                    Ink.BLUE,
                    List.of(Point.of(DAY, 1, ""), Point.of(DAY.plusDays(9), 2, "2")),
                    true,
                    false)));
    assertThat(svg).containsPattern("d=\"M76\\.0 [0-9.]+H1024\\.0V[0-9.]+\"").contains(">1 Jul<");
  }

  @Test
  void marksStandAtTheirDayAndYearsAtTheirMonth() {
    Chart chart =
        new Chart(
            "A year",
            "",
            new XAxis.Dates(),
            List.of(
                new Panel(
                    "Level",
                    Scale.LOG,
                    200,
                    List.of(
                        new Line(
                            "",
                            Ink.BLUE,
                            List.of(Point.of(DAY, 10, ""), Point.of(DAY.plusYears(1), 1000, "")),
                            false,
                            true)))),
            List.of(Mark.of(DAY.plusDays(92), "link")),
            List.of());
    assertThat(SvgChart.svg(chart)).contains(">Jan 2027<", ">Jul 2026<", ">link<", ">100<");
  }

  @Test
  void ticksAreRoundAndLieOnTheAxis() {
    assertThat(new Axis(Scale.LINEAR, 88.2, 120.9, 0, 1).ticks(6))
        .extracting(BigDecimal::toPlainString)
        .containsExactly("90", "100", "110", "120");
    assertThat(new Axis(Scale.LINEAR, 0.501, 0.529, 0, 1).ticks(5))
        .extracting(BigDecimal::toPlainString)
        .containsExactly("0.51", "0.52");
    assertThat(new Axis(Scale.LOG, 0.9, 250, 0, 1).ticks(5))
        .extracting(BigDecimal::toPlainString)
        .containsExactly("1", "2", "5", "10", "20", "50", "100", "200");
  }

  @Test
  void aLogAxisGivesEqualRatiosEqualRoom() {
    Axis axis = new Axis(Scale.LOG, 1, 100, 200, 0);
    assertThat(axis.pixel(1)).isEqualTo(200);
    assertThat(axis.pixel(10)).isEqualTo(100);
    assertThat(axis.pixel(100)).isZero();
  }

  @Test
  void aFlatSeriesStillHasAnAxis() {
    assertThat(
            SvgChart.svg(
                chart(
                    new XAxis.Numbers("rank"),
                    new Points("", Ink.RED, List.of(new Point(3, 0)), false))))
        .doesNotContain("NaN");
  }

  @Test
  void whatCannotBeDrawnIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> chart(new XAxis.Dates(), new Rule("3", Ink.RED, 3)))
        .withMessageContaining("has nothing to draw");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Panel("p", Scale.LOG, 9, List.of(new Rule("0", Ink.RED, 0))))
        .withMessage("panel 'p' has a log scale, got 0.0");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> new Panel("p", Scale.LINEAR, 9, List.of(new Rule("?", Ink.RED, Double.NaN))))
        .withMessageContaining("cannot show NaN");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> new Band("b", Ink.RED, List.of(new Point(0, 1)), List.of(new Point(1, 2))))
        .withMessageContaining("different places");
  }
}
