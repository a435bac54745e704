package novate.clearing.cli;

import java.nio.file.Path;
import picocli.CommandLine.Option;

/** The positions file of a command that cannot do without one. */
final class PositionsOption {
  @Option(
      names = "--positions",
      required = true,
      paramLabel = "FILE",
      description = "CSV of account,contract,lots; lots are signed.")
  @SuppressWarnings("NullAway.Init") // picocli sets it before the call.
  private Path positions;

  Path path() {
    return positions;
  }
}
