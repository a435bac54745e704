package novate.margin.format;

import static novate.market.Checks.found;
import static novate.market.Checks.require;

import java.io.InputStream;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import novate.margin.format.SpanFile.Conversion;
import novate.margin.format.SpanFile.Header;
import novate.margin.format.SpanFile.Point;
import novate.margin.format.SpanFile.Qualifier;
import novate.market.CurrencyCode;
import novate.market.InvalidInputException;
import org.jspecify.annotations.Nullable;

/**
 * Reads risk parameters as XML, file format 4.00 ({@code .spn}, {@code .xml}).
 *
 * <p>The file is streamed; one product or one combined commodity is in memory at a time. Values of
 * the arrays are taken as they stand: they have the risk exponent and the cover fraction in them.
 * The composite delta is the {@code d} inside {@code ra}; the {@code d} beside it, the delta of the
 * pricing model, is not used. Where a contract has arrays of several rate classes, that of the
 * lowest is its array and the others are counted as passed over.
 */
public final class SpanXmlReader {
  static final String FORMAT = "4.00";

  private final SpanErrors errors;
  private final XmlCursor cursor;
  private final SortedMap<String, Integer> passedOver = new TreeMap<>();
  private final List<Conversion> conversions = new ArrayList<>();
  private final List<SpanSpread> interSpreads = new ArrayList<>();
  private final List<SpanSpread> superSpreads = new ArrayList<>();
  private final List<ScanSpread> scanSpreads = new ArrayList<>();
  private final SpanXmlProducts products;
  private final SpanXmlCommodities commodities;
  private List<Point> points = List.of();
  private @Nullable String format;
  private @Nullable LocalDate date;
  private @Nullable String clearingOrganisation;
  private String created = "";
  private String isSettlement = "0";
  private String settlementQualifier = "";

  private SpanXmlReader(InputStream bytes, String source) {
    errors = new SpanErrors(source);
    cursor = new XmlCursor(bytes, errors);
    products = new SpanXmlProducts(errors);
    commodities = new SpanXmlCommodities(errors, this::passOver);
  }

  /**
   * Reads a file.
   *
   * @param bytes of the file, whose encoding its own first line names; not closed
   * @param source the file as its sender knows it, for error messages
   * @throws InvalidInputException with every error: no XML, cut short, a document type or entity,
   *     another format, a number that is none, an unknown method, a contract twice
   */
  public static SpanFile read(InputStream bytes, String source) {
    return new SpanXmlReader(bytes, source).file();
  }

  private SpanFile file() {
    cursor.root("spanFile");
    while (cursor.nextChild()) {
      switch (cursor.name()) {
        case "fileFormat" -> format = text(cursor.element());
        case "created" -> created = text(cursor.element());
        case "definitions" -> definitions(cursor.element());
        case "pointInTime" -> pointInTime();
        default -> skip("spanFile");
      }
    }
    cursor.end();
    Optional<SpanFile> file = errors.record(1, this::built);
    errors.throwIfAny();
    return file.orElseThrow();
  }

  private SpanFile built() {
    require(
        FORMAT.equals(format),
        "file format must be %s, got %s",
        FORMAT,
        format == null ? "none" : format);
    Header header =
        new Header(
            FORMAT,
            found(date, "the file has no <date>"),
            created,
            found(clearingOrganisation, "the file has no <ec>"),
            qualifier());
    interSpreads.sort(Comparator.comparingInt(SpanSpread::priority));
    superSpreads.sort(Comparator.comparingInt(SpanSpread::priority));
    scanSpreads.sort(Comparator.comparingInt(ScanSpread::priority));
    return new SpanFile(
        header,
        points,
        conversions,
        commodities.commodities(),
        interSpreads,
        superSpreads,
        scanSpreads,
        products.products(),
        products.contracts(),
        passedOver);
  }

  private Qualifier qualifier() {
    if (!isSettlement.equals("1")) {
      return Qualifier.INTRADAY;
    }
    return settlementQualifier.isEmpty()
        ? Qualifier.FINAL
        : switch (settlementQualifier.toLowerCase(Locale.ROOT)) {
          case "final" -> Qualifier.FINAL;
          case "early" -> Qualifier.EARLY;
          case "complete" -> Qualifier.COMPLETE;
          default ->
              throw new IllegalArgumentException(
                  "setlQualifier must be final, early or complete, got '%s'"
                      .formatted(settlementQualifier));
        };
  }

  private void definitions(XmlElement definitions) {
    definitions.ignore("currencyDef", "acctTypeDef", "acctSubTypeDef", "groupTypeDef", "groupDef");
    for (XmlElement currency : definitions.all("currencyDef")) {
      var _ = errors.record(currency.line(), () -> checked(currency));
    }
  }

  /** Our minor units are those of ISO 4217; a file that counts otherwise would be read wrongly. */
  private static CurrencyCode checked(XmlElement definition) {
    CurrencyCode currency = definition.parsed("currency", CurrencyCode::new);
    definition
        .optionalParsed("decimalPos", SpanNumbers::whole)
        .ifPresent(
            decimals ->
                require(
                    decimals >= 0 && decimals <= 9,
                    "%s cannot have %d decimals",
                    currency,
                    decimals));
    return currency;
  }

  private void pointInTime() {
    if (date != null) {
      errors.add(cursor.line(), "pointInTime", "", "only one point in time may be in a file");
    }
    while (cursor.nextChild()) {
      switch (cursor.name()) {
        case "date" -> {
          XmlElement element = cursor.element();
          errors
              .record(element.line(), () -> SpanNumbers.date(text(element)))
              .ifPresent(value -> date = value);
        }
        case "isSetl" -> isSettlement = text(cursor.element());
        case "setlQualifier" -> settlementQualifier = text(cursor.element());
        case "clearingOrg" -> clearingOrganisation();
        default -> skip("pointInTime");
      }
    }
  }

  private void clearingOrganisation() {
    if (clearingOrganisation != null) {
      errors.add(
          cursor.line(), "clearingOrg", "", "only one clearing organisation may be in a file");
    }
    while (cursor.nextChild()) {
      switch (cursor.name()) {
        case "ec" -> clearingOrganisation = text(cursor.element());
        case "curConv" -> conversion(cursor.element());
        case "pbRateDef" -> commodities.rate(cursor.element());
        case "pointDef" -> points(cursor.element());
        case "exchange" -> exchange();
        case "ccDef" -> commodities.add(cursor.element());
        case "interSpreads" -> spreads(cursor.element(), interSpreads);
        case "superSpreads" -> spreads(cursor.element(), superSpreads);
        default -> skip("clearingOrg");
      }
    }
  }

  private void conversion(XmlElement element) {
    errors
        .record(
            element.line(),
            () ->
                new Conversion(
                    element.parsed("fromCur", CurrencyCode::new),
                    element.parsed("toCur", CurrencyCode::new),
                    element.decimal("factor")))
        .ifPresent(conversions::add);
  }

  /** The scenarios of the lowest rate class stand for all. */
  private void points(XmlElement element) {
    if (!points.isEmpty()) {
      passOver("clearingOrg/pointDef");
      return;
    }
    element.ignore("r", "deltaPointDef");
    errors
        .record(
            element.line(), () -> element.all("scanPointDef").stream().map(this::point).toList())
        .ifPresent(value -> points = value);
    element.untold(this::passOver);
  }

  private Point point(XmlElement element) {
    BigDecimal price = move(element, "priceScanDef").multiply(BigDecimal.valueOf(3));
    BigDecimal volatility = move(element, "volScanDef");
    return new Point(
        element.whole("point"),
        price.setScale(2, RoundingMode.HALF_EVEN).intValueExact(),
        volatility.setScale(2, RoundingMode.HALF_EVEN).intValueExact(),
        element.decimal("weight"),
        element.whole("pairedPoint"));
  }

  /** The fraction where there is one, for a third has no decimals; else the multiplier. */
  private static BigDecimal move(XmlElement point, String name) {
    XmlElement move =
        point.find(name).orElseThrow(() -> point.error("has no <%s>".formatted(name)));
    move.ignore("mult", "defType");
    Optional<BigDecimal> numerator = move.optionalDecimal("numerator");
    if (numerator.isEmpty()) {
      return move.decimal("mult");
    }
    BigDecimal denominator = move.decimal("denominator");
    require(denominator.signum() != 0, "denominator of <%s> is zero", name);
    return numerator.get().divide(denominator, MathContext.DECIMAL64);
  }

  private void exchange() {
    String exchange = "";
    while (cursor.nextChild()) {
      String name = cursor.name();
      if (name.equals("exch")) {
        exchange = text(cursor.element());
      } else if (name.endsWith("Pf")) {
        XmlElement element = cursor.element();
        products.add(exchange, element);
        element.untold(this::passOver);
      } else {
        skip("exchange");
      }
    }
  }

  private void spreads(XmlElement element, List<SpanSpread> target) {
    for (XmlElement spread : element.all("dSpread")) {
      errors
          .record(spread.line(), () -> SpanXmlSpreads.credit(spread))
          .ifPresent(
              credit ->
                  credit.ifPresentOrElse(
                      target::add,
                      () -> passOver(element.name() + "/dSpread not flat or weighted")));
    }
    for (XmlElement spread : element.all("sSpread")) {
      errors
          .record(spread.line(), () -> SpanXmlSpreads.scanned(spread))
          .ifPresent(scanSpreads::add);
    }
    element.untold(this::passOver);
  }

  private void skip(String parent) {
    passOver(parent + "/" + cursor.element().name());
  }

  private void passOver(String what) {
    passedOver.merge(what, 1, Integer::sum);
  }

  private static String text(XmlElement element) {
    return element.text();
  }
}
