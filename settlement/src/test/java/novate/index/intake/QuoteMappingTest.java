package novate.index.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import novate.index.PriceUnit;
import novate.index.Quote;
import novate.index.QuoteClass;
import novate.index.QuoteSpec;
import novate.index.SharedData;
import novate.index.TradeParties;
import novate.market.CurrencyCode;
import novate.market.IndexId;
import novate.market.InputError;
import novate.market.InvalidInputException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class QuoteMappingTest {
  private static final QuoteMapping EU = QuoteMapping.shipped("eu-collected");
  private static final String COLLECTED =
      "date,ts_utc,source,provider,gpu_model,gpu_count,price_usd_per_gpu_hr,country,tier,term\n";

  /** A broker's sheet: decimal comma, local times, prices of whole nodes, ids of its own. */
  private static final String BROKER =
      """
      mapping: broker/1
      id: {column: Ref}
      index: {join: [{constant: EU}, {column: GPU}], with: "-"}
      time: {column: Zeit, format: "dd.MM.uuuu HH:mm", zone: Europe/Berlin}
      contributor: {column: Anbieter}
      family: {constant: cloud}
      spec:
        model: {column: GPU}
        interconnect: {constant: SXM}
        term: {column: Laufzeit, values: {sofort: on_demand, 1J: reserved_1y}}
        node_size: {column: GPUs}
      price: {column: Preis}
      currency: {column: Waehrung, empty: EUR}
      unit: {join: [{column: GPUs}, {constant: GPU-hour}], with: " "}
      size: {column: GPUs}
      class: {column: Art, values: {Abschluss: executed, Gebot: firm}}
      buyer: {column: Kaeufer, empty: ""}
      seller: {column: Verkaeufer, empty: ""}
      decimal: comma
      ignored: [Bemerkung]
      """;

  private static final String SHEET =
      "Ref,Zeit,Anbieter,GPU,Laufzeit,GPUs,Preis,Waehrung,Art,Kaeufer,Verkaeufer,Bemerkung\n";

  @Test
  void aSheetOfAnotherHouseIsReadByItsMapping() {
    assertThat(
            broker(BROKER)
                .quotes(
                    new StringReader(
                        SHEET
                            + "R7,01.07.2026 00:30,Nord,H100,1J,8,\"17,60\",,Abschluss,A,B,gut\n"),
                    "sheet.csv",
                    "abc"))
        .containsExactly(
            new Quote(
                "R7",
                new IndexId("EU-H100"),
                LocalDate.of(2026, 7, 1),
                Instant.parse("2026-06-30T22:30:00Z"),
                "Nord",
                "cloud",
                QuoteSpec.parse("H100/SXM/reserved_1y//8"),
                new BigDecimal("17.60"),
                new CurrencyCode("EUR"),
                new PriceUnit("GPU-hour", new BigDecimal("8")),
                new BigDecimal("8"),
                QuoteClass.EXECUTED,
                Optional.of(new TradeParties("A", "B"))));
  }

  @Test
  void everyCellThatCannotBeReadIsAnErrorOfItsColumn() {
    List<InputError> errors =
        errors(
            broker(BROKER),
            SHEET
                + "R1,29.03.2026 02:30,Nord,H100,sofort,8,\"1.760,50\",EUR,Gebot,,,\n"
                + "R2,25.10.2026 02:30,Nord,H100,morgen,acht,17,EUR,Geruecht,,,\n"
                + "R3,2026-07-01,,H100,sofort,8,1e3,XXX,Gebot,A,,\n");
    assertThat(errors)
        .extracting(e -> e.line() + " " + e.field() + ": " + e.message())
        .containsExactly(
            "2 Zeit: 2026-03-29T02:30 does not exist in Europe/Berlin",
            "2 Preis: must have a decimal comma and no point, got '1.760,50'",
            "3 Zeit: 2026-10-25T02:30 comes twice in Europe/Berlin",
            "3 Laufzeit: must be one of 1J, sofort",
            "3 GPUs: must be a whole number of at most 18 digits",
            "3 Art: must be one of Abschluss, Gebot",
            "4 Zeit: Text '2026-07-01' could not be parsed at index 2",
            "4 Anbieter: must not be empty",
            "4 Preis: must be a plain decimal such as -37.63, got '1e3'",
            "4 Waehrung: currency XXX has no minor unit");
  }

  static Stream<Arguments> contradictions() {
    return Stream.of(
        Arguments.of(
            "decimal: comma", "colour: red\ndecimal: comma", "m.yaml: colour is not a known field"),
        Arguments.of(
            "decimal: comma", "decimal: both", "decimal must be point or comma, got 'both'"),
        Arguments.of("mapping: broker/1", "mapping: broker", "mapping must be a name and version"),
        Arguments.of(
            "price: {column: Preis}",
            "price: {column: Preis, constant: 1}",
            "m.yaml: price: needs exactly one"),
        Arguments.of(
            "price: {column: Preis}", "price: {colum: Preis}", "m.yaml: price: needs exactly one"),
        Arguments.of(
            "price: {column: Preis}",
            "price: {column: Preis, unit: EUR}",
            "m.yaml: price.unit is not a known"),
        Arguments.of("price: {column: Preis}", "price: Preis", "m.yaml: price must hold fields"),
        Arguments.of(
            "price: {column: Preis}",
            "size2: {column: Preis}",
            "m.yaml: size2 is not a known field"),
        Arguments.of("\nsize: {column: GPUs}\n", "\n", "m.yaml: size is missing"),
        Arguments.of(
            "empty: EUR",
            "empty: EUR, before: a, after: b",
            "m.yaml: currency: before and after contradict"),
        Arguments.of(
            "empty: EUR",
            "values: {a: EUR}, groups: {EUR: [a]}",
            "currency: values and groups contradict"),
        Arguments.of(
            "empty: EUR", "groups: {EUR: [a, b], USD: [b]}", "'b' is in two groups, EUR and USD"),
        Arguments.of("empty: EUR", "values: {}", "m.yaml: currency.values: must not be empty"),
        Arguments.of("empty: EUR", "pattern: '['", "m.yaml: currency: pattern '[' cannot be read"),
        Arguments.of(
            "{constant: cloud}",
            "{constant: cloud}\nfamilies: {Nord: cloud}",
            "and not both: both are there"),
        Arguments.of("family: {constant: cloud}\n", "", "and not both: none is there"),
        Arguments.of(
            "family: {constant: cloud}",
            "families: {Nord: bank}",
            "families: family 'bank' is not in the"),
        Arguments.of(
            "zone: Europe/Berlin",
            "zone: Europe/Berlyn",
            "m.yaml: time: zone 'Europe/Berlyn' is unknown"),
        Arguments.of(", zone: Europe/Berlin", "", "m.yaml: time: format and zone go together"),
        Arguments.of(
            "dd.MM.uuuu",
            "dd.MM.yyyy",
            "m.yaml: time: format 'dd.MM.yyyy HH:mm': write the year as uuuu"),
        Arguments.of(
            "seller: {column: Verkaeufer, empty: \"\"}\n", "", "buyer and seller go together"),
        Arguments.of(
            "ignored: [Bemerkung]", "ignored: [Preis]", "column 'Preis' is read and ignored"),
        Arguments.of(
            "[{constant: EU}, {column: GPU}]",
            "[{constant: EU}]",
            "m.yaml: index: join needs two parts"));
  }

  @ParameterizedTest(name = "{0} -> {1}")
  @MethodSource("contradictions")
  void aMappingThatIsUnknownOrContradictsItselfIsRefusedWithItsPath(
      String found, String replacement, String message) {
    assertThat(BROKER).contains(found);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> broker(BROKER.replace(found, replacement)))
        .withMessageStartingWith("m.yaml: ")
        .withMessageContaining(message);
  }

  @Test
  void theCollectedLayoutKeepsRepeatsAndNamesThemByLine() {
    String line =
        "2026-07-18,2026-07-18T09:35:12Z,vast_ai,vast.ai,H100_SXM,1,0.7348148148148149,CZ,"
            + "executable,on_demand\n";
    List<Quote> quotes = collected(COLLECTED + line + line);
    assertThat(quotes).extracting(Quote::id).containsExactly("abc:2", "abc:3");
    Quote quote = quotes.getFirst();
    assertThat(quote.index()).isEqualTo(new IndexId("EU-H100"));
    assertThat(quote.contributor()).isEqualTo("vast.ai");
    assertThat(quote.family()).isEqualTo("marketplace");
    assertThat(quote.spec()).hasToString("H100/SXM/on_demand/CZ/1");
    assertThat(quote.price()).isEqualTo(new BigDecimal("0.7348148148148149"));
    assertThat(quote.unit()).isEqualTo(PriceUnit.one("GPU-hour"));
    assertThat(quote.quoteClass()).isEqualTo(QuoteClass.FIRM);
  }

  @ParameterizedTest
  @CsvSource({
    "H100_NVL_94GB, DE, EU-H100",
    "H100_PCIE, NO, EU-H100",
    "H100_SXM, US, US-H100",
    "H100_SXM, '', XX-H100",
    "A100_SXM, FR, EU-A100_SXM",
    "H200_SXM, FR, EU-H200_SXM",
    "L40S, GB, GB-L40S"
  })
  void modelAndCountryDecideTheIndex(String model, String country, String index) {
    assertThat(
            collected(
                    COLLECTED
                        + "2026-07-18,2026-07-18T09:35:12Z,s,aws,%s,,1.0,%s,list,on_demand\n"
                            .formatted(model, country))
                .getFirst()
                .index())
        .isEqualTo(new IndexId(index));
  }

  @Test
  void unknownTiersCountriesTermsAndInterconnectsAreRefused() {
    assertThat(
            errors(
                EU,
                COLLECTED
                    + "2026-07-18,2026-07-18T09:35:12Z,s,aws,H100_SXM,1,x,CZ,rumour,on_demand\n"
                    + "2026-07-18,2026-07-18T09:35:12Z,s,aws,,x,1.0,Czechia,list,\n"
                    + "2026-07-18,2026-07-18T09:35:12Z,s,aws,H100_SOCKET,1,1.0,CZ,list,weekly\n"))
        .extracting(e -> "%d %s".formatted(e.line(), e.field()))
        .containsExactlyInAnyOrder(
            "2 price_usd_per_gpu_hr",
            "2 tier",
            "3 gpu_model",
            "3 gpu_count",
            "3 country",
            "3 term",
            "4 gpu_model",
            "4 term");
  }

  @Test
  void aProviderWithoutFamilyIsAnErrorThatNamesIt() {
    assertThat(
            errors(
                EU,
                COLLECTED
                    + "2026-07-18,2026-07-18T09:35:12Z,s,newco,H100_SXM,1,1.0,CZ,list,on_demand\n"))
        .singleElement()
        .satisfies(
            error -> {
              assertThat(error.field()).isEqualTo("provider");
              assertThat(error.message()).startsWith("provider 'newco' has no family; the mapping");
            });
  }

  @Test
  void aMappingNobodyShippedIsRefusedWithTheNamesOfThoseThatAre() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> QuoteMapping.shipped("../vocabulary"))
        .withMessage("no mapping '../vocabulary' comes with the project; there are eu-collected");
    assertThat(QuoteMapping.shippedNames())
        .allSatisfy(name -> assertThat(QuoteMapping.shipped(name).name()).startsWith(name + "/"));
  }

  /** 3,587 quotes, 9 providers, 6 sources, 18 July to 22 August 2026, says the data's own page. */
  @Test
  void theRealFileIsReadWhole() throws IOException {
    List<Quote> quotes;
    try (Reader reader = SharedData.open("gpu-quotes-eu.csv")) {
      quotes = EU.quotes(reader, "gpu-quotes-eu.csv", "abc");
    }
    assertThat(quotes).hasSize(3_587);
    assertThat(quotes.stream().map(Quote::id).distinct()).hasSize(3_587);
    assertThat(quotes.stream().map(Quote::contributor).distinct()).hasSize(9);
    assertThat(quotes.stream().map(Quote::family).distinct())
        .containsExactlyInAnyOrder("hyperscaler", "cloud", "marketplace");
    assertThat(quotes.stream().collect(Collectors.summarizingLong(q -> q.date().toEpochDay())))
        .satisfies(
            days -> {
              assertThat(LocalDate.ofEpochDay(days.getMin())).isEqualTo("2026-07-18");
              assertThat(LocalDate.ofEpochDay(days.getMax())).isEqualTo("2026-08-22");
            });
    assertThat(quotes.stream().filter(q -> q.quoteClass() == QuoteClass.FIRM)).hasSize(206);
    assertThat(quotes.stream().filter(q -> q.quoteClass() == QuoteClass.POSTED)).hasSize(3_381);
    assertThat(quotes.stream().filter(q -> q.spec().nodeSize() == 0)).hasSize(34);
  }

  private static QuoteMapping broker(String yaml) {
    return QuoteMapping.read(new StringReader(yaml), "m.yaml");
  }

  private static List<Quote> collected(String csv) {
    return EU.quotes(new StringReader(csv), "quotes.csv", "abc");
  }

  private static List<InputError> errors(QuoteMapping mapping, String csv) {
    InvalidInputException refused =
        catchThrowableOfType(
            InvalidInputException.class,
            () -> mapping.quotes(new StringReader(csv), "quotes.csv", "abc"));
    assertThat(refused).isNotNull();
    return refused.errors();
  }
}
