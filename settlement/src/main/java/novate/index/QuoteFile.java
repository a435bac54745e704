package novate.index;

import static novate.market.Checks.require;

import java.io.Reader;
import java.math.BigDecimal;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import novate.market.CurrencyCode;
import novate.market.IndexId;
import novate.market.InvalidInputException;
import novate.wire.CsvLines;

/**
 * Provider quotes as CSV, in one of two layouts told apart by the header.
 *
 * <p>Ours: {@code
 * id,index,date,time,contributor,family,spec,price,currency,unit,size,class,buyer,seller}, class
 * one of {@code executed}, {@code firm}, {@code posted}; buyer and seller are empty but for trades.
 *
 * <p>The open EU collection of GPU rental quotes: {@code
 * date,ts_utc,source,provider,gpu_model,gpu_count,price_usd_per_gpu_hr,country,tier,term}, read as
 *
 * <pre>id           file hash : line number, so that repeated lines are kept
 * index        region-model; model is H100 for all H100 variants, else gpu_model; region is EU for
 *              the European Economic Area, else the country; XX where none is given
 * contributor  provider                  family   source
 * spec         model and interconnect of gpu_model, term, country, gpu_count
 * size         gpu_count; 1 where it is not given, because the price is for one GPU
 * class        tier executable = FIRM, tier list = POSTED</pre>
 *
 * <p>Prices are decimals as written, in USD per GPU-hour. They must be above zero in that layout: a
 * list price of zero is a field that was not filled in.
 */
public final class QuoteFile {
  private static final List<String> OWN_ORDER =
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
  private static final Set<String> OWN = Set.copyOf(OWN_ORDER);
  private static final Set<String> COLLECTED =
      Set.of(
          "date",
          "ts_utc",
          "source",
          "provider",
          "gpu_model",
          "gpu_count",
          "price_usd_per_gpu_hr",
          "country",
          "tier",
          "term");
  private static final Map<String, QuoteClass> CLASSES =
      Map.of("executed", QuoteClass.EXECUTED, "firm", QuoteClass.FIRM, "posted", QuoteClass.POSTED);
  private static final Map<String, QuoteClass> TIERS =
      Map.of("executable", QuoteClass.FIRM, "list", QuoteClass.POSTED);
  private static final Pattern COUNTRY = Pattern.compile("[A-Z]{2}");

  /** ISO 3166 codes of the European Economic Area. */
  private static final Set<String> AREA =
      Set.of(
          "AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GR", "HR", "HU", "IE",
          "IS", "IT", "LI", "LT", "LU", "LV", "MT", "NL", "NO", "PL", "PT", "RO", "SE", "SI", "SK");

  private static final CurrencyCode USD = new CurrencyCode("USD");
  private static final PriceUnit GPU_HOUR = PriceUnit.one("GPU-hour");
  private static final QuoteSpec NO_SPEC = QuoteSpec.parse("unreadable");
  private static final IndexId UNREADABLE = new IndexId("unreadable");

  private QuoteFile() {}

  /**
   * All quotes, in the order of the file.
   *
   * @param source the file as its sender knows it, for the errors
   * @param fileHash hash of the file's bytes; names the quotes of a layout without ids
   * @throws InvalidInputException with every error of the file
   */
  public static List<Quote> read(Reader reader, String source, String fileHash) {
    require(!fileHash.isBlank(), "file %s needs a hash to name its quotes", source);
    CsvTable table = CsvTable.read(reader, source);
    if (table.header().contains("gpu_model")) {
      return table.rows(COLLECTED, row -> collected(row, fileHash));
    }
    Set<String> ids = new HashSet<>();
    return table.rows(
        OWN,
        row -> {
          Quote quote = own(row);
          if (row.isClean() && !ids.add(quote.id())) {
            row.report("id", "comes twice");
          }
          return quote;
        });
  }

  /** Writes quotes in our own layout, in the order given. */
  public static void write(List<Quote> quotes, Appendable target) {
    CsvLines lines = new CsvLines(OWN_ORDER);
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

  private static Quote own(CsvRow row) {
    return new Quote(
        row.filled("id"),
        row.read("index", "must be an index id", UNREADABLE, IndexId::new),
        row.date("date"),
        row.instant("time"),
        row.filled("contributor"),
        row.filled("family"),
        row.read(
            "spec", "must be model/interconnect/term/region/node size", NO_SPEC, QuoteSpec::parse),
        row.decimal("price"),
        row.read("currency", "must be an ISO 4217 code", USD, CurrencyCode::new),
        row.read(
            "unit", "must be a unit like GPU-hour or 1000 GPU-hour", GPU_HOUR, PriceUnit::parse),
        positive(row, "size"),
        row.oneOf("class", CLASSES),
        parties(row));
  }

  private static Quote collected(CsvRow row, String fileHash) {
    String country = country(row);
    return new Quote(
        fileHash + ":" + row.line(),
        row.read("gpu_model", "must name a GPU", UNREADABLE, model -> index(model, country)),
        row.date("date"),
        row.instant("ts_utc"),
        row.filled("provider"),
        row.filled("source"),
        spec(row, country),
        positive(row, "price_usd_per_gpu_hr"),
        USD,
        GPU_HOUR,
        row.text("gpu_count").isEmpty() ? BigDecimal.ONE : positive(row, "gpu_count"),
        row.oneOf("tier", TIERS),
        Optional.empty());
  }

  private static String country(CsvRow row) {
    String country = row.text("country");
    if (country.isEmpty() || COUNTRY.matcher(country).matches()) {
      return country;
    }
    row.report("country", "must be an ISO 3166 code like DE, or empty");
    return "";
  }

  private static IndexId index(String model, String country) {
    require(!model.isBlank(), "no model");
    String region = AREA.contains(country) ? "EU" : country.isEmpty() ? "XX" : country;
    boolean isH100 = model.equals("H100") || model.startsWith("H100_");
    return new IndexId(region + "-" + (isH100 ? "H100" : model));
  }

  private static QuoteSpec spec(CsvRow row, String country) {
    String[] model = row.text("gpu_model").split("_", 2);
    String interconnect = model.length == 2 ? model[1] : "";
    String nodeSize = row.text("gpu_count");
    String text = String.join("/", model[0], interconnect, row.filled("term"), country, nodeSize);
    return row.read("gpu_model", "must name a GPU", NO_SPEC, _ -> QuoteSpec.parse(text));
  }

  private static Optional<TradeParties> parties(CsvRow row) {
    String buyer = row.text("buyer");
    String seller = row.text("seller");
    if (buyer.isEmpty() && seller.isEmpty()) {
      return Optional.empty();
    }
    return row.read(
        "buyer",
        "must be given together with the seller",
        Optional.empty(),
        _ -> Optional.of(new TradeParties(buyer, seller)));
  }

  private static BigDecimal positive(CsvRow row, String column) {
    BigDecimal value = row.decimal(column);
    if (value.signum() <= 0) {
      row.report(column, "must be above zero");
      return BigDecimal.ONE;
    }
    return value;
  }
}
