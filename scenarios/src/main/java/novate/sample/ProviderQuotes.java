package novate.sample;

import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import novate.market.BusinessCalendar;
import novate.market.IndexId;

/**
 * What the providers quote on every fixing date of the business date's month: marketplaces, clouds
 * and hyperscalers around the level of the history ({@code contributors.csv}), as far apart as in
 * reality. The cheapest marketplace stands at 58 % of the level and the dearest at 170 % (H100
 * 1.40-4.27 USD in May 2026); list prices stand 33-42 % above and hardly move: here they keep what
 * they were on the first fixing date of the month.
 *
 * <p>The median weighted by size lies within about one per cent of the history's level, as the
 * large contributors quote close to it and the others lie evenly on both sides.
 */
public final class ProviderQuotes {
  private static final LocalTime FIRST_QUOTE = LocalTime.of(9, 0);
  private static final int QUOTING_SECONDS = 5 * 60 * 60;

  private record Contributor(
      String name,
      String family,
      String region,
      QuoteRow.QuoteClass quoteClass,
      double aroundLevel,
      double noise,
      BigDecimal size,
      int quotesADay) {}

  private ProviderQuotes() {}

  /** All quotes of the month, by index, date and time; the same seed gives the same quotes. */
  public static List<QuoteRow> generate(SampleMarket market, PriceHistory history, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<QuoteRow> quotes = new ArrayList<>();
    for (NamedCsvRecord row : SampleFiles.rows(market.id(), "specs.csv", row -> row)) {
      List<Contributor> contributors = contributors(market, row.getField("market"));
      SampleIndex index = market.index(new IndexId(row.getField("index")));
      quotes.addAll(month(market, history, index, row.getField("spec"), contributors, random));
    }
    return List.copyOf(quotes);
  }

  private static List<Contributor> contributors(SampleMarket market, String kind) {
    return SampleFiles.rows(market.id(), "contributors.csv", row -> row).stream()
        .filter(row -> row.getField("market").equals(kind))
        .map(
            row ->
                new Contributor(
                    row.getField("contributor"),
                    row.getField("family"),
                    row.getField("region"),
                    QuoteRow.QuoteClass.valueOf(row.getField("quote_class")),
                    Double.parseDouble(row.getField("around_level")),
                    Double.parseDouble(row.getField("noise")),
                    new BigDecimal(row.getField("size")),
                    Integer.parseInt(row.getField("quotes_a_day"))))
        .toList();
  }

  private static List<QuoteRow> month(
      SampleMarket market,
      PriceHistory history,
      SampleIndex index,
      String spec,
      List<Contributor> contributors,
      SplittableRandom random) {
    BusinessCalendar calendar = market.calendar(index.calendar());
    List<LocalDate> dates =
        calendar.averagingDays(YearMonth.from(market.businessDate())).stream()
            .filter(date -> !date.isAfter(market.businessDate()))
            .toList();
    double list = history.level(index.id(), dates.getFirst()).doubleValue();
    List<QuoteRow> quotes = new ArrayList<>();
    for (LocalDate date : dates) {
      double level = history.level(index.id(), date).doubleValue();
      List<QuoteRow> ofDay = new ArrayList<>();
      for (Contributor contributor : contributors) {
        boolean isListed = contributor.quoteClass() == QuoteRow.QuoteClass.POSTED;
        for (int i = 0; i < contributor.quotesADay(); i++) {
          Instant time =
              date.atTime(FIRST_QUOTE)
                  .atZone(calendar.zone())
                  .toInstant()
                  .plusSeconds(random.nextInt(QUOTING_SECONDS));
          double noise = 1 + contributor.noise() * random.nextGaussian();
          double price = (isListed ? list : level) * contributor.aroundLevel() * noise;
          ofDay.add(row(index, date, time, contributor, spec, price, ofDay.size() + 1));
        }
      }
      ofDay.sort(Comparator.comparing(QuoteRow::time).thenComparing(QuoteRow::id));
      quotes.addAll(ofDay);
    }
    return quotes;
  }

  private static QuoteRow row(
      SampleIndex index,
      LocalDate date,
      Instant time,
      Contributor contributor,
      String spec,
      double price,
      int number) {
    int decimals =
        switch (contributor.quoteClass()) {
          case EXECUTED -> 4;
          case FIRM -> 3;
          case POSTED -> 2;
        };
    return new QuoteRow(
        "%s-%s-%03d".formatted(index.id(), date, number),
        index.id().value(),
        date,
        time,
        contributor.name(),
        contributor.family(),
        spec,
        contributor.region(),
        BigDecimal.valueOf(price).setScale(decimals, RoundingMode.HALF_EVEN),
        index.currency().code(),
        index.unit(),
        contributor.size(),
        contributor.quoteClass());
  }
}
