package novate.clearing.store;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The command line of a JVM of our own: the same {@code java} and class path as this one, and the
 * flags that our libraries need. The launcher and the build state the same flags; a test compares.
 */
public final class ChildJvm {
  /**
   * Flags that every JVM needs which touches a position map. That of the vector kernels is not
   * among them: without it the plain kernels give the same cents, and with it the JVM warns on
   * standard error; the launcher gives it where a process lives on.
   */
  public static final List<String> FLAGS =
      List.of(
          "--add-exports=jdk.compiler/com.sun.tools.javac.file=ALL-UNNAMED",
          "--add-exports=java.base/jdk.internal.ref=ALL-UNNAMED",
          "--add-opens=java.base/java.lang=ALL-UNNAMED",
          "--add-opens=java.base/java.lang.reflect=ALL-UNNAMED",
          "--add-opens=java.base/sun.nio.ch=ALL-UNNAMED",
          "--enable-native-access=ALL-UNNAMED",
          "--sun-misc-unsafe-memory-access=allow",
          "-Dchronicle.analytics.disable=true",
          "-Dchronicle.announcer.disable=true",
          "-Dnet.openhft.chronicle.map.lockTimeoutSeconds=5");

  private ChildJvm() {}

  /**
   * The command that runs a main class in a JVM like this one. The class path is this JVM's, also
   * when it stands in a jar's manifest or came from an argument file; relative entries need the
   * same working directory, which a child has unless told otherwise.
   *
   * @param options JVM options, before the class path
   */
  public static List<String> command(List<String> options, Class<?> main, String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(options);
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    command.add(main.getName());
    command.addAll(List.of(arguments));
    return command;
  }
}
