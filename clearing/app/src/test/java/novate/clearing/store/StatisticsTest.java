package novate.clearing.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The map library reports its use to its makers, but not where it sees JUnit. So each case is a JVM
 * of its own, without JUnit, whose every attempt to connect is recorded and led to a dead end.
 */
class StatisticsTest {
  private static final String SENDER = "net.openhft.chronicle.analytics.internal.HttpUtil";
  private static final long LIMIT_SECONDS = 120;

  @TempDir Path directory;

  /** The judge must be able to find somebody guilty: the library left to itself does report. */
  @Test
  void theLibraryLeftToItselfTriesToReport() throws Exception {
    List<String> seen = run("library");
    assertThat(seen).contains("EXIT 0");
    assertThat(seen).anyMatch(line -> line.startsWith("CONNECT https://www.google-analytics.com"));
    assertThat(loadedClasses()).contains(SENDER);
  }

  /** Without the property on the command line: the store sets it. */
  @Test
  void ourStoreSendsNothing() throws Exception {
    List<String> seen = run("store");
    assertThat(seen).contains("EXIT 0").contains("OPENED");
    assertThat(seen).noneMatch(line -> line.startsWith("CONNECT"));
    // The class that sends was never loaded, so nothing can still be under way.
    assertThat(loadedClasses()).contains("net.openhft.chronicle.map.").doesNotContain(SENDER);
  }

  @Test
  void aStoreRefusesToWorkWhereStatisticsAreAskedFor() throws Exception {
    List<String> seen = run("store", "-Dchronicle.analytics.disable=false");
    assertThat(seen).doesNotContain("OPENED").contains("EXIT 1");
    assertThat(seen)
        .anyMatch(
            line -> line.contains("found -Dchronicle.analytics.disable=false, expected true"));
  }

  private List<String> run(String mode, String... options) throws Exception {
    List<String> jvm = new ArrayList<>(ChildJvm.FLAGS);
    jvm.removeIf(flag -> flag.startsWith("-Dchronicle."));
    jvm.add("-Duser.home=" + directory);
    jvm.add("-Xlog:class+load=info:file=" + directory.resolve("classes.log"));
    Collections.addAll(jvm, options);
    List<String> command =
        ChildJvm.command(jvm, StatisticsProbe.class, mode, directory.resolve("map").toString());
    command.replaceAll(
        word ->
            word.contains(File.pathSeparator) && word.contains(".jar") ? withoutJUnit(word) : word);
    Path output = directory.resolve("output");
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    try {
      assertThat(process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)).isTrue();
    } finally {
      process.destroyForcibly();
    }
    List<String> seen = new ArrayList<>(Files.readAllLines(output));
    seen.add("EXIT " + process.exitValue());
    return seen;
  }

  private static String withoutJUnit(String classPath) {
    return Arrays.stream(classPath.split(File.pathSeparator))
        .filter(entry -> !entry.contains("junit"))
        .collect(Collectors.joining(File.pathSeparator));
  }

  private String loadedClasses() throws IOException {
    return Files.readString(directory.resolve("classes.log"));
  }
}
