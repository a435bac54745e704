package novate.index;

import java.io.Reader;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import novate.market.CurrencyCode;
import novate.market.IndexId;
import novate.market.InvalidInputException;
import novate.wire.CsvLines;
import novate.wire.CsvRow;
import novate.wire.CsvTable;

/**
 * Provider quotes as CSV in our own layout: {@code
 * id,index,date,time,contributor,family,spec,price,currency,unit,size,class,buyer,seller}, class
 * one of {@code executed}, {@code firm}, {@code posted}; buyer and seller are empty but for trades.
 * Prices are decimals as written. Any other layout is read by a {@link
 * novate.index.intake.QuoteMapping}.
 */
public final class QuoteFile {
  /** The classes by the word that files have for them. */
  public static final Map<String, QuoteClass> CLASSES =
      Map.of("executed", QuoteClass.EXECUTED, "firm", QuoteClass.FIRM, "posted", QuoteClass.POSTED);

  private static final List<String> COLUMNS =
      List.of(
          "id",
          "index",
          "date",
          "time",
          "contributor",
          "family",
          "spec",
          "price",
          "currency",
          "unit",
          "size",
          "class",
          "buyer",
          "seller");

  private QuoteFile() {}

  /**
   * All quotes, in the order of the file, with lines that repeat an id and its content: to leave
   * them out is for {@link novate.index.intake.QuoteCheck}, which counts them.
   *
   * @param source the file as its sender knows it, for the errors
   * @throws InvalidInputException with every error of the file, an id that comes again with other
   *     content included
   */
  public static List<Quote> read(Reader reader, String source) {
    Map<String, Quote> seen = new HashMap<>();
    return CsvTable.read(reader, source, COLUMNS, row -> unchanged(row, quote(row), seen));
  }

  private static Optional<Quote> unchanged(
      CsvRow row, Optional<Quote> quote, Map<String, Quote> seen) {
    if (quote.isPresent()) {
      Quote first = seen.putIfAbsent(quote.get().id(), quote.get());
      if (first != null && !first.equals(quote.get())) {
        row.refuse("id", "comes above with other content");
      }
    }
    return quote;
  }

  /** Writes quotes in the order given. */
  public static void write(List<Quote> quotes, Appendable target) {
    CsvLines lines = new CsvLines(COLUMNS);
    for (Quote quote : quotes) {
      lines
          .text(quote.id())
          .text(quote.index())
          .text(quote.date())
          .text(quote.time())
          .text(quote.contributor())
          .text(quote.family())
          .text(quote.spec().text())
          .number(quote.price())
          .text(quote.currency())
          .text(quote.unit().text())
          .number(quote.size())
          .text(quote.quoteClass().name().toLowerCase(Locale.ROOT))
          .text(quote.parties().map(TradeParties::buyer).orElse(""))
          .text(quote.parties().map(TradeParties::seller).orElse(""))
          .end();
    }
    lines.writeTo(target);
  }

  private static Optional<Quote> quote(CsvRow row) {
    var id = row.text("id");
    var index = row.cell("index", IndexId::new);
    var date = row.date("date");
    var time = row.instant("time");
    var contributor = row.text("contributor");
    var family = row.text("family");
    var spec = row.cell("spec", QuoteSpec::parse);
    var price = row.decimal("price");
    var currency = row.cell("currency", CurrencyCode::new);
    var unit = row.cell("unit", PriceUnit::parse);
    var size = row.decimal("size");
    var quoteClass = row.oneOf("class", CLASSES);
    var buyer = row.textOrEmpty("buyer");
    var seller = row.textOrEmpty("seller");
    return row.build(
        () ->
            new Quote(
                id.value(),
                index.value(),
                date.value(),
                time.value(),
                contributor.value(),
                family.value(),
                spec.value(),
                price.value(),
                currency.value(),
                unit.value(),
                size.value(),
                quoteClass.value(),
                TradeParties.of(buyer.value(), seller.value())));
  }
}
