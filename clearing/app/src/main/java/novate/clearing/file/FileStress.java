package novate.clearing.file;

import static novate.market.Checks.require;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import novate.market.Account;
import novate.market.AccountId;
import novate.market.CombinedCommodityId;
import novate.market.Contract;
import novate.market.ContractId;
import novate.market.CurrencyCode;
import novate.market.InputError;
import novate.market.InvalidInputException;
import novate.market.Lots;
import novate.market.MemberId;
import novate.scenario.StressScenario;
import novate.stress.ScenarioResult;
import novate.stress.StressAccount;
import novate.stress.StressEngine;

/**
 * Stress losses of every account of a positions file against the margin it requires.
 *
 * @param results the worst first: most Cover-2
 * @param hashByFile SHA-256 of every file that the answer rests on
 */
public record FileStress(
    FileMargin margin,
    StressInput input,
    CurrencyCode base,
    List<ScenarioResult> results,
    SortedMap<String, String> hashByFile) {

  /**
   * Computes it.
   *
   * @param scenarios of the input's library
   * @param base currency of the cover numbers; none for the one currency that is held, and for
   *     dollars where several are
   * @throws InvalidInputException when a commodity held is unknown to the library or missing in the
   *     history, a currency has no rate, or an account is nobody's
   */
  public static FileStress of(
      FileMargin margin,
      StressInput input,
      List<StressScenario> scenarios,
      Optional<CurrencyCode> base) {
    try {
      SortedSet<Contract> held = held(margin.input());
      held.forEach(contract -> requireStressed(contract.commodity(), input));
      CurrencyCode currency = base.orElseGet(() -> onlyCurrency(held));
      MarginInput market = margin.input();
      StressEngine engine =
          new StressEngine(
              market.market().catalogue(),
              market.calendars(),
              market.parameters(),
              market.market().prices(),
              currency);
      List<StressAccount> accounts = accounts(margin);
      List<ScenarioResult> results = new ArrayList<>();
      for (StressScenario scenario : scenarios) {
        results.add(engine.run(scenario, accounts));
      }
      results.sort(ScenarioResult.BY_SEVERITY);
      SortedMap<String, String> hashByFile = new TreeMap<>(market.hashByFile());
      hashByFile.putAll(input.hashByFile());
      return new FileStress(margin, input, currency, List.copyOf(results), hashByFile);
    } catch (IllegalArgumentException | ArithmeticException e) {
      // Everything came from files: whatever does not fit together there is theirs to mend.
      throw new InvalidInputException(
          List.of(
              new InputError(
                  "market, positions or scenarios", 1, "", "", String.valueOf(e.getMessage()))));
    }
  }

  private static SortedSet<Contract> held(MarginInput input) {
    SortedSet<Contract> held = new TreeSet<>(Comparator.comparing(Contract::id));
    for (Map<ContractId, Lots> positions : input.positions().values()) {
      positions.forEach(
          (contract, lots) -> {
            if (lots.value() != 0) {
              held.add(input.market().catalogue().contract(contract));
            }
          });
    }
    return held;
  }

  /** A commodity that no scenario thought of would lose nothing in any: that is no answer. */
  private static void requireStressed(CombinedCommodityId commodity, StressInput input) {
    input.library().requireKnown(commodity);
    input
        .history()
        .ifPresent(
            known ->
                require(
                    known.contains(commodity),
                    "the price history has no commodity %s; it has %s",
                    commodity,
                    known));
  }

  private static CurrencyCode onlyCurrency(SortedSet<Contract> held) {
    SortedSet<CurrencyCode> currencies =
        held.stream()
            .map(contract -> contract.product().currency())
            .collect(Collectors.toCollection(TreeSet::new));
    return currencies.size() == 1 ? currencies.first() : CurrencyCode.USD;
  }

  private static List<StressAccount> accounts(FileMargin margin) {
    SortedMap<AccountId, Account> named = margin.input().accounts();
    SortedSet<MemberId> members =
        named.values().stream().map(Account::member).collect(Collectors.toCollection(TreeSet::new));
    List<StressAccount> accounts = new ArrayList<>();
    margin
        .requirements()
        .forEach(
            (account, requirement) ->
                accounts.add(
                    StressAccount.of(
                        account,
                        member(account, named, members),
                        margin.input().positionsOf(account),
                        requirement)));
    return accounts;
  }

  /** An account that the file does not name answers for itself. */
  private static MemberId member(
      AccountId account, SortedMap<AccountId, Account> named, SortedSet<MemberId> members) {
    Account known = named.get(account);
    if (known != null) {
      return known.member();
    }
    MemberId itself = new MemberId(account.value());
    require(
        !members.contains(itself),
        "account %s is not in accounts.csv and has the id of a member: whose is it?",
        account);
    return itself;
  }
}
