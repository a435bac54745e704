package novate.benchmark;

import static java.nio.charset.StandardCharsets.UTF_8;
import static novate.market.Checks.found;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;

/**
 * JMH's own command line; rows whose peer has not been built are left out with a word. Its forks
 * get the JVM flags that the house runs with. They are handed over as {@code -jvmArgsPrepend};
 * {@code -jvmArgsAppend} is free for the caller.
 */
public final class Main {
  private static final String FLAGS = "jvm.flags";

  private Main() {}

  /** Runs what the arguments name, all benchmarks without any; {@code -h} explains. */
  public static void main(String[] arguments) throws IOException {
    List<String> all = new ArrayList<>(List.of("-jvmArgsPrepend", flags()));
    leaveOutUnless(Peers.C_KERNELS, ".*[cC]Kernel", all);
    leaveOutUnless(Peers.QUANTLIB, ".*[qQ]uantLib.*", all);
    all.addAll(List.of(arguments));
    org.openjdk.jmh.Main.main(all.toArray(String[]::new));
  }

  private static void leaveOutUnless(String library, String rows, List<String> arguments) {
    if (Peers.find(library).isEmpty()) {
      System.err.printf(
          "%s was not found: rows %s are left out; benchmarks/peers/build.sh builds it%n",
          library, rows);
      arguments.addAll(List.of("-e", rows));
    }
  }

  static String flags() throws IOException {
    try (InputStream bytes =
        found(Main.class.getResourceAsStream(FLAGS), "resource %s is missing", FLAGS)) {
      return new String(bytes.readAllBytes(), UTF_8).strip();
    }
  }
}
