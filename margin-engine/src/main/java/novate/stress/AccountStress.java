package novate.stress;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import novate.market.AccountId;
import novate.market.CurrencyCode;
import novate.market.MemberId;
import novate.market.Money;

/**
 * One account in one scenario.
 *
 * <pre>SLOM = max(0, sum over currencies of  loss - cover,  in the base currency)</pre>
 *
 * @param currencies as they are, by currency
 * @param loss in the base currency; negative when the account gains
 * @param cover margin in force with the option value, in the base currency
 * @param lossOverMargin SLOM, in the base currency; zero or more
 * @param positions largest loss first
 */
public record AccountStress(
    AccountId account,
    MemberId member,
    SortedMap<CurrencyCode, CurrencyStress> currencies,
    Money loss,
    Money cover,
    Money lossOverMargin,
    List<StressedPositionLoss> positions) {
  /** Keeps its own copies. */
  public AccountStress {
    currencies = new TreeMap<>(currencies);
    positions = List.copyOf(positions);
  }
}
