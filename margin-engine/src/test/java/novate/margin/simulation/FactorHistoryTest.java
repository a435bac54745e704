package novate.margin.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import java.io.StringReader;
import java.time.LocalDate;
import java.util.List;
import novate.market.FactorId;
import novate.market.InputError;
import novate.market.InvalidInputException;
import novate.scenario.ReturnKind;
import org.junit.jupiter.api.Test;

class FactorHistoryTest {
  private static final FactorId H100 = new FactorId("H100");
  private static final FactorId TOKEN = new FactorId("TOKEN");
  private static final String GOOD =
      """
      factor,date,level
      H100,2026-01-07,2.42
      H100,2026-01-05,2.00
      H100,2026-01-06,2.20
      TOKEN,2026-01-06,-1.5
      TOKEN,2026-01-07,0.5
      """;

  @Test
  void logReturnsAreLogRatiosAndAbsoluteOnesDifferences() {
    FactorReturns logs = read(GOOD).returns(H100, ReturnKind.LOG);
    assertThat(logs.count()).isEqualTo(2);
    assertThat(logs.on(1)).isCloseTo(Math.log(1.1), within(1e-15));
    assertThat(logs.on(2)).isCloseTo(Math.log(1.1), within(1e-15));
    assertThat(read(GOOD).returns(TOKEN, ReturnKind.ABSOLUTE).on(2)).isEqualTo(2.0);
  }

  @Test
  void aYoungFactorIsKnownByItsFirstDate() {
    FactorHistory history = read(GOOD);
    assertThat(history.firstDate(TOKEN)).isEqualTo(LocalDate.of(2026, 1, 6));
    assertThat(history.returns(TOKEN, ReturnKind.ABSOLUTE).firstDate()).isEqualTo(2);
  }

  @Test
  void aLevelOfZeroOrBelowHasNoLogarithm() {
    assertThatThrownBy(() -> read(GOOD).returns(TOKEN, ReturnKind.LOG))
        .hasMessage(
            "factor TOKEN on 2026-01-06 is -1.5: it has no logarithm, its returns must be"
                + " absolute");
  }

  @Test
  void everyErrorOfAFileIsReportedWithItsLine() {
    String bad =
        """
        factor,date,level
        H100,2026-01-05,NaN
        H100,2026-02-30,2.20
        H 100,2026-01-07,1e3
        TOKEN,2026-01-06,1
        TOKEN,2026-01-06,2
        """;
    assertThat(errors(bad))
        .extracting(InputError::line, InputError::field)
        .containsExactly(
            tuple(2L, "level"),
            tuple(3L, "date"),
            tuple(4L, "factor"),
            tuple(4L, "level"),
            tuple(6L, "date"));
  }

  @Test
  void everyHoleIsReportedAtTheLevelBeforeIt() {
    String holes = GOOD.replace("H100,2026-01-06,2.20\n", "").replace("TOKEN,2026-01-07,0.5\n", "");
    assertThat(errors(holes))
        .extracting(InputError::toString)
        .containsExactly(
            "f.csv line 3, factor 'H100': has no level on 2026-01-06, a date of other factors",
            "f.csv line 4, factor 'TOKEN': has no level on 2026-01-07, a date of other factors");
  }

  @Test
  void aHoleIsRefusedWhereverLevelsComeFrom() {
    LocalDate day = LocalDate.of(2026, 1, 5);
    assertThatThrownBy(
            () ->
                FactorHistory.of(
                    List.of(
                        new FactorLevel(H100, day, 1),
                        new FactorLevel(H100, day.plusDays(2), 1),
                        new FactorLevel(TOKEN, day.plusDays(1), 1),
                        new FactorLevel(TOKEN, day.plusDays(2), 1))))
        .hasMessageContaining("factor H100 has no level on 2026-01-06");
    assertThatThrownBy(() -> new FactorLevel(H100, day, Double.NaN))
        .hasMessage("level of factor H100 on 2026-01-05 is NaN");
  }

  @Test
  void anUnknownFactorIsAnErrorNotZero() {
    assertThatThrownBy(() -> read(GOOD).returns(new FactorId("B200"), ReturnKind.LOG))
        .hasMessage("the history has no factor B200");
  }

  @Test
  void untilADateNothingLaterIsKnown() {
    FactorHistory known = read(GOOD).until(LocalDate.of(2026, 1, 6));
    assertThat(known.dates()).hasSize(2);
    assertThat(known.returns(H100, ReturnKind.LOG).count()).isEqualTo(1);
    assertThat(read(GOOD).until(LocalDate.of(2026, 1, 5)).factors()).containsExactly(H100);
  }

  private static FactorHistory read(String text) {
    return FactorHistory.read(new StringReader(text), "f.csv");
  }

  private static List<InputError> errors(String text) {
    InvalidInputException refusal =
        catchThrowableOfType(InvalidInputException.class, () -> read(text));
    return refusal.errors();
  }
}
