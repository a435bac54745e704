package novate.clearing.cli;

import static novate.market.Checks.found;

import java.nio.file.Path;
import novate.clearing.house.HouseLog;
import novate.clearing.house.RunningHouse;
import novate.clearing.log.Clients;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Which house a command talks to; the same options in every command that does. */
final class HouseOptions {
  @Spec(Spec.Target.MIXEE)
  private @Nullable CommandSpec command;

  @Option(
      names = "--directory",
      paramLabel = "DIR",
      defaultValue = ".novate/house",
      description = "Directory of the house (default: ${DEFAULT-VALUE}).")
  private Path directory = Path.of(".novate", "house");

  @Option(
      names = "--bootstrap",
      paramLabel = "HOST:PORT",
      description = "Its log, when it does not run on a directory here.")
  private @Nullable String bootstrap;

  /** The log of the house, which must be running. */
  Clients running() {
    String address = bootstrap;
    try {
      return address == null ? RunningHouse.on(directory) : RunningHouse.at(address);
    } catch (IllegalArgumentException e) {
      throw wrongAddress(e);
    }
  }

  /** The log of the house, to be read, whether it runs or has ended. */
  HouseLog log() {
    String address = bootstrap;
    try {
      return address == null ? HouseLog.on(directory) : HouseLog.at(address);
    } catch (IllegalArgumentException e) {
      throw wrongAddress(e);
    }
  }

  private ParameterException wrongAddress(IllegalArgumentException wrong) {
    return new ParameterException(
        found(command, "options of no command").commandLine(),
        String.valueOf(wrong.getMessage()),
        wrong);
  }
}
