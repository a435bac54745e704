package novate.margin.format;

import static novate.market.Checks.found;
import static novate.market.Checks.require;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import novate.margin.format.SpanCommodity.AccountType;
import novate.margin.format.SpanFile.Qualifier;
import novate.margin.format.SpanProduct.Valuation;
import novate.market.CurrencyCode;
import novate.market.OptionRight;

/**
 * Writes risk parameters as XML, file format 4.00, so that {@link SpanXmlReader} reads the same
 * contracts, arrays, charges and spreads back. One model gives one text: the order is that of the
 * model, and nothing depends on the machine.
 *
 * <p>Values and rates are written as they are, the risk exponent in them. Futures that options are
 * on and that the model does not hold are written without an array, for the reference alone.
 */
public final class SpanXmlWriter {
  /** Enough for any double to come back as it was. */
  private static final int RANGE_DECIMALS = 18;

  private static final Map<SpanProductType, String> ELEMENTS =
      new TreeMap<>(
          Map.of(
              SpanProductType.PHY, "phy",
              SpanProductType.FUT, "fut",
              SpanProductType.CMB, "cmb",
              SpanProductType.OOP, "oop",
              SpanProductType.OOF, "oof",
              SpanProductType.OOC, "ooc",
              SpanProductType.OOE, "ooe"));

  private final Appendable target;
  private final SpanFile file;
  private final Map<SpanProduct.Id, Integer> placeByProduct = new LinkedHashMap<>();
  private final Map<SpanProduct.Id, List<SpanContract>> contractsByProduct = new LinkedHashMap<>();
  private final Map<Underlying, Integer> placeByUnderlying = new LinkedHashMap<>();
  private int depth;

  private SpanXmlWriter(SpanFile file, Appendable target) {
    this.file = file;
    this.target = target;
  }

  private record Underlying(SpanProduct.Id product, SpanPeriod period) {}

  /**
   * Writes a file.
   *
   * @throws IllegalArgumentException when an option is on a future of no product of its combined
   *     commodity, or a contract is of no product of the file
   * @throws UncheckedIOException when the target fails
   */
  public static void write(SpanFile file, Appendable target) {
    new SpanXmlWriter(file, target).file();
  }

  private void file() {
    sort();
    line("<?xml version=\"1.0\" encoding=\"UTF-8\"?>");
    open("spanFile");
    leaf("fileFormat", SpanXmlReader.FORMAT);
    leaf("created", file.header().created());
    definitions();
    open("pointInTime");
    leaf("date", file.header().date().format(DateTimeFormatter.BASIC_ISO_DATE));
    boolean isSettlement = file.header().qualifier() != Qualifier.INTRADAY;
    leaf("isSetl", isSettlement ? "1" : "0");
    if (isSettlement) {
      leaf("setlQualifier", file.header().qualifier().name().toLowerCase(Locale.ROOT));
    }
    open("clearingOrg");
    leaf("ec", file.header().clearingOrganisation());
    for (SpanFile.Conversion conversion : file.conversions()) {
      open("curConv");
      leaf("fromCur", conversion.from().code());
      leaf("toCur", conversion.to().code());
      leaf("factor", conversion.factor());
      close("curConv");
    }
    rates();
    points();
    exchanges();
    file.commodities().forEach(this::commodity);
    spreads("interSpreads", file.interSpreads(), file.scanSpreads());
    spreads("superSpreads", file.superSpreads(), List.of());
    close("clearingOrg");
    close("pointInTime");
    close("spanFile");
  }

  private void sort() {
    for (SpanProduct product : file.products()) {
      placeByProduct.put(product.id(), placeByProduct.size() + 1);
      contractsByProduct.put(product.id(), new ArrayList<>());
    }
    for (SpanContract contract : file.contracts()) {
      SpanProduct.Id id = contract.key().product();
      found(contractsByProduct.get(id), "contract %s has no product", contract.key()).add(contract);
      if (!id.type().isOption()) {
        place(new Underlying(id, contract.key().future()));
      }
    }
    for (SpanContract contract : file.contracts()) {
      if (contract.key().product().type() == SpanProductType.OOF) {
        place(underlying(contract.key()));
      }
    }
  }

  private int place(Underlying underlying) {
    return placeByUnderlying.computeIfAbsent(underlying, _ -> placeByUnderlying.size() + 1);
  }

  /** The future an option is on: of the first futures product of its commodity that has it. */
  private Underlying underlying(SpanContract.Key option) {
    List<SpanProduct.Id> futures =
        file.commodities().stream()
            .filter(commodity -> commodity.products().contains(option.product()))
            .flatMap(commodity -> commodity.products().stream())
            .filter(id -> id.type() == SpanProductType.FUT && placeByProduct.containsKey(id))
            .toList();
    require(!futures.isEmpty(), "option %s has no future in its combined commodity", option);
    return futures.stream()
        .map(id -> new Underlying(id, option.future()))
        .filter(placeByUnderlying::containsKey)
        .findFirst()
        .orElse(new Underlying(futures.getFirst(), option.future()));
  }

  private void definitions() {
    SortedSet<CurrencyCode> currencies = new TreeSet<>();
    file.commodities().forEach(commodity -> currencies.add(commodity.currency()));
    open("definitions");
    for (CurrencyCode currency : currencies) {
      open("currencyDef");
      leaf("currency", currency.code());
      leaf("symbol", currency.code());
      leaf("name", currency.code());
      leaf("decimalPos", String.valueOf(currency.minorDigits()));
      close("currencyDef");
    }
    close("definitions");
  }

  /** Rate classes: maintenance of each account type, then initial. */
  private void rates() {
    for (boolean isInitial : new boolean[] {false, true}) {
      for (AccountType type : AccountType.values()) {
        open("pbRateDef");
        leaf("r", String.valueOf(rateClass(type, isInitial)));
        leaf("isCust", type == AccountType.MEMBER ? "0" : "1");
        leaf("acctType", type.name().substring(0, 1));
        leaf("isM", isInitial ? "0" : "1");
        leaf("pbc", "CORE");
        close("pbRateDef");
      }
    }
  }

  private static int rateClass(AccountType type, boolean isInitial) {
    return 1 + type.ordinal() + (isInitial ? AccountType.values().length : 0);
  }

  private void points() {
    if (file.points().isEmpty()) {
      return;
    }
    open("pointDef");
    leaf("r", "1");
    for (SpanFile.Point point : file.points()) {
      open("scanPointDef");
      leaf("point", String.valueOf(point.number()));
      open("priceScanDef");
      leaf("numerator", String.valueOf(point.priceThirds()));
      leaf("denominator", "3");
      close("priceScanDef");
      open("volScanDef");
      leaf("numerator", String.valueOf(point.volatilityDirection()));
      leaf("denominator", "1");
      close("volScanDef");
      leaf("weight", point.weight());
      leaf("pairedPoint", String.valueOf(point.pair()));
      close("scanPointDef");
    }
    close("pointDef");
  }

  private void exchanges() {
    TreeSet<String> exchanges = new TreeSet<>();
    file.products().forEach(product -> exchanges.add(product.id().exchange()));
    for (String exchange : exchanges) {
      open("exchange");
      leaf("exch", exchange);
      for (SpanProduct product : file.products()) {
        if (product.id().exchange().equals(exchange)) {
          product(product);
        }
      }
      close("exchange");
    }
  }

  private void product(SpanProduct product) {
    String element = ELEMENTS.get(product.id().type()) + "Pf";
    open(element);
    leaf("pfId", String.valueOf(placeByProduct.get(product.id())));
    leaf("pfCode", product.id().code());
    leaf("name", product.name());
    product.currency().ifPresent(currency -> leaf("currency", currency.code()));
    leaf("cvf", product.valueFactor());
    leaf("valueMeth", product.valuation() == Valuation.FUTURES_STYLE ? "FUT" : "EQTY");
    leaf("setlMeth", "CASH");
    product.exercise().ifPresent(style -> leaf("exercise", style));
    List<SpanContract> contracts = contractsByProduct.getOrDefault(product.id(), List.of());
    if (product.id().type().isOption()) {
      series(contracts);
    } else {
      contracts.forEach(this::contract);
      bareUnderlyings(product, contracts);
    }
    close(element);
  }

  private void contract(SpanContract contract) {
    SpanProduct.Id id = contract.key().product();
    String element = ELEMENTS.getOrDefault(id.type(), "");
    open(element);
    leaf("cId", String.valueOf(place(new Underlying(id, contract.key().future()))));
    leaf("pe", contract.key().future().code());
    contract.price().ifPresent(price -> leaf("p", price));
    leaf("sc", contract.deltaScaling());
    leaf("cvf", contract.valueFactor());
    scanRate(contract);
    contract.array().ifPresent(this::array);
    close(element);
  }

  private void bareUnderlyings(SpanProduct product, List<SpanContract> contracts) {
    placeByUnderlying.forEach(
        (underlying, place) -> {
          boolean isOurs = underlying.product().equals(product.id());
          boolean isWritten =
              contracts.stream().anyMatch(c -> c.key().future().equals(underlying.period()));
          if (isOurs && !isWritten) {
            String element = ELEMENTS.getOrDefault(product.id().type(), "");
            open(element);
            leaf("cId", String.valueOf(place));
            leaf("pe", underlying.period().code());
            close(element);
          }
        });
  }

  private record Series(
      SpanPeriod future,
      SpanPeriod option,
      BigDecimal deltaScaling,
      BigDecimal valueFactor,
      Optional<BigDecimal> priceScan) {}

  private void series(List<SpanContract> options) {
    Map<Series, List<SpanContract>> bySeries = new LinkedHashMap<>();
    for (SpanContract option : options) {
      Series series =
          new Series(
              option.key().future(),
              option.key().option(),
              option.deltaScaling().stripTrailingZeros(),
              option.valueFactor().stripTrailingZeros(),
              option.priceScan().map(BigDecimal::stripTrailingZeros));
      bySeries.computeIfAbsent(series, _ -> new ArrayList<>()).add(option);
    }
    bySeries.forEach(this::series);
  }

  private void series(Series series, List<SpanContract> options) {
    SpanContract first = options.getFirst();
    open("series");
    leaf("pe", series.option().code());
    leaf("sc", series.deltaScaling());
    leaf("cvf", series.valueFactor());
    scanRate(first);
    if (first.key().product().type() == SpanProductType.OOF) {
      Underlying underlying = underlying(first.key());
      open("undC");
      leaf("exch", underlying.product().exchange());
      leaf("pfId", String.valueOf(placeByProduct.get(underlying.product())));
      leaf("cId", String.valueOf(place(underlying)));
      close("undC");
    }
    options.forEach(this::option);
    close("series");
  }

  private void option(SpanContract option) {
    open("opt");
    option.key().right().ifPresent(right -> leaf("o", right == OptionRight.CALL ? "C" : "P"));
    option.key().strike().ifPresent(strike -> leaf("k", strike));
    option.price().ifPresent(price -> leaf("p", price));
    option.volatility().ifPresent(volatility -> leaf("v", volatility));
    option.array().ifPresent(this::array);
    close("opt");
  }

  private void scanRate(SpanContract contract) {
    contract
        .priceScan()
        .ifPresent(
            range -> {
              open("scanRate");
              leaf("r", "1");
              leaf(
                  "priceScan",
                  range.divide(contract.valueFactor(), RANGE_DECIMALS, RoundingMode.HALF_EVEN));
              close("scanRate");
            });
  }

  private void array(SpanArray array) {
    open("ra");
    leaf("r", "1");
    array.values().forEach(value -> leaf("a", value));
    leaf("d", array.compositeDelta());
    close("ra");
  }

  private void commodity(SpanCommodity commodity) {
    require(
        commodity.refusals().isEmpty(),
        "combined commodity %s cannot be written whole: %s",
        commodity.code(),
        commodity.refusals());
    open("ccDef");
    leaf("cc", commodity.code());
    leaf("name", commodity.code());
    leaf("currency", commodity.currency().code());
    leaf("riskExponent", String.valueOf(commodity.riskExponent()));
    leaf("capAnov", commodity.isOptionValueCapped() ? "1" : "0");
    leaf("wfprMeth", commodity.priceRisk().name());
    leaf("somMeth", commodity.minimum().name());
    for (SpanProduct.Id product : commodity.products()) {
      open("pfLink");
      leaf("exch", product.exchange());
      leaf("pfCode", product.code());
      leaf("pfType", product.type().name());
      close("pfLink");
    }
    for (SpanCommodity.Ratio ratio : commodity.ratios()) {
      String rateClass = String.valueOf(rateClass(ratio.accountType(), ratio.isInitial()));
      open("adjRate");
      leaf("r", rateClass);
      leaf("baseR", rateClass);
      leaf("val", ratio.value());
      close("adjRate");
    }
    tiers("scanTiers", commodity.scanTiers());
    tiers("intraTiers", commodity.intraTiers());
    tiers("interTiers", commodity.interTiers());
    minimums(commodity.minimums());
    commodity.calendars().forEach(this::spread);
    for (SpanCommodity.Spot spot : commodity.spots()) {
      open("spotRate");
      leaf("r", "1");
      leaf("pe", spot.period().code());
      leaf("sprd", spot.spread());
      leaf("outr", spot.outright());
      close("spotRate");
    }
    close("ccDef");
  }

  private void tiers(String element, List<SpanCommodity.Tier> tiers) {
    if (!tiers.isEmpty()) {
      open(element);
      for (SpanCommodity.Tier tier : tiers) {
        open("tier");
        bounds(tier);
        close("tier");
      }
      close(element);
    }
  }

  private void minimums(List<SpanCommodity.Minimum> minimums) {
    if (!minimums.isEmpty()) {
      open("somTiers");
      for (SpanCommodity.Minimum minimum : minimums) {
        open("tier");
        bounds(minimum.tier());
        rate(minimum.rate());
        close("tier");
      }
      close("somTiers");
    }
  }

  private void bounds(SpanCommodity.Tier tier) {
    leaf("tn", String.valueOf(tier.number()));
    if (!tier.first().isNone()) {
      leaf("sPe", tier.first().code());
    }
    if (!tier.last().isNone()) {
      leaf("ePe", tier.last().code());
    }
  }

  private void spreads(String element, List<SpanSpread> spreads, List<ScanSpread> scanned) {
    if (spreads.isEmpty() && scanned.isEmpty()) {
      return;
    }
    open(element);
    spreads.forEach(this::spread);
    scanned.forEach(this::scanned);
    close(element);
  }

  private void spread(SpanSpread spread) {
    open("dSpread");
    leaf("spread", String.valueOf(spread.priority()));
    leaf("chargeMeth", spread.method() == SpanSpread.Method.FLAT ? "F" : "W");
    rate(spread.rate());
    // Legs keep their order among those of their kind; which kind comes first means nothing.
    for (SpanSpread.Leg leg : spread.legs()) {
      String element = leg.place() instanceof SpanSpread.OfPeriod ? "pLeg" : "tLeg";
      open(element);
      leaf("cc", leg.commodity());
      switch (leg.place()) {
        case SpanSpread.Whole _ -> leaf("tn", "0");
        case SpanSpread.OfTier tier -> leaf("tn", String.valueOf(tier.number()));
        case SpanSpread.OfPeriod period -> leaf("pe", period.period().code());
      }
      leaf("rs", leg.side().name());
      leaf("i", leg.ratio());
      leg.ownRate().ifPresent(this::rate);
      close(element);
    }
    close("dSpread");
  }

  private void scanned(ScanSpread spread) {
    open("sSpread");
    leaf("spread", String.valueOf(spread.priority()));
    leaf("isTargetReq", spread.isTargetRequired() ? "1" : "0");
    leaf("numLegsReq", String.valueOf(spread.requiredLegs()));
    for (ScanSpread.Leg leg : spread.legs()) {
      open("sLeg");
      leaf("cc", leg.commodity());
      leaf("isTarget", leg.isTarget() ? "1" : "0");
      leaf("isRequired", leg.isRequired() ? "1" : "0");
      leaf("i", leg.ratio());
      rate(leg.rate());
      close("sLeg");
    }
    close("sSpread");
  }

  private void rate(BigDecimal value) {
    open("rate");
    leaf("r", "1");
    leaf("val", value);
    close("rate");
  }

  private void open(String element) {
    line("<" + element + ">");
    depth++;
  }

  private void close(String element) {
    depth--;
    line("</" + element + ">");
  }

  private void leaf(String element, BigDecimal value) {
    leaf(element, value.toPlainString());
  }

  private void leaf(String element, String value) {
    line("<%1$s>%2$s</%1$s>".formatted(element, escaped(value)));
  }

  private static String escaped(String value) {
    StringBuilder text = new StringBuilder();
    for (char c : value.toCharArray()) {
      switch (c) {
        case '&' -> text.append("&amp;");
        case '<' -> text.append("&lt;");
        case '>' -> text.append("&gt;");
        default -> text.append(c);
      }
    }
    return text.toString();
  }

  private void line(String text) {
    try {
      target.append(" ".repeat(depth)).append(text).append('\n');
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
