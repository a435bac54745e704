package novate.clearing.cli;

import static novate.market.Checks.found;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import novate.clearing.feed.FeedImport;
import novate.clearing.house.Gateway;
import novate.clearing.house.RunningHouse;
import novate.clearing.log.Clients;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Hands the facts of a file to a running house; a file with an error is not sent at all. */
@Command(
    name = "import",
    mixinStandardHelpOptions = true,
    description = {
      "Sends a file to the running house: all of it, or, when anything in it is wrong, nothing.",
      "Sending a file again has no second effect. With --dry-run nothing is sent."
    })
final class ImportCommand implements Callable<Integer> {
  @Parameters(index = "0", paramLabel = "KIND", description = "trades, prices, quotes, parameters.")
  @SuppressWarnings("NullAway.Init") // picocli sets it before the call.
  private FeedImport.Kind kind;

  @Parameters(index = "1", paramLabel = "FILE", description = "CSV; parameters are YAML.")
  @SuppressWarnings("NullAway.Init") // picocli sets it before the call.
  private Path file;

  @Option(names = "--dry-run", description = "Check the file and show what would be sent.")
  private boolean isDryRun;

  @Option(
      names = "--directory",
      paramLabel = "DIR",
      description = "Directory of the running house; default ${DEFAULT-VALUE}.")
  private Path directory = Path.of(".novate");

  @Option(
      names = "--bootstrap",
      paramLabel = "HOST:PORT",
      description = "The log of the house, instead of a directory.")
  private @Nullable String bootstrap;

  @Spec private @Nullable CommandSpec command;

  @Mixin private OutputOptions output = new OutputOptions();

  /** What was, or would be, sent; {@code log} is null when nothing was. */
  record Import(
      String kind,
      String topic,
      int count,
      boolean isSent,
      @Nullable String log,
      List<InputHash> inputs) {}

  @Override
  public Integer call() {
    FeedImport feed = FeedImport.read(kind, file);
    Clients house = isDryRun ? null : house();
    if (house != null) {
      try (Gateway gateway = new Gateway(house)) {
        feed.send(gateway);
      }
    }
    Import json =
        new Import(
            kind.name().toLowerCase(Locale.ROOT),
            kind.topic().topicName(),
            feed.facts().size(),
            house != null,
            house == null ? null : house.bootstrap(),
            InputHash.of(feed.hashByFile()));
    output.print(new Answer(json, List.of(FactTable.first(feed)), List.of(remark(json))));
    return ExitCode.DONE.code();
  }

  private Clients house() {
    try {
      return bootstrap == null ? RunningHouse.on(directory) : RunningHouse.at(bootstrap);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(
          found(command, "no command").commandLine(), String.valueOf(e.getMessage()), e);
    }
  }

  private static String remark(Import json) {
    return json.isSent()
        ? "%d records sent to %s at %s.".formatted(json.count(), json.topic(), json.log())
        : "%d records for %s; nothing was sent.".formatted(json.count(), json.topic());
  }
}
