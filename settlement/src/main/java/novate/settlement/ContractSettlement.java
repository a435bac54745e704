package novate.settlement;

import static novate.market.Checks.found;
import static novate.market.Checks.require;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import novate.market.AccountId;
import novate.market.Contract;
import novate.market.CurrencyCode;
import novate.market.Lots;
import novate.market.Money;
import novate.market.Price;

/**
 * The last day of one contract: what every account receives or pays.
 *
 * <pre>
 * VM(account)   = q * (last S - previous S) * size      futures and futures-style options
 * cash(account) = q * cash of one long lot              premium-style options
 * </pre>
 *
 * <p>Positive is received. Both are exact, so over the whole house, where lots add up to zero, cash
 * does too. Methodology, sections 2 and 11.
 *
 * @param previous S of the day before, which variation margin was last paid to; none where none is
 *     paid
 * @param lines by account as given; one with no lots gets nothing
 * @param lots signed sum over the lines; zero when they are the whole house
 * @param total cash over the lines; zero when the lots are
 */
public record ContractSettlement(
    Contract contract,
    ExpiryTerms terms,
    Optional<Price> previous,
    List<Line> lines,
    Lots lots,
    Money total) {
  /** One account. */
  public record Line(AccountId account, Lots lots, Money variationMargin, Money settlementCash) {
    /** Both together. */
    public Money cash() {
      return variationMargin.plus(settlementCash);
    }
  }

  /** Keeps its own copy; refuses cash that appears or is lost where lots add up to zero. */
  public ContractSettlement {
    lines = List.copyOf(lines);
    require(
        lots.value() != 0 || total.isZero(),
        "settlement of %s: lots add up to zero, cash to %s",
        contract.id(),
        total);
  }

  /**
   * Settles positions.
   *
   * @param terms of this contract, from {@link Expiry}
   * @param previous settlement price of the day before; needed where variation margin is paid
   * @throws IllegalArgumentException when it is needed and not there
   * @throws ArithmeticException when an amount does not fit
   */
  public static ContractSettlement of(
      Contract contract,
      ExpiryTerms terms,
      Optional<Price> previous,
      Map<AccountId, Lots> positions) {
    long variationPerLot = variationPerLot(contract, terms, previous);
    long cashPerLot = terms.cashPerLongLot().minorUnits();
    CurrencyCode currency = contract.product().currency();
    long lotsSum = 0;
    Money total = Money.zero(currency);
    List<Line> lines = new ArrayList<>(positions.size());
    for (Map.Entry<AccountId, Lots> position : positions.entrySet()) {
      Lots lots = position.getValue();
      Line line =
          new Line(
              position.getKey(),
              lots,
              new Money(currency, Math.multiplyExact(variationPerLot, lots.value())),
              new Money(currency, Math.multiplyExact(cashPerLot, lots.value())));
      lines.add(line);
      lotsSum = Math.addExact(lotsSum, lots.value());
      total = total.plus(line.cash());
    }
    return new ContractSettlement(contract, terms, previous, lines, new Lots(lotsSum), total);
  }

  /** Minor units of variation margin that one long lot receives. */
  private static long variationPerLot(
      Contract contract, ExpiryTerms terms, Optional<Price> previous) {
    if (!contract.isMarkedToMarket()) {
      return 0;
    }
    Price before =
        found(
            previous.orElse(null),
            "contract %s pays variation margin and has no settlement price before its last",
            contract.id());
    long ticks = Math.subtractExact(terms.lastSettlement().ticks(), before.ticks());
    return Math.multiplyExact(ticks, contract.product().tickMinorUnits());
  }
}
