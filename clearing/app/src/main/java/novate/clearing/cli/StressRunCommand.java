package novate.clearing.cli;

import static novate.market.Checks.require;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import novate.clearing.file.FileMargin;
import novate.clearing.file.FileStress;
import novate.clearing.file.StressInput;
import novate.market.CurrencyCode;
import novate.market.Money;
import novate.scenario.StressScenario;
import novate.stress.StressHeatMap;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What extreme events cost the accounts and members of a positions file. */
@Command(
    name = "run",
    mixinStandardHelpOptions = true,
    description = {
      "What extreme events cost every account and member, beyond their margin.",
      "Losses and losses over margin in one or all scenarios, Cover-1 and Cover-2, and the"
          + " positions that lose most. The margin in force is the initial margin that 'novate"
          + " margin compute' makes of the same files. Members are those of accounts.csv; an"
          + " account that it does not name answers for itself.",
      "For a cycle of a house point --market at the files it left (a demo writes DIR/end-of-day)"
          + " and --positions at positions.csv in it. Exit code 4: the limit of --fail-on was"
          + " reached."
    })
final class StressRunCommand implements Callable<Integer> {
  private static final String ALL = "all";

  @Option(
      names = "--scenario",
      paramLabel = "ID",
      description = "Id of a scenario ('novate stress list'), or all (default).")
  private String scenario = ALL;

  @Mixin private MarginOptions options = new MarginOptions();

  @Mixin private PositionsOption positions = new PositionsOption();

  @Option(
      names = "--base",
      paramLabel = "CURRENCY",
      description =
          "Currency that members are compared in, at the mid of fx.csv; default is the one that is"
              + " held, or USD.")
  private @Nullable String base;

  @Option(
      names = "--top",
      paramLabel = "N",
      description = "Positions shown that lose most; default ${DEFAULT-VALUE}.")
  private int top = 10;

  @Option(
      names = "--heat-map",
      paramLabel = "FILE",
      description = "Writes a picture of scenarios by members as SVG; an old one is replaced.")
  private @Nullable Path heatMap;

  @Option(
      names = "--fail-on",
      paramLabel = "AMOUNT",
      description = "Ends with exit code 4 when Cover-2 of any scenario is this much or more.")
  private @Nullable String failOn;

  @Mixin private LibraryOptions library = new LibraryOptions();

  @Mixin private OutputOptions output = new OutputOptions();

  @Override
  public Integer call() {
    if (top < 0) {
      throw new CommandFailedException(
          ExitCode.USAGE, "--top must not be negative, got '%d'".formatted(top));
    }
    Optional<CurrencyCode> currency = Optional.ofNullable(base).map(StressRunCommand::currency);
    StressInput input = library.read();
    List<StressScenario> scenarios = scenarios(input);
    FileMargin margin = FileMargin.of(options.read(positions), options.accountClass());
    FileStress stress = FileStress.of(margin, input, scenarios, currency);
    Optional<Money> limit = Optional.ofNullable(failOn).map(text -> amount(stress.base(), text));
    if (heatMap != null) {
      TargetFile.write(
          heatMap,
          StressHeatMap.svg(
              "Prices %s · margin by %s · scenarios %s"
                  .formatted(
                      margin.input().market().prices().id(),
                      margin.input().parameters().id(),
                      input.library().id()),
              stress.results()));
    }
    output.print(StressAnswer.of(stress, top));
    Money worst = stress.results().getFirst().coverTwo();
    return limit.filter(most -> worst.minorUnits() >= most.minorUnits()).isPresent()
        ? ExitCode.THRESHOLD_HIT.code()
        : ExitCode.DONE.code();
  }

  private List<StressScenario> scenarios(StressInput input) {
    if (scenario.equals(ALL)) {
      return input.library().scenarios();
    }
    try {
      return List.of(input.library().scenario(scenario));
    } catch (IllegalArgumentException e) {
      throw new CommandFailedException(ExitCode.USAGE, String.valueOf(e.getMessage()));
    }
  }

  private static CurrencyCode currency(String code) {
    try {
      return new CurrencyCode(code);
    } catch (IllegalArgumentException e) {
      throw new CommandFailedException(ExitCode.USAGE, "--base: no currency '" + code + "'");
    }
  }

  private static Money amount(CurrencyCode currency, String text) {
    try {
      Money amount = Money.parse(currency, text);
      require(amount.minorUnits() >= 0, "amount must not be negative, got '%s'", text);
      return amount;
    } catch (IllegalArgumentException e) {
      throw new CommandFailedException(ExitCode.USAGE, "--fail-on: " + e.getMessage());
    }
  }
}
