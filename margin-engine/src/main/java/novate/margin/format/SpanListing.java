package novate.margin.format;

import java.math.BigDecimal;
import java.time.LocalTime;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import novate.market.CalendarId;
import novate.market.Catalogue;
import novate.market.CombinedCommodityId;
import novate.market.Contract;
import novate.market.ContractId;
import novate.market.ExerciseStyle;
import novate.market.FinalSettlement;
import novate.market.Future;
import novate.market.IndexId;
import novate.market.OptionOnFuture;
import novate.market.PremiumStyle;
import novate.market.Price;
import novate.market.PricingModel;
import novate.market.Product;
import novate.market.ProductId;
import novate.market.VenueId;

/**
 * The contracts of a file as a catalogue of ours, futures before options.
 *
 * <p>The listing serves to margin from published arrays, not to trade or price: what is no option
 * is listed as a future of its month, every option as an option on one inactive future of its
 * commodity and month, and a tick is worth one minor unit. A physical counts in the month of the
 * file, an option on a physical in its own month.
 */
final class SpanListing {
  private static final CalendarId CALENDAR = new CalendarId("SPAN");

  private final SpanFile file;
  private final List<Contract> futures = new ArrayList<>();
  private final List<Contract> options = new ArrayList<>();
  private final Map<SpanProduct.Id, SpanCommodity> commodityByProduct = new HashMap<>();
  private final Map<SpanProduct.Id, SpanProduct> productById = new HashMap<>();
  private final Map<String, Integer> strikeDecimals = new HashMap<>();
  private final Map<ContractId, SpanContract> contractById = new LinkedHashMap<>();
  private final Map<ContractId, Future> underlyings = new TreeMap<>();

  SpanListing(SpanFile file) {
    this.file = file;
    for (SpanCommodity commodity : file.commodities()) {
      commodity.products().forEach(product -> commodityByProduct.put(product, commodity));
    }
    file.products().forEach(product -> productById.put(product.id(), product));
    for (SpanContract contract : file.contracts()) {
      commodity(contract)
          .ifPresent(
              commodity ->
                  strikeDecimals.merge(
                      commodity.code(),
                      contract.key().strike().map(BigDecimal::scale).orElse(0),
                      Math::max));
    }
    file.contracts().forEach(this::list);
  }

  static CombinedCommodityId commodityId(String code) {
    return new CombinedCommodityId(SpanNames.identity(code));
  }

  /** The combined commodity of a contract; none when its product is linked into none. */
  Optional<SpanCommodity> commodity(SpanContract contract) {
    return Optional.ofNullable(commodityByProduct.get(contract.key().product()));
  }

  Optional<SpanProduct> product(SpanContract contract) {
    return Optional.ofNullable(productById.get(contract.key().product()));
  }

  Map<ContractId, SpanContract> contractById() {
    return contractById;
  }

  Catalogue catalogue() {
    List<Contract> all = new ArrayList<>(futures);
    all.addAll(underlyings.values());
    all.addAll(options);
    return new Catalogue(all);
  }

  private void list(SpanContract contract) {
    Optional<SpanCommodity> commodity = commodity(contract);
    if (commodity.isPresent()) {
      ContractId id = contract.key().contractId();
      Product product = terms(contract, commodity.get());
      YearMonth month = month(contract.key());
      if (contract.key().product().type().isOption()) {
        options.add(option(id, product, contract, commodity.get(), month));
      } else {
        futures.add(new Future(id, product, month, month.atEndOfMonth(), true));
      }
      contractById.put(id, contract);
    }
  }

  /** The month that the delta of a contract counts in. */
  YearMonth month(SpanContract.Key key) {
    if (!key.future().isNone()) {
      return key.future().month();
    }
    return key.option().isNone() ? YearMonth.from(file.header().date()) : key.option().month();
  }

  private OptionOnFuture option(
      ContractId id,
      Product product,
      SpanContract contract,
      SpanCommodity commodity,
      YearMonth month) {
    ContractId underlyingId =
        new ContractId(SpanNames.identity("underlying:" + commodity.code() + ":" + month));
    Future underlying =
        underlyings.computeIfAbsent(
            underlyingId,
            _ -> new Future(underlyingId, product, month, month.atEndOfMonth(), false));
    BigDecimal strike = contract.key().strike().orElseThrow();
    return new OptionOnFuture(
        id,
        product,
        underlying,
        contract.key().right().orElseThrow(),
        new Price(strike.movePointRight(decimals(commodity)).longValueExact()),
        ExerciseStyle.EUROPEAN,
        PremiumStyle.PREMIUM,
        underlying.expiry(),
        true);
  }

  private int decimals(SpanCommodity commodity) {
    return Math.max(0, strikeDecimals.getOrDefault(commodity.code(), 0));
  }

  /** Delta scaling is by product with us and by series in files: a product for each. */
  private Product terms(SpanContract contract, SpanCommodity commodity) {
    BigDecimal tick = BigDecimal.ONE.movePointLeft(decimals(commodity));
    return new Product(
        productId(contract),
        product(contract).map(SpanProduct::name).orElse(""),
        new VenueId(SpanNames.identity(contract.key().product().exchange())),
        commodityId(commodity.code()),
        commodity.currency(),
        BigDecimal.ONE.movePointRight(decimals(commodity) - commodity.currency().minorDigits()),
        "unit",
        tick,
        tick,
        new IndexId(SpanNames.identity(commodity.code())),
        FinalSettlement.LAST_FIXING,
        PricingModel.BACHELIER,
        true,
        CALENDAR,
        Optional.empty(),
        LocalTime.MIDNIGHT);
  }

  static ProductId productId(SpanContract contract) {
    return new ProductId(
        SpanNames.identity(
            contract.key().product()
                + "/"
                + contract.deltaScaling().stripTrailingZeros().toPlainString()));
  }
}
