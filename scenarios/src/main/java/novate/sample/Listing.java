package novate.sample;

import static java.util.stream.Collectors.toMap;
import static novate.market.Checks.found;

import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.math.BigDecimal;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import novate.market.BusinessCalendar;
import novate.market.CalendarId;
import novate.market.Catalogue;
import novate.market.Contract;
import novate.market.ContractId;
import novate.market.ExerciseStyle;
import novate.market.Future;
import novate.market.OptionOnFuture;
import novate.market.OptionRight;
import novate.market.PremiumStyle;
import novate.market.Product;

/**
 * Lists the contracts of a sample market: a future per product and month, options per month, strike
 * and right. Every contract expires on its month's last business day, an option with its future.
 * Identities read {@code H100-2026-10} and {@code BLACKWELL-OPT-2026-12-C-4.00}.
 */
final class Listing {
  private final Map<String, Product> productById;
  private final Map<CalendarId, BusinessCalendar> calendars;
  private final List<Contract> contracts = new ArrayList<>();

  private Listing(List<Product> products, Map<CalendarId, BusinessCalendar> calendars) {
    this.productById =
        products.stream().collect(toMap(product -> product.id().value(), Function.identity()));
    this.calendars = calendars;
  }

  static Catalogue of(
      String market, List<Product> products, Map<CalendarId, BusinessCalendar> calendars) {
    Listing listing = new Listing(products, calendars);
    SampleFiles.rows(market, "futures.csv", listing::futures).forEach(listing.contracts::addAll);
    SampleFiles.rows(market, "options.csv", listing::options).forEach(listing.contracts::addAll);
    return new Catalogue(listing.contracts);
  }

  private List<Contract> futures(NamedCsvRecord row) {
    Product product = product(row.getField("product"));
    BusinessCalendar calendar =
        found(calendars.get(product.calendar()), "there is no calendar %s", product.calendar());
    List<Contract> futures = new ArrayList<>();
    YearMonth last = YearMonth.parse(row.getField("last_month"));
    for (YearMonth month = YearMonth.parse(row.getField("first_month"));
        !month.isAfter(last);
        month = month.plusMonths(1)) {
      ContractId id = new ContractId(product.id() + "-" + month);
      futures.add(new Future(id, product, month, calendar.lastBusinessDay(month), true));
    }
    return futures;
  }

  private List<Contract> options(NamedCsvRecord row) {
    List<Contract> options = new ArrayList<>();
    for (String month : row.getField("months").split(" ")) {
      for (String strike : row.getField("strikes").split(" ")) {
        for (OptionRight right : OptionRight.values()) {
          options.add(option(row, month, strike, right));
        }
      }
    }
    return options;
  }

  private OptionOnFuture option(
      NamedCsvRecord row, String month, String strike, OptionRight right) {
    Product product = product(row.getField("product"));
    Future underlying = future(row.getField("underlying") + "-" + month);
    String letter = right.name().substring(0, 1);
    return new OptionOnFuture(
        new ContractId(product.id() + "-" + month + "-" + letter + "-" + strike),
        product,
        underlying,
        right,
        product.price(new BigDecimal(strike)),
        ExerciseStyle.valueOf(row.getField("exercise")),
        PremiumStyle.valueOf(row.getField("premium_style")),
        underlying.expiry(),
        Boolean.parseBoolean(row.getField("active")));
  }

  private Future future(String id) {
    return contracts.stream()
        .filter(contract -> contract instanceof Future && contract.id().value().equals(id))
        .map(Future.class::cast)
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no future " + id + " is listed"));
  }

  private Product product(String id) {
    return found(productById.get(id), "there is no product %s", id);
  }
}
