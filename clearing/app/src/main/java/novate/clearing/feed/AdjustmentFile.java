package novate.clearing.feed;

import java.io.Reader;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import novate.clearing.file.InputFiles;
import novate.market.AccountId;
import novate.market.CurrencyCode;
import novate.wire.CsvRow;
import novate.wire.CsvTable;
import novate.wire.event.AdjustmentLine;

/** The lines of a cash adjustment: {@code account_id,amount,currency}, an amount a row. */
public final class AdjustmentFile {
  private static final List<String> COLUMNS = List.of("account_id", "amount", "currency");

  /** Of an amount in minor units: so many always fit. */
  private static final int DIGITS_MAX = 18;

  private AdjustmentFile() {}

  /**
   * The lines of a file.
   *
   * @throws novate.market.InvalidInputException with every error of it
   */
  public static List<AdjustmentLine> read(Path file) {
    return FeedImport.read(new InputFiles(), file, AdjustmentFile::read);
  }

  private static List<AdjustmentLine> read(Reader reader, String source) {
    return CsvTable.read(reader, source, COLUMNS, AdjustmentFile::line);
  }

  private static Optional<AdjustmentLine> line(CsvRow row) {
    var account = row.cell("account_id", AccountId::new);
    var amount = row.decimal("amount");
    var currency = row.cell("currency", CurrencyCode::new);
    if (amount.isReadable()
        && currency.isReadable()
        && !isWhole(amount.value(), currency.value())) {
      row.refuse("amount", "must be a whole number of minor units of " + currency.value());
    }
    return row.build(
        () ->
            new AdjustmentLine(
                account.value().value(),
                currency.value().code(),
                minorUnits(amount.value(), currency.value()).longValueExact()));
  }

  private static boolean isWhole(BigDecimal amount, CurrencyCode currency) {
    BigDecimal minor = minorUnits(amount, currency).stripTrailingZeros();
    return minor.scale() <= 0 && minor.precision() - minor.scale() <= DIGITS_MAX;
  }

  private static BigDecimal minorUnits(BigDecimal amount, CurrencyCode currency) {
    return amount.movePointRight(currency.minorDigits());
  }
}
