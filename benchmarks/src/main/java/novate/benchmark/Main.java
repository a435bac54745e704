package novate.benchmark;

import static java.nio.charset.StandardCharsets.UTF_8;
import static novate.market.Checks.found;

import java.io.IOException;
import java.io.InputStream;
import java.util.stream.Stream;

/**
 * JMH's own command line, whose forks get the JVM flags that the house runs with. They are handed
 * over as {@code -jvmArgsPrepend}; {@code -jvmArgsAppend} is free for the caller.
 */
public final class Main {
  private static final String FLAGS = "jvm.flags";

  private Main() {}

  /** Runs what the arguments name, all benchmarks without any; {@code -h} explains. */
  public static void main(String[] arguments) throws IOException {
    org.openjdk.jmh.Main.main(
        Stream.concat(Stream.of("-jvmArgsPrepend", flags()), Stream.of(arguments))
            .toArray(String[]::new));
  }

  static String flags() throws IOException {
    try (InputStream bytes =
        found(Main.class.getResourceAsStream(FLAGS), "resource %s is missing", FLAGS)) {
      return new String(bytes.readAllBytes(), UTF_8).strip();
    }
  }
}
