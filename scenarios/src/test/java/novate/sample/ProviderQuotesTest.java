package novate.sample;

import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import novate.market.IndexId;
import org.junit.jupiter.api.Test;

class ProviderQuotesTest {
  private static final SampleMarket MARKET = SampleMarket.compute2026();
  private static final PriceHistory HISTORY = PriceHistory.generate(MARKET, SampleMarket.DEMO_SEED);
  private static final List<QuoteRow> QUOTES =
      ProviderQuotes.generate(MARKET, HISTORY, SampleMarket.DEMO_SEED);

  private record Key(String index, LocalDate date) {}

  @Test
  void everyFixingDateOfOctoberHasAtLeastThirteenContributors() {
    Map<Key, List<QuoteRow>> byFixing = byFixing(QUOTES);
    assertThat(byFixing).hasSize(3 * 22 + 17); // US and Chinese fixing dates of October 2026
    byFixing.forEach(
        (key, quotes) ->
            assertThat(quotes.stream().map(QuoteRow::contributor).distinct())
                .as("%s", key)
                .hasSizeGreaterThanOrEqualTo(13));
    assertThat(QUOTES.stream().map(QuoteRow::id).distinct()).hasSameSizeAs(QUOTES);
    assertThat(QUOTES).allMatch(quote -> quote.price().signum() > 0);
  }

  /** The median weighted by size, with and without list prices, is the level within 1.5 %. */
  @Test
  void theWeightedMedianLandsOnTheLevelOfTheHistory() {
    byFixing(QUOTES)
        .forEach(
            (key, quotes) -> {
              double level = HISTORY.level(new IndexId(key.index()), key.date()).doubleValue();
              List<QuoteRow> binding =
                  quotes.stream()
                      .filter(quote -> quote.quoteClass() != QuoteRow.QuoteClass.POSTED)
                      .toList();
              assertThat(weightedMedian(quotes) / level).as("%s", key).isCloseTo(1, within(0.015));
              assertThat(weightedMedian(binding) / level).as("%s", key).isCloseTo(1, within(0.015));
            });
  }

  /** H100 1.40-4.27 USD across 13 marketplaces (shared/data/README.md). */
  @Test
  void h100QuotesAreAsFarApartAsInReality() {
    List<QuoteRow> today =
        QUOTES.stream()
            .filter(
                quote ->
                    quote.index().equals("SD-H100") && quote.date().equals(MARKET.businessDate()))
            .toList();
    double low =
        today.stream().mapToDouble(quote -> quote.price().doubleValue()).min().orElseThrow();
    double high =
        today.stream().mapToDouble(quote -> quote.price().doubleValue()).max().orElseThrow();
    assertThat(low).isCloseTo(1.40, within(0.10));
    assertThat(high).isCloseTo(4.27, within(0.25));
  }

  @Test
  void listPricesAreHighAndDoNotMove() {
    Map<String, Long> pricesByList =
        QUOTES.stream()
            .filter(quote -> quote.contributor().equals("STRATUS-LIST"))
            .collect(
                groupingBy(
                    QuoteRow::index,
                    Collectors.mapping(
                        QuoteRow::price,
                        Collectors.collectingAndThen(
                            Collectors.toSet(), prices -> (long) prices.size()))));
    assertThat(pricesByList).hasSize(3).allSatisfy((index, count) -> assertThat(count).isOne());
  }

  @Test
  void theSameSeedGivesTheSameQuotes() {
    assertThat(ProviderQuotes.generate(MARKET, HISTORY, SampleMarket.DEMO_SEED)).isEqualTo(QUOTES);
    assertThat(ProviderQuotes.generate(MARKET, HISTORY, 1)).isNotEqualTo(QUOTES);
  }

  private static Map<Key, List<QuoteRow>> byFixing(List<QuoteRow> quotes) {
    Comparator<Key> order = Comparator.comparing(Key::index).thenComparing(Key::date);
    return quotes.stream()
        .collect(
            groupingBy(
                quote -> new Key(quote.index(), quote.date()),
                () -> new TreeMap<>(order),
                Collectors.toList()));
  }

  private static double weightedMedian(List<QuoteRow> quotes) {
    List<QuoteRow> sorted = quotes.stream().sorted(Comparator.comparing(QuoteRow::price)).toList();
    double half = quotes.stream().mapToDouble(quote -> quote.size().doubleValue()).sum() / 2;
    double sum = 0;
    for (QuoteRow quote : sorted) {
      sum += quote.size().doubleValue();
      if (sum >= half) {
        return quote.price().doubleValue();
      }
    }
    throw new AssertionError("no quotes");
  }
}
