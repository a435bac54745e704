package novate.clearing.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongFunction;
import java.util.regex.Pattern;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/**
 * The house with one line changed: the class with the bug is compiled beside the real ones and
 * loaded before them.
 */
final class Mutant extends URLClassLoader {
  private static final String OURS = "novate.clearing.";

  private Mutant(URL[] urls) {
    super(urls, Mutant.class.getClassLoader());
  }

  /**
   * The simulation over a house with a bug.
   *
   * @param source file below the sources of this module
   * @param line what stands there, once
   * @param bug what stands there instead
   */
  static LongFunction<String> of(Path directory, String source, String line, String bug)
      throws IOException, ReflectiveOperationException {
    String text = Files.readString(Path.of("src/main/java", source));
    assertThat(text.split(Pattern.quote(line), -1))
        .as("%s has this once: %s", source, line)
        .hasSize(2);
    Path mutated = directory.resolve("src").resolve(source);
    Files.createDirectories(mutated.getParent());
    Files.writeString(mutated, text.replace(line, bug));
    Path classes = Files.createDirectories(directory.resolve("classes"));
    compile(mutated, classes);
    List<URL> urls = new ArrayList<>();
    urls.add(classes.toUri().toURL());
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
      urls.add(Path.of(entry).toUri().toURL());
    }
    Class<?> runner =
        Class.forName(SeedRunner.class.getName(), true, new Mutant(urls.toArray(URL[]::new)));
    @SuppressWarnings("unchecked") // It is the same interface, of the platform.
    LongFunction<String> run = (LongFunction<String>) runner.getDeclaredConstructor().newInstance();
    return run;
  }

  private static void compile(Path source, Path classes) throws IOException {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
      boolean isCompiled =
          compiler
              .getTask(
                  null,
                  files,
                  null,
                  List.of(
                      "-proc:none",
                      "-nowarn",
                      "-cp",
                      System.getProperty("java.class.path"),
                      "-d",
                      classes.toString()),
                  null,
                  files.getJavaFileObjects(source))
              .call();
      assertThat(isCompiled).as("the bug compiles").isTrue();
    }
  }

  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    if (!name.startsWith(OURS)) {
      return super.loadClass(name, resolve);
    }
    synchronized (getClassLoadingLock(name)) {
      Class<?> loaded = findLoadedClass(name);
      return loaded == null ? findClass(name) : loaded;
    }
  }
}
