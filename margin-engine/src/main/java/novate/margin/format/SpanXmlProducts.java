package novate.margin.format;

import static novate.market.Checks.found;
import static novate.market.Checks.require;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import novate.margin.format.SpanContract.Key;
import novate.margin.format.SpanProduct.Quotation;
import novate.margin.format.SpanProduct.Valuation;
import novate.market.CurrencyCode;
import novate.market.OptionRight;

/** Gathers the products and contracts of an XML file. */
final class SpanXmlProducts {
  private static final Map<String, SpanProductType> TYPES =
      Map.of(
          "phyPf", SpanProductType.PHY,
          "futPf", SpanProductType.FUT,
          "cmbPf", SpanProductType.CMB,
          "oopPf", SpanProductType.OOP,
          "oofPf", SpanProductType.OOF,
          "oocPf", SpanProductType.OOC,
          "ooePf", SpanProductType.OOE);

  private final SpanErrors errors;
  private final Map<SpanProduct.Id, SpanProduct> products = new LinkedHashMap<>();
  private final List<SpanContract> contracts = new ArrayList<>();
  private final Set<Key> keys = new HashSet<>();
  private final Map<Place, SpanPeriod> periodByPlace = new HashMap<>();
  private final List<Series> seriesWaiting = new ArrayList<>();

  SpanXmlProducts(SpanErrors errors) {
    this.errors = errors;
  }

  /** How another record refers to a contract. */
  private record Place(String exchange, String product, String contract) {}

  /** Options that wait for the period of the future they are on, which may stand below them. */
  private record Series(
      long line,
      SpanProduct product,
      SpanPeriod period,
      Optional<Place> underlying,
      BigDecimal deltaScaling,
      BigDecimal valueFactor,
      Optional<BigDecimal> priceScan,
      List<Quoted> options) {}

  private record Quoted(
      long line,
      OptionRight right,
      BigDecimal strike,
      Optional<BigDecimal> price,
      Optional<BigDecimal> volatility,
      Optional<SpanArray> array) {}

  /** A portfolio element: one product with its contracts. */
  void add(String exchange, XmlElement element) {
    errors
        .record(element.line(), () -> product(exchange, element))
        .ifPresent(product -> contracts(exchange, product, element));
  }

  List<SpanProduct> products() {
    return List.copyOf(products.values());
  }

  /** All contracts; options are put on the futures that the file has by now. */
  List<SpanContract> contracts() {
    for (Series series : seriesWaiting) {
      for (Quoted option : series.options()) {
        errors.record(option.line(), () -> option(series, option)).ifPresent(this::keep);
      }
    }
    seriesWaiting.clear();
    return contracts;
  }

  private SpanProduct product(String exchange, XmlElement element) {
    SpanProductType type =
        found(TYPES.get(element.name()), "<%s> is no known kind of product", element.name());
    require(!exchange.isEmpty(), "<exch> must stand before the products of an exchange");
    element.ignore("priceDl", "strikeDl", "priceFmt", "strikeFmt", "undPf", "positionsAllowed");
    element.ignore("setlMeth", "priceMeth", "priceModel", "cab", "group", "uomQty", "uom");
    SpanProduct.Id id = new SpanProduct.Id(exchange, element.text("pfCode"), type);
    Optional<Valuation> valuation = element.optionalParsed("valueMeth", Valuation::of);
    require(valuation.isPresent() || !type.isOption(), "product %s has no <valueMeth>", id);
    SpanProduct product =
        new SpanProduct(
            id,
            element.optional("name").orElse(""),
            element.optionalParsed("currency", CurrencyCode::new),
            element.optionalDecimal("cvf").orElse(BigDecimal.ONE),
            Quotation.PLAIN,
            Quotation.PLAIN,
            valuation.orElse(Valuation.FUTURES_STYLE),
            element.optional("exercise"));
    require(products.putIfAbsent(id, product) == null, "product %s stands twice", id);
    return product;
  }

  private void contracts(String exchange, SpanProduct product, XmlElement element) {
    String productPlace = element.optional("pfId").orElse(product.id().code());
    for (String name : List.of("phy", "fut", "cmb")) {
      for (XmlElement contract : element.all(name)) {
        errors
            .record(contract.line(), () -> contract(exchange, productPlace, product, contract))
            .ifPresent(this::keep);
      }
    }
    for (XmlElement series : element.all("series")) {
      errors.record(series.line(), () -> series(product, series)).ifPresent(seriesWaiting::add);
    }
  }

  private SpanContract contract(
      String exchange, String productPlace, SpanProduct product, XmlElement element) {
    // d is the plain model delta; the composite one is inside ra.
    element.ignore("d", "v", "t", "setlDate", "intrRate", "undC", "alias", "val", "svf");
    SpanPeriod period =
        element.optionalParsed("pe", SpanXmlProducts::period).orElse(SpanPeriod.NONE);
    element
        .optional("cId")
        .ifPresent(id -> periodByPlace.put(new Place(exchange, productPlace, id), period));
    return new SpanContract(
        Key.of(product.id(), period),
        element.optionalDecimal("p"),
        Optional.empty(),
        element.optionalDecimal("sc").orElse(BigDecimal.ONE),
        element.optionalDecimal("cvf").orElse(product.valueFactor()),
        priceScan(element, product),
        array(element));
  }

  private Series series(SpanProduct product, XmlElement element) {
    element.ignore("v", "volSrc", "t", "setlDate", "intrRate", "divRate", "alias", "svf");
    Optional<Place> underlying = element.all("undC").stream().findFirst().map(this::place);
    List<Quoted> options = new ArrayList<>();
    for (XmlElement option : element.all("opt")) {
      errors.record(option.line(), () -> quoted(option)).ifPresent(options::add);
    }
    return new Series(
        element.line(),
        product,
        element.parsed("pe", SpanXmlProducts::period),
        underlying,
        element.optionalDecimal("sc").orElse(BigDecimal.ONE),
        element.optionalDecimal("cvf").orElse(product.valueFactor()),
        priceScan(element, product),
        options);
  }

  private Place place(XmlElement underlying) {
    underlying.ignore("s", "i", "pfCode", "type");
    return new Place(underlying.text("exch"), underlying.text("pfId"), underlying.text("cId"));
  }

  private Quoted quoted(XmlElement option) {
    option.ignore("cId", "d", "val", "alias", "pq", "priceType", "volType");
    return new Quoted(
        option.line(),
        option.parsed("o", SpanXmlProducts::right),
        option.decimal("k"),
        option.optionalDecimal("p"),
        option.optionalDecimal("v"),
        array(option));
  }

  static OptionRight right(String code) {
    return switch (code) {
      case "C" -> OptionRight.CALL;
      case "P" -> OptionRight.PUT;
      default -> throw new IllegalArgumentException("right must be C or P");
    };
  }

  private SpanContract option(Series series, Quoted option) {
    SpanPeriod underlying =
        series
            .underlying()
            .map(
                place ->
                    found(
                        periodByPlace.get(place),
                        "series %s of %s is on %s, which is not in the file",
                        series.period(),
                        series.product().id(),
                        place))
            .orElse(SpanPeriod.NONE);
    require(
        series.product().id().type() != SpanProductType.OOF || !underlying.isNone(),
        "series %s of %s names no future that it is on (undC)",
        series.period(),
        series.product().id());
    return new SpanContract(
        new Key(
            series.product().id(),
            underlying,
            series.period(),
            Optional.of(option.right()),
            Optional.of(option.strike())),
        option.price(),
        option.volatility(),
        series.deltaScaling(),
        series.valueFactor(),
        series.priceScan(),
        option.array());
  }

  private void keep(SpanContract contract) {
    if (keys.add(contract.key())) {
      contracts.add(contract);
    } else {
      errors.add(1, "", contract.key().toString(), "contract stands twice");
    }
  }

  /** Stated in price, kept in currency per lot. */
  private static Optional<BigDecimal> priceScan(XmlElement element, SpanProduct product) {
    List<XmlElement> rates = element.all("scanRate");
    rates.forEach(rate -> rate.ignore("r", "priceScanPct", "volScan", "volScanPct"));
    BigDecimal valueFactor = element.optionalDecimal("cvf").orElse(product.valueFactor());
    return rates.stream()
        .findFirst()
        .flatMap(rate -> rate.optionalDecimal("priceScan"))
        .map(valueFactor::multiply);
  }

  /** The array of the lowest rate class, with the composite delta that stands inside it. */
  private static Optional<SpanArray> array(XmlElement element) {
    List<XmlElement> arrays = element.all("ra");
    if (arrays.isEmpty()) {
      return Optional.empty();
    }
    XmlElement first = arrays.getFirst();
    for (XmlElement array : arrays) {
      if (rateClass(array) < rateClass(first)) {
        first = array;
      }
    }
    List<BigDecimal> values = first.all("a").stream().map(XmlElement::decimal).toList();
    if (values.size() != SpanArray.SCENARIO_COUNT) {
      throw first.error("an array has 16 values, got " + values.size());
    }
    return Optional.of(SpanArray.of(values, first.decimal("d")));
  }

  private static int rateClass(XmlElement array) {
    return array.optionalParsed("r", SpanNumbers::whole).orElse(0);
  }

  /** A period as XML writes it: six or eight characters; zeros are none. */
  static SpanPeriod period(String text) {
    return text.length() > 6
        ? SpanPeriod.of(text.substring(0, 6), text.substring(6))
        : SpanPeriod.of(text, "");
  }

  /** The end of a tier: nothing but zeros or nines is open. */
  static SpanPeriod tierEnd(String text) {
    return text.chars().allMatch(c -> c == '9') ? SpanPeriod.NONE : period(text);
  }
}
