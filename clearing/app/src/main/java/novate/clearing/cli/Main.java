package novate.clearing.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;

/** The command {@code novate}; without a subcommand it shows what it can do. */
@Command(
    name = "novate",
    mixinStandardHelpOptions = true,
    versionProvider = Main.Version.class,
    description = "The open clearing house for AI-compute derivatives.")
public final class Main implements Runnable {
  private Main() {}

  /** Runs a command and ends the process with its exit code. */
  public static void main(String[] arguments) {
    System.exit(new CommandLine(new Main()).execute(arguments));
  }

  @Override
  public void run() {
    CommandLine.usage(this, System.out);
  }

  /** The version that the jar was built with. */
  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
      String version = Main.class.getPackage().getImplementationVersion();
      return new String[] {"novate " + (version == null ? "(not packaged)" : version)};
    }
  }
}
