package novate.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import novate.market.BusinessCalendar;
import novate.market.CalendarId;
import org.junit.jupiter.api.Test;

class FixingPolicyTest {
  private static final LocalDate FRIDAY = LocalDate.of(2026, 10, 30);

  /** Monday the 2nd of November is a holiday here. */
  private static final BusinessCalendar CALENDAR =
      new BusinessCalendar(
          new CalendarId("X"), ZoneId.of("UTC"), Set.of(LocalDate.of(2026, 11, 2)));

  private final FixingPolicy policy = new FixingPolicy(1, 2, 2);

  @Test
  void theHousesMethodologyWaitsADayAndCarriesTwo() {
    assertThat(FixingPolicy.HOUSE).isEqualTo(policy);
  }

  @Test
  void aMethodologyWithoutFallbacksWaitsForNothingAndCarriesNothing() {
    Methodology house = ShippedMethodologies.of("house");
    FixingPolicy none = FixingPolicy.of(new Methodology("none/1", house.steps(), List.of()));
    assertThat(none).isEqualTo(new FixingPolicy(0, 0, 2));
    assertThat(none.mayCarry(CALENDAR, FRIDAY, LocalDate.of(2026, 11, 3))).isFalse();
    assertThat(none.isDelayOver(CALENDAR, FRIDAY, FRIDAY)).isFalse();
    assertThat(none.isDelayOver(CALENDAR, FRIDAY, FRIDAY.plusDays(1))).isTrue();
  }

  @Test
  void weekendsAndHolidaysDoNotCount() {
    LocalDate tuesday = LocalDate.of(2026, 11, 3);
    assertThat(policy.windowEnd(CALENDAR, FRIDAY)).isEqualTo(LocalDate.of(2026, 11, 4));
    assertThat(policy.isDelayOver(CALENDAR, FRIDAY, tuesday)).isFalse();
    assertThat(policy.isDelayOver(CALENDAR, FRIDAY, tuesday.plusDays(1))).isTrue();
    assertThat(policy.mayCarry(CALENDAR, FRIDAY, tuesday.plusDays(1))).isTrue();
    assertThat(policy.mayCarry(CALENDAR, FRIDAY, tuesday.plusDays(2))).isFalse();
  }

  @Test
  void daysBelowZeroAreRefused() {
    assertThatThrownBy(() -> new FixingPolicy(-1, 2, 2))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("must not be negative");
  }
}
