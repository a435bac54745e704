package novate.clearing.kill;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import novate.clearing.evidence.Versions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvidenceTest {
  @TempDir private Path directory;

  private novate.clearing.evidence.Evidence gathered() {
    return novate.clearing.evidence.Evidence.gather(List.of(directory));
  }

  private SortedMap<String, String> facts() {
    return gathered().runs().getFirst().facts();
  }

  @Test
  void aRunThatHasBegunIsAnOpenFailureUntilAllOfItHasPassed() {
    Evidence evidence = new Evidence(directory, "kills");
    assertThat(gathered().isOpen()).as("begun").isTrue();
    evidence.count("kills", 180);
    evidence.writeSoFar();
    assertThat(gathered().isOpen()).as("not yet at its end").isTrue();
    assertThat(facts()).containsEntry("kills", "180").doesNotContainKey("finished");
    evidence.count("kills", 120);
    evidence.write();
    assertThat(gathered().isOpen()).as("passed").isFalse();
    assertThat(facts())
        .containsEntry("kills", "300")
        .containsEntry("commit", Versions.here().commit())
        .containsKeys("begun", "finished");
  }

  @Test
  void aRunThatBeginsReplacesWhatAnEarlierOneHasLeft() {
    Evidence earlier = new Evidence(directory, "kills");
    earlier.count("kills", 10);
    earlier.write();
    var _ = new Evidence(directory, "kills");
    assertThat(gathered().isOpen()).isTrue();
    assertThat(facts()).doesNotContainKey("kills");
  }
}
