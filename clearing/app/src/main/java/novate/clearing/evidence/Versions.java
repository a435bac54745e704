package novate.clearing.evidence;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What it was tried with.
 *
 * @param commit of the source, with {@code -dirty} when there was more than that
 * @param java the virtual machine
 * @param system operating system and processor architecture
 * @param processors of the machine
 * @param libraries on the class path, as their files are named
 */
public record Versions(
    String commit, String java, String system, int processors, List<String> libraries) {
  private static final String UNKNOWN = "unknown";
  private static final Pattern LIBRARY = Pattern.compile("([^/\\\\]+-\\d[^/\\\\]*)\\.jar$");

  /** Keeps its own copy. */
  public Versions {
    libraries = List.copyOf(libraries);
  }

  /** Those of this process, started in a checkout of the source. */
  public static Versions here() {
    return new Versions(
        describedCommit(),
        "%s %s"
            .formatted(System.getProperty("java.vm.name"), System.getProperty("java.vm.version")),
        "%s %s %s"
            .formatted(
                System.getProperty("os.name"),
                System.getProperty("os.version"),
                System.getProperty("os.arch")),
        Runtime.getRuntime().availableProcessors(),
        libraries(System.getProperty("java.class.path")));
  }

  private static List<String> libraries(String classPath) {
    List<String> libraries = new ArrayList<>();
    for (String entry : classPath.split(Pattern.quote(File.pathSeparator), -1)) {
      Matcher library = LIBRARY.matcher(entry);
      if (library.find()) {
        libraries.add(library.group(1));
      }
    }
    return libraries.stream().sorted().toList();
  }

  /** Where there is no git or no checkout, the commit is not known; that is said and no failure. */
  private static String describedCommit() {
    try {
      Process git =
          new ProcessBuilder("git", "describe", "--always", "--dirty", "--abbrev=40")
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      String commit = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return git.waitFor() == 0 ? commit.strip() : UNKNOWN;
    } catch (IOException e) {
      return UNKNOWN;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return UNKNOWN;
    }
  }
}
