package novate.stress;

import static novate.stress.StressMarket.account;
import static novate.stress.StressMarket.engine;
import static novate.stress.StressMarket.fraction;
import static novate.stress.StressMarket.usd;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import novate.market.CurrencyCode;
import novate.scenario.StressScenario;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;

class StressHeatMapTest {
  private static final List<StressAccount> ACCOUNTS =
      List.of(
          account("a", "ALPHA", "6000", "GPU-DEC", 10),
          account("b", "BETA", "1000", "GPU-DEC", 2),
          account("c", "GAMMA", "9000", "GPU-DEC", -12));

  @Test
  void thePictureIsXmlWithAFrameForEachCover() throws Exception {
    Document svg = parsed(svg(run(fraction("GPU", -0.44))));
    assertThat(svg.getDocumentElement().getTagName()).isEqualTo("svg");
    // One frame in the legend, one in the row, of each kind.
    String text = svg(run(fraction("GPU", -0.44)));
    assertThat(text.split("stroke-width=\"2.4\"", -1)).hasSize(3);
    assertThat(text.split("stroke-dasharray", -1)).hasSize(3);
  }

  /** ALPHA: 16,940.00 - 6,000.00; BETA: 3,388.00 - 1,000.00; together 13,328.00. */
  @Test
  void itSaysWhoIsOverAndByHowMuch() {
    String svg = svg(run(fraction("GPU", -0.44)));
    assertThat(svg)
        .contains("Worst: It. ALPHA alone is 10.9k over its margin, with BETA it is 13.3k.")
        .contains("ALPHA, It: loss 16940.00 USD, over margin 10940.00 USD")
        .contains(">2.39k<")
        .contains("Prices P · USD");
    assertThat(svg.indexOf(">ALPHA<")).isLessThan(svg.indexOf(">BETA<")).isPositive();
  }

  @Test
  void whereMarginHoldsTheShareUsedIsShown() {
    // -10 %: 3,850.00 of 6,000.00 is 64 %; 770.00 of 1,000.00 is 77 %.
    assertThat(svg(run(fraction("GPU", -0.10))))
        .contains("Margin covers every member in every scenario.")
        .contains(">64 %<")
        .contains(">77 %<");
  }

  @Test
  void theWorstScenarioStandsOnTopInWhateverOrderTheyCome() {
    ScenarioResult small = run(named("small", fraction("GPU", -0.30)));
    ScenarioResult large = run(named("large", fraction("GPU", -0.60)));
    String svg = svg(small, large);
    assertThat(svg).isEqualTo(svg(large, small));
    assertThat(svg.indexOf(">large<")).isLessThan(svg.indexOf(">small<"));
  }

  @Test
  void moreMembersThanCanBeReadAreCountedInWords() {
    List<StressAccount> many =
        IntStream.range(0, 30)
            .mapToObj(i -> account("a" + i, "MEMBER" + i, "0", "GPU-DEC", 30 - i))
            .toList();
    String svg = svg(engine().run(fraction("GPU", -0.1), many));
    assertThat(svg).contains("6 more members lose less and are not drawn.").contains(">MEMBER23<");
    assertThat(svg).doesNotContain("MEMBER24");
  }

  @Test
  void textIsEscapedAndCannotBreakOut() throws Exception {
    StressScenario evil =
        new StressScenario("evil", "<script>\"&'", "It happens.", fraction("GPU", -0.44).shocks());
    String svg = StressHeatMap.svg("</svg>\u0007", List.of(run(evil)));
    assertThat(svg).doesNotContain("<script>").contains("&lt;script&gt;&quot;&amp;&#39;");
    parsed(svg);
  }

  @Test
  void resultsThatCannotBeComparedAreRefused() {
    assertThatThrownBy(() -> StressHeatMap.svg("", List.of()))
        .hasMessageContaining("at least one scenario");
    ScenarioResult inYuan =
        engine(Map.of("USD/CNY", "7.05"), CurrencyCode.CNY)
            .run(fraction("GPU", -0.44), new ArrayList<>(ACCOUNTS));
    assertThatThrownBy(() -> svg(inYuan, run(fraction("GPU", -0.44))))
        .hasMessageContaining("one base currency");
  }

  @ParameterizedTest
  @CsvSource({
    "0.10, <1",
    "950.00, 950",
    "999.40, 999",
    "999.60, 1.00k",
    "12345.67, 12.3k",
    "-4560000, -4.56m",
    "999499.99, 999k",
    "999500.00, 1.00m",
    "1200000000, 1.20bn"
  })
  void anAmountHasThreeDigits(String amount, String shown) {
    assertThat(StressHeatMap.amount(usd(amount))).isEqualTo(shown);
  }

  @Test
  void theTwoHalvesOfTheScaleMeetNearWhiteAndInkCanBeRead() {
    assertThat(HeatColors.hex(HeatColors.at(HeatColors.USED, 1))).isEqualTo("#f7f7f7");
    assertThat(HeatColors.hex(HeatColors.at(HeatColors.OVER, 0))).isEqualTo("#fddbc7");
    assertThat(HeatColors.hex(HeatColors.at(HeatColors.OVER, 2))).isEqualTo("#7a0a22");
    assertThat(HeatColors.ink(HeatColors.at(HeatColors.OVER, 1))).isEqualTo("#ffffff");
    assertThat(HeatColors.ink(HeatColors.at(HeatColors.USED, 0))).isEqualTo("#1f2933");
  }

  private static StressScenario named(String id, StressScenario scenario) {
    return new StressScenario(id, "Title " + id, "It happens.", scenario.shocks());
  }

  private static ScenarioResult run(StressScenario scenario) {
    return engine().run(scenario, ACCOUNTS);
  }

  private static String svg(ScenarioResult... results) {
    return StressHeatMap.svg("Prices P", List.of(results));
  }

  private static Document parsed(String svg) throws Exception {
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new InputSource(new StringReader(svg)));
  }
}
