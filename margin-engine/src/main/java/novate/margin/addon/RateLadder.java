package novate.margin.addon;

import static novate.market.Checks.found;
import static novate.market.Checks.require;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import novate.margin.addon.LadderCharge.Line;
import novate.margin.addon.LadderCharge.Part;
import novate.market.BusinessCalendar;
import novate.market.CalendarId;
import novate.market.Catalogue;
import novate.market.CombinedCommodityId;
import novate.market.Contract;
import novate.market.ContractId;
import novate.market.CurrencyCode;
import novate.market.Future;
import novate.market.Lots;
import novate.market.Money;
import novate.market.OptionOnFuture;
import novate.market.OptionRight;
import novate.market.PremiumStyle;
import novate.market.Price;
import novate.market.PriceSet;
import novate.market.Product;
import novate.scenario.RateLadderParameters;
import novate.scenario.RateLadderParameters.Basis;
import novate.scenario.RateLadderParameters.Sides;

/**
 * Margin as a share of notional, in the style of the Shanghai Futures Exchange. Immutable, made
 * once per price set, shared by all accounts.
 *
 * <pre>
 * future:        |q| * price * size * rate                        rounded up to the minor unit
 * short option:  |q| * max( M - OTM / 2, M / 2 )                  M = price * size * rate of its future
 * long option:   |q| * min( M, value ) if futures-style, else 0   OTM = out of the money amount * size
 * </pre>
 *
 * <p>The rate is the highest of the rungs that apply, see {@link LadderRungs}. An account's
 * positions are net per contract already; over the months of a commodity either the larger side or
 * both sides are charged. Options are charged each alone and outside of the sides. The value of a
 * premium-style option is not part of it, as it enters the requirement as net option value; a long
 * one is paid for. A futures-style option is not paid for, so its holder can lose its value.
 *
 * <p>Notional of a price that is not positive is zero: a share of it could not be a charge. There a
 * ladder that stands alone is refused, as nothing would be charged.
 *
 * <p>Worked example (token future, 2,000 units, price 9.80 CNY, 8 %): 10 lots long are 196,000 CNY
 * notional and 15,680 CNY; against 4 lots short of the next month at 9.70 (6,208 CNY) the larger
 * side is charged: 15,680 CNY.
 */
public final class RateLadder {
  private final Catalogue catalogue;
  private final SortedMap<CombinedCommodityId, RateLadderParameters> ladders;
  private final PriceSet prices;
  private final Map<ContractId, LadderRate> rates = new HashMap<>();
  private final Map<ContractId, String> missing = new HashMap<>();
  private final Map<ContractId, Boolean> bothSides = new HashMap<>();

  private RateLadder(
      Catalogue catalogue,
      SortedMap<CombinedCommodityId, RateLadderParameters> ladders,
      PriceSet prices) {
    this.catalogue = catalogue;
    this.ladders = new TreeMap<>(ladders);
    this.prices = prices;
  }

  /**
   * The ladders of a price set's date.
   *
   * @param ladders by commodity; a commodity without one has no charge
   * @param prices of the margin date; marks may be missing until a position needs them
   * @param state of that date's settlement
   * @throws IllegalArgumentException when the calendar of a future with a ladder is not known
   */
  public static RateLadder of(
      Catalogue catalogue,
      Map<CalendarId, BusinessCalendar> calendars,
      SortedMap<CombinedCommodityId, RateLadderParameters> ladders,
      PriceSet prices,
      LadderState state) {
    RateLadder made = new RateLadder(catalogue, ladders, prices);
    for (Contract contract : catalogue.contracts()) {
      RateLadderParameters ladder = ladders.get(contract.commodity());
      if (ladder != null && contract instanceof Future future) {
        CalendarId id = future.product().calendar();
        BusinessCalendar calendar =
            found(calendars.get(id), "contract %s: calendar %s is not known", future.id(), id);
        LadderRungs rungs = new LadderRungs(ladder, calendar, prices.date(), state);
        // The rate of a contract that nobody holds may stay unknown.
        rungs
            .missing(future)
            .ifPresentOrElse(
                what -> made.missing.put(future.id(), what),
                () -> made.rates.put(future.id(), rungs.rate(future)));
        made.bothSides.put(future.id(), rungs.isChargedOnBothSides(future));
      }
    }
    return made;
  }

  /** True when a commodity has a ladder. */
  public boolean covers(CombinedCommodityId commodity) {
    return ladders.containsKey(commodity);
  }

  /**
   * The rate of a future, with the rung that made it.
   *
   * @throws IllegalArgumentException when it is no listed future of a commodity with a ladder
   * @throws MarketStateMissingException when the ladder has bands of open interest and that of the
   *     future is not known
   */
  public LadderRate rate(ContractId future) {
    String what = missing.get(future);
    if (what != null) {
      throw new MarketStateMissingException(what);
    }
    return found(rates.get(future), "contract %s is no future with a rate ladder", future);
  }

  /**
   * The charges of one account's positions, by commodity; commodities without a ladder are left
   * out.
   *
   * @throws IllegalArgumentException when a contract held is not listed or not priced, or its
   *     future stands at zero or below and its ladder stands alone
   * @throws MarketStateMissingException as {@link #rate}
   * @throws ArithmeticException when a notional does not fit a long
   */
  public SortedMap<CombinedCommodityId, LadderCharge> charges(Map<ContractId, Lots> positions) {
    SortedMap<Integer, Long> byIndex = new TreeMap<>();
    positions.forEach((contract, lots) -> byIndex.put(catalogue.index(contract), lots.value()));
    return charges(
        byIndex.keySet().stream().mapToInt(Integer::intValue).toArray(),
        byIndex.values().stream().mapToLong(Long::longValue).toArray());
  }

  /**
   * The same for positions as flat arrays.
   *
   * @param contractIndex place in the catalogue, ascending
   * @param lots signed, of the contract in the same place; zero is left out
   */
  public SortedMap<CombinedCommodityId, LadderCharge> charges(int[] contractIndex, long[] lots) {
    SortedMap<CombinedCommodityId, List<Line>> lines = new TreeMap<>();
    for (int p = 0; p < lots.length; p++) {
      Contract contract = catalogue.contract(contractIndex[p]);
      if (lots[p] != 0 && covers(contract.commodity())) {
        lines
            .computeIfAbsent(contract.commodity(), _ -> new ArrayList<>())
            .add(line(contract, new Lots(lots[p])));
      }
    }
    SortedMap<CombinedCommodityId, LadderCharge> charges = new TreeMap<>();
    lines.forEach((commodity, own) -> charges.put(commodity, charge(commodity, own)));
    return charges;
  }

  private LadderCharge charge(CombinedCommodityId commodity, List<Line> lines) {
    RateLadderParameters ladder =
        found(ladders.get(commodity), "commodity %s has no rate ladder", commodity);
    CurrencyCode currency = lines.getFirst().amount().currency();
    Money longSide = sum(lines, Part.LONG, currency);
    Money shortSide = sum(lines, Part.SHORT, currency);
    Money bothSides = sum(lines, Part.BOTH_SIDES, currency);
    Money options = sum(lines, Part.OPTION, currency);
    Money sides =
        ladder.sides() == Sides.BOTH
            ? longSide.plus(shortSide)
            : longSide.minorUnits() >= shortSide.minorUnits() ? longSide : shortSide;
    return new LadderCharge(
        commodity,
        ladder.basis(),
        ladder.sides(),
        sides.plus(bothSides).plus(options),
        longSide,
        shortSide,
        bothSides,
        options,
        lines);
  }

  private static Money sum(List<Line> lines, Part part, CurrencyCode currency) {
    Money sum = Money.zero(currency);
    for (Line line : lines) {
      if (line.part() == part) {
        sum = sum.plus(line.amount());
      }
    }
    return sum;
  }

  private Line line(Contract contract, Lots lots) {
    return switch (contract) {
      case Future future -> future(future, lots);
      case OptionOnFuture option -> option(option, lots);
    };
  }

  /** The mark of a future; one that a ladder can make a charge of where it stands alone. */
  private Price price(Future future) {
    Price price = prices.mark(future.id()).price();
    RateLadderParameters ladder =
        found(
            ladders.get(future.commodity()), "commodity %s has no rate ladder", future.commodity());
    require(
        price.ticks() > 0 || ladder.basis() != Basis.LADDER_ALONE,
        "contract %s stands at %s: no share of it can be charged, and its rate ladder stands alone",
        future.id(),
        future.product().decimal(price).toPlainString());
    return price;
  }

  private Line future(Future future, Lots lots) {
    Price price = price(future);
    LadderRate rate = rate(future.id());
    Money notional = notional(future.product(), price, lots);
    Part part =
        found(bothSides.get(future.id()), "contract %s has no rate", future.id())
            ? Part.BOTH_SIDES
            : lots.value() > 0 ? Part.LONG : Part.SHORT;
    Money amount = RoundUp.share(notional, rate.rate(), "rate of " + future.id());
    return new Line(future.id(), lots, price, notional, rate, part, amount);
  }

  private Line option(OptionOnFuture option, Lots lots) {
    Future underlying = option.underlying();
    Price price = price(underlying);
    LadderRate rate = rate(underlying.id());
    Money notional = notional(option.product(), price, lots);
    BigDecimal margin =
        BigDecimal.valueOf(notional.minorUnits()).multiply(BigDecimal.valueOf(rate.rate()));
    BigDecimal charge =
        lots.value() < 0
            ? shortOption(option, price, lots, margin)
            : longOption(option, lots, margin);
    Money amount = RoundUp.minorUnits(notional.currency(), charge);
    return new Line(option.id(), lots, price, notional, rate, Part.OPTION, amount);
  }

  private static BigDecimal shortOption(
      OptionOnFuture option, Price price, Lots lots, BigDecimal margin) {
    long above = Math.subtractExact(option.strike().ticks(), price.ticks());
    long out = Math.max(0, option.right() == OptionRight.CALL ? above : Math.negateExact(above));
    BigDecimal half = BigDecimal.valueOf(5, 1);
    BigDecimal outOfTheMoney =
        BigDecimal.valueOf(option.product().cash(out, size(lots)).minorUnits()).multiply(half);
    return margin.subtract(outOfTheMoney).max(margin.multiply(half));
  }

  private BigDecimal longOption(OptionOnFuture option, Lots lots, BigDecimal margin) {
    if (option.premiumStyle() == PremiumStyle.PREMIUM) {
      return BigDecimal.ZERO;
    }
    long ticks = Math.max(0, prices.mark(option.id()).price().ticks());
    return margin.min(BigDecimal.valueOf(option.product().cash(ticks, lots).minorUnits()));
  }

  private static Money notional(Product product, Price price, Lots lots) {
    return product.cash(Math.max(0, price.ticks()), size(lots));
  }

  private static Lots size(Lots lots) {
    return new Lots(Math.absExact(lots.value()));
  }
}
