package novate.clearing.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import novate.clearing.position.PositionEntry;
import novate.clearing.position.PositionStore;
import novate.clearing.position.PositionStoreFullException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChroniclePositionStoreTest extends PositionStoreContract {
  private static final StoreHeader HEADER = new StoreHeader("rezLfxf_SM644RHVQeOv9w", 3, 8);

  @TempDir Path directory;

  @Override
  PositionStore store(long capacity) {
    return open(capacity);
  }

  @Override
  PositionStore reopened(PositionStore closed) {
    return open(10);
  }

  private ChroniclePositionStore open(long capacity) {
    return ChroniclePositionStore.open(directory, HEADER, capacity);
  }

  @Test
  void aFileThatWasNotClosedWithAMarkIsNeverUsedAgain() {
    try (PositionStore store = open(10)) {
      store.put(1, entry(1));
    }
    try (PositionStore store = open(10)) {
      assertThat(store.size()).isZero();
      assertThat(store.get(1, new PositionEntry())).isFalse();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "P_VoN_yLTziaGfAmVZTQnw, 3, 8, topic_id=P_VoN_yLTziaGfAmVZTQnw",
    "rezLfxf_SM644RHVQeOv9w, 4, 8, partition=4",
    "rezLfxf_SM644RHVQeOv9w, 3, 9, partition_count=9"
  })
  void aStoreOfAnotherLogIsRefusedAndLeftAsItWas(
      String topicId, int partition, int partitionCount, String expected) throws IOException {
    open(10).close();
    StoreHeader other = new StoreHeader(topicId, partition, partitionCount);
    assertThatThrownBy(() -> ChroniclePositionStore.open(directory, other, 10))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(directory.toString())
        .hasMessageContaining(
            "found [schema=2, topic_id=rezLfxf_SM644RHVQeOv9w, partition=3, partition_count=8]")
        .hasMessageContaining(expected);
    assertThat(directory.resolve("positions-1.map")).exists();
    open(10).close(); // the refusal has given the lock back
  }

  @Test
  void aStoreOfAnotherSchemaIsRefused() throws IOException {
    open(10).close();
    Path header = directory.resolve("header.txt");
    Files.writeString(header, Files.readString(header).replace("schema=2", "schema=0"));
    assertThatThrownBy(() -> open(10))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("found [schema=0")
        .hasMessageContaining("expected [schema=2");
  }

  @Test
  void aMapWithoutHeaderIsRefused() throws IOException {
    open(10).close();
    Files.delete(directory.resolve("header.txt"));
    assertThatThrownBy(() -> open(10))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("found a map without a header");
  }

  @Test
  void aSecondStoreOnTheDirectoryIsRefusedInTheSameProcess() {
    try (PositionStore store = open(10)) {
      assertThatThrownBy(() -> open(10))
          .isInstanceOf(DirectoryInUseException.class)
          .hasMessage(directory + " is already in use by this process");
      store.put(1, entry(1));
    }
  }

  /** Fault P7. The other process is killed without warning, and the directory is free at once. */
  @Test
  void aSecondProcessIsRefusedUntilTheFirstIsGone() throws Exception {
    Process other =
        new ProcessBuilder(
                ChildJvm.command(ChildJvm.FLAGS, StoreHolder.class, directory.toString()))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (BufferedReader answers =
        new BufferedReader(new InputStreamReader(other.getInputStream(), StandardCharsets.UTF_8))) {
      assertThat(answers.readLine()).isEqualTo("HELD");
      assertThatThrownBy(() -> open(10))
          .isInstanceOf(DirectoryInUseException.class)
          .hasMessage(directory + " is in use by process " + other.pid());
    } finally {
      other.destroyForcibly();
      assertThat(other.waitFor(30, TimeUnit.SECONDS)).isTrue();
    }
    open(10).close();
  }

  @Test
  void aLargerStoreHasTheSameEntriesAndKeepsTheDirectory() throws IOException {
    ChroniclePositionStore store = open(3);
    for (int key = 0; key < 3; key++) {
      store.put(key, entry(key));
    }
    try (ChroniclePositionStore larger = store.enlarged(2)) {
      assertThat(larger.capacity()).isEqualTo(6);
      assertThat(contentOf(larger)).isEqualTo(Map.of(0L, entry(0), 1L, entry(1), 2L, entry(2)));
      larger.put(3, entry(3));
      assertThat(larger.size()).isEqualTo(4);
      assertThatThrownBy(() -> open(10)).isInstanceOf(DirectoryInUseException.class);
      try (Stream<Path> files = Files.list(directory)) {
        assertThat(files.map(file -> file.getFileName().toString()))
            .containsExactlyInAnyOrder("header.txt", "novate.lock", "positions-2.map");
      }
    }
    open(10).close();
  }

  @Test
  void anEnlargedStoreIsFoundAgainWithItsPlaces() {
    ChroniclePositionStore small = open(3);
    for (int key = 0; key < 3; key++) {
      small.put(key, entry(key));
    }
    PositionStore larger = small.enlarged(4);
    larger.put(3, entry(3));
    larger.close(mark(larger));
    try (ChroniclePositionStore found = open(3)) {
      assertThat(found.origin()).isEqualTo("opened as it was closed");
      assertThat(found.capacity()).isEqualTo(12);
      assertThat(contentOf(found)).hasSize(4);
      for (int key = 4; key < 12; key++) {
        found.put(key, entry(key));
      }
      assertThatThrownBy(() -> found.put(12, entry(12)))
          .isInstanceOf(PositionStoreFullException.class);
    }
  }

  /** A store never lets a segment overflow before it says that it is full. */
  /** Fault S2: a disk that is full under a mapped file would end the process in mid-update. */
  @Test
  void theDiskSpaceOfItsFileIsTakenWhenItIsMade() throws Exception {
    try (PositionStore _ = open(100_000)) {
      Path file = directory.resolve("positions-1.map");
      Process stat = new ProcessBuilder("stat", "-c", "%b %B", file.toString()).start();
      String[] blocks;
      try (BufferedReader words = stat.inputReader(StandardCharsets.UTF_8)) {
        blocks = String.valueOf(words.readLine()).split(" ");
      }
      assertThat(stat.waitFor()).isZero();
      assertThat(Long.parseLong(blocks[0]) * Long.parseLong(blocks[1]))
          .as("bytes on disk of %s", file)
          .isGreaterThanOrEqualTo(Files.size(file));
    }
  }

  @Test
  void itTakesAsManyEntriesAsItSays() {
    try (PositionStore store = open(100_000)) {
      PositionEntry entry = entry(1);
      for (long key = 0; key < store.capacity(); key++) {
        entry.lots = key;
        store.put(key << 32 | key % 50, entry);
      }
      assertThat(store.size()).isEqualTo(store.capacity());
    }
  }
}
