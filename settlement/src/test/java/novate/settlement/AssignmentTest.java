package novate.settlement;

import static novate.market.Checks.found;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import novate.market.AccountId;
import novate.market.Lots;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Largest remainder, by hand. Methodology, section 11. */
class AssignmentTest {
  private static SortedMap<AccountId, Lots> shorts(Map<String, Long> lots) {
    SortedMap<AccountId, Lots> shorts = new TreeMap<>();
    lots.forEach((account, each) -> shorts.put(new AccountId(account), new Lots(each)));
    return shorts;
  }

  /** Shares 1.6, 1.6 and 0.8: the second lot left goes to A, whose remainder B only equals. */
  @Test
  void whatIsLeftGoesToTheLargestRemaindersAndTiesToTheLowerAccount() {
    assertThat(Assignment.of(new Lots(4), shorts(Map.of("A", 4L, "B", 4L, "C", 2L))))
        .isEqualTo(shorts(Map.of("A", 2L, "B", 1L, "C", 1L)));
  }

  @Test
  void everythingOrNothingIsAssignedWithoutARemainder() {
    SortedMap<AccountId, Lots> shorts = shorts(Map.of("A", 4L, "B", 4L, "C", 2L));
    assertThat(Assignment.of(new Lots(10), shorts)).isEqualTo(shorts);
    assertThat(Assignment.of(new Lots(0), shorts).values()).containsOnly(new Lots(0));
    assertThat(Assignment.of(new Lots(0), new TreeMap<>())).isEmpty();
  }

  /** Lots times lots would not fit a long. */
  @Test
  void hugeShortsAreAssignedExactly() {
    long huge = Long.MAX_VALUE / 4;
    assertThat(Assignment.of(new Lots(huge), shorts(Map.of("A", huge, "B", huge, "C", huge))))
        .isEqualTo(shorts(Map.of("A", huge / 3 + 1, "B", huge / 3, "C", huge / 3)));
  }

  @Test
  void moreThanThereIsAndShortsThatAreNoneAreRefused() {
    assertThatThrownBy(() -> Assignment.of(new Lots(5), shorts(Map.of("A", 4L))))
        .hasMessage("exercised lots must be from zero to the 4 lots short, got 5");
    assertThatThrownBy(() -> Assignment.of(new Lots(-1), shorts(Map.of("A", 4L))))
        .hasMessageContaining("got -1");
    assertThatThrownBy(() -> Assignment.of(new Lots(0), shorts(Map.of("A", 0L))))
        .hasMessage("a short to be assigned must be above zero, got 0");
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void assignedLotsSumToTheExercisedAndStayWithinOneOfTheShare(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    for (int round = 0; round < 200; round++) {
      SortedMap<AccountId, Lots> shorts = new TreeMap<>();
      long open = 0;
      for (int i = random.nextInt(1, 40); i > 0; i--) {
        long lots = random.nextLong(1, 1_000);
        if (shorts.put(new AccountId("A" + i), new Lots(lots)) == null) {
          open += lots;
        }
      }
      long exercised = random.nextLong(open + 1);
      SortedMap<AccountId, Lots> assigned = Assignment.of(new Lots(exercised), shorts);
      String input = "seed " + seed + ", " + exercised + " over " + shorts;
      assertThat(assigned.values().stream().mapToLong(Lots::value).sum())
          .as(input)
          .isEqualTo(exercised);
      for (var each : shorts.entrySet()) {
        long got = found(assigned.get(each.getKey()), "no %s", each).value();
        double share = (double) exercised * each.getValue().value() / open;
        assertThat(got).as(input).isBetween(0L, each.getValue().value());
        assertThat(Math.abs(got - share)).as(input).isLessThan(1);
      }
    }
  }
}
