package novate.market;

import static novate.market.Checks.require;

import java.time.LocalDate;
import java.time.YearMonth;

/** A cash-settled future for one delivery month. */
public record Future(
    ContractId id, Product product, YearMonth month, LocalDate expiry, boolean isActive)
    implements Contract {
  /** An averaging contract cannot end before its month does not begin. */
  public Future {
    require(
        !expiry.isBefore(month.atDay(1)), "contract %s expires %s, before its month", id, expiry);
  }
}
