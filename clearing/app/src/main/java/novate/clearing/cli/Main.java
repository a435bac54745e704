package novate.clearing.cli;

import static novate.market.Checks.found;

import java.util.function.Function;
import novate.market.AccountId;
import novate.market.ContractId;
import novate.market.IndexId;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** The command {@code novate}; without a subcommand it shows what it can do. */
@Command(
    name = "novate",
    mixinStandardHelpOptions = true,
    versionProvider = Main.Version.class,
    description = "The open clearing house for AI-compute derivatives.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      DemoCommand.class,
      StartCommand.class,
      EodCommand.class,
      MarginCommand.class,
      StressCommand.class,
      IndexCommand.class,
      LedgerCommand.class,
      SettleCommand.class,
      ReplayCommand.class,
      EvidenceCommand.class,
      MarketCommand.class,
      ImportCommand.class,
      SimulateCommand.class,
      DoctorCommand.class,
    })
public final class Main implements Runnable {
  @Spec private @Nullable CommandSpec command;

  @Option(
      names = "--verbose",
      scope = ScopeType.INHERIT,
      description = "Show where in the program a failure happened.")
  @SuppressWarnings("UnusedVariable") // Read by the failure handler of whichever command fails.
  private boolean isVerbose;

  private Main() {}

  /** Runs a command and ends the process with its exit code. */
  public static void main(String[] arguments) {
    System.exit(commandLine().execute(arguments));
  }

  /** The command line with all its commands; to be executed once. */
  static CommandLine commandLine() {
    Failures failures = new Failures();
    return new CommandLine(new Main())
        .setCaseInsensitiveEnumValuesAllowed(true)
        .registerConverter(IndexId.class, text -> converted(text, IndexId::new))
        .registerConverter(ContractId.class, text -> converted(text, ContractId::new))
        .registerConverter(AccountId.class, text -> converted(text, AccountId::new))
        .setExecutionExceptionHandler(failures)
        .setParameterExceptionHandler(failures)
        .setUsageHelpAutoWidth(true);
  }

  /** An id that is none is a wrong command line, told in its own words. */
  private static <T> T converted(String text, Function<String, T> parser) {
    try {
      return parser.apply(text);
    } catch (IllegalArgumentException e) {
      throw new TypeConversionException(String.valueOf(e.getMessage()));
    }
  }

  @Override
  public void run() {
    CommandLine self = found(command, "no command").commandLine();
    self.usage(self.getOut());
  }

  /** The version that the jar was built with. */
  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
      return new String[] {"novate " + text()};
    }

    /** For example {@code 0.1.0}; classes that run outside a jar have none. */
    static String text() {
      String version = Main.class.getPackage().getImplementationVersion();
      return version == null ? "(not packaged)" : version;
    }
  }
}
