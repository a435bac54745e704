package novate.index;

import java.io.StringReader;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import novate.index.FixingOutcome.Published;
import novate.index.FixingOutcome.Withheld;
import novate.market.CurrencyCode;
import novate.market.IndexId;

/** A quote of a test: an ordinary one, but for what the test says. */
record Given(
    String id,
    LocalDate date,
    String time,
    String contributor,
    String family,
    String spec,
    String price,
    String currency,
    String unit,
    String size,
    QuoteClass quoteClass,
    String buyer,
    String seller) {
  static final IndexId INDEX = new IndexId("H100");
  static final LocalDate DATE = LocalDate.of(2026, 10, 30);

  /** An on-demand H100 of a marketplace, firm, one GPU, at 15:00 UTC. */
  static Given quote(String id, String contributor, String price) {
    return new Given(
        id,
        DATE,
        "15:00",
        contributor,
        "marketplace",
        "H100/SXM/on_demand/DE/8",
        price,
        "USD",
        "GPU-hour",
        "1",
        QuoteClass.FIRM,
        "",
        "");
  }

  /** A trade of two parties. */
  static Given trade(String id, String buyer, String seller, String price, String size) {
    return quote(id, seller, price).as(QuoteClass.EXECUTED).of(size).between(buyer, seller);
  }

  /** One firm quote each of contributors a, b, c, ... in that order. */
  static List<Given> panel(String... prices) {
    List<Given> quotes = new ArrayList<>();
    for (int i = 0; i < prices.length; i++) {
      String name = String.valueOf((char) ('a' + i));
      quotes.add(quote(name, name, prices[i]));
    }
    return quotes;
  }

  Given on(int daysBack) {
    return with(id + "-" + daysBack, DATE.minusDays(daysBack), time, family, spec, price, size);
  }

  Given at(String newTime) {
    return with(id, date, newTime, family, spec, price, size);
  }

  Given in(String newFamily) {
    return with(id, date, time, newFamily, spec, price, size);
  }

  Given spec(String newSpec) {
    return with(id, date, time, family, newSpec, price, size);
  }

  Given priced(String newPrice) {
    return with(id, date, time, family, spec, newPrice, size);
  }

  Given of(String newSize) {
    return with(id, date, time, family, spec, price, newSize);
  }

  Given as(QuoteClass newClass) {
    return new Given(
        id,
        date,
        time,
        contributor,
        family,
        spec,
        price,
        currency,
        unit,
        size,
        newClass,
        buyer,
        seller);
  }

  Given per(String newUnit, String newCurrency) {
    return new Given(
        id,
        date,
        time,
        contributor,
        family,
        spec,
        price,
        newCurrency,
        newUnit,
        size,
        quoteClass,
        buyer,
        seller);
  }

  private Given between(String newBuyer, String newSeller) {
    return new Given(
        id,
        date,
        time,
        contributor,
        family,
        spec,
        price,
        currency,
        unit,
        size,
        quoteClass,
        newBuyer,
        newSeller);
  }

  private Given with(
      String newId,
      LocalDate newDate,
      String newTime,
      String newFamily,
      String newSpec,
      String newPrice,
      String newSize) {
    return new Given(
        newId,
        newDate,
        newTime,
        contributor,
        newFamily,
        newSpec,
        newPrice,
        currency,
        unit,
        newSize,
        quoteClass,
        buyer,
        seller);
  }

  Quote quote() {
    Instant instant = date.atTime(LocalTime.parse(time)).toInstant(ZoneOffset.UTC);
    return new Quote(
        id,
        INDEX,
        date,
        instant,
        contributor,
        family,
        QuoteSpec.parse(spec),
        new BigDecimal(price),
        new CurrencyCode(currency),
        PriceUnit.parse(unit),
        new BigDecimal(size),
        quoteClass,
        buyer.isEmpty() ? Optional.empty() : Optional.of(new TradeParties(buyer, seller)));
  }

  static List<Quote> quotes(List<Given> given) {
    return given.stream().map(Given::quote).toList();
  }

  /** A methodology of the file's vocabulary, all families taken unless a step says otherwise. */
  static Methodology methodology(String... steps) {
    List<String> all = new ArrayList<>(Arrays.asList(steps));
    if (all.stream().noneMatch(step -> step.startsWith("families"))) {
      all.addFirst("families: {take: all}");
    }
    if (all.stream().noneMatch(step -> step.startsWith("rounding"))) {
      all.add("rounding: {decimals: 6, mode: half_even}");
    }
    String text =
        all.stream()
            .map(step -> "  - " + step + "\n")
            .collect(Collectors.joining("", "format: 1\nid: \"test/1\"\nsteps:\n", ""));
    return MethodologyFile.read(new StringReader(text), "test.yaml");
  }

  static FixingOutcome fix(Methodology methodology, List<Given> given) {
    return IndexEngine.fix(methodology, INDEX, DATE, quotes(given));
  }

  static Published published(Methodology methodology, List<Given> given) {
    FixingOutcome outcome = fix(methodology, given);
    if (outcome instanceof Withheld withheld) {
      throw new AssertionError("withheld: " + withheld.reason() + ", " + withheld.detail());
    }
    return (Published) outcome;
  }

  /** The value without zeros at its end. */
  static String value(Methodology methodology, List<Given> given) {
    return CanonicalYaml.plain(published(methodology, given).fixing().value());
  }

  /** Why each input is out, by id; those that are in are not there. */
  static Map<String, String> excluded(FixingOutcome outcome) {
    return outcome.inputs().stream()
        .filter(use -> !use.isIncluded())
        .collect(Collectors.toMap(InputUse::input, InputUse::exclusion));
  }

  /** The figures of the first step of a name. */
  static Map<String, String> figures(FixingOutcome outcome, String step) {
    return outcome.trace().stream()
        .filter(trace -> trace.step().startsWith(step + ":"))
        .findFirst()
        .orElseThrow()
        .figures()
        .stream()
        .collect(Collectors.toMap(StepTrace.Figure::name, StepTrace.Figure::value));
  }
}
