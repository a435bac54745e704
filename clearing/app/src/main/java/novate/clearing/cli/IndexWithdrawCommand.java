package novate.clearing.cli;

import java.util.concurrent.Callable;
import novate.clearing.house.Gateway;
import novate.clearing.log.Clients;
import novate.clearing.processor.Topic;
import novate.wire.event.QuoteWithdrawn;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code novate index withdraw}: a quote that must not count. */
@Command(
    name = "withdraw",
    mixinStandardHelpOptions = true,
    description = {
      "Takes a wrong quote out of whatever is fixed from now on; a fixing that has used it stays as"
          + " it is until it is restated."
    })
final class IndexWithdrawCommand implements Callable<Integer> {
  @Mixin private HouseOptions house = new HouseOptions();

  @Option(names = "--quote", required = true, paramLabel = "ID", description = "The quote.")
  private String quote = "";

  @Option(names = "--by", required = true, paramLabel = "NAME", description = "Who says so.")
  private String by = "";

  @Option(names = "--reason", required = true, paramLabel = "WHY", description = "Why.")
  private String reason = "";

  @Override
  public Integer call() {
    Clients clients = house.running();
    try (Gateway gateway = new Gateway(clients)) {
      gateway.send(Topic.QUOTES, 0, quote, new QuoteWithdrawn(quote, reason, by));
      gateway.flush();
    }
    System.err.println("novate: quote %s counts no more".formatted(quote));
    return ExitCode.DONE.code();
  }
}
