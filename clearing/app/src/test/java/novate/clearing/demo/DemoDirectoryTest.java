package novate.clearing.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import novate.clearing.house.LocalHouse;
import novate.clearing.store.DamagedFileException;
import novate.clearing.store.DirectoryInUseException;
import novate.clearing.store.DirectoryLock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoDirectoryTest {
  @TempDir private Path directory;

  @Test
  void anEarlierDemoIsEmptiedAndAResumedOneKeepsItsSize() throws IOException {
    Path demo = directory.resolve("demo");
    assertThat(DemoDirectory.prepare(demo, false, 500)).isEqualTo(500);
    Files.writeString(demo.resolve("left-over"), "of the first");
    assertThat(DemoDirectory.prepare(demo, true, 9_999)).isEqualTo(500);
    assertThat(demo.resolve("left-over")).exists();
    assertThat(DemoDirectory.prepare(demo, false, 700)).isEqualTo(700);
    assertThat(demo.resolve("left-over")).doesNotExist();
  }

  /** Fault S4: a marker that is whole, but of another day, would silently give another size. */
  @Test
  void aMarkerOfAnotherDemoOrOfOneThatWasHereBeforeIsRefused() throws IOException {
    Path demo = directory.resolve("demo");
    DemoDirectory.prepare(demo, false, 700);
    byte[] before = Files.readAllBytes(demo.resolve("demo.txt"));
    DemoDirectory.prepare(demo, false, 500);
    byte[] own = Files.readAllBytes(demo.resolve("demo.txt"));
    Files.write(demo.resolve("demo.txt"), before);
    assertThatThrownBy(() -> DemoDirectory.prepare(demo, true, 0))
        .isInstanceOf(DamagedFileException.class)
        .hasMessageContaining("demo.txt is of another demo than the log");
    Files.write(demo.resolve("demo.txt"), own);
    assertThat(DemoDirectory.prepare(demo, true, 0)).isEqualTo(500);
  }

  @Test
  void aDirectoryOfSomebodyElseIsNeverEmptied() throws IOException {
    Path file = Files.writeString(directory.resolve("thesis.txt"), "three years of work");
    assertThatThrownBy(() -> DemoDirectory.prepare(directory, false, 500))
        .isInstanceOf(DirectoryInUseException.class)
        .hasMessageContaining(directory.toString());
    assertThat(file).exists();
  }

  @Test
  void aDemoThatRunsIsNeverEmptied() throws IOException {
    Path demo = directory.resolve("demo");
    DemoDirectory.prepare(demo, false, 500);
    try (DirectoryLock _ = DirectoryLock.acquire(LocalHouse.logDirectory(demo))) {
      assertThatThrownBy(() -> DemoDirectory.prepare(demo, false, 500))
          .isInstanceOf(DirectoryInUseException.class);
    }
    assertThat(demo.resolve("demo.txt")).exists();
  }

  @Test
  void whatWasNeverStartedCannotBeResumed() {
    assertThatThrownBy(() -> DemoDirectory.prepare(directory.resolve("none"), true, 500))
        .isInstanceOf(NoSuchFileException.class);
  }
}
