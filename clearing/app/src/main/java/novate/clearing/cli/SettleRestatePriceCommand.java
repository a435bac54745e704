package novate.clearing.cli;

import java.time.LocalDate;
import java.util.concurrent.Callable;
import novate.wire.event.SettlementPriceRestated;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code novate settle restate-price}: another settlement price of a past day. */
@Command(
    name = "restate-price",
    mixinStandardHelpOptions = true,
    description = {
      "Restates the settlement price of a past day, but a contract's last.",
      "Two different people must say the same; the next end of day reverses and rebooks what was"
          + " paid on it."
    })
final class SettleRestatePriceCommand implements Callable<Integer> {
  @Mixin private RequestOptions request = new RequestOptions();

  @Option(names = "--contract", required = true, paramLabel = "ID", description = "The contract.")
  private String contract = "";

  @Option(names = "--date", required = true, paramLabel = "DATE", description = "The past day.")
  private LocalDate date = LocalDate.EPOCH;

  @Option(names = "--price", required = true, paramLabel = "P", description = "The right price.")
  private String price = "";

  @Override
  public Integer call() {
    String right = RequestOptions.decimal("--price", price);
    return request.ask(
        request.running(),
        day ->
            new SettlementPriceRestated(
                contract,
                date,
                day.requests().priceRevision(contract, date),
                right,
                request.by(),
                request.reason()));
  }
}
