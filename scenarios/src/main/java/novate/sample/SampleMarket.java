package novate.sample;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toSet;
import static novate.market.Checks.found;

import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import novate.market.Account;
import novate.market.AccountClass;
import novate.market.AccountId;
import novate.market.BusinessCalendar;
import novate.market.CalendarId;
import novate.market.Catalogue;
import novate.market.CombinedCommodityId;
import novate.market.Contract;
import novate.market.CurrencyCode;
import novate.market.FinalSettlement;
import novate.market.IndexId;
import novate.market.Member;
import novate.market.MemberId;
import novate.market.PricingModel;
import novate.market.Product;
import novate.market.ProductId;
import novate.market.VenueId;
import novate.scenario.ParameterFile;
import novate.scenario.ParameterSet;
import novate.scenario.ScenarioSet;
import novate.scenario.ScenarioSets;

/**
 * Everything that stands still in a sample market: what is listed, who clears, how it is margined.
 *
 * @param id for example {@code compute-2026}
 * @param businessDate the day of the demo; every contract of its month expires on it
 * @param catalogue all listed contracts: futures by product and month, then options
 * @param accounts in file order; an account's dense index is its place here
 * @param calendars fixing and trading days, by id
 */
public record SampleMarket(
    String id,
    LocalDate businessDate,
    List<Product> products,
    Catalogue catalogue,
    List<Member> members,
    List<Account> accounts,
    SortedMap<CalendarId, BusinessCalendar> calendars,
    List<SampleIndex> indices,
    ParameterSet parameters,
    ScenarioSet scenarios) {
  /** The seed that the demo hands to everything random of this package. */
  public static final long DEMO_SEED = 20_261_030L;

  private static final String COMPUTE_2026 = "compute-2026";

  /** Keeps its own copies. */
  public SampleMarket {
    products = List.copyOf(products);
    members = List.copyOf(members);
    accounts = List.copyOf(accounts);
    calendars = new TreeMap<>(calendars);
    indices = List.copyOf(indices);
  }

  /**
   * The market of AI compute on 30 October 2026, the last business day of the month: rental futures
   * on H100 and B200 that settle on the month's average (730 GPU-hours, in the style of CME and
   * Silicon Data), a Blackwell future that settles on the last fixing (1,000 GPU-hours, in the
   * style of ICE and Ornn), a token basket in yuan with a daily limit (in the style of SHFE), and
   * options: European and American ones on futures and European ones on an average. Options on the
   * January average are listed but not active.
   */
  public static SampleMarket compute2026() {
    SortedMap<CalendarId, BusinessCalendar> calendars = calendars(COMPUTE_2026);
    List<Product> products = SampleFiles.rows(COMPUTE_2026, "products.csv", SampleMarket::product);
    return new SampleMarket(
        COMPUTE_2026,
        LocalDate.of(2026, 10, 30),
        products,
        Listing.of(COMPUTE_2026, products, calendars),
        SampleFiles.rows(
            COMPUTE_2026,
            "members.csv",
            row -> new Member(new MemberId(row.getField("id")), row.getField("name"))),
        SampleFiles.rows(COMPUTE_2026, "accounts.csv", SampleMarket::account),
        calendars,
        SampleFiles.rows(COMPUTE_2026, "indices.csv", SampleMarket::index),
        SampleFiles.read(
            COMPUTE_2026,
            "parameters.yaml",
            reader -> ParameterFile.read(reader, "parameters.yaml")),
        ScenarioSets.standard16());
  }

  /**
   * The parameters with market risk simulated: GPUs by the larger of scan and simulation, tokens by
   * simulation alone.
   */
  public ParameterSet simulatedParameters() {
    String simulation = SampleFiles.read(id, "simulation.yaml", SampleMarket::text);
    ParameterSet simulated =
        ParameterFile.read(
            new StringReader(ParameterFile.write(parameters) + simulation), "simulation.yaml");
    return new ParameterSet(
        parameters.id() + "-simulated",
        simulated.commodities(),
        simulated.ratios(),
        simulated.calls(),
        simulated.spreads(),
        simulated.addOns(),
        simulated.simulation(),
        simulated.fees());
  }

  private static String text(Reader reader) {
    try {
      StringWriter text = new StringWriter();
      reader.transferTo(text);
      return text.toString();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The calendar of a product's trading and fixing days; throws when there is none. */
  public BusinessCalendar calendar(Product product) {
    return calendar(product.calendar());
  }

  /** The calendar of an identity; throws when there is none. */
  public BusinessCalendar calendar(CalendarId calendar) {
    return found(calendars.get(calendar), "sample market %s has no calendar %s", id, calendar);
  }

  /** The index of an identity; throws when there is none. */
  public SampleIndex index(IndexId index) {
    return found(
        indices.stream().filter(each -> each.id().equals(index)).findFirst().orElse(null),
        "sample market %s has no index %s",
        id,
        index);
  }

  /** The instant at which a contract expires: its product's time of day on its last day. */
  public Instant expiryInstant(Contract contract) {
    Product product = contract.product();
    return contract
        .expiry()
        .atTime(product.expiryTime())
        .atZone(calendar(product).zone())
        .toInstant();
  }

  private static SortedMap<CalendarId, BusinessCalendar> calendars(String market) {
    record Holiday(String calendar, LocalDate date) {}
    Map<String, Set<LocalDate>> holidaysByCalendar =
        SampleFiles.rows(
                market,
                "holidays.csv",
                row -> new Holiday(row.getField("calendar"), LocalDate.parse(row.getField("date"))))
            .stream()
            .collect(groupingBy(Holiday::calendar, mapping(Holiday::date, toSet())));
    SortedMap<CalendarId, BusinessCalendar> calendars = new TreeMap<>();
    SampleFiles.rows(
            market,
            "calendars.csv",
            row -> {
              String id = row.getField("id");
              Set<LocalDate> holidays =
                  found(holidaysByCalendar.get(id), "calendar %s has no holidays", id);
              return new BusinessCalendar(
                  new CalendarId(id), ZoneId.of(row.getField("zone")), holidays);
            })
        .forEach(calendar -> calendars.put(calendar.id(), calendar));
    return calendars;
  }

  private static Product product(NamedCsvRecord row) {
    return new Product(
        new ProductId(row.getField("id")),
        row.getField("name"),
        new VenueId(row.getField("venue")),
        new CombinedCommodityId(row.getField("commodity")),
        new CurrencyCode(row.getField("currency")),
        new BigDecimal(row.getField("size")),
        row.getField("unit"),
        new BigDecimal(row.getField("settlement_tick")),
        new BigDecimal(row.getField("trading_tick")),
        new IndexId(row.getField("index")),
        FinalSettlement.valueOf(row.getField("final_settlement")),
        PricingModel.valueOf(row.getField("model")),
        false,
        new CalendarId(row.getField("calendar")),
        Optional.of(row.getField("daily_limit"))
            .filter(text -> !text.isEmpty())
            .map(BigDecimal::new),
        LocalTime.parse(row.getField("expiry_time")));
  }

  private static Account account(NamedCsvRecord row) {
    return new Account(
        new AccountId(row.getField("id")),
        new MemberId(row.getField("member")),
        AccountClass.valueOf(row.getField("class")));
  }

  private static SampleIndex index(NamedCsvRecord row) {
    return new SampleIndex(
        new IndexId(row.getField("id")),
        row.getField("name"),
        new CurrencyCode(row.getField("currency")),
        row.getField("unit"),
        new CalendarId(row.getField("calendar")));
  }
}
