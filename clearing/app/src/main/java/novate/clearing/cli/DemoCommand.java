package novate.clearing.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import novate.clearing.demo.DemoDay;
import novate.clearing.demo.DemoDirectory;
import novate.clearing.house.LocalHouse;
import novate.clearing.report.DayReader;
import novate.clearing.report.DayReport;
import novate.clearing.report.EndOfDayFiles;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code novate demo}: a clearing day on real parts, from an empty log to zero sums. */
@Command(
    name = "demo",
    mixinStandardHelpOptions = true,
    description = {
      "Plays a sample trading day through an embedded log and every processor, and reports it.",
      "Starts on an empty directory; an earlier demo's is emptied. With --resume it goes on where"
          + " an earlier one was stopped, however it was stopped, and ends with the same digest."
    })
final class DemoCommand implements Callable<Integer> {
  @Option(
      names = "--directory",
      paramLabel = "DIR",
      defaultValue = ".novate/demo",
      description = "Where the demo keeps its log and files (default: ${DEFAULT-VALUE}).")
  private Path directory = Path.of(".novate", "demo");

  @Option(names = "--resume", description = "Go on with the day that is in the directory.")
  private boolean isResumed;

  @Option(
      names = "--trades",
      paramLabel = "N",
      defaultValue = "10000",
      description = "Good new trades of the day, 100 or more (default: ${DEFAULT-VALUE}).")
  private int tradeCount = 10_000;

  @Mixin private OutputOptions output = new OutputOptions();

  @Override
  public Integer call() throws IOException {
    tradeCount = DemoDirectory.prepare(directory, isResumed, tradeCount);
    DayReport report;
    try (LocalHouse house = LocalHouse.open(directory);
        Interruption _ = Interruption.closes(house, "go on with: novate demo --resume");
        DemoProgress progress = new DemoProgress()) {
      DemoDay day = new DemoDay(house.clients(), tradeCount, house.house()::requireAlive, progress);
      day.play();
      progress.step("report");
      report = DayReader.read(house.clients(), day.businessDate());
      EndOfDayFiles.write(house.clients(), day.endOfDayCycle(), directory.resolve("end-of-day"));
    }
    output.print(DayAnswer.of(report));
    return (report.isBalanced() ? ExitCode.DONE : ExitCode.MISMATCH).code();
  }
}
