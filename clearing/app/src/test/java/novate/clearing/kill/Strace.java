package novate.clearing.kill;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * System calls on files of a running process, disturbed from outside by {@code strace}. It counts
 * the calls of each thread by itself: the k-th call is that of the first thread which comes to k.
 */
final class Strace {
  private Strace() {}

  /** Whether it is installed and may trace here. */
  static boolean isUsable() {
    try {
      Process probe =
          new ProcessBuilder("strace", "-o", "/dev/null", "true").redirectErrorStream(true).start();
      return probe.waitFor(10, TimeUnit.SECONDS) && probe.exitValue() == 0;
    } catch (IOException e) {
      return false; // There is none.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /**
   * Attaches to a process and every thread of it; ends with it, or when it is itself ended.
   *
   * @param calls such as {@code fsync,fdatasync}
   * @param what to do, such as {@code signal=SIGKILL:when=3} or {@code error=EIO}
   * @param files only calls on these; a socket is none of them
   */
  static Process attach(ProcessHandle target, String calls, String what, List<Path> files) {
    return attach(target, calls, what, files, Path.of("/dev/null"));
  }

  /** The same, and writes the calls to a file. */
  static Process attach(
      ProcessHandle target, String calls, String what, List<Path> files, Path trace) {
    List<String> command = new ArrayList<>(before(calls, what, files, trace));
    command.addAll(List.of("-p", Long.toString(target.pid())));
    return start(command);
  }

  /** The words before a command that is to be disturbed from its start. */
  static List<String> before(String calls, String what, List<Path> files, Path trace) {
    List<String> command = new ArrayList<>(List.of("strace", "-f", "-qq", "-o", trace.toString()));
    command.addAll(options(calls, what, files));
    return command;
  }

  private static List<String> options(String calls, String what, List<Path> files) {
    List<String> options = new ArrayList<>(List.of("-e", "trace=" + calls));
    if (!what.isEmpty()) {
      options.addAll(List.of("-e", "inject=" + calls + ":" + what));
    }
    files.forEach(file -> options.addAll(List.of("-P", file.toString())));
    return options;
  }

  private static Process start(List<String> command) {
    try {
      return new ProcessBuilder(command)
          .redirectErrorStream(true)
          .redirectOutput(ProcessBuilder.Redirect.DISCARD)
          .start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Every file below a directory. */
  static List<Path> files(Path directory) {
    try (Stream<Path> tree = Files.walk(directory)) {
      return tree.filter(Files::isRegularFile).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
