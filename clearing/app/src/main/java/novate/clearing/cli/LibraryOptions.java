package novate.clearing.cli;

import java.nio.file.Path;
import java.util.Optional;
import novate.clearing.file.StressInput;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which scenarios there are: the same options in every stress command. */
final class LibraryOptions {
  @Option(
      names = "--library",
      paramLabel = "FILE",
      description = "Scenario library in YAML; default is that of the sample market of compute.")
  private @Nullable Path library;

  @Option(
      names = "--history",
      paramLabel = "FILE",
      description =
          "CSV of commodity,tenor,date,price,volatility: adds the worst stretches of it as"
              + " scenarios. 'novate market export DIR' writes one, DIR/history.csv.")
  private @Nullable Path history;

  @Option(
      names = "--window",
      paramLabel = "DAYS",
      description = "Length of such a stretch in business days; default ${DEFAULT-VALUE}.")
  private int windowDays = 5;

  /** The scenarios that these options ask for. */
  StressInput read() {
    return StressInput.read(Optional.ofNullable(library), Optional.ofNullable(history), windowDays);
  }
}
