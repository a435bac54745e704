package novate.clearing.damage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import novate.clearing.damage.DamageCount.Outcome;
import novate.clearing.kill.Evidence;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DamageCountTest {
  private static final Set<Damage> KINDS = EnumSet.of(Damage.BITS);

  @TempDir private Path directory;

  private DamageCount count() {
    return new DamageCount(new Evidence(directory, "damage"), "store", 7);
  }

  private List<String> openFailures() {
    return novate.clearing.evidence.Evidence.gather(List.of(directory)).openFailures();
  }

  @Test
  void aWrongOutcomeIsAnOpenFailureAlsoWhenTheTestEndsThere() {
    DamageCount count = count();
    count.add(Damage.BITS, Outcome.SAME);
    count.add(Damage.BITS, Outcome.WRONG);
    assertThat(openFailures())
        .anyMatch(each -> each.contains("failures is 1"))
        .anyMatch(each -> each.contains("wrong is 1"));
    assertThatThrownBy(() -> count.report(KINDS)).hasMessageContaining("wrong of store, seed 7");
    assertThat(openFailures()).hasSize(2);
  }

  @Test
  void aKindThatWasNotTriedIsAnOpenFailure() {
    DamageCount count = count();
    count.add(Damage.BYTES, Outcome.REFUSED);
    assertThatThrownBy(() -> count.report(KINDS)).hasMessageContaining("BITS of store");
    assertThat(openFailures()).hasSize(1);
  }

  @Test
  void whatWasNoticedOrChangedNothingIsNoFailure() {
    DamageCount count = count();
    count.add(Damage.BITS, Outcome.REBUILT);
    count.report(KINDS);
    assertThat(openFailures()).isEmpty();
  }
}
