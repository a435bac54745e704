package novate.clearing;

import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import novate.clearing.registry.Registry;
import novate.clearing.registry.RegistryFold;
import novate.market.Account;
import novate.market.AccountClass;
import novate.market.AccountId;
import novate.market.AveragingState;
import novate.market.BusinessCalendar;
import novate.market.CalendarId;
import novate.market.CombinedCommodityId;
import novate.market.Contract;
import novate.market.ContractId;
import novate.market.CurrencyCode;
import novate.market.ExerciseStyle;
import novate.market.FinalSettlement;
import novate.market.Future;
import novate.market.IndexId;
import novate.market.Member;
import novate.market.MemberId;
import novate.market.OptionOnFuture;
import novate.market.OptionRight;
import novate.market.PremiumStyle;
import novate.market.Price;
import novate.market.PriceSet;
import novate.market.PricingModel;
import novate.market.Product;
import novate.market.ProductId;
import novate.market.VenueId;
import novate.scenario.ParameterFile;
import novate.scenario.ParameterSet;
import novate.scenario.ScenarioSets;
import novate.wire.PriceSetCodec;
import novate.wire.RegistryCodec;
import novate.wire.Wire;
import novate.wire.event.CurrencyRate;
import novate.wire.event.Cut;
import novate.wire.event.CycleKind;
import novate.wire.event.Leg;
import novate.wire.event.LegKind;
import novate.wire.event.ParametersPublished;
import novate.wire.event.PriceLimit;
import novate.wire.event.PriceLimitsSet;
import novate.wire.event.PriceSubmitted;
import novate.wire.event.PricesComplete;
import novate.wire.event.QuoteReceived;
import novate.wire.event.ScenariosPublished;
import novate.wire.event.TradeKind;
import novate.wire.event.TradeReport;
import novate.wire.event.Value;
import org.apache.avro.specific.SpecificRecord;

/**
 * A house of twelve contracts and seven accounts, small enough to compute by hand. One tick is
 * worth 1.00 USD a lot in GPU, 0.73 USD in AVG, 10.00 CNY in TOK and 1.00 USD in NEG.
 */
public final class TinyHouse {
  /** Thursday, the day before the October contracts expire. */
  public static final LocalDate THURSDAY = LocalDate.of(2026, 10, 29);

  /** Friday, the last day of the October contracts. */
  public static final LocalDate FRIDAY = LocalDate.of(2026, 10, 30);

  /** Monday, the business day after. */
  public static final LocalDate MONDAY = LocalDate.of(2026, 11, 2);

  /** Contract indices, in the order of listing. */
  public static final int GPU_OCT = 0;

  public static final int GPU_NOV = 1;
  public static final int AVG_OCT = 2;
  public static final int TOK_NOV = 3;
  public static final int NEG_NOV = 4;
  public static final int GPU_OCT_CALL = 5;
  public static final int GPU_NOV_PUT = 6;
  public static final int TOK_NOV_CALL = 7;
  public static final int GPU_AMERICAN = 8;
  public static final int GPU_SEP = 9;
  public static final int TOK_OCT = 10;
  public static final int TOK_OCT_CALL = 11;

  /** Account indices, in the order of opening. */
  public static final int HOUSE_1 = 0;

  public static final int NET_1 = 1;
  public static final int GROSS_1 = 2;
  public static final int SEGREGATED_1 = 3;
  public static final int HOUSE_2 = 4;
  public static final int NET_2 = 5;
  public static final int HOUSE_3 = 6;

  /** Scan range 10 %, no extreme move beyond it, no look-ahead: arrays can be done in the head. */
  private static final String COMMODITY =
      """
        %s:
          price: {kind: FRACTION, up: 0.10, down: 0.10}
          volatility: {kind: ABSOLUTE, up: 0.10, down: 0.10}
          extreme_multiplier: 2
          cover_fraction: 0.35
          volatility_floor: 0.05
          lookahead_days: 0
          jump_max: 0.20
      """;

  private static final CalendarId US = new CalendarId("US");

  static {
    Wire.encode(report()); // Avro copies only records of classes that the codec has vouched for.
  }

  private TinyHouse() {}

  /** The parameters: threshold 1,000.00 and increment 100.00 in both currencies. */
  public static ParameterSet parameters() {
    StringBuilder yaml = new StringBuilder("id: \"tiny/1\"\ncommodities:\n");
    for (String commodity : List.of("AVG", "GPU", "NEG", "TOK")) {
      yaml.append(COMMODITY.formatted(commodity).indent(0));
    }
    yaml.append("ratios: {HOUSE: 1.0, CLIENT_NET: 1.0, CLIENT_GROSS: 1.1, SEGREGATED: 1.1}\n");
    yaml.append("calls:\n");
    yaml.append("  USD: {threshold: \"1000.00\", increment: \"100.00\"}\n");
    yaml.append("  CNY: {threshold: \"1000.00\", increment: \"100.00\"}\n");
    return ParameterFile.read(new StringReader(yaml.toString()), "tiny");
  }

  /**
   * The parameters with fees: 0.25 USD a lot and side in GPU, 1.50 CNY in TOK, 0.40 USD in GPU
   * options and 0.60 for exercise.
   */
  public static ParameterSet parametersWithFees() {
    String yaml =
        ParameterFile.write(parameters()).replace("tiny/1", "tiny/fees")
            + """
            fees:
              "GPU": {clearing: "0.25", exercise: "0"}
              "TOK": {clearing: "1.5", exercise: "0"}
              "GPU-OPT": {clearing: "0.4", exercise: "0.6"}
            """;
    return ParameterFile.read(new StringReader(yaml), "tiny");
  }

  /** The registry with fees in force. */
  public static Registry registryWithFees() {
    RegistryFold fold = new RegistryFold();
    registryEvents().forEach(fold::apply);
    ParameterSet parameters = parametersWithFees();
    fold.apply(
        new ParametersPublished(
            parameters.id(), ParameterFile.hash(parameters), ParameterFile.write(parameters)));
    return fold.registry();
  }

  /** New York without a holiday but Thanksgiving. */
  public static BusinessCalendar calendar() {
    return new BusinessCalendar(
        US, ZoneId.of("America/New_York"), Set.of(LocalDate.of(2026, 11, 26)));
  }

  /** The products. */
  public static List<Product> products() {
    FinalSettlement last = FinalSettlement.LAST_FIXING;
    return List.of(
        product("GPU", "GPU", "IFUS", "USD", "1000", "0.001", "0.005", last, false, ""),
        product(
            "AVG",
            "AVG",
            "XCME",
            "USD",
            "730",
            "0.001",
            "0.005",
            FinalSettlement.MONTHLY_AVERAGE,
            false,
            ""),
        product("TOK", "TOK", "XSGE", "CNY", "2000", "0.005", "0.01", last, false, "0.10"),
        product("NEG", "NEG", "IFUS", "USD", "100", "0.01", "0.01", last, true, ""),
        product("GPU-OPT", "GPU", "IFUS", "USD", "1000", "0.001", "0.001", last, false, ""),
        product("TOK-OPT", "TOK", "XSGE", "CNY", "2000", "0.005", "0.005", last, false, ""));
  }

  private static Product product(
      String id,
      String commodity,
      String venue,
      String currency,
      String size,
      String settlementTick,
      String tradingTick,
      FinalSettlement rule,
      boolean isNegativeAllowed,
      String limit) {
    return new Product(
        new ProductId(id),
        id,
        new VenueId(venue),
        new CombinedCommodityId(commodity),
        new CurrencyCode(currency),
        new BigDecimal(size),
        "unit",
        new BigDecimal(settlementTick),
        new BigDecimal(tradingTick),
        new IndexId("IX-" + commodity),
        rule,
        isNegativeAllowed ? PricingModel.BACHELIER : PricingModel.BLACK_76,
        isNegativeAllowed,
        US,
        Optional.of(limit).filter(text -> !text.isEmpty()).map(BigDecimal::new),
        LocalTime.of(16, 0));
  }

  /** The contracts by index. */
  public static List<Contract> contracts() {
    List<Product> products = products();
    Future gpuOct = future(products.get(0), YearMonth.of(2026, 10));
    Future gpuNov = future(products.get(0), YearMonth.of(2026, 11));
    Future tokOct = future(products.get(2), YearMonth.of(2026, 10));
    Future tokNov = future(products.get(2), YearMonth.of(2026, 11));
    Product gpuOption = products.get(4);
    Product tokOption = products.get(5);
    PremiumStyle premium = PremiumStyle.PREMIUM;
    PremiumStyle futuresStyle = PremiumStyle.FUTURES_STYLE;
    return List.of(
        gpuOct,
        gpuNov,
        future(products.get(1), YearMonth.of(2026, 10)),
        tokNov,
        future(products.get(3), YearMonth.of(2026, 11)),
        option("GPU-C-OCT", gpuOption, gpuOct, OptionRight.CALL, 4_000, premium, true),
        option("GPU-P-NOV", gpuOption, gpuNov, OptionRight.PUT, 4_000, premium, true),
        option("TOK-C-NOV", tokOption, tokNov, OptionRight.CALL, 2_000, futuresStyle, true),
        option("GPU-AMERICAN", gpuOption, gpuNov, OptionRight.CALL, 4_000, premium, false),
        future(products.get(0), YearMonth.of(2026, 9)),
        tokOct,
        option("TOK-C-OCT", tokOption, tokOct, OptionRight.CALL, 2_000, futuresStyle, true));
  }

  private static Future future(Product product, YearMonth month) {
    return new Future(
        new ContractId(product.id() + "-" + month),
        product,
        month,
        calendar().lastBusinessDay(month),
        true);
  }

  private static OptionOnFuture option(
      String id,
      Product product,
      Future underlying,
      OptionRight right,
      long strikeTicks,
      PremiumStyle style,
      boolean isActive) {
    return new OptionOnFuture(
        new ContractId(id),
        product,
        underlying,
        right,
        new Price(strikeTicks),
        isActive ? ExerciseStyle.EUROPEAN : ExerciseStyle.AMERICAN,
        style,
        underlying.expiry(),
        isActive);
  }

  /** The accounts by index. */
  public static List<Account> accounts() {
    return List.of(
        account("M1-H", "M1", AccountClass.HOUSE),
        account("M1-N", "M1", AccountClass.CLIENT_NET),
        account("M1-G", "M1", AccountClass.CLIENT_GROSS),
        account("M1-S", "M1", AccountClass.SEGREGATED),
        account("M2-H", "M2", AccountClass.HOUSE),
        account("M2-N", "M2", AccountClass.CLIENT_NET),
        account("M3-H", "M3", AccountClass.HOUSE));
  }

  private static Account account(String id, String member, AccountClass accountClass) {
    return new Account(new AccountId(id), new MemberId(member), accountClass);
  }

  /** The registry's events: TOK-2026-11 may trade from 1,800 to 2,200 ticks on every day here. */
  public static List<SpecificRecord> registryEvents() {
    List<SpecificRecord> events = new ArrayList<>();
    events.add(RegistryCodec.event(calendar()));
    products().forEach(product -> events.add(RegistryCodec.event(product)));
    List<Contract> contracts = contracts();
    for (int i = 0; i < contracts.size(); i++) {
      events.add(RegistryCodec.event(i, contracts.get(i)));
    }
    for (int i = 1; i <= 3; i++) {
      events.add(RegistryCodec.event(i - 1, new Member(new MemberId("M" + i), "Member " + i)));
    }
    List<Account> accounts = accounts();
    for (int i = 0; i < accounts.size(); i++) {
      int member = accounts.get(i).member().value().charAt(1) - '1';
      events.add(RegistryCodec.event(i, accounts.get(i), member));
    }
    ParameterSet parameters = parameters();
    events.add(
        new ParametersPublished(
            parameters.id(), ParameterFile.hash(parameters), ParameterFile.write(parameters)));
    events.add(scenariosPublished());
    for (LocalDate date : List.of(THURSDAY, FRIDAY, MONDAY)) {
      events.add(new PriceLimitsSet(date, List.of(new PriceLimit(TOK_NOV, 1_800L, 2_200L))));
    }
    return events;
  }

  /** The event that publishes the standard 16. */
  public static ScenariosPublished scenariosPublished() {
    try (InputStream yaml =
        Objects.requireNonNull(ScenarioSets.class.getResourceAsStream("span-16.yaml"))) {
      return new ScenariosPublished(
          ScenarioSets.standard16().id(),
          ScenarioSets.hash(ScenarioSets.standard16()),
          new String(yaml.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The registry. */
  public static Registry registry() {
    return registry(List.of());
  }

  /** The registry with more contracts, listed after the twelve. */
  public static Registry registry(List<? extends Contract> more) {
    RegistryFold fold = new RegistryFold();
    registryEvents().forEach(fold::apply);
    for (int i = 0; i < more.size(); i++) {
      fold.apply(RegistryCodec.event(contracts().size() + i, more.get(i)));
    }
    return fold.registry();
  }

  /** Prices by contract index that are good on every day here; each test changes what it needs. */
  public static SortedMap<Integer, Long> prices() {
    return new TreeMap<>(
        Map.of(
            GPU_OCT, 4_100L,
            GPU_NOV, 4_200L,
            AVG_OCT, 2_500L,
            TOK_NOV, 2_000L,
            NEG_NOV, -50L,
            GPU_OCT_CALL, 110L,
            GPU_NOV_PUT, 90L,
            TOK_NOV_CALL, 60L,
            TOK_OCT, 1_990L,
            TOK_OCT_CALL, 15L));
  }

  /** The instant of the cut that ends a day: after the close in New York. */
  public static Instant endOf(LocalDate date) {
    return Instant.parse(date + "T20:30:00Z");
  }

  /** A sealed price set; the October average has all its fixings. */
  public static PriceSet priceSet(
      String id, LocalDate date, Instant asOf, Map<Integer, Long> ticksByContract) {
    return priceSet(contracts(), id, date, asOf, ticksByContract);
  }

  /** The same of other contracts, by their index. */
  public static PriceSet priceSet(
      List<Contract> contracts,
      String id,
      LocalDate date,
      Instant asOf,
      Map<Integer, Long> ticksByContract) {
    SortedMap<ContractId, PriceSet.Mark> marks = new TreeMap<>();
    ticksByContract.forEach(
        (index, ticks) -> {
          Contract contract = contracts.get(index);
          OptionalDouble volatility =
              contract instanceof Future ? OptionalDouble.empty() : OptionalDouble.of(0.5);
          marks.put(contract.id(), new PriceSet.Mark(new Price(ticks), volatility, "EXCHANGE"));
        });
    SortedMap<CurrencyCode, Double> rates =
        new TreeMap<>(Map.of(CurrencyCode.USD, 0.0, CurrencyCode.CNY, 0.0));
    SortedMap<ContractId, AveragingState> averaging = new TreeMap<>();
    averaging.put(contracts().get(AVG_OCT).id(), new AveragingState(22, 22, new BigDecimal("55")));
    return new PriceSet(id, date, asOf, marks, rates, new TreeMap<>(), averaging);
  }

  /** What a cycle is valued with. */
  public static Value value(CycleKind kind, PriceSet prices) {
    ParameterSet parameters = parameters();
    return Value.newBuilder()
        .setCycleId(prices.id())
        .setBusinessDate(prices.date())
        .setKind(kind)
        .setPriceSetId(prices.id())
        .setPriceSetHash(PriceSetCodec.hash(prices))
        .setParameterSetId(parameters.id())
        .setParameterSetHash(ParameterFile.hash(parameters))
        .setScenarioSetId(ScenarioSets.standard16().id())
        .setScenarioSetHash(ScenarioSets.hash(ScenarioSets.standard16()))
        .setEngineVersion("test")
        .build();
  }

  /** The cut of a cycle. */
  public static Cut cut(String cycleId, LocalDate date, CycleKind kind) {
    return new Cut(cycleId, date, kind, List.of(), List.of());
  }

  /** A new trade: M1's house buys 10 GPU-2026-11 from M2's house at 4.200 on Friday. */
  public static TradeReport report() {
    return TradeReport.newBuilder()
        .setVenue("IFUS")
        .setTradeDate(FRIDAY)
        .setTradeId("T1")
        .setKind(TradeKind.NEW)
        .setRevision(0)
        .setContractId("GPU-2026-11")
        .setLots(10)
        .setPrice("4.200")
        .setBuyerAccount("M1-H")
        .setSellerAccount("M2-H")
        .setIsBlock(false)
        .setExecutedAt(Instant.parse("2026-10-30T15:00:00Z"))
        .build();
  }

  /** One leg; identity does not matter to a position. */
  public static Leg leg(int account, int contract, long lots, long priceTicks) {
    return Leg.newBuilder()
        .setVenue("IFUS")
        .setTradeDate(FRIDAY)
        .setTradeId("T1")
        .setRevision(0)
        .setKind(LegKind.NOVATED)
        .setBusinessDate(FRIDAY)
        .setAccountIndex(account)
        .setContraAccountIndex(account == HOUSE_2 ? HOUSE_1 : HOUSE_2)
        .setContractIndex(contract)
        .setLots(lots)
        .setPriceTicks(priceTicks)
        .setContentHash("0")
        .build();
  }

  /** The id of a {@link #quote}. */
  public static String quoteId(String index, LocalDate date, char contributor) {
    return "%s/%s/%s".formatted(index, date, contributor);
  }

  /** A quote of a date; contributors are told apart by a letter. */
  public static QuoteReceived quote(String index, LocalDate date, char contributor, String value) {
    return new QuoteReceived(
        quoteId(index, date, contributor),
        index,
        date,
        Instant.parse(date + "T14:00:00Z"),
        "contributor-" + contributor,
        "family-" + contributor,
        "B200//on_demand",
        value,
        "8",
        "FIRM",
        "USD",
        "GPU-hour",
        null,
        null);
  }

  /** The exchange's price of a contract by index, after the close. */
  public static PriceSubmitted submitted(String cycleId, LocalDate date, int index, long ticks) {
    Contract contract = contracts().get(index);
    return new PriceSubmitted(
        cycleId,
        contract.id().value(),
        contract.product().decimal(new Price(ticks)).toPlainString(),
        contract instanceof Future ? null : Double.valueOf(0.5),
        Instant.parse(date + "T20:00:00Z"));
  }

  /** The exchange's word that so many prices are all; rates are zero. */
  public static PricesComplete complete(String cycleId, int count) {
    return new PricesComplete(
        cycleId,
        count,
        List.of(new CurrencyRate("USD", 0.0), new CurrencyRate("CNY", 0.0)),
        List.of());
  }
}
