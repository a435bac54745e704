package novate.index.token;

import static novate.market.Checks.require;

import java.io.Reader;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Supplier;
import novate.market.InvalidInputException;
import novate.wire.CsvRow;
import novate.wire.CsvRow.Cell;
import novate.wire.CsvTable;
import novate.wire.Decimals;

/**
 * A change log of providers' price lists, as CSV, and the dates on which the lists were looked at.
 *
 * <pre>
 * date,action,provider,model,input_usd_per_mtok,output_usd_per_mtok,cached_input_usd_per_mtok
 * 2025-02-07,QUOTE,deepseek,deepseek/deepseek-chat,0.27,1.1,0.07
 * 2025-05-03,DELIST,perplexity,perplexity/sonar,,,
 * </pre>
 *
 * <p>{@code QUOTE} sets the three prices of a model (an empty cached price means that of input),
 * {@code DELIST} ends its listing. Rows stand in the order of their dates.
 */
public final class TokenPriceFile {
  /** What a row does. */
  private enum Action {
    QUOTE,
    DELIST
  }

  private static final String DATE = "date";
  private static final String ACTION = "action";
  private static final String PROVIDER = "provider";
  private static final String MODEL = "model";
  private static final String INPUT = "input_usd_per_mtok";
  private static final String OUTPUT = "output_usd_per_mtok";
  private static final String CACHED = "cached_input_usd_per_mtok";
  private static final List<String> COLUMNS =
      List.of(DATE, ACTION, PROVIDER, MODEL, INPUT, OUTPUT, CACHED);

  private final NavigableSet<LocalDate> snapshots;
  private final Map<TokenModel, TokenPriceChange> latest = new HashMap<>();
  private LocalDate previous = LocalDate.MIN;

  private TokenPriceFile(NavigableSet<LocalDate> snapshots) {
    this.snapshots = snapshots;
  }

  /**
   * The days on which snapshots were taken: one column {@code date}, ascending.
   *
   * @throws InvalidInputException with every error of the file: not a date, twice, out of order,
   *     none at all
   */
  public static NavigableSet<LocalDate> readDates(Reader reader, String source) {
    TreeSet<LocalDate> dates = new TreeSet<>();
    CsvTable.read(
        reader,
        source,
        List.of(DATE),
        row -> {
          Cell<LocalDate> date = row.date(DATE);
          if (date.isReadable() && !dates.isEmpty() && !dates.last().isBefore(date.value())) {
            row.refuse(DATE, "must be after the date before it, " + dates.last());
          } else if (date.isReadable()) {
            dates.add(date.value());
          }
          return Optional.empty();
        });
    return dates;
  }

  /**
   * The prices that the log sets.
   *
   * @param snapshots the days on which the lists were looked at
   * @throws InvalidInputException with line, field and value of every error: a date that is no
   *     snapshot or out of order, an unknown action, a price that is missing, negative, or no plain
   *     decimal, a {@code DELIST} with prices or of a model that is not listed, a model twice on
   *     one day
   */
  public static TokenPriceBook read(
      Reader reader, String source, NavigableSet<LocalDate> snapshots) {
    TokenPriceFile file = new TokenPriceFile(snapshots);
    return TokenPriceBook.of(snapshots, CsvTable.read(reader, source, COLUMNS, file::change));
  }

  private Optional<TokenPriceChange> change(CsvRow row) {
    Cell<LocalDate> date = row.date(DATE);
    Cell<Action> action = row.choice(ACTION, Action.class);
    Cell<String> provider = row.cell(PROVIDER, TokenPriceFile::name);
    Cell<String> model = row.cell(MODEL, TokenPriceFile::name);
    checkDate(row, date);
    Optional<TokenPriceChange> change =
        action.isReadable() && action.value() == Action.DELIST
            ? delisting(row, date, provider, model)
            : quote(row, date, provider, model);
    change.ifPresent(made -> latest.put(made.model(), made));
    return change;
  }

  private void checkDate(CsvRow row, Cell<LocalDate> date) {
    if (!date.isReadable()) {
      return;
    }
    if (!snapshots.contains(date.value())) {
      row.refuse(DATE, "is no date of a snapshot");
    }
    if (date.value().isBefore(previous)) {
      row.refuse(DATE, "stands after " + previous + ": rows go by date");
    } else {
      previous = date.value();
    }
  }

  private Optional<TokenPriceChange> quote(
      CsvRow row, Cell<LocalDate> date, Cell<String> provider, Cell<String> model) {
    Cell<BigDecimal> input = row.cell(INPUT, TokenPriceFile::price);
    Cell<BigDecimal> output = row.cell(OUTPUT, TokenPriceFile::price);
    Cell<Optional<BigDecimal>> cached = row.optional(CACHED, TokenPriceFile::price);
    return built(
        row,
        date,
        provider,
        model,
        () -> Optional.of(new TokenPrice(input.value(), output.value(), cached.value())));
  }

  private Optional<TokenPriceChange> delisting(
      CsvRow row, Cell<LocalDate> date, Cell<String> provider, Cell<String> model) {
    for (String column : List.of(INPUT, OUTPUT, CACHED)) {
      row.optional(column, TokenPriceFile::noPrice);
    }
    return built(row, date, provider, model, Optional::empty);
  }

  private Optional<TokenPriceChange> built(
      CsvRow row,
      Cell<LocalDate> date,
      Cell<String> provider,
      Cell<String> model,
      Supplier<Optional<TokenPrice>> price) {
    return row.build(
            () ->
                new TokenPriceChange(
                    date.value(), new TokenModel(provider.value(), model.value()), price.get()))
        .filter(change -> fits(row, change));
  }

  /** True when the change goes with the one before it. */
  private boolean fits(CsvRow row, TokenPriceChange change) {
    Optional<TokenPriceChange> before = Optional.ofNullable(latest.get(change.model()));
    if (before.filter(earlier -> earlier.date().equals(change.date())).isPresent()) {
      row.refuse(MODEL, "changes twice on " + change.date());
      return false;
    }
    if (change.price().isEmpty() && before.flatMap(TokenPriceChange::price).isEmpty()) {
      row.refuse(MODEL, "is delisted, but is not listed");
      return false;
    }
    return true;
  }

  private static String name(String text) {
    require(TokenModel.isName(text), "must be 1 to 120 visible ASCII characters, no comma or bar");
    return text;
  }

  private static BigDecimal price(String text) {
    BigDecimal price = Decimals.parse(text);
    require(price.signum() >= 0, "must not be negative");
    return price;
  }

  private static BigDecimal noPrice(String text) {
    throw new IllegalArgumentException("a DELIST has no price, got " + text);
  }
}
