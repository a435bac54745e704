package novate.clearing.cli;

import java.util.concurrent.Callable;
import novate.clearing.house.HouseLog;
import novate.clearing.house.KafkaReplayLog;
import novate.clearing.replay.Replay;
import novate.clearing.replay.ReplayOptions;
import novate.clearing.replay.ReplayReport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code novate replay}. */
@Command(
    name = "replay",
    mixinStandardHelpOptions = true,
    description = {
      "Folds the log of a house again, running or ended, and compares: legs, positions, results,"
          + " calls, ledger.",
      "Exit code 5 when anything differs; every difference is named by topic, partition and"
          + " offset."
    })
final class ReplayCommand implements Callable<Integer> {
  @Mixin private HouseOptions house = new HouseOptions();
  @Mixin private OutputOptions output = new OutputOptions();

  @Option(
      names = "--batch",
      paramLabel = "N",
      defaultValue = "1000",
      description = "Records of each input between two settlings (default: ${DEFAULT-VALUE}).")
  private int batchRecords = 1_000;

  @Option(
      names = "--threads",
      paramLabel = "N",
      defaultValue = "2",
      description = "Processors folded at the same time (default: ${DEFAULT-VALUE}).")
  private int threads = 2;

  @Option(
      names = "--restored",
      description = "Throw every processor away at each cut and restore it from the log.")
  private boolean isRestored;

  @Option(
      names = "--differences",
      paramLabel = "N",
      defaultValue = "20",
      description = "How many differences are told in words (default: ${DEFAULT-VALUE}).")
  private int differencesMax = 20;

  @Override
  public Integer call() {
    ReplayOptions options = options();
    try (HouseLog log = house.log()) {
      ReplayReport report = Replay.of(KafkaReplayLog.source(log.clients()), options);
      output.print(ReplayAnswer.of(report));
      return (report.isEqual() ? ExitCode.DONE : ExitCode.MISMATCH).code();
    }
  }

  private ReplayOptions options() {
    try {
      return new ReplayOptions(batchRecords, threads, isRestored, differencesMax);
    } catch (IllegalArgumentException e) {
      throw new CommandFailedException(ExitCode.USAGE, String.valueOf(e.getMessage()));
    }
  }
}
