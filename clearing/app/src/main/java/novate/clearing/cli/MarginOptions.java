package novate.clearing.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import novate.clearing.file.MarginInput;
import novate.market.AccountClass;
import novate.market.AccountId;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What every margin command asks for. */
final class MarginOptions {
  @Mixin private MarketOption market = new MarketOption();

  @Option(
      names = "--parameters",
      paramLabel = "FILE",
      description = "Parameter set to margin with. Default: parameters.yaml of the market.")
  private @Nullable Path parameters;

  @Option(
      names = "--account-class",
      paramLabel = "CLASS",
      description = "Of accounts that accounts.csv does not name: ${COMPLETION-CANDIDATES}.")
  private AccountClass accountClass = AccountClass.HOUSE;

  /** Of commands that look into single accounts. */
  static final class OneAccount {
    @Option(names = "--account", paramLabel = "ID", description = "Only this account.")
    private @Nullable AccountId account;

    /**
     * What there is of the account asked for, or everything.
     *
     * @throws CommandFailedException when there is nothing of it
     */
    <T> SortedMap<AccountId, T> of(SortedMap<AccountId, T> byAccount, List<?> files) {
      if (account == null) {
        return byAccount;
      }
      T own =
          Optional.ofNullable(byAccount.get(account))
              .orElseThrow(
                  () ->
                      new CommandFailedException(
                          ExitCode.INPUT_INVALID,
                          "account %s is not in %s"
                              .formatted(
                                  account,
                                  files.stream()
                                      .map(Object::toString)
                                      .collect(Collectors.joining(" nor in ")))));
      SortedMap<AccountId, T> only = new TreeMap<>();
      only.put(account, own);
      return only;
    }
  }

  Path market() {
    return market.path();
  }

  Optional<Path> parameters() {
    return Optional.ofNullable(parameters);
  }

  /** The market with positions. */
  MarginInput read(PositionsOption positions) {
    return MarginInput.read(
        market(), parameters(), Optional.of(positions.path()), Optional.empty());
  }

  AccountClass accountClass() {
    return accountClass;
  }
}
