package novate.clearing.cli;

import static novate.market.Checks.found;

import java.time.LocalDate;
import java.util.concurrent.Callable;
import novate.clearing.house.Revisions;
import novate.clearing.log.Clients;
import novate.market.IndexId;
import novate.wire.event.FixingRestatementRequested;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code novate index restate}: the next revision of a fixing, over the quotes known by now. */
@Command(
    name = "restate",
    mixinStandardHelpOptions = true,
    description = {
      "Makes a fixing again over all quotes known by now, inside its correction window.",
      "What contracts have settled on it changes with it: the next end of day pays the difference."
    })
final class IndexRestateCommand implements Callable<Integer> {
  @Mixin private RequestOptions request = new RequestOptions();

  @Option(names = "--index", required = true, paramLabel = "ID", description = "The index.")
  private @Nullable IndexId index;

  @Option(names = "--date", required = true, paramLabel = "DATE", description = "The fixing date.")
  private LocalDate date = LocalDate.EPOCH;

  @Override
  public Integer call() {
    IndexId wanted = found(index, "no index");
    Clients clients = request.running();
    int revision = Revisions.read(clients, wanted, date);
    return request.ask(
        clients,
        _ ->
            new FixingRestatementRequested(
                wanted.value(), date, revision, request.reason(), request.by()));
  }
}
