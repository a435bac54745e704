package novate.stress;

import static novate.market.Checks.require;

import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import novate.margin.revaluation.Coverage.Absent;
import novate.margin.revaluation.Coverage.Priced;
import novate.margin.revaluation.MarketView;
import novate.margin.revaluation.Revaluation;
import novate.market.AccountId;
import novate.market.BusinessCalendar;
import novate.market.CalendarId;
import novate.market.Catalogue;
import novate.market.Contract;
import novate.market.ContractId;
import novate.market.CurrencyCode;
import novate.market.Future;
import novate.market.Lots;
import novate.market.MemberId;
import novate.market.Money;
import novate.market.OptionOnFuture;
import novate.market.PriceSet;
import novate.market.Product;
import novate.scenario.ParameterSet;
import novate.scenario.StressScenario;
import novate.scenario.StressShock;

/**
 * Revalues positions under stress scenarios, on one price set.
 *
 * <pre>
 * F'   = floored( move of F, of which the delivery month feels its share )
 * v'   = move of v
 * a    = round( ( V(F, v, t) - V(F', v', t) ) * size )         per long lot, HALF_EVEN, once
 * loss = sum over positions  lots * a                          exact
 * SLOM = max(0, loss - (IM + NOV))                             per account, see {@link MarginInForce}
 * </pre>
 *
 * <p>The shock comes at once: no time passes, so a scenario that moves nothing costs nothing. An
 * averaging future answers on the forward of the rest of its month with its open weight, an option
 * on the factor of its underlying. A month is counted from the month of the price set's date to the
 * delivery month (of an option its underlying's).
 *
 * <p>Worked example: 10 lots of a future at 3.850, 1,000 units a lot; -44 % costs 1,694.00 a lot
 * and 16,940.00 in all; with 6,000.00 of margin in force 10,940.00 is missing.
 */
public final class StressEngine {
  /** Doubles hold every integer up to here, so a rounded value below it is what it says. */
  private static final double EXACT_MAX = 0x1p53;

  private final Catalogue catalogue;
  private final ParameterSet parameters;
  private final PriceSet prices;
  private final MarketView market;
  private final BaseCurrency base;

  /**
   * An engine for the contracts of a catalogue at these prices.
   *
   * @param base the currency in which accounts and members are compared
   */
  public StressEngine(
      Catalogue catalogue,
      Map<CalendarId, BusinessCalendar> calendars,
      ParameterSet parameters,
      PriceSet prices,
      CurrencyCode base) {
    this.catalogue = catalogue;
    this.parameters = parameters;
    this.prices = prices;
    this.market = new MarketView(prices, calendars);
    this.base = new BaseCurrency(base, prices);
  }

  /**
   * What one long lot loses.
   *
   * @throws IllegalArgumentException naming contract and scenario when it is not listed or cannot
   *     be valued, before or after the shock
   */
  public LotStress lot(ContractId id, StressScenario scenario) {
    Contract contract = catalogue.contract(id);
    Revaluation revaluation = revaluation(contract);
    Optional<StressShock> shock = scenario.shock(contract.commodity());
    if (shock.isEmpty()) {
      return new LotStress(Money.zero(contract.product().currency()), false);
    }
    double moved =
        shock
            .get()
            .price()
            .moved(revaluation.factor(), shock.get().shape().share(months(contract)));
    double floored = revaluation.floored(moved);
    double volatility = shock.get().volatility().moved(revaluation.volatility());
    return new LotStress(
        loss(contract, scenario, revaluation, floored, volatility), floored != moved);
  }

  /**
   * What a scenario costs every account and member; the order of the accounts does not matter.
   *
   * @throws IllegalArgumentException when a contract held cannot be valued, a currency has no rate
   *     to the base currency, or an account stands twice
   * @throws ArithmeticException when a sum does not fit
   */
  public ScenarioResult run(StressScenario scenario, List<StressAccount> accounts) {
    SortedMap<ContractId, LotStress> lots = new TreeMap<>();
    SortedMap<AccountId, AccountStress> stressed = new TreeMap<>();
    for (StressAccount account : accounts) {
      AccountStress stress =
          stress(account, id -> lots.computeIfAbsent(id, _ -> lot(id, scenario)));
      require(
          stressed.put(account.account(), stress) == null,
          "account %s stands twice",
          account.account());
    }
    SortedSet<ContractId> floored = new TreeSet<>();
    lots.forEach(
        (id, lot) -> {
          if (lot.isFloored()) {
            floored.add(id);
          }
        });
    List<AccountStress> byId = List.copyOf(stressed.values());
    return new ScenarioResult(scenario, base.code(), byId, members(byId), floored);
  }

  /** What one long lot of a contract loses in the scenario at hand. */
  @FunctionalInterface
  private interface LotLosses {
    LotStress of(ContractId contract);
  }

  private AccountStress stress(StressAccount account, LotLosses lots) {
    SortedMap<CurrencyCode, Money> losses = new TreeMap<>();
    account.margins().keySet().forEach(currency -> losses.put(currency, Money.zero(currency)));
    List<StressedPositionLoss> positions = new ArrayList<>();
    account
        .positions()
        .forEach(
            (contract, held) -> {
              if (held.value() != 0) {
                Money loss = times(held, lots.of(contract).loss());
                positions.add(
                    new StressedPositionLoss(
                        account.account(), contract, held, loss, base.up(loss)));
                losses.merge(loss.currency(), loss, Money::plus);
              }
            });
    positions.sort(StressedPositionLoss.BY_LOSS);
    SortedMap<CurrencyCode, CurrencyStress> currencies = new TreeMap<>();
    losses.forEach((currency, loss) -> currencies.put(currency, against(loss, account)));
    return inBase(account, currencies, positions);
  }

  private static CurrencyStress against(Money loss, StressAccount account) {
    Money zero = Money.zero(loss.currency());
    return new CurrencyStress(
        loss, account.margins().getOrDefault(loss.currency(), new MarginInForce(zero, zero)));
  }

  private AccountStress inBase(
      StressAccount account,
      SortedMap<CurrencyCode, CurrencyStress> currencies,
      List<StressedPositionLoss> positions) {
    Money loss = Money.zero(base.code());
    Money excess = Money.zero(base.code());
    for (CurrencyStress currency : currencies.values()) {
      loss = loss.plus(base.up(currency.loss()));
      excess = excess.plus(base.up(currency.excess()));
    }
    // Cover is what remains, so that loss less cover is the excess to the minor unit.
    Money cover = loss.minus(excess);
    Money missing = excess.minorUnits() > 0 ? excess : Money.zero(base.code());
    return new AccountStress(
        account.account(), account.member(), currencies, loss, cover, missing, positions);
  }

  private List<MemberStress> members(List<AccountStress> accounts) {
    SortedMap<MemberId, List<AccountStress>> byMember = new TreeMap<>();
    accounts.forEach(
        account -> byMember.computeIfAbsent(account.member(), _ -> new ArrayList<>()).add(account));
    List<MemberStress> members = new ArrayList<>();
    byMember.forEach(
        (member, own) -> {
          Money loss = Money.zero(base.code());
          Money missing = Money.zero(base.code());
          for (AccountStress account : own) {
            loss = loss.plus(account.loss());
            missing = missing.plus(account.lossOverMargin());
          }
          members.add(new MemberStress(member, loss, missing, own));
        });
    members.sort(MemberStress.BY_SEVERITY);
    return members;
  }

  private Revaluation revaluation(Contract contract) {
    return switch (market.coverage(contract, parameters.commodity(contract.commodity()))) {
      case Priced priced -> priced.revaluation();
      case Absent absent ->
          throw new IllegalArgumentException(
              "contract %s cannot be stressed: %s".formatted(contract.id(), absent.reason()));
    };
  }

  private int months(Contract contract) {
    YearMonth delivery =
        switch (contract) {
          case Future future -> future.month();
          case OptionOnFuture option -> option.underlying().month();
        };
    long months = ChronoUnit.MONTHS.between(YearMonth.from(prices.date()), delivery);
    return Math.toIntExact(Math.max(0, months));
  }

  private static Money loss(
      Contract contract,
      StressScenario scenario,
      Revaluation revaluation,
      double factor,
      double volatility) {
    Product product = contract.product();
    double minorUnits =
        unitLoss(contract, scenario, revaluation, factor, volatility)
            * product.size().movePointRight(product.currency().minorDigits()).doubleValue();
    require(
        Math.abs(minorUnits) <= EXACT_MAX,
        "contract %s, scenario %s: loss per lot is %s minor units, not a finite number up to 2^53",
        contract.id(),
        scenario.id(),
        minorUnits);
    return new Money(product.currency(), (long) Math.rint(minorUnits));
  }

  private static double unitLoss(
      Contract contract,
      StressScenario scenario,
      Revaluation revaluation,
      double factor,
      double volatility) {
    try {
      return revaluation.loss(factor, volatility, 0.0);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "contract %s, scenario %s: %s".formatted(contract.id(), scenario.id(), e.getMessage()),
          e);
    }
  }

  private static Money times(Lots lots, Money lossPerLot) {
    return new Money(
        lossPerLot.currency(), Math.multiplyExact(lots.value(), lossPerLot.minorUnits()));
  }
}
