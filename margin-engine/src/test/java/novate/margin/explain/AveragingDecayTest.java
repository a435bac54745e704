package novate.margin.explain;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import novate.market.AveragingState;
import novate.market.ContractId;
import novate.market.Money;
import org.junit.jupiter.api.Test;

class AveragingDecayTest {
  private static AveragingDecay october(String product) {
    ValuedMarket market = ExplainMarket.market(LocalDate.of(2026, 10, 16), ExplainMarket.spreads());
    return AveragingDecay.of(market, List.of(new ContractId(product + "-2026-10"))).getFirst();
  }

  /** 12 of 22 are published at the end of 16 October: ten twenty-seconds of a lot are open. */
  @Test
  void whatIsPublishedTakesItsShareOfTheExposureAway() {
    AveragingDecay decay = october("H100");
    AveragingState now = decay.now();
    assertThat(now.scheduled()).isEqualTo(22);
    assertThat(now.published()).isEqualTo(12);
    assertThat(decay.weight()).isEqualByComparingTo("0.4545");
    BigDecimal made = now.sum().add(decay.forward().orElseThrow().multiply(BigDecimal.TEN));
    assertThat(made.doubleValue() / 22)
        .as("(m * A + (n - m) * F) / n is the price")
        .isCloseTo(decay.price().doubleValue(), org.assertj.core.data.Offset.offset(1e-9));
    assertThat(decay.stages())
        .extracting(AveragingDecay.Stage::published)
        .containsExactly(0, 5, 11, 12, 16, 21);
    assertThat(decay.stages())
        .extracting(AveragingDecay.Stage::delta)
        .containsExactly(
            new BigDecimal("1.0000"),
            new BigDecimal("0.7727"),
            new BigDecimal("0.5000"),
            new BigDecimal("0.4545"),
            new BigDecimal("0.2727"),
            new BigDecimal("0.0455"));
    assertThat(decay.stages().stream().filter(AveragingDecay.Stage::isNow))
        .extracting(AveragingDecay.Stage::published)
        .containsExactly(12);
  }

  /** At the settlement price F = S, so a stage's risk is the first one's times w, to the cent. */
  @Test
  void atAnEvenPriceTheRiskOfALotIsItsOpenWeightOfAWholeOne() {
    AveragingDecay decay = october("H100");
    long whole = decay.stages().getFirst().longRisk().minorUnits();
    for (AveragingDecay.Stage stage : decay.stages()) {
      if (!stage.isNow()) {
        double expected = whole * (22.0 - stage.published()) / 22.0;
        assertThat((double) stage.longRisk().minorUnits())
            .as("%d published", stage.published())
            .isCloseTo(expected, org.assertj.core.data.Offset.offset(1.0));
      }
    }
  }

  @Test
  void theLastDayGapIsChargedWhereOneFixingIsLeft() {
    AveragingDecay decay = october("B200");
    for (AveragingDecay.Stage stage : decay.stages()) {
      boolean isLast = stage.published() == 21;
      // 730 * 0.35 / 22 = 11.61363..., up.
      assertThat(stage.lastDayGap())
          .isEqualTo(Money.parse(decay.future().product().currency(), isLast ? "11.62" : "0.00"));
    }
  }

  @Test
  void onlyAveragingFuturesInTheirMonthAndOptionsOnThemFade() {
    ValuedMarket market = ExplainMarket.market(LocalDate.of(2026, 10, 16), ExplainMarket.spreads());
    assertThat(AveragingDecay.of(market, List.of(new ContractId("H100-2026-12")))).isEmpty();
    assertThat(AveragingDecay.of(market, List.of())).isEmpty();
  }
}
