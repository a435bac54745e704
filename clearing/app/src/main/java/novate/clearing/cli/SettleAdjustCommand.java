package novate.clearing.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import novate.clearing.feed.AdjustmentFile;
import novate.wire.event.AdjustmentLine;
import novate.wire.event.CashAdjusted;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code novate settle adjust}: cash for an expired contract that is final. */
@Command(
    name = "adjust",
    mixinStandardHelpOptions = true,
    description = {
      "Adjusts the cash of an expired contract after its correction window: by another final price,"
          + " for all who held it, or by lines that sum to zero.",
      "Two different people must say the same of the same id; the next end of day pays it."
    })
final class SettleAdjustCommand implements Callable<Integer> {
  /** Exactly one of two. */
  static final class How {
    @Option(names = "--price", required = true, paramLabel = "P", description = "The final price.")
    private @Nullable String price;

    @Option(
        names = "--lines",
        required = true,
        paramLabel = "FILE",
        description = "CSV of account_id,amount,currency; what an account pays is negative.")
    private @Nullable Path lines;
  }

  @Mixin private RequestOptions request = new RequestOptions();

  @Option(names = "--contract", required = true, paramLabel = "ID", description = "The contract.")
  private String contract = "";

  @Option(names = "--id", required = true, paramLabel = "ID", description = "Names the adjustment.")
  private String id = "";

  @ArgGroup(multiplicity = "1")
  private How how = new How();

  @Override
  public Integer call() {
    String typed = how.price;
    String price = typed == null ? null : RequestOptions.decimal("--price", typed);
    Path file = how.lines;
    List<AdjustmentLine> lines = file == null ? List.of() : AdjustmentFile.read(file);
    return request.ask(
        request.running(),
        _ -> new CashAdjusted(id, contract, price, lines, request.by(), request.reason()));
  }
}
