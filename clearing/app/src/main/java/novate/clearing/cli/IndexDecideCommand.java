package novate.clearing.cli;

import static novate.market.Checks.found;

import java.time.LocalDate;
import java.util.concurrent.Callable;
import novate.clearing.house.Revisions;
import novate.clearing.log.Clients;
import novate.market.IndexId;
import novate.wire.event.FallbackKind;
import novate.wire.event.FixingDecided;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code novate index decide}: what stands in for a fixing that is missing or gated. */
@Command(
    name = "decide",
    mixinStandardHelpOptions = true,
    description = {
      "Decides what stands in for a fixing that was withheld: the previous value or one that a"
          + " committee has approved.",
      "Two different people must decide the same."
    })
final class IndexDecideCommand implements Callable<Integer> {
  /** Exactly one of two. */
  static final class Fallback {
    @Option(names = "--previous", required = true, description = "The previous value.")
    private boolean isPrevious;

    @Option(names = "--value", required = true, paramLabel = "X", description = "This value.")
    private @Nullable String value;
  }

  @Mixin private RequestOptions request = new RequestOptions();

  @Option(names = "--index", required = true, paramLabel = "ID", description = "The index.")
  private @Nullable IndexId index;

  @Option(names = "--date", required = true, paramLabel = "DATE", description = "The fixing date.")
  private LocalDate date = LocalDate.EPOCH;

  @ArgGroup(multiplicity = "1")
  private Fallback fallback = new Fallback();

  @Override
  public Integer call() {
    IndexId wanted = found(index, "no index");
    String typed = fallback.value;
    String value = typed == null ? null : RequestOptions.decimal("--value", typed);
    FallbackKind kind =
        fallback.isPrevious ? FallbackKind.PREVIOUS_VALUE : FallbackKind.COMMITTEE_VALUE;
    Clients clients = request.running();
    int revision = Revisions.read(clients, wanted, date);
    return request.ask(
        clients,
        _ ->
            new FixingDecided(
                wanted.value(), date, revision, kind, value, request.by(), request.reason()));
  }
}
