package novate.clearing.cli;

import static novate.market.Checks.found;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import novate.clearing.feed.FeedImport;
import novate.clearing.file.SpanMargin;
import novate.clearing.house.Gateway;
import novate.clearing.log.Clients;
import novate.clearing.registry.RegistryFold;
import novate.market.AccountClass;
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
      "Sending a file again has no second effect. With --dry-run nothing is sent.",
      "A market is a directory as 'novate market export' writes it. It opens a house that knows"
          + " nothing yet: its registry, the standard scenarios, and its prices as those before the"
          + " first day. A house that has a market refuses another.",
      "Of the risk parameters of another house (span: .spn, .xml or .pa2) nothing is sent: it is"
          + " shown what they hold, and with --positions what portfolios need under them."
    })
final class ImportCommand implements Callable<Integer> {
  @Parameters(
      index = "0",
      paramLabel = "KIND",
      description = "market, trades, prices, quotes, parameters, span.")
  @SuppressWarnings("NullAway.Init") // picocli sets it before the call.
  private Kind kind;

  @Parameters(
      index = "1",
      paramLabel = "FILE",
      description = "CSV; parameters are YAML, a market is a directory.")
  @SuppressWarnings("NullAway.Init") // picocli sets it before the call.
  private Path file;

  @Option(
      names = "--rates",
      paramLabel = "FILE",
      description =
          "With prices: discount rates (currency,rate), and the word that these are all prices of"
              + " their cycles, which an end of day waits for.")
  private @Nullable Path rates;

  @Option(
      names = "--fx",
      paramLabel = "FILE",
      description = "With --rates: exchange rates (pair,rate).")
  private @Nullable Path fx;

  @Option(
      names = "--mapping",
      paramLabel = "FILE",
      description =
          "With quotes: what the columns are, a YAML file or eu-collected; without it, our own"
              + " layout.")
  private @Nullable String mapping;

  @Option(
      names = "--positions",
      paramLabel = "FILE",
      description =
          "With span: CSV of account,contract,lots with contracts such as CME:GC:FUT:202509, or a"
              + " position file in XML.")
  private @Nullable Path positions;

  @Option(
      names = "--account-class",
      paramLabel = "CLASS",
      description = "With --positions: of the accounts of a CSV file: ${COMPLETION-CANDIDATES}.")
  private AccountClass accountClass = AccountClass.HOUSE;

  @Option(names = "--dry-run", description = "Check the file and show what would be sent.")
  private boolean isDryRun;

  @Mixin private HouseOptions house = new HouseOptions();

  @Spec private @Nullable CommandSpec command;

  @Mixin private OutputOptions output = new OutputOptions();

  /** What can be handed in. */
  enum Kind {
    MARKET,
    TRADES,
    PRICES,
    QUOTES,
    PARAMETERS,
    SPAN;

    FeedImport.Kind feed() {
      return FeedImport.Kind.valueOf(name());
    }
  }

  /** What was, or would be, sent; {@code log} is null when nothing was. */
  record Import(
      String kind,
      List<String> topics,
      int count,
      boolean isSent,
      @Nullable String log,
      List<InputHash> inputs) {}

  @Override
  public Integer call() {
    requireOptionsOfKind();
    if (kind == Kind.SPAN) {
      output.print(SpanAnswer.of(SpanMargin.read(file, positions, accountClass)));
      return ExitCode.DONE.code();
    }
    FeedImport feed = FeedImport.read(kind.feed(), file, rates, fx, mapping);
    Clients log = isDryRun ? null : house.running();
    if (log != null) {
      send(feed, log);
    }
    Import json =
        new Import(
            kind.name().toLowerCase(Locale.ROOT),
            feed.facts().stream().map(fact -> fact.topic().topicName()).distinct().toList(),
            feed.facts().size(),
            log != null,
            log == null ? null : log.bootstrap(),
            InputHash.of(feed.hashByFile()));
    output.print(new Answer(json, List.of(FactTable.of(feed)), List.of(remark(json))));
    if (!feed.openCycles().isEmpty()) {
      PrintWriter err = found(command, "no command").commandLine().getErr();
      err.printf(
          "novate: nothing says that these are all prices of %s; with --rates it is said%n",
          String.join(", ", feed.openCycles()));
      err.flush();
    }
    return ExitCode.DONE.code();
  }

  private void requireOptionsOfKind() {
    if (rates != null && kind != Kind.PRICES) {
      throw usage("--rates goes with prices only", null);
    }
    if (positions != null && kind != Kind.SPAN) {
      throw usage("--positions goes with span only", null);
    }
    if (mapping != null && kind != Kind.QUOTES) {
      throw usage("--mapping goes with quotes only", null);
    }
    if (fx != null && rates == null) {
      throw usage("--fx goes with --rates only", null);
    }
  }

  /** The log keeps what it is given: parameters that would stop the house must not get there. */
  private static void requireTaken(FeedImport feed, Clients house) {
    RegistryFold registry = HouseRegistry.read(house);
    try {
      feed.facts().forEach(fact -> registry.apply(fact.event()));
    } catch (IllegalArgumentException e) {
      throw new CommandFailedException(ExitCode.INPUT_INVALID, String.valueOf(e.getMessage()));
    }
  }

  private static void send(FeedImport feed, Clients house) {
    if (feed.kind() == FeedImport.Kind.PARAMETERS) {
      requireTaken(feed, house);
    }
    try (Gateway gateway = new Gateway(house)) {
      if (!feed.send(gateway)) {
        throw new CommandFailedException(
            ExitCode.CONFLICT,
            "the house at %s has a market already; nothing was sent".formatted(house.bootstrap()));
      }
    }
  }

  private ParameterException usage(String message, @Nullable Throwable cause) {
    return new ParameterException(found(command, "no command").commandLine(), message, cause);
  }

  private static String remark(Import json) {
    String topics = String.join(" and ", json.topics());
    return json.isSent()
        ? "%d records sent to %s at %s.".formatted(json.count(), topics, json.log())
        : "%d records for %s; nothing was sent.".formatted(json.count(), topics);
  }
}
