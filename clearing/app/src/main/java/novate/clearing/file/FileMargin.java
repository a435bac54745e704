package novate.clearing.file;

import static novate.market.Checks.found;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;
import novate.margin.Requirement;
import novate.margin.addon.MarketStateMissingException;
import novate.margin.explain.AveragingDecay;
import novate.margin.explain.Holding;
import novate.margin.explain.MarginAttribution;
import novate.margin.explain.MarginExplanation;
import novate.margin.explain.ValuedMarket;
import novate.margin.explain.WhatIf;
import novate.margin.explain.WhatIf.Trade;
import novate.margin.format.SpanExport;
import novate.margin.format.SpanFile;
import novate.margin.scan.RiskArrays;
import novate.market.AccountClass;
import novate.market.AccountId;
import novate.market.ContractId;
import novate.market.InputError;
import novate.market.InvalidInputException;
import novate.market.Lots;
import novate.scenario.ManualAddOn;
import novate.scenario.ScenarioSets;
import novate.wire.MarketFiles.IntendedTrade;

/**
 * The margin of every account of a positions file, under the 16 scenarios.
 *
 * @param market that it was made on
 * @param requirements by account, those that hold nothing included: accounts of the positions file
 *     and of manual add-ons in force
 */
public record FileMargin(
    MarginInput input, ValuedMarket market, SortedMap<AccountId, Requirement> requirements) {
  private static final String CLEARING_ORGANISATION = "NOVATE";

  /**
   * Computes it.
   *
   * @param unnamed class of the accounts that {@code accounts.csv} does not name
   * @throws MarketDataMissingException naming every contract held that cannot be valued, or one
   *     whose fixings' quality is asked for and not given
   * @throws InvalidInputException when the market cannot be scanned under its parameters, or an
   *     account holds more than can be counted
   */
  public static FileMargin of(MarginInput input, AccountClass unnamed) {
    return refusing(
        () -> {
          ValuedMarket market = market(input);
          SortedMap<AccountId, Requirement> requirements = new TreeMap<>();
          for (AccountId account : accounts(input)) {
            requirements.put(
                account,
                counted(
                    account,
                    () ->
                        market.requirement(
                            account,
                            input.accountClass(account, unnamed),
                            input.positionsOf(account))));
          }
          return new FileMargin(input, market, requirements);
        });
  }

  /** Why the margin of every account changed between two days, one on each market. */
  public static SortedMap<AccountId, MarginAttribution> attribution(
      MarginInput before, MarginInput after, AccountClass unnamed) {
    return refusing(
        () -> {
          MarginAttribution.Chain chain =
              new MarginAttribution.Chain(market(before), market(after));
          SortedMap<AccountId, MarginAttribution> attributions = new TreeMap<>();
          SortedSet<AccountId> accounts = accounts(before);
          accounts.addAll(accounts(after));
          for (AccountId account : accounts) {
            attributions.put(
                account,
                counted(
                    account,
                    () ->
                        chain.attribute(
                            holding(before, account, unnamed), holding(after, account, unnamed))));
          }
          return attributions;
        });
  }

  /** What the trades that were read would do to the account of each. */
  public static SortedMap<AccountId, WhatIf> whatIf(MarginInput input, AccountClass unnamed) {
    return refusing(
        () -> {
          ValuedMarket market = market(input);
          SortedMap<AccountId, List<Trade>> trades = new TreeMap<>();
          for (IntendedTrade trade : input.trades()) {
            trades
                .computeIfAbsent(trade.account(), _ -> new ArrayList<>())
                .add(new Trade(trade.contract(), trade.lots()));
          }
          SortedMap<AccountId, WhatIf> effects = new TreeMap<>();
          trades.forEach(
              (account, own) ->
                  effects.put(
                      account,
                      counted(
                          account,
                          () -> {
                            return WhatIf.of(market, holding(input, account, unnamed), own);
                          })));
          return effects;
        });
  }

  /**
   * The risk arrays and charges of the scan as a file that other houses read; rate ladders,
   * simulation and add-ons have no place in it.
   *
   * @throws InvalidInputException when the format cannot say what the parameters say
   */
  public SpanFile spanFile() {
    return refusing(
        () ->
            SpanExport.of(
                market.catalogue(),
                market.arrays(),
                market.parameters(),
                market.prices(),
                CLEARING_ORGANISATION));
  }

  /** Why the margin of one account is what it is. */
  public MarginExplanation explain(AccountId account) {
    return MarginExplanation.of(
        market,
        found(requirements.get(account), "account %s has no margin", account),
        input.positionsOf(account));
  }

  /** How averaging futures that accounts hold, or hold options on, fade through their month. */
  public List<AveragingDecay> averaging(Collection<AccountId> accounts) {
    TreeSet<ContractId> held = new TreeSet<>();
    for (AccountId account : accounts) {
      input
          .positionsOf(account)
          .forEach(
              (contract, lots) -> {
                if (lots.value() != 0) {
                  held.add(contract);
                }
              });
    }
    return refusing(() -> AveragingDecay.of(market, held));
  }

  /** Those of the positions file, and those that owe a manual add-on without a position. */
  private static SortedSet<AccountId> accounts(MarginInput input) {
    SortedSet<AccountId> accounts = new TreeSet<>(input.positions().keySet());
    for (ManualAddOn manual : input.parameters().addOns().manual()) {
      if (manual.isInForce(input.market().prices().date())) {
        accounts.add(manual.account());
      }
    }
    return accounts;
  }

  private static Holding holding(MarginInput input, AccountId account, AccountClass unnamed) {
    return new Holding(account, input.accountClass(account, unnamed), input.positionsOf(account));
  }

  /** The market, on which everything held and every trade can be valued. */
  private static ValuedMarket market(MarginInput input) {
    requireHistory(input);
    ValuedMarket market =
        new ValuedMarket(
            input.market().catalogue(),
            input.calendars(),
            input.parameters(),
            ScenarioSets.standard16(),
            input.market().prices(),
            input.state());
    requireMarketData(input, market.arrays());
    return market;
  }

  // Everything came from files: whatever does not fit together there is theirs to mend.
  private static <T> T refusing(Supplier<T> margin) {
    try {
      return margin.get();
    } catch (MarketStateMissingException e) {
      throw new MarketDataMissingException(List.of(String.valueOf(e.getMessage())));
    } catch (IllegalArgumentException e) {
      throw new InvalidInputException(
          List.of(new InputError("market", 1, "", "", String.valueOf(e.getMessage()))));
    }
  }

  private static <T> T counted(AccountId account, Supplier<T> margin) {
    try {
      return margin.get();
    } catch (ArithmeticException e) {
      throw new IllegalArgumentException(
          "account %s holds more than can be counted: %s".formatted(account, e.getMessage()), e);
    }
  }

  private static void requireHistory(MarginInput input) {
    boolean isSimulated =
        input.parameters().simulation().map(each -> !each.simulatedSets().isEmpty()).orElse(false);
    if (isSimulated && input.state().history().isEmpty()) {
      throw new MarketDataMissingException(
          List.of(
              "parameter set %s simulates market risk, and the market directory has no history.csv"
                  .formatted(input.parameters().id())));
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
    input.trades().forEach(trade -> held.add(trade.contract()));
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
