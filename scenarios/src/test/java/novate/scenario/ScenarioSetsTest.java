package novate.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.StringReader;
import org.junit.jupiter.api.Test;

class ScenarioSetsTest {
  /** The table of methodology.md section 3: m in thirds (EMM: direction), n, pair. */
  private static final int[][] TABLE = {
    {0, 1, 2},
    {0, -1, 1},
    {1, 1, 4},
    {1, -1, 3},
    {-1, 1, 6},
    {-1, -1, 5},
    {2, 1, 8},
    {2, -1, 7},
    {-2, 1, 10},
    {-2, -1, 9},
    {3, 1, 12},
    {3, -1, 11},
    {-3, 1, 14},
    {-3, -1, 13},
    {1, 0, 15},
    {-1, 0, 16}
  };

  @Test
  void theStandardSetIsTheTableOfTheMethodology() {
    ScenarioSet set = ScenarioSets.standard16();
    assertThat(set.size()).isEqualTo(16);
    for (int i = 0; i < TABLE.length; i++) {
      assertThat(set.scenarios().get(i))
          .isEqualTo(new Scenario(i + 1, TABLE[i][0], i >= 14, TABLE[i][1], TABLE[i][2]));
    }
  }

  @Test
  void theHashNamesTheContent() {
    ScenarioSet set = ScenarioSets.standard16();
    assertThat(ScenarioSets.hash(set)).matches("[0-9a-f]{64}");
    assertThat(ScenarioSets.hash(new ScenarioSet("other", set.scenarios())))
        .isNotEqualTo(ScenarioSets.hash(set));
  }

  @Test
  void aMoveThatIsNotInTheTableIsRefusedWithItsPlace() {
    assertThatThrownBy(
            () -> read("{number: 1, price: '+4/3', volatility: '+', weight: 1, pair: 1}"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("scenarios: scenarios[0]: price '+4/3' is no move of the table");
  }

  @Test
  void anExtremeMoveCountsWithTheCoverFractionOnly() {
    assertThatThrownBy(() -> read("{number: 1, price: '-EMM', volatility: 0, weight: 1, pair: 1}"))
        .hasMessageContaining("weight of a price move of -EMM must be ECF, got 1");
  }

  @Test
  void aPairThatDoesNotPointBackIsRefused() {
    assertThatThrownBy(() -> read("{number: 1, price: '0', volatility: '+', weight: 1, pair: 2}"))
        .hasMessageContaining("scenario 1 and its pair 2 do not point at each other");
  }

  private static ScenarioSet read(String scenario) {
    return ScenarioSets.read(new StringReader("id: x\nscenarios:\n  - " + scenario + "\n"));
  }
}
