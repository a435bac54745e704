package novate.wire;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toSet;
import static novate.market.Checks.found;
import static novate.market.Checks.require;

import java.io.Reader;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import novate.market.Account;
import novate.market.AccountClass;
import novate.market.AccountId;
import novate.market.BusinessCalendar;
import novate.market.CalendarId;
import novate.market.Catalogue;
import novate.market.CombinedCommodityId;
import novate.market.Contract;
import novate.market.ContractId;
import novate.market.CurrencyCode;
import novate.market.ExerciseStyle;
import novate.market.FinalSettlement;
import novate.market.Fixing;
import novate.market.FixingQuality;
import novate.market.Future;
import novate.market.IndexId;
import novate.market.Lots;
import novate.market.Member;
import novate.market.MemberId;
import novate.market.OptionOnFuture;
import novate.market.OptionRight;
import novate.market.PremiumStyle;
import novate.market.PricingModel;
import novate.market.Product;
import novate.market.ProductId;
import novate.market.VenueId;

/**
 * The files of a market directory and the words they stand for, except its prices ({@link
 * PriceFiles}). Each file is read and written by one pair of methods; nothing here opens one.
 *
 * <p>Every reading method throws {@link novate.market.InvalidInputException} with every error of
 * the file. What a file refers to is handed in, already read.
 */
public final class MarketFiles {
  static final List<String> CALENDAR = List.of("calendar_id", "zone", "holiday");
  static final List<String> PRODUCTS =
      List.of(
          "product_id",
          "name",
          "venue",
          "commodity",
          "currency",
          "size",
          "unit",
          "settlement_tick",
          "trading_tick",
          "index_id",
          "final_settlement",
          "pricing_model",
          "negative_prices_allowed",
          "calendar_id",
          "daily_limit",
          "expiry_time");
  static final List<String> CONTRACTS =
      List.of(
          "contract_id",
          "product_id",
          "expiry",
          "is_active",
          "month",
          "underlying",
          "right",
          "strike",
          "exercise",
          "premium_style");
  static final List<String> FIXINGS =
      List.of(
          "index_id",
          "fixing_date",
          "revision",
          "value",
          "observations",
          "contributors",
          "dispersion",
          "is_low_confidence",
          "methodology_id",
          "methodology_hash");
  static final List<String> POSITIONS = List.of("account", "contract", "lots");
  static final List<String> MEMBERS = List.of("member_id", "name");
  static final List<String> ACCOUNTS = List.of("account_id", "member_id", "account_class");

  private MarketFiles() {}

  /**
   * {@code calendar.csv}: one row per holiday; a calendar without holidays has one row with an
   * empty holiday.
   */
  public static List<BusinessCalendar> calendars(Reader reader, String source) {
    Map<CalendarId, ZoneId> zones = new LinkedHashMap<>();
    record Holiday(CalendarId calendar, LocalDate day) {}
    Set<Holiday> seen = new HashSet<>();
    List<Optional<Holiday>> holidays =
        CsvTable.read(
            reader,
            source,
            CALENDAR,
            row -> {
              var id = row.cell("calendar_id", CalendarId::new);
              var zone = row.cell("zone", ZoneId::of);
              var day = row.optional("holiday", CsvRow::parseDate);
              return row.build(
                  () -> {
                    ZoneId known = zones.putIfAbsent(id.value(), zone.value());
                    if (known != null && !known.equals(zone.value())) {
                      row.refuse("zone", "calendar %s is in %s".formatted(id.value(), known));
                    }
                    Optional<Holiday> holiday = day.value().map(d -> new Holiday(id.value(), d));
                    if (holiday.isPresent() && !seen.add(holiday.get())) {
                      row.refuse("holiday", "stands twice");
                    }
                    return holiday;
                  });
            });
    Map<CalendarId, Set<LocalDate>> byCalendar =
        holidays.stream()
            .flatMap(Optional::stream)
            .collect(groupingBy(Holiday::calendar, mapping(Holiday::day, toSet())));
    return zones.entrySet().stream()
        .map(
            zone ->
                new BusinessCalendar(
                    zone.getKey(),
                    zone.getValue(),
                    byCalendar.getOrDefault(zone.getKey(), Set.of())))
        .toList();
  }

  /** Writes {@code calendar.csv}; holidays ascend. */
  public static void writeCalendars(List<BusinessCalendar> calendars, Appendable target) {
    CsvLines lines = new CsvLines(CALENDAR);
    for (BusinessCalendar calendar : calendars) {
      if (calendar.holidays().isEmpty()) {
        lines.text(calendar.id()).text(calendar.zone()).none().end();
      }
      calendar.holidays().stream()
          .sorted()
          .forEach(day -> lines.text(calendar.id()).text(calendar.zone()).text(day).end());
    }
    lines.writeTo(target);
  }

  /** {@code products.csv}; sizes and ticks in currency per unit, the daily limit as a fraction. */
  public static List<Product> products(
      Reader reader, String source, List<BusinessCalendar> calendars) {
    Set<CalendarId> known = new HashSet<>(calendars.stream().map(BusinessCalendar::id).toList());
    Set<ProductId> seen = new HashSet<>();
    return CsvTable.read(
        reader,
        source,
        PRODUCTS,
        row -> {
          var id = row.cell("product_id", once(seen, ProductId::new));
          var calendar = row.cell("calendar_id", CalendarId::new);
          if (calendar.isReadable() && !known.contains(calendar.value())) {
            row.refuse("calendar_id", "is not a calendar of this market");
          }
          return product(row, id, calendar);
        });
  }

  private static Optional<Product> product(
      CsvRow row, CsvRow.Cell<ProductId> id, CsvRow.Cell<CalendarId> calendar) {
    var name = row.text("name");
    var venue = row.cell("venue", VenueId::new);
    var commodity = row.cell("commodity", CombinedCommodityId::new);
    var currency = row.cell("currency", CurrencyCode::new);
    var size = row.decimal("size");
    var unit = row.text("unit");
    var settlementTick = row.decimal("settlement_tick");
    var tradingTick = row.decimal("trading_tick");
    var index = row.cell("index_id", IndexId::new);
    var finalSettlement = row.choice("final_settlement", FinalSettlement.class);
    var model = row.choice("pricing_model", PricingModel.class);
    var negativePricesAllowed = row.flag("negative_prices_allowed");
    var dailyLimit = row.optional("daily_limit", Decimals::parse);
    var expiryTime = row.cell("expiry_time", LocalTime::parse);
    return row.build(
        () ->
            new Product(
                id.value(),
                name.value(),
                venue.value(),
                commodity.value(),
                currency.value(),
                size.value(),
                unit.value(),
                settlementTick.value(),
                tradingTick.value(),
                index.value(),
                finalSettlement.value(),
                model.value(),
                negativePricesAllowed.value(),
                calendar.value(),
                dailyLimit.value(),
                expiryTime.value()));
  }

  /** Writes {@code products.csv}. */
  public static void writeProducts(List<Product> products, Appendable target) {
    CsvLines lines = new CsvLines(PRODUCTS);
    for (Product product : products) {
      lines
          .text(product.id())
          .text(product.name())
          .text(product.venue())
          .text(product.commodity())
          .text(product.currency())
          .number(product.size())
          .text(product.unit())
          .number(product.settlementTick())
          .number(product.tradingTick())
          .text(product.index())
          .text(product.finalSettlement())
          .text(product.model())
          .text(product.negativePricesAllowed())
          .text(product.calendar());
      product.dailyLimit().ifPresentOrElse(lines::number, lines::none);
      lines.text(product.expiryTime()).end();
    }
    lines.writeTo(target);
  }

  /**
   * {@code contracts.csv}: the order of the rows is the order of listing. A future has a month and
   * no terms of an option; an option has an underlying, listed above it, and its terms, the strike
   * in currency per unit.
   */
  public static Catalogue catalogue(Reader reader, String source, List<Product> products) {
    Map<ProductId, Product> productById = new HashMap<>();
    products.forEach(product -> productById.put(product.id(), product));
    Map<ContractId, Contract> listed = new HashMap<>();
    return new Catalogue(
        CsvTable.read(
            reader,
            source,
            CONTRACTS,
            row -> {
              var id = row.cell("contract_id", ContractId::new);
              if (id.isReadable() && listed.containsKey(id.value())) {
                row.refuse("contract_id", "stands twice");
              }
              var product =
                  row.cell(
                      "product_id",
                      text ->
                          found(
                              productById.get(new ProductId(text)),
                              "is not a product of this market"));
              Optional<Contract> contract =
                  isFilled(row.optional("month", Function.identity()))
                      ? future(row, id, product)
                      : option(row, id, product, listed);
              contract.ifPresent(c -> listed.put(c.id(), c));
              return contract;
            }));
  }

  private static Optional<Contract> future(
      CsvRow row, CsvRow.Cell<ContractId> id, CsvRow.Cell<Product> product) {
    var month = row.cell("month", YearMonth::parse);
    var expiry = row.date("expiry");
    var isActive = row.flag("is_active");
    for (String column : List.of("underlying", "right", "strike", "exercise", "premium_style")) {
      if (isFilled(row.optional(column, Function.identity()))) {
        row.refuse(column, "must be empty: a contract with a month is a future");
      }
    }
    return row.build(
        () ->
            new Future(
                id.value(), product.value(), month.value(), expiry.value(), isActive.value()));
  }

  private static Optional<Contract> option(
      CsvRow row,
      CsvRow.Cell<ContractId> id,
      CsvRow.Cell<Product> product,
      Map<ContractId, Contract> listed) {
    var expiry = row.date("expiry");
    var isActive = row.flag("is_active");
    var underlying =
        row.cell(
            "underlying",
            text ->
                switch (found(listed.get(new ContractId(text)), "is not listed above")) {
                  case Future future -> future;
                  case OptionOnFuture _ ->
                      throw new IllegalArgumentException("is an option, not a future");
                });
    var right = row.choice("right", OptionRight.class);
    var strike = row.decimal("strike");
    var exercise = row.choice("exercise", ExerciseStyle.class);
    var premiumStyle = row.choice("premium_style", PremiumStyle.class);
    return row.build(
        () ->
            new OptionOnFuture(
                id.value(),
                product.value(),
                underlying.value(),
                right.value(),
                product.value().price(strike.value()),
                exercise.value(),
                premiumStyle.value(),
                expiry.value(),
                isActive.value()));
  }

  /** Writes {@code contracts.csv} in the order of listing. */
  public static void writeCatalogue(Catalogue catalogue, Appendable target) {
    CsvLines lines = new CsvLines(CONTRACTS);
    for (Contract contract : catalogue.contracts()) {
      lines
          .text(contract.id())
          .text(contract.product().id())
          .text(contract.expiry())
          .text(contract.isActive());
      switch (contract) {
        case Future future -> lines.text(future.month()).none().none().none().none().none();
        case OptionOnFuture option ->
            lines
                .none()
                .text(option.underlying().id())
                .text(option.right())
                .number(option.product().decimal(option.strike()))
                .text(option.exercise())
                .text(option.premiumStyle());
      }
      lines.end();
    }
    lines.writeTo(target);
  }

  /** {@code fixings.csv}: published values; a restatement is a row with the next revision. */
  public static List<Fixing> fixings(Reader reader, String source) {
    record Print(IndexId index, LocalDate date, int revision) {}
    Set<Print> seen = new HashSet<>();
    return CsvTable.read(
        reader,
        source,
        FIXINGS,
        row -> {
          var index = row.cell("index_id", IndexId::new);
          var date = row.date("fixing_date");
          var revision = row.count("revision");
          var value = row.decimal("value");
          var observations = row.count("observations");
          var contributors = row.count("contributors");
          var dispersion = row.decimal("dispersion");
          var isLowConfidence = row.flag("is_low_confidence");
          var methodology = row.text("methodology_id");
          var hash = row.text("methodology_hash");
          return row.build(
              () -> {
                if (!seen.add(new Print(index.value(), date.value(), revision.value()))) {
                  row.refuse("revision", "stands twice for this index and date");
                }
                return new Fixing(
                    index.value(),
                    date.value(),
                    value.value(),
                    new FixingQuality(
                        observations.value(),
                        contributors.value(),
                        dispersion.value(),
                        isLowConfidence.value()),
                    methodology.value(),
                    hash.value(),
                    revision.value());
              });
        });
  }

  /** Writes {@code fixings.csv}. */
  public static void writeFixings(List<Fixing> fixings, Appendable target) {
    CsvLines lines = new CsvLines(FIXINGS);
    for (Fixing fixing : fixings) {
      lines
          .text(fixing.index())
          .text(fixing.date())
          .number(fixing.revision())
          .number(fixing.value())
          .number(fixing.quality().observations())
          .number(fixing.quality().contributors())
          .number(fixing.quality().dispersion())
          .text(fixing.quality().isLowConfidence())
          .text(fixing.methodology())
          .text(fixing.methodologyHash())
          .end();
    }
    lines.writeTo(target);
  }

  /** {@code positions.csv}: signed lots by account and contract; a pair stands once. */
  public static SortedMap<AccountId, SortedMap<ContractId, Lots>> positions(
      Reader reader, String source, Catalogue catalogue) {
    return positions(reader, source, catalogue, _ -> Optional.empty());
  }

  /**
   * {@code positions.csv}, of contracts that may be held.
   *
   * @param refusal why a listed contract cannot be held, when it cannot; for example that it has
   *     expired
   */
  public static SortedMap<AccountId, SortedMap<ContractId, Lots>> positions(
      Reader reader,
      String source,
      Catalogue catalogue,
      Function<Contract, Optional<String>> refusal) {
    SortedMap<AccountId, SortedMap<ContractId, Lots>> positions = new TreeMap<>();
    CsvTable.read(
        reader,
        source,
        POSITIONS,
        row -> {
          var account = row.cell("account", AccountId::new);
          var contract = row.cell("contract", text -> mayBeHeld(text, catalogue, refusal));
          var lots = row.whole("lots");
          return row.build(
              () -> {
                var ofAccount = positions.computeIfAbsent(account.value(), _ -> new TreeMap<>());
                if (ofAccount.put(contract.value(), new Lots(lots.value())) != null) {
                  row.refuse("contract", "stands twice for account " + account.value());
                }
                return ofAccount;
              });
        });
    return positions;
  }

  private static ContractId mayBeHeld(
      String text, Catalogue catalogue, Function<Contract, Optional<String>> refusal) {
    Contract listed =
        catalogue
            .find(new ContractId(text))
            .orElseThrow(() -> new IllegalArgumentException("is not listed"));
    Optional<String> why = refusal.apply(listed);
    require(why.isEmpty(), "%s", why.orElse(""));
    return listed.id();
  }

  /** Lots that an account would trade, in a file of trades that have not happened. */
  public record IntendedTrade(AccountId account, ContractId contract, Lots lots) {}

  /**
   * Trades that have not happened, in the order of the file; the columns are those of positions,
   * and a contract may stand more than once.
   *
   * @param refusal why a listed contract cannot be traded, when it cannot
   */
  public static List<IntendedTrade> intendedTrades(
      Reader reader,
      String source,
      Catalogue catalogue,
      Function<Contract, Optional<String>> refusal) {
    return CsvTable.read(
        reader,
        source,
        POSITIONS,
        row -> {
          var account = row.cell("account", AccountId::new);
          var contract = row.cell("contract", text -> mayBeHeld(text, catalogue, refusal));
          var lots = row.whole("lots");
          return row.build(
              () -> new IntendedTrade(account.value(), contract.value(), new Lots(lots.value())));
        });
  }

  /** Writes {@code positions.csv}, by account and contract. */
  public static void writePositions(
      SortedMap<AccountId, SortedMap<ContractId, Lots>> positions, Appendable target) {
    CsvLines lines = new CsvLines(POSITIONS);
    positions.forEach(
        (account, ofAccount) ->
            ofAccount.forEach(
                (contract, lots) -> lines.text(account).text(contract).number(lots.value()).end()));
    lines.writeTo(target);
  }

  /** {@code members.csv}. */
  public static List<Member> members(Reader reader, String source) {
    Set<MemberId> seen = new HashSet<>();
    return CsvTable.read(
        reader,
        source,
        MEMBERS,
        row -> {
          var id = row.cell("member_id", once(seen, MemberId::new));
          var name = row.text("name");
          return row.build(() -> new Member(id.value(), name.value()));
        });
  }

  /** Writes {@code members.csv}. */
  public static void writeMembers(List<Member> members, Appendable target) {
    CsvLines lines = new CsvLines(MEMBERS);
    members.forEach(member -> lines.text(member.id()).text(member.name()).end());
    lines.writeTo(target);
  }

  /** {@code accounts.csv}. */
  public static List<Account> accounts(Reader reader, String source, List<Member> members) {
    Set<MemberId> known = new HashSet<>(members.stream().map(Member::id).toList());
    Set<AccountId> seen = new HashSet<>();
    return CsvTable.read(
        reader,
        source,
        ACCOUNTS,
        row -> {
          var id = row.cell("account_id", once(seen, AccountId::new));
          var member = row.cell("member_id", MemberId::new);
          if (member.isReadable() && !known.contains(member.value())) {
            row.refuse("member_id", "is not a member of this market");
          }
          var accountClass = row.choice("account_class", AccountClass.class);
          return row.build(() -> new Account(id.value(), member.value(), accountClass.value()));
        });
  }

  /** Writes {@code accounts.csv}. */
  public static void writeAccounts(List<Account> accounts, Appendable target) {
    CsvLines lines = new CsvLines(ACCOUNTS);
    accounts.forEach(
        account ->
            lines.text(account.id()).text(account.member()).text(account.accountClass()).end());
    lines.writeTo(target);
  }

  private static boolean isFilled(CsvRow.Cell<Optional<String>> cell) {
    return cell.isReadable() && cell.value().isPresent();
  }

  /** A parser that refuses an identity it has read before. */
  static <T> Function<String, T> once(Set<T> seen, Function<String, T> parser) {
    return text -> {
      T value = parser.apply(text);
      if (!seen.add(value)) {
        throw new IllegalArgumentException("stands twice");
      }
      return value;
    };
  }
}
