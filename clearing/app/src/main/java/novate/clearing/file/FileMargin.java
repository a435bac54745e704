package novate.clearing.file;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import novate.margin.MarginEngine;
import novate.margin.MarketState;
import novate.margin.PortfolioPositions;
import novate.margin.PricedMarket;
import novate.margin.Requirement;
import novate.margin.scan.RiskArrays;
import novate.market.AccountClass;
import novate.market.AccountId;
import novate.market.Catalogue;
import novate.market.ContractId;
import novate.market.InputError;
import novate.market.InvalidInputException;
import novate.market.Lots;
import novate.scenario.ScenarioSet;
import novate.scenario.ScenarioSets;

/**
 * The margin of every account of a positions file, under the 16 scenarios.
 *
 * @param requirements by account, those that hold nothing included
 */
public record FileMargin(
    MarginInput input, ScenarioSet scenarios, SortedMap<AccountId, Requirement> requirements) {

  /**
   * Computes it.
   *
   * @param unnamed class of the accounts that {@code accounts.csv} does not name
   * @throws MarketDataMissingException naming every contract held that cannot be valued
   * @throws InvalidInputException when the market cannot be scanned under its parameters, or an
   *     account holds more than can be counted
   */
  public static FileMargin of(MarginInput input, AccountClass unnamed) {
    ScenarioSet scenarios = ScenarioSets.standard16();
    Catalogue catalogue = input.market().catalogue();
    try {
      MarginEngine engine =
          new MarginEngine(catalogue, input.calendars(), input.parameters(), scenarios);
      PricedMarket market = engine.market(input.market().prices(), MarketState.NONE);
      requireMarketData(input, market.arrays());
      SortedMap<AccountId, Requirement> requirements = new TreeMap<>();
      input
          .positions()
          .forEach(
              (account, lots) ->
                  requirements.put(
                      account,
                      requirement(
                          engine,
                          market,
                          account,
                          input.classes().getOrDefault(account, unnamed),
                          PortfolioPositions.of(catalogue, lots))));
      return new FileMargin(input, scenarios, requirements);
    } catch (IllegalArgumentException e) {
      // Everything came from files: whatever does not fit together there is theirs to mend.
      throw new InvalidInputException(
          List.of(new InputError("market", 1, "", "", String.valueOf(e.getMessage()))));
    }
  }

  private static Requirement requirement(
      MarginEngine engine,
      PricedMarket market,
      AccountId account,
      AccountClass accountClass,
      PortfolioPositions positions) {
    try {
      return engine.requirement(account, accountClass, positions, market);
    } catch (ArithmeticException e) {
      throw new IllegalArgumentException(
          "account %s holds more than can be counted: %s".formatted(account, e.getMessage()), e);
    }
  }

  private static void requireMarketData(MarginInput input, RiskArrays arrays) {
    TreeSet<ContractId> held = new TreeSet<>();
    for (Map<ContractId, Lots> positions : input.positions().values()) {
      positions.forEach(
          (contract, lots) -> {
            if (lots.value() != 0) {
              held.add(contract);
            }
          });
    }
    List<String> missing = new ArrayList<>();
    for (ContractId contract : held) {
      arrays
          .absence(input.market().catalogue().index(contract))
          .ifPresent(
              why -> missing.add("contract %s cannot be valued: %s".formatted(contract, why)));
    }
    if (!missing.isEmpty()) {
      throw new MarketDataMissingException(missing);
    }
  }
}
