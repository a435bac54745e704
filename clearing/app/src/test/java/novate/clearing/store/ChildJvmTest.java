package novate.clearing.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.util.List;
import org.junit.jupiter.api.Test;

class ChildJvmTest {
  /** The build starts its tests with {@code jvm.flags} of the root POM. */
  @Test
  void theFlagsOfOurChildrenAreThoseOfTheBuild() {
    List<String> ours = ManagementFactory.getRuntimeMXBean().getInputArguments();
    assertThat(ours).containsAll(ChildJvm.FLAGS);
  }

  @Test
  void aChildRunsTheSameJavaOnTheSameClassPath() {
    assertThat(ChildJvm.command(List.of("-Xmx8m"), ChildJvmTest.class, "one"))
        .containsExactly(
            System.getProperty("java.home") + "/bin/java",
            "-Xmx8m",
            "-cp",
            System.getProperty("java.class.path"),
            "novate.clearing.store.ChildJvmTest",
            "one");
  }
}
