package novate.clearing.cli;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import novate.clearing.file.FileMargin;
import novate.margin.Requirement;
import novate.margin.explain.MarginExplanation;
import novate.market.AccountId;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Why a margin is what it is. */
@Command(
    name = "explain",
    mixinStandardHelpOptions = true,
    description = {
      "Why a margin is what it is.",
      "What it is made of, the market move that makes it, the positions that cause it, the spreads"
          + " that were formed, the rungs of a rate ladder. Components add up to the margin; -o csv"
          + " is the components."
    })
final class MarginExplainCommand implements Callable<Integer> {
  @Mixin private MarginOptions options = new MarginOptions();

  @Mixin private PositionsOption positions = new PositionsOption();

  @Mixin private MarginOptions.OneAccount account = new MarginOptions.OneAccount();

  @Mixin private OutputOptions output = new OutputOptions();

  @Override
  public Integer call() {
    FileMargin margin = FileMargin.of(options.read(positions), options.accountClass());
    SortedMap<AccountId, Requirement> asked =
        account.of(margin.requirements(), List.of(positions.path()));
    SortedMap<AccountId, MarginExplanation> explanations = new TreeMap<>();
    asked.keySet().forEach(id -> explanations.put(id, margin.explain(id)));
    output.print(ExplainAnswer.of(explanations, margin.averaging(asked.keySet())));
    return ExitCode.DONE.code();
  }
}
