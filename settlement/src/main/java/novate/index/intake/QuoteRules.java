package novate.index.intake;

import static novate.market.Checks.found;
import static novate.market.Checks.require;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.Function;
import novate.index.PriceUnit;
import novate.index.Quote;
import novate.index.QuoteClass;
import novate.index.QuoteFile;
import novate.index.QuoteSpec;
import novate.index.TradeParties;
import novate.market.CurrencyCode;
import novate.market.IndexId;
import novate.wire.CsvRow;
import novate.wire.Decimals;

/**
 * The rule of every field of a quote.
 *
 * @param id none names a quote by file and line
 * @param date none takes the date of the time
 * @param family of the contributor; by its name when there is no rule
 * @param hasComma true when numbers are written 2,45
 */
record QuoteRules(
    Optional<CellRule> id,
    CellRule index,
    Optional<TimeRule> date,
    TimeRule time,
    CellRule contributor,
    Optional<CellRule> family,
    SortedMap<String, String> families,
    SpecRules spec,
    CellRule price,
    CellRule currency,
    CellRule unit,
    CellRule size,
    CellRule quoteClass,
    Optional<CellRule> buyer,
    Optional<CellRule> seller,
    boolean hasComma) {
  private static final int NODE_SIZE_MAX = 999_999;

  /**
   * The rules of the parts of a spec; a part without rule is not known.
   *
   * @param nodeSize an empty text is an unknown one
   */
  record SpecRules(
      CellRule model,
      Optional<CellRule> interconnect,
      Optional<CellRule> term,
      Optional<CellRule> region,
      Optional<CellRule> nodeSize) {}

  /** The quote of a row; none, with every error noted, when a field cannot be read. */
  Optional<Quote> quote(CsvRow row, String fileHash) {
    var idRead = read(id, row, Function.identity(), fileHash + ":" + row.line());
    var indexRead = index.read(row, IndexId::new);
    Optional<Instant> timeRead = time.rule().read(row, time.instantParser());
    Optional<LocalDate> dateRead =
        date.isPresent()
            ? date.get().rule().read(row, date.get().dateParser())
            : timeRead.map(instant -> LocalDate.ofInstant(instant, time.zone()));
    var contributorRead = contributor.read(row, QuoteRules::filled);
    Optional<String> familyRead =
        family.isPresent()
            ? family.get().read(row, SpecVocabulary.SHIPPED::family)
            : contributor.read(row, this::familyOf);
    Optional<QuoteSpec> specRead = spec(row);
    var priceRead = price.read(row, this::decimal);
    var currencyRead = currency.read(row, CurrencyCode::new);
    var unitRead = unit.read(row, this::unit);
    var sizeRead = size.read(row, this::decimal);
    var classRead = quoteClass.read(row, QuoteRules::quoteClass);
    var buyerRead = read(buyer, row, Function.identity(), "");
    var sellerRead = read(seller, row, Function.identity(), "");
    return row.build(
        () ->
            new Quote(
                idRead.orElseThrow(),
                indexRead.orElseThrow(),
                dateRead.orElseThrow(),
                timeRead.orElseThrow(),
                contributorRead.orElseThrow(),
                familyRead.orElseThrow(),
                specRead.orElseThrow(),
                priceRead.orElseThrow(),
                currencyRead.orElseThrow(),
                unitRead.orElseThrow(),
                sizeRead.orElseThrow(),
                classRead.orElseThrow(),
                TradeParties.of(buyerRead.orElseThrow(), sellerRead.orElseThrow())));
  }

  private Optional<QuoteSpec> spec(CsvRow row) {
    var model = spec.model().read(row, QuoteRules::filled);
    var interconnect = read(spec.interconnect(), row, SpecVocabulary.SHIPPED::interconnect, "");
    var term = read(spec.term(), row, SpecVocabulary.SHIPPED::term, "");
    var region = read(spec.region(), row, Function.identity(), "");
    var nodeSize = read(spec.nodeSize(), row, QuoteRules::nodeSize, 0);
    return row.build(
        () ->
            new QuoteSpec(
                model.orElseThrow(),
                interconnect.orElseThrow(),
                term.orElseThrow(),
                region.orElseThrow(),
                nodeSize.orElseThrow()));
  }

  private static <T> Optional<T> read(
      Optional<CellRule> rule, CsvRow row, Function<String, T> parser, T without) {
    return rule.isPresent() ? rule.get().read(row, parser) : Optional.of(without);
  }

  private static String filled(String text) {
    require(!text.isBlank(), "must not be empty");
    return text;
  }

  private String familyOf(String provider) {
    return found(
        families.get(provider),
        "provider '%s' has no family; the mapping gives one to %s",
        provider,
        String.join(", ", families.keySet()));
  }

  private static QuoteClass quoteClass(String word) {
    return found(
        QuoteFile.CLASSES.get(word), "class must be executed, firm or posted, got '%s'", word);
  }

  private static int nodeSize(String text) {
    if (text.isEmpty()) {
      return 0;
    }
    long size = CsvRow.parseWhole(text);
    require(size >= 1 && size <= NODE_SIZE_MAX, "must be 1 to %d GPUs", NODE_SIZE_MAX);
    return (int) size;
  }

  private PriceUnit unit(String text) {
    return PriceUnit.parse(hasComma ? withPoint(text) : text);
  }

  private BigDecimal decimal(String text) {
    return Decimals.parse(hasComma ? withPoint(text) : text);
  }

  /** A point in such a file would be a thousands separator, which nobody can tell from an error. */
  private static String withPoint(String text) {
    require(text.indexOf('.') < 0, "must have a decimal comma and no point, got '%s'", text);
    return text.replace(',', '.');
  }
}
