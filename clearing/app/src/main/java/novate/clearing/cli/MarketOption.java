package novate.clearing.cli;

import java.nio.file.Path;
import picocli.CommandLine.Option;

/** The market directory of a command that works on files. */
final class MarketOption {
  @Option(
      names = "--market",
      required = true,
      paramLabel = "DIR",
      description = "Market directory, as 'novate market export DIR' writes one.")
  @SuppressWarnings("NullAway.Init") // picocli sets it before the call.
  private Path market;

  Path path() {
    return market;
  }
}
