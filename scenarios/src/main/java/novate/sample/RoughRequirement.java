package novate.sample;

import static novate.market.Checks.found;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import novate.market.Account;
import novate.market.AccountGroup;
import novate.market.AccountId;
import novate.market.AveragingState;
import novate.market.CombinedCommodityId;
import novate.market.Contract;
import novate.market.ContractId;
import novate.market.CurrencyCode;
import novate.market.Future;
import novate.market.OptionOnFuture;
import novate.market.PriceSet;
import novate.market.Product;

/**
 * A guess at what account groups must hold, good enough to size the cash of a sample day and for
 * nothing else: net delta times the scan range per commodity, less option value, less the day's
 * gains, plus the premium owed. The requirement itself is the margin engine's.
 */
final class RoughRequirement {
  private static final double BUMP = 0.01;

  /** Sums of one account in one currency, in currency units. */
  private static final class Sums {
    private final Map<CombinedCommodityId, Double> moneyAtRiskByCommodity = new LinkedHashMap<>();
    private double optionValue;
    private double owed;
  }

  private record AccountCurrency(AccountId account, CurrencyCode currency) {}

  private final SampleMarket market;
  private final OptionPricer pricer;
  private final PriceSet prices;
  private final Map<AccountCurrency, Sums> sumsByAccount = new LinkedHashMap<>();

  RoughRequirement(SampleMarket market, OptionPricer pricer, PriceSet prices) {
    this.market = market;
    this.pricer = pricer;
    this.prices = prices;
  }

  /** By currency and group, in currency units; negative where the day's gains exceed the risk. */
  SortedMap<CurrencyCode, SortedMap<AccountGroup, Double>> of(List<FeedRecord> records) {
    for (TradeRow trade : standing(records)) {
      add(trade, trade.buyer(), trade.lots());
      add(trade, trade.seller(), -trade.lots());
    }
    Map<AccountId, Account> accountById =
        market.accounts().stream().collect(Collectors.toMap(Account::id, Function.identity()));
    SortedMap<CurrencyCode, SortedMap<AccountGroup, Double>> needs = new TreeMap<>();
    sumsByAccount.forEach(
        (key, sums) -> {
          Account account = found(accountById.get(key.account()), "no account %s", key.account());
          needs
              .computeIfAbsent(key.currency(), _ -> new TreeMap<>())
              .merge(AccountGroup.of(account), need(account, sums), Double::sum);
        });
    return needs;
  }

  private double need(Account account, Sums sums) {
    double risk =
        sums.moneyAtRiskByCommodity.values().stream().mapToDouble(Math::abs).sum()
            * market.parameters().ratio(account.accountClass());
    return Math.max(0, risk - sums.optionValue) + sums.owed;
  }

  /** The trades that stand after busts and corrections. */
  static List<TradeRow> standing(List<FeedRecord> records) {
    Map<String, TradeRow> trades = new LinkedHashMap<>();
    for (FeedRecord record : records) {
      if (record instanceof FeedRecord.Good(var _, TradeRow trade)) {
        String key = trade.venue() + "/" + trade.tradeId();
        switch (trade.kind()) {
          case NEW, CORRECTION -> trades.put(key, trade);
          case BUST -> trades.remove(key);
        }
      }
    }
    return List.copyOf(trades.values());
  }

  private void add(TradeRow trade, String account, long lots) {
    Contract contract = market.catalogue().contract(new ContractId(trade.contract()));
    Product product = contract.product();
    Sums sums =
        sumsByAccount.computeIfAbsent(
            new AccountCurrency(new AccountId(account), product.currency()), _ -> new Sums());
    double units = lots * product.size().doubleValue();
    double now = product.decimal(prices.mark(contract.id()).price()).doubleValue();
    double paid = new BigDecimal(trade.price()).doubleValue();
    boolean isOver = !market.expiryInstant(contract).isAfter(prices.asOf());
    if (contract.isMarkedToMarket()) {
      sums.owed -= units * (now - paid);
    } else {
      sums.owed += units * paid;
      if (isOver) {
        sums.owed -= units * now;
      } else {
        sums.optionValue += units * now;
      }
    }
    if (!isOver) {
      sums.moneyAtRiskByCommodity.merge(
          contract.commodity(), units * delta(contract) * scanRange(contract), Double::sum);
    }
  }

  private double scanRange(Contract contract) {
    return market
        .parameters()
        .commodity(contract.commodity())
        .price()
        .shift(1, futuresPrice(contract));
  }

  private double futuresPrice(Contract contract) {
    ContractId future =
        switch (contract) {
          case Future itself -> itself.id();
          case OptionOnFuture option -> option.underlying().id();
        };
    return contract.product().decimal(prices.mark(future).price()).doubleValue();
  }

  private double delta(Contract contract) {
    return switch (contract) {
      case Future future -> {
        AveragingState state = prices.averaging().get(future.id());
        yield state == null ? 1 : state.openWeight();
      }
      case OptionOnFuture option -> {
        double price = futuresPrice(option);
        yield (value(option, price * (1 + BUMP)) - value(option, price * (1 - BUMP)))
            / (2 * BUMP * price);
      }
    };
  }

  private double value(OptionOnFuture option, double futuresPrice) {
    double volatility = prices.mark(option.id()).volatility().orElseThrow();
    return pricer.price(
        option,
        futuresPrice,
        volatility,
        prices.rate(option.product().currency()),
        prices.asOf(),
        Optional.ofNullable(prices.averaging().get(option.underlying().id())));
  }
}
