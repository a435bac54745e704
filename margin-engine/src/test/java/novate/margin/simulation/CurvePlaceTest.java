package novate.margin.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import novate.margin.TinyMarket;
import novate.market.CurrencyCode;
import novate.market.FactorId;
import novate.market.OptionRight;
import novate.market.PremiumStyle;
import novate.scenario.FactorCurve;
import novate.scenario.ReturnKind;
import org.junit.jupiter.api.Test;

class CurvePlaceTest {
  private static final FactorId ONE = new FactorId("H100-1M");
  private static final FactorId THREE = new FactorId("H100-3M");
  private static final FactorCurve CURVE =
      new FactorCurve(ReturnKind.LOG, new TreeMap<>(Map.of(1, ONE, 3, THREE)), Optional.empty());

  @Test
  void betweenTwoPointsBothMoveAContract() {
    CurvePlace place = CurvePlace.of(CURVE, 2.5);
    assertThat(place).isEqualTo(new CurvePlace(ONE, THREE, 0.75));
    assertThat(place.move(new double[] {0.04}, new double[] {0.08}, 0))
        .isCloseTo(0.07, within(1e-15));
  }

  @Test
  void onAPointOrOutsideOneMovesItAlone() {
    assertThat(CurvePlace.of(CURVE, 1)).isEqualTo(new CurvePlace(ONE, THREE, 0));
    assertThat(CurvePlace.of(CURVE, 0.2)).isEqualTo(new CurvePlace(ONE, ONE, 0));
    assertThat(CurvePlace.of(CURVE, 3)).isEqualTo(new CurvePlace(THREE, THREE, 0));
    assertThat(CurvePlace.of(CURVE, 12)).isEqualTo(new CurvePlace(THREE, THREE, 0));
  }

  /** 73 days are 2.4 months, so the far point has 70 %. */
  @Test
  void anOptionStandsWhereItsUnderlyingStands() {
    var product = TinyMarket.product("H100", CurrencyCode.USD, "100", "0.01");
    var future = TinyMarket.future("F", product);
    var option =
        TinyMarket.option("C", future, OptionRight.CALL, "2.00", PremiumStyle.FUTURES_STYLE);
    LocalDate date = TinyMarket.EXPIRY.minusDays(73);
    assertThat(CurvePlace.of(CURVE, future, date).share()).isCloseTo(0.7, within(1e-12));
    assertThat(CurvePlace.of(CURVE, option, date)).isEqualTo(CurvePlace.of(CURVE, future, date));
  }
}
