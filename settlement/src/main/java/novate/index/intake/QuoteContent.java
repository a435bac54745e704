package novate.index.intake;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import novate.index.Quote;
import novate.index.QuoteClass;
import novate.index.QuoteSpec;
import novate.index.TradeParties;
import novate.market.CurrencyCode;
import novate.market.IndexId;

/** What a quote says but for its id; 2.50 and 2.5 are the same. */
record QuoteContent(
    IndexId index,
    LocalDate date,
    Instant time,
    String contributor,
    String family,
    QuoteSpec spec,
    BigDecimal price,
    CurrencyCode currency,
    String unit,
    BigDecimal unitCount,
    BigDecimal size,
    QuoteClass quoteClass,
    Optional<TradeParties> parties) {
  static QuoteContent of(Quote quote) {
    return new QuoteContent(
        quote.index(),
        quote.date(),
        quote.time(),
        quote.contributor(),
        quote.family(),
        quote.spec(),
        quote.price().stripTrailingZeros(),
        quote.currency(),
        quote.unit().base(),
        quote.unit().count().stripTrailingZeros(),
        quote.size().stripTrailingZeros(),
        quote.quoteClass(),
        quote.parties());
  }
}
