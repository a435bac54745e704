package novate.clearing.damage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import novate.clearing.damage.Damage.Others;
import novate.clearing.damage.DamageCount.Outcome;
import novate.clearing.store.DirectoryInUseException;
import novate.market.Hashing;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * Faults S4, S5, S6, S7 and invariants I4, I5 of the position keeper's files: whatever becomes of
 * them between a stop and the next start, the keeper writes what it would have written, or refuses.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StoreDamageTest {
  private static final long SEED = 20_261_121L;
  private static final int PERCENT = 80;
  private static final int PARTITION = 3;
  private static final String LOCK = "novate.lock";

  /** The files that hold something; the lock says only who is at work, and is not counted. */
  private static final List<String> FILES = List.of("closed.txt", "header.txt", "positions-1.map");

  private Path root = Path.of("");

  private LeftStore left = LeftStore.NONE;
  private String expected = "";

  @BeforeAll
  void letKeepersStop(@TempDir Path directory) {
    root = directory;
    left = LeftStore.after(2, PARTITION, root.resolve("now"));
    LeftStore.after(1, PARTITION, root.resolve("older"));
    LeftStore.after(3, PARTITION, root.resolve("newer"));
    LeftStore.after(2, PARTITION + 1, root.resolve("foreign"));
    expected = left.digest(root.resolve("empty"));
  }

  @BeforeEach
  void copy() throws IOException {
    Path work = work();
    if (Files.exists(work)) {
      try (Stream<Path> tree = Files.walk(work)) {
        for (Path each : tree.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(each);
        }
      }
    }
    Files.createDirectories(work);
    copyAll(root.resolve("now"));
  }

  private Others others() {
    return new Others(root.resolve("foreign"), root.resolve("older"), root.resolve("newer"));
  }

  private Path work() {
    return root.resolve("work");
  }

  private void copyAll(Path from) throws IOException {
    for (String name : FILES) {
      Files.write(work().resolve(name), Files.readAllBytes(from.resolve(name)));
    }
    Files.write(work().resolve(LOCK), Files.readAllBytes(from.resolve(LOCK)));
  }

  @Test
  void anUndamagedStoreIsOpenedAsItWasLeftAndOnlyOnce() {
    assertThat(left.origin(work())).isEqualTo("opened as it was closed");
    assertThat(left.origin(work())).isEqualTo("rebuilt: it was not closed");
    assertThat(left.digest(work())).isEqualTo(expected);
  }

  @Test
  void noDamageEverGivesOtherNumbers() throws IOException {
    SplittableRandom random = new SplittableRandom(SEED);
    DamageCount count = new DamageCount("store", SEED);
    Damage[] kinds = Damage.values();
    for (int i = 0; i < DamageCount.tries(PERCENT); i++) {
      copy();
      Damage damage = kinds[i % kinds.length];
      String what = "%s of ".formatted(damage);
      // Now and then the whole directory is exchanged, or several files are hit.
      int first = random.nextInt(FILES.size());
      int hits = random.nextInt(8) == 0 ? FILES.size() : 1;
      for (int hit = 0; hit < hits; hit++) {
        String name = FILES.get((first + hit) % FILES.size());
        damage.apply(work().resolve(name), others(), random);
        what += name + " ";
      }
      Outcome outcome = outcome();
      count.add(damage, outcome);
      assertThat(outcome).as("%s, try %d, seed %d", what, i, SEED).isNotEqualTo(Outcome.WRONG);
    }
    count.report(EnumSet.allOf(Damage.class));
  }

  @Test
  void noDamageOfTheLockGivesOtherNumbers() throws IOException {
    SplittableRandom random = new SplittableRandom(SEED);
    for (Damage damage : Damage.values()) {
      copy();
      damage.apply(work().resolve(LOCK), others(), random);
      assertThat(outcome()).as("%s, seed %d", damage, SEED).isNotEqualTo(Outcome.WRONG);
    }
  }

  private Outcome outcome() {
    boolean isMarked = Files.exists(work().resolve("closed.txt"), LinkOption.NOFOLLOW_LINKS);
    String digest;
    try {
      digest = left.digest(work());
    } catch (IllegalArgumentException | UncheckedIOException | DirectoryInUseException refusal) {
      assertThat(refusal).hasMessageContaining(work().toString());
      return Outcome.REFUSED;
    }
    if (!digest.equals(expected)) {
      return Outcome.WRONG;
    }
    return isMarked && left.wasReopened() ? Outcome.SAME : Outcome.REBUILT;
  }

  /** Fault S7: a backup from before is whole, fits its mark and is nevertheless not used. */
  @Test
  void aWholeBackupFromBeforeIsNotUsed() throws IOException {
    copyAll(root.resolve("older"));
    assertThat(left.digest(work())).isEqualTo(expected);
    assertThat(left.wasReopened()).isFalse();
  }

  @Test
  void aWholeStoreFromLaterIsNotUsed() throws IOException {
    copyAll(root.resolve("newer"));
    assertThat(left.digest(work())).isEqualTo(expected);
    assertThat(left.wasReopened()).isFalse();
  }

  /** Fault S5: a mark that another version of the house has written, whole and signed. */
  @Test
  void aMarkOfAnotherVersionIsNotUsed() throws IOException {
    for (String line : List.of("schema=2", "library=chronicle-map 2026.1")) {
      copyAll(root.resolve("now"));
      rewrite(line, line + "9");
      assertThat(left.digest(work())).as(line).isEqualTo(expected);
      assertThat(left.wasReopened()).as(line).isFalse();
    }
    copyAll(root.resolve("now"));
    rewrite("partition=3", "partition=3");
    assertThat(left.digest(work())).isEqualTo(expected);
    assertThat(left.wasReopened()).as("a mark signed anew").isTrue();
  }

  @Test
  void aHeaderOfAnotherVersionIsRefusedAndTheDirectoryLeftAsItWas() throws IOException {
    for (String schema : List.of("schema=1", "schema=3")) {
      copyAll(root.resolve("now"));
      Path header = work().resolve("header.txt");
      Files.writeString(header, Files.readString(header).replace("schema=2", schema));
      assertThatThrownBy(() -> left.digest(work()))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining(schema);
      assertThat(work().resolve("closed.txt")).exists();
      assertThat(work().resolve("positions-1.map")).exists();
    }
  }

  /** Changes a line of the mark and signs it again. */
  private void rewrite(String line, String other) throws IOException {
    Path mark = work().resolve("closed.txt");
    List<String> lines = Files.readAllLines(mark);
    assertThat(lines).contains(line);
    lines.replaceAll(each -> each.equals(line) ? other : each);
    lines.removeLast();
    lines.add("check=" + Hashing.sha256(String.join("\n", lines)));
    Files.write(mark, lines);
  }
}
