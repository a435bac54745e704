package novate.validation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import novate.validation.BackTest.Light;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BackTestTest {
  /** Kupiec's 5 % band and the zones of the Basel Committee: oracles, back-test acceptance. */
  @ParameterizedTest(name = "{0} days at {1} bp: Kupiec {2}-{3}, green to {4}, yellow to {5}")
  @CsvSource({
    "250, 100, 1, 6, 4, 9",
    "250, 50, 0, 4, 2, 6",
    "500, 100, 2, 9, 8, 14",
    "500, 50, 1, 6, 4, 9",
    "1000, 100, 5, 16, 14, 23",
    "1000, 50, 2, 9, 8, 14",
    "2500, 100, 16, 35, 32, 44",
    "2500, 50, 7, 20, 18, 27"
  })
  void acceptanceIsThePublishedOne(int days, int tail, int least, int most, int green, int yellow) {
    for (int breaches = 0; breaches <= yellow + 5; breaches++) {
      BackTest test = BackTest.of(spread(days, breaches), tail);
      assertThat(test.breaches()).isEqualTo(breaches);
      assertThat(test.isFrequencyAccepted())
          .as("%d breaches, LR %s", breaches, test.frequency())
          .isEqualTo(breaches >= least && breaches <= most);
      assertThat(test.light())
          .as("%d breaches", breaches)
          .isEqualTo(
              breaches <= green ? Light.GREEN : breaches <= yellow ? Light.YELLOW : Light.RED);
    }
  }

  /**
   * 10 days, breaches on days 3 and 4, 10 %: LR_pof = -2 ln(0.9^8 0.1^2 / (0.8^8 0.2^2)) =
   * 0.888061; n00 = 6, n01 = n10 = n11 = 1: LR_ind = -2 ln((7/9)^7 (2/9)^2 / ((6/7)^6 (1/7) (1/2)
   * (1/2))) = 1.020494 by hand.
   */
  @Test
  void breachesInARowCountAgainstIndependence() {
    boolean[] days = new boolean[10];
    days[2] = true;
    days[3] = true;
    BackTest test = BackTest.of(days, 1_000);
    double frequency = -2 * (8 * Math.log(0.9 / 0.8) + 2 * Math.log(0.1 / 0.2));
    double independence =
        -2
            * (7 * Math.log(7 / 9.0)
                + 2 * Math.log(2 / 9.0)
                - 6 * Math.log(6 / 7.0)
                - Math.log(1 / 7.0)
                - 2 * Math.log(0.5));
    assertThat(test.frequency()).isCloseTo(frequency, within(1e-12));
    assertThat(test.independence()).isCloseTo(independence, within(1e-12));
    assertThat(test.coverage()).isEqualTo(test.frequency() + test.independence());
    assertThat(BackTest.of(clustered(500, 8), 100).isCoverageAccepted()).isFalse();
    assertThat(BackTest.of(spread(500, 8), 100).isCoverageAccepted()).isTrue();
  }

  @Test
  void noBreachAndNothingButBreachesAreFinite() {
    BackTest none = BackTest.of(new boolean[250], 100);
    assertThat(none.frequency()).isCloseTo(-500 * Math.log(0.99), within(1e-12));
    assertThat(none.independence()).isZero();
    BackTest all = BackTest.of(spread(20, 20), 100);
    assertThat(all.frequency()).isCloseTo(-40 * Math.log(0.01), within(1e-9));
    assertThat(all.independence()).isZero();
    assertThat(all.light()).isEqualTo(Light.RED);
  }

  /** Seven windows of three days: those from 0, 3, 6, from 1, 4 and from 2, 5. */
  @Test
  void windowsThatOverlapAreTestedApart() {
    boolean[] windows = {true, false, false, true, false, true, true};
    assertThat(BackTest.subsamples(windows, 3, 100))
        .extracting(BackTest::observations)
        .containsExactly(3, 2, 2);
    assertThat(BackTest.subsamples(windows, 3, 100))
        .extracting(BackTest::breaches)
        .containsExactly(3, 0, 1);
  }

  @Test
  void noDayAndNoTailAreRefused() {
    assertThatThrownBy(() -> BackTest.of(new boolean[0], 100)).hasMessageContaining("one day");
    assertThatThrownBy(() -> BackTest.of(new boolean[5], 0)).hasMessageContaining("got 0");
    assertThatThrownBy(() -> BackTest.subsamples(new boolean[5], 6, 100))
        .hasMessage("horizon must be 1 to 5 days, got 6");
  }

  /** Breaches as far apart as can be. */
  private static boolean[] spread(int days, int breaches) {
    boolean[] isBreach = new boolean[days];
    for (int i = 0; i < breaches; i++) {
      isBreach[(int) ((long) i * days / breaches)] = true;
    }
    return isBreach;
  }

  private static boolean[] clustered(int days, int breaches) {
    boolean[] isBreach = new boolean[days];
    for (int i = 0; i < breaches; i++) {
      isBreach[days / 2 + i] = true;
    }
    return isBreach;
  }
}
