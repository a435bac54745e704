package novate.margin;

import static novate.market.Checks.require;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import novate.market.CurrencyCode;
import novate.market.MinorUnits;
import novate.market.Money;
import novate.market.PriceSet;
import novate.scenario.FxPolicy;

/**
 * Balances of several currencies as one number in the base currency, with every conversion.
 *
 * <pre>
 * deficit (balance above zero):  roundUp(balance * rate)
 * surplus (balance below zero):  -roundDown(-balance * rate * (1 - haircut))
 * </pre>
 *
 * <p>A balance is requirement less collateral: positive is missing, negative is left over. The rate
 * is the mid of the price set, units of base per unit of the currency; a pair is used either way
 * round. Amounts are rounded to 8 decimals of a minor unit, then a deficit up and a surplus down.
 * The base currency is neither converted nor cut. A surplus in another currency covers any deficit.
 *
 * <p>Worked example: base USD, 7.25 CNY to the dollar, haircut 5 %. Missing 1,000.00 CNY is 137.94
 * USD (137.931.. up); 1,000.00 CNY left over are 131.03 USD (131.034.. down); with 50.00 USD
 * missing, 81.03 USD are left over.
 *
 * @param base the currency of the sum
 * @param conversions by currency, those of the base included
 * @param deficits sum of what is missing, zero or more
 * @param surpluses sum of what is left over in currencies that may cover others, zero or more
 * @param unusedBase surplus of the base currency that may not cover others, zero or more
 */
public record CurrencyNetting(
    CurrencyCode base,
    List<Conversion> conversions,
    Money deficits,
    Money surpluses,
    Money unusedBase) {
  /**
   * One balance brought to the base currency.
   *
   * @param balance positive is missing
   * @param rate units of base per unit of the balance's currency; 1 for the base
   * @param haircut share cut off; zero for a deficit and for the base
   * @param amount in the base currency, positive is missing
   */
  public record Conversion(Money balance, BigDecimal rate, BigDecimal haircut, Money amount) {}

  /** Keeps its own copy. */
  public CurrencyNetting {
    conversions = List.copyOf(conversions);
  }

  /**
   * Brings balances to the base currency of a policy.
   *
   * @param balances by currency, each in its own; positive is missing
   * @param prices where the rates come from; a zero balance needs none
   * @throws IllegalArgumentException naming the pair when a rate is unknown or not above zero,
   *     naming the currency when a surplus has no haircut
   * @throws ArithmeticException when an amount does not fit a long
   */
  public static CurrencyNetting of(
      SortedMap<CurrencyCode, Money> balances, FxPolicy policy, PriceSet prices) {
    Money deficits = Money.zero(policy.base());
    Money surpluses = Money.zero(policy.base());
    Money unusedBase = Money.zero(policy.base());
    List<Conversion> conversions = new ArrayList<>();
    for (Map.Entry<CurrencyCode, Money> balance : balances.entrySet()) {
      require(
          balance.getKey().equals(balance.getValue().currency()),
          "balance of %s is in %s",
          balance.getKey(),
          balance.getValue().currency());
      if (balance.getValue().isZero()) {
        continue;
      }
      Conversion conversion = convert(balance.getValue(), policy, prices);
      conversions.add(conversion);
      Money amount = conversion.amount();
      if (amount.minorUnits() > 0) {
        deficits = deficits.plus(amount);
      } else if (balance.getKey().equals(policy.base()) && !policy.baseCoversOthers()) {
        unusedBase = amount.negated();
      } else {
        surpluses = surpluses.minus(amount);
      }
    }
    return new CurrencyNetting(policy.base(), conversions, deficits, surpluses, unusedBase);
  }

  /** The one number: positive is missing, negative is left over; without the unused base. */
  public Money balance() {
    return deficits.minus(surpluses);
  }

  private static Conversion convert(Money balance, FxPolicy policy, PriceSet prices) {
    if (balance.currency().equals(policy.base())) {
      return new Conversion(balance, BigDecimal.ONE, BigDecimal.ZERO, balance);
    }
    boolean isDeficit = balance.minorUnits() > 0;
    BigDecimal haircut = isDeficit ? BigDecimal.ZERO : policy.haircut(balance.currency());
    BigDecimal rate = prices.exchangeRate(balance.currency(), policy.base());
    // Signed: up for what is missing, and towards zero, that is up too, for what is left over.
    long minorUnits =
        MinorUnits.charge(
            BigDecimal.valueOf(balance.minorUnits(), balance.currency().minorDigits())
                .multiply(rate)
                .multiply(BigDecimal.ONE.subtract(haircut))
                .movePointRight(policy.base().minorDigits()));
    return new Conversion(balance, rate, haircut, new Money(policy.base(), minorUnits));
  }
}
