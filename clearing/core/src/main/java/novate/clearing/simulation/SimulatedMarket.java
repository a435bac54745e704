package novate.clearing.simulation;

import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import novate.market.Account;
import novate.market.AccountClass;
import novate.market.AccountId;
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
import novate.wire.event.ParametersPublished;
import novate.wire.event.ScenariosPublished;
import org.apache.avro.specific.SpecificRecordBase;

/**
 * A small market around days that are hard: the end of a month with its expiries, a holiday, a
 * change to or from daylight saving time, the end of a year, a leap day. Averaged, last-fixing and
 * negative-price futures in two currencies, options of both premium styles, seven accounts of three
 * members; its prices are a random walk.
 */
final class SimulatedMarket {
  /** First dates; each is followed by what its comment says. */
  private static final List<LocalDate> STARTS =
      List.of(
          LocalDate.of(2026, 10, 28), // expiry on the 30th, end of daylight saving time in New York
          LocalDate.of(2026, 11, 25), // Thanksgiving, expiry on the 30th
          LocalDate.of(2026, 12, 29), // expiry on the last day of the year, New Year
          LocalDate.of(2027, 2, 25), // expiry on a Friday, the 26th
          LocalDate.of(2027, 3, 11), // daylight saving time begins on the 14th, nothing expires
          LocalDate.of(2028, 2, 28)); // expiry on a leap day

  private static final Set<LocalDate> HOLIDAYS =
      Set.of(LocalDate.of(2026, 11, 26), LocalDate.of(2026, 12, 25), LocalDate.of(2027, 1, 1));

  private static final CalendarId CALENDAR = new CalendarId("US");
  private static final ZoneId ZONE = ZoneId.of("America/New_York");
  private static final LocalTime CUT = LocalTime.of(16, 30);

  private static final String COMMODITY =
      """
        %s:
          price: {kind: %s, up: 0.10, down: 0.10}
          volatility: {kind: ABSOLUTE, up: 0.10, down: 0.10}
          extreme_multiplier: 2
          cover_fraction: 0.35
          volatility_floor: 0.05
          lookahead_days: 0
          jump_max: 0.20
      """;

  private static final ParameterSet PARAMETERS = parameters();
  private static final SpecificRecordBase SCENARIOS_PUBLISHED = scenarios();

  private final BusinessCalendar calendar = new BusinessCalendar(CALENDAR, ZONE, HOLIDAYS);
  private final List<LocalDate> dates;
  private final List<Product> products = products();
  private final List<Contract> contracts;
  private final List<Account> accounts = sevenAccounts();
  private final long[][] ticks;

  /** A market of so many business dates. */
  SimulatedMarket(SplittableRandom random, int days) {
    LocalDate date = STARTS.get(random.nextInt(STARTS.size()));
    List<LocalDate> open = new ArrayList<>();
    while (open.size() <= days) {
      open.add(date);
      date = calendar.plus(date, 1);
    }
    dates = List.copyOf(open.subList(0, days));
    contracts = contracts(YearMonth.from(dates.getFirst()));
    ticks = new long[contracts.size()][days + 1];
    for (int day = 0; day <= days; day++) {
      for (int contract = 0; contract < contracts.size(); contract++) {
        ticks[contract][day] = ticksOf(contract, day, random);
      }
    }
  }

  private long ticksOf(int contract, int day, SplittableRandom random) {
    return switch (contracts.get(contract)) {
      case Future future when future.product().negativePricesAllowed() -> random.nextLong(-80, 80);
      case Future future -> {
        long before = day == 0 ? base(future) : ticks[contract][day - 1];
        // What is averaged stays near its average, or what is left of the month would cost nothing.
        double width =
            future.product().finalSettlement() == FinalSettlement.MONTHLY_AVERAGE ? 0.002 : 0.05;
        yield Math.round(before * (1 + width * (2 * random.nextDouble() - 1)));
      }
      case OptionOnFuture option -> {
        long future = ticks[contracts.indexOf(option.underlying())][day];
        long strike = option.strike().ticks();
        long inside = option.right() == OptionRight.CALL ? future - strike : strike - future;
        yield Math.max(0, inside) + random.nextLong(10, 60);
      }
    };
  }

  private static long base(Future future) {
    return switch (future.product().id().value()) {
      case "GPU" -> 4_100;
      case "AVG" -> 2_500;
      default -> 2_000;
    };
  }

  List<LocalDate> dates() {
    return dates;
  }

  BusinessCalendar calendar() {
    return calendar;
  }

  List<Contract> contracts() {
    return contracts;
  }

  List<Account> accounts() {
    return accounts;
  }

  /** Price at the end of a day, or, of day 0, before the first. */
  long ticks(int contract, int day) {
    return ticks[contract][day];
  }

  /** When a date's end of day cuts. */
  static ZonedDateTime cut(LocalDate date) {
    return date.atTime(CUT).atZone(ZONE);
  }

  /** Everything that the registry is told before the first day, in order. */
  List<SpecificRecordBase> registry() {
    List<SpecificRecordBase> events = new ArrayList<>();
    events.add(RegistryCodec.event(calendar));
    products.forEach(product -> events.add(RegistryCodec.event(product)));
    for (int i = 0; i < contracts.size(); i++) {
      events.add(RegistryCodec.event(i, contracts.get(i)));
    }
    for (int i = 0; i < 3; i++) {
      String name = "M" + (i + 1);
      events.add(RegistryCodec.event(i, new Member(new MemberId(name), name)));
    }
    for (int i = 0; i < accounts.size(); i++) {
      int member = accounts.get(i).member().value().charAt(1) - '1';
      events.add(RegistryCodec.event(i, accounts.get(i), member));
    }
    events.add(
        new ParametersPublished(
            PARAMETERS.id(), ParameterFile.hash(PARAMETERS), ParameterFile.write(PARAMETERS)));
    events.add(SCENARIOS_PUBLISHED);
    return events;
  }

  /** The prices of the evening before the first day. */
  SpecificRecordBase pricesBefore() {
    LocalDate before = dates.getFirst().minusDays(1);
    SortedMap<ContractId, PriceSet.Mark> marks = new TreeMap<>();
    for (int i = 0; i < contracts.size(); i++) {
      Contract contract = contracts.get(i);
      OptionalDouble volatility =
          contract instanceof Future ? OptionalDouble.empty() : OptionalDouble.of(0.5);
      marks.put(contract.id(), new PriceSet.Mark(new Price(ticks[i][0]), volatility, "EXCHANGE"));
    }
    return PriceSetCodec.event(
        new PriceSet(
            "before",
            before,
            cut(before).toInstant(),
            marks,
            new TreeMap<>(),
            new TreeMap<>(),
            new TreeMap<>()));
  }

  /** What the futures of a month are fixed on: index by the dates that need a fixing. */
  SortedMap<IndexId, List<LocalDate>> fixingDates() {
    SortedMap<IndexId, List<LocalDate>> dates = new TreeMap<>();
    for (Contract contract : contracts) {
      if (contract instanceof Future future
          && future.month().equals(YearMonth.from(this.dates.getFirst()))) {
        dates.put(
            future.product().index(),
            future.product().finalSettlement() == FinalSettlement.MONTHLY_AVERAGE
                ? calendar.averagingDays(future.month())
                : List.of(future.expiry()));
      }
    }
    return dates;
  }

  private List<Contract> contracts(YearMonth month) {
    YearMonth next = month.plusMonths(1);
    Future gpu = future(0, month);
    Future gpuNext = future(0, next);
    Future token = future(2, month);
    return List.of(
        gpu,
        gpuNext,
        future(1, month),
        future(1, next),
        token,
        future(2, next),
        future(3, next),
        option("GPU-C", products.get(4), gpu, OptionRight.CALL, 4_000, PremiumStyle.PREMIUM),
        option("GPU-P", products.get(4), gpuNext, OptionRight.PUT, 4_000, PremiumStyle.PREMIUM),
        option(
            "TOK-C", products.get(5), token, OptionRight.CALL, 2_000, PremiumStyle.FUTURES_STYLE));
  }

  private Future future(int product, YearMonth month) {
    Product of = products.get(product);
    return new Future(
        new ContractId(of.id() + "-" + month), of, month, calendar.lastBusinessDay(month), true);
  }

  private static OptionOnFuture option(
      String id,
      Product product,
      Future underlying,
      OptionRight right,
      long strikeTicks,
      PremiumStyle style) {
    return new OptionOnFuture(
        new ContractId(id),
        product,
        underlying,
        right,
        new Price(strikeTicks),
        ExerciseStyle.EUROPEAN,
        style,
        underlying.expiry(),
        true);
  }

  private static List<Product> products() {
    FinalSettlement last = FinalSettlement.LAST_FIXING;
    return List.of(
        product("GPU", "GPU", "USD", "1000", "0.001", "0.005", last, ""),
        product("AVG", "AVG", "USD", "730", "0.001", "0.005", FinalSettlement.MONTHLY_AVERAGE, ""),
        product("TOK", "TOK", "CNY", "2000", "0.005", "0.01", last, "0.10"),
        product("NEG", "NEG", "USD", "100", "0.01", "0.01", last, ""),
        product("GPU-OPT", "GPU", "USD", "1000", "0.001", "0.001", last, ""),
        product("TOK-OPT", "TOK", "CNY", "2000", "0.005", "0.005", last, ""));
  }

  private static Product product(
      String id,
      String commodity,
      String currency,
      String size,
      String settlementTick,
      String tradingTick,
      FinalSettlement rule,
      String limit) {
    boolean isNegativeAllowed = id.equals("NEG");
    return new Product(
        new ProductId(id),
        id,
        new VenueId("XSIM"),
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
        CALENDAR,
        Optional.of(limit).filter(text -> !text.isEmpty()).map(BigDecimal::new),
        LocalTime.of(16, 0));
  }

  private static List<Account> sevenAccounts() {
    return List.of(
        account("M1-H", AccountClass.HOUSE),
        account("M1-N", AccountClass.CLIENT_NET),
        account("M1-G", AccountClass.CLIENT_GROSS),
        account("M1-S", AccountClass.SEGREGATED),
        account("M2-H", AccountClass.HOUSE),
        account("M2-N", AccountClass.CLIENT_NET),
        account("M3-H", AccountClass.HOUSE));
  }

  private static Account account(String id, AccountClass accountClass) {
    return new Account(new AccountId(id), new MemberId(id.substring(0, 2)), accountClass);
  }

  private static ParameterSet parameters() {
    StringBuilder yaml = new StringBuilder("id: \"simulated/1\"\ncommodities:\n");
    for (String commodity : List.of("AVG", "GPU", "NEG", "TOK")) {
      yaml.append(
          COMMODITY
              .formatted(commodity, commodity.equals("NEG") ? "ABSOLUTE" : "FRACTION")
              .indent(0));
    }
    yaml.append("ratios: {HOUSE: 1.0, CLIENT_NET: 1.0, CLIENT_GROSS: 1.1, SEGREGATED: 1.1}\n");
    yaml.append("calls:\n");
    yaml.append("  USD: {threshold: \"1000.00\", increment: \"100.00\"}\n");
    yaml.append("  CNY: {threshold: \"1000.00\", increment: \"100.00\"}\n");
    yaml.append("fees:\n");
    yaml.append("  \"GPU\": {clearing: \"0.25\", exercise: \"0\"}\n");
    yaml.append("  \"GPU-OPT\": {clearing: \"0.4\", exercise: \"0.6\"}\n");
    return ParameterFile.read(new StringReader(yaml.toString()), "simulated");
  }

  private static SpecificRecordBase scenarios() {
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
}
