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
import novate.margin.format.PositionalCommodities.Scale;
import novate.margin.format.SpanContract.Key;
import novate.margin.format.SpanProduct.Quotation;
import novate.margin.format.SpanProduct.Valuation;
import novate.market.CurrencyCode;
import novate.market.OptionRight;

/** The products and contracts of positional text: records P, B, 81 and 82. */
final class PositionalContracts {
  private static final String NO_PRICE = "9999999";
  private static final int FIRST_VALUES = 9;
  private static final int LAST_VALUES = 7;

  private final SpanErrors errors;
  private final PositionalCommodities commodities;
  private final Map<SpanProduct.Id, SpanProduct> products = new LinkedHashMap<>();
  private final Set<SpanProduct.Id> valuationStated = new HashSet<>();
  private final Map<SeriesKey, Parameters> parametersBySeries = new HashMap<>();
  private final Map<Key, FirstHalf> halfByKey = new LinkedHashMap<>();
  private final Map<Key, SecondHalf> wholeByKey = new LinkedHashMap<>();
  private final List<SpanContract> contracts = new ArrayList<>();

  PositionalContracts(SpanErrors errors, PositionalCommodities commodities) {
    this.errors = errors;
    this.commodities = commodities;
  }

  private record SeriesKey(SpanProduct.Id product, SpanPeriod future, SpanPeriod option) {}

  private record Parameters(
      BigDecimal deltaScaling, Optional<BigDecimal> priceScan, Optional<BigDecimal> valueFactor) {}

  private record FirstHalf(
      long line, List<Long> values, Optional<Long> precisePrice, boolean isOnlyPrecise) {}

  private record SecondHalf(
      FirstHalf first,
      List<Long> values,
      BigDecimal compositeDelta,
      Optional<BigDecimal> volatility,
      Optional<Long> price,
      boolean isPriceNegative) {}

  /** All products; one that does not say how it is valued follows its combined commodity. */
  List<SpanProduct> products() {
    return products.values().stream().map(this::valued).toList();
  }

  private SpanProduct valued(SpanProduct product) {
    boolean isFuturesStyle =
        !valuationStated.contains(product.id())
            && commodities.scale(product.id()).map(Scale::isFuturesStyle).orElse(false);
    return isFuturesStyle ? product.with(Valuation.FUTURES_STYLE) : product;
  }

  List<SpanContract> contracts() {
    return contracts;
  }

  /** Record P. */
  void product(PositionalLine line) {
    SpanProduct.Id id = id(line, 16);
    BigDecimal valueFactor =
        line.number("contract value factor", 42, 55, 7)
            .scaleByPowerOfTen(line.exponent("exponent of the value factor", 74, 75, 73));
    Valuation valuation =
        line.isBlank(117, 121)
            ? defaultValuation(id)
            : line.parsed("valuation method", 117, 121, Valuation::of);
    Optional<String> exercise =
        id.type().isOption()
            ? Optional.of(line.field(76, 79)).map(style -> style.isEmpty() ? "AMER" : style)
            : Optional.empty();
    SpanProduct product =
        new SpanProduct(
            id,
            line.field(19, 33),
            line.isBlank(66, 68)
                ? Optional.empty()
                : Optional.of(line.parsed("currency", 66, 68, CurrencyCode::new)),
            valueFactor,
            new Quotation(line.parsed("decimals", 34, 36, this::decimals), line.character(40)),
            new Quotation(line.parsed("decimals", 37, 39, this::decimals), line.character(41)),
            valuation,
            exercise);
    require(products.putIfAbsent(id, product) == null, "product %s stands twice", id);
    if (!line.isBlank(117, 121)) {
      valuationStated.add(id);
    }
  }

  /** Blank is premium-style for options, as the layout of record 2 says. */
  private static Valuation defaultValuation(SpanProduct.Id id) {
    return id.type().isOption() ? Valuation.EQUITY_STYLE : Valuation.FUTURES_STYLE;
  }

  private int decimals(String text) {
    return text.isEmpty() ? 0 : SpanNumbers.whole(text);
  }

  private static SpanProduct.Id id(PositionalLine line, int typeAt) {
    return new SpanProduct.Id(
        line.text("exchange", 3, 5),
        line.text("product", 6, 15),
        line.parsed("product type", typeAt, typeAt + 2, SpanProductType::valueOf));
  }

  private static SpanPeriod period(PositionalLine line, int from) {
    return line.parsed(
        "contract period",
        from,
        from + 7,
        text ->
            text.isEmpty()
                ? SpanPeriod.NONE
                : SpanPeriod.of(
                    text.substring(0, Math.min(6, text.length())),
                    text.substring(Math.min(6, text.length()))));
  }

  /** Record B. */
  void parameters(PositionalLine line) {
    SeriesKey key = new SeriesKey(id(line, 16), period(line, 19), period(line, 28));
    BigDecimal scaling = line.number("delta scaling", 86, 91, 4);
    BigDecimal valueFactor = line.number("contract value factor", 129, 142, 7);
    Parameters parameters =
        new Parameters(
            scaling.signum() == 0 ? BigDecimal.ONE : scaling,
            line.optional("price scan range", 53, 57, 0)
                .map(
                    range ->
                        range.scaleByPowerOfTen(
                            line.exponent("exponent of the scan range", 166, 167, 168))),
            Optional.of(valueFactor).filter(factor -> factor.signum() != 0));
    require(parametersBySeries.putIfAbsent(key, parameters) == null, "record B of %s twice", key);
  }

  /** Record 81: identity, the first nine values, the price at high precision. */
  void firstHalf(PositionalLine line) {
    Key key = key(line);
    Optional<Long> precise =
        isPrice(line.field(109, 122))
            ? Optional.of(line.digits("high-precision price", 109, 122))
            : Optional.empty();
    FirstHalf half =
        new FirstHalf(
            line.number(), values(line, FIRST_VALUES), precise, line.character(123) == 'Y');
    require(halfByKey.putIfAbsent(key, half) == null, "contract %s stands twice", key);
  }

  /** Record 82: the last seven values, composite delta, volatility, price. */
  void secondHalf(PositionalLine line) {
    Key key = key(line);
    FirstHalf first = found(halfByKey.remove(key), "record 82 of %s without its record 81", key);
    long delta = line.signed("composite delta", 97, 101, 102);
    SecondHalf whole =
        new SecondHalf(
            first,
            values(line, LAST_VALUES),
            BigDecimal.valueOf(delta, 4),
            line.optional("implied volatility", 103, 110, 6),
            isPrice(line.field(111, 117))
                ? Optional.of(line.digits("settlement price", 111, 117))
                : Optional.empty(),
            line.isMinus("settlement price", 118));
    Key signed = line.isMinus("strike", 119) ? negated(key) : key;
    require(wholeByKey.putIfAbsent(signed, whole) == null, "contract %s stands twice", signed);
  }

  /** The sign of a strike stands on record 82 alone. */
  private static Key negated(Key key) {
    return new Key(
        key.product(),
        key.future(),
        key.option(),
        key.right(),
        key.strike().map(BigDecimal::negate));
  }

  /** All nines mean that there is no price: read as digits it would be a very dear option. */
  private static boolean isPrice(String field) {
    return !field.isEmpty()
        && !(field.length() >= NO_PRICE.length() && field.chars().allMatch(c -> c == '9'));
  }

  private static List<Long> values(PositionalLine line, int count) {
    List<Long> values = new ArrayList<>();
    for (int k = 0; k < count; k++) {
      int at = 55 + 6 * k;
      String name = "array value";
      if (line.isBlank(at, at + 4)) {
        throw line.error(name, at, at + 5, "is missing");
      }
      values.add(line.signed(name, at, at + 4, at + 5));
    }
    return values;
  }

  private Key key(PositionalLine line) {
    SpanProduct.Id id = id(line, 26);
    SpanProduct product = found(products.get(id), "product %s has no record P above", id);
    SpanPeriod future = period(line, 30);
    if (!id.type().isOption()) {
      return Key.of(id, future);
    }
    OptionRight right = line.parsed("right", 29, 29, SpanXmlProducts::right);
    BigDecimal strike =
        line.parsed(
            "strike",
            48,
            54,
            _ -> AlignedPrice.of(line.digits("strike", 48, 54), product.strike()));
    return new Key(id, future, period(line, 39), Optional.of(right), Optional.of(strike));
  }

  /** Makes the contracts; half an array is an error. */
  void finish() {
    halfByKey.forEach(
        (key, half) ->
            errors.add(half.line(), "", key.toString(), "record 81 without its record 82"));
    wholeByKey.forEach(
        (key, whole) ->
            errors
                .record(whole.first().line(), () -> contract(key, whole))
                .ifPresent(contracts::add));
  }

  private SpanContract contract(Key key, SecondHalf whole) {
    SpanProduct product = found(products.get(key.product()), "product of %s", key);
    Scale scale =
        commodities
            .scale(key.product())
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "product %s is in no combined commodity".formatted(key.product())));
    List<BigDecimal> values = new ArrayList<>();
    whole.first().values().forEach(value -> values.add(scaled(value, scale)));
    whole.values().forEach(value -> values.add(scaled(value, scale)));
    Optional<Parameters> parameters =
        Optional.ofNullable(
            parametersBySeries.get(new SeriesKey(key.product(), key.future(), key.option())));
    return new SpanContract(
        key,
        price(whole, product.settlement()),
        key.product().type().isOption() ? whole.volatility() : Optional.empty(),
        parameters.map(Parameters::deltaScaling).orElse(BigDecimal.ONE),
        parameters.flatMap(Parameters::valueFactor).orElse(product.valueFactor()),
        parameters
            .flatMap(Parameters::priceScan)
            .map(range -> range.scaleByPowerOfTen(scale.powerOfTen())),
        Optional.of(SpanArray.of(values, whole.compositeDelta())));
  }

  private static BigDecimal scaled(long value, Scale scale) {
    return BigDecimal.valueOf(value).scaleByPowerOfTen(scale.powerOfTen());
  }

  private static Optional<BigDecimal> price(SecondHalf whole, Quotation quotation) {
    Optional<Long> digits =
        whole.first().isOnlyPrecise() ? whole.first().precisePrice() : whole.price();
    return digits
        .map(value -> AlignedPrice.of(value, quotation))
        .map(price -> whole.isPriceNegative() ? price.negate() : price);
  }
}
