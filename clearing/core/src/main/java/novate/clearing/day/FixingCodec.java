package novate.clearing.day;

import static novate.market.Checks.found;
import static novate.market.Checks.require;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import novate.index.FixingOutcome;
import novate.index.InputUse;
import novate.index.Methodology;
import novate.index.PriceUnit;
import novate.index.Quote;
import novate.index.QuoteClass;
import novate.index.QuoteSpec;
import novate.index.TradeParties;
import novate.market.CurrencyCode;
import novate.market.Fixing;
import novate.market.FixingQuality;
import novate.market.IndexId;
import novate.wire.Decimals;
import novate.wire.event.FixingPublished;
import novate.wire.event.FixingSource;
import novate.wire.event.FixingWithheld;
import novate.wire.event.QuoteReceived;
import novate.wire.event.QuoteUse;
import org.apache.avro.specific.SpecificRecordBase;

/** Quotes and fixings between the log and the words of the index engine. */
public final class FixingCodec {
  private FixingCodec() {}

  /** The quote that an event brings; throws when a field is not what it should be. */
  public static Quote quote(QuoteReceived event) {
    return new Quote(
        event.getQuoteId(),
        new IndexId(event.getIndexId()),
        event.getQuoteDate(),
        event.getQuotedAt(),
        event.getContributor(),
        event.getFamily(),
        QuoteSpec.parse(event.getSpec()),
        Decimals.parse(event.getPrice()),
        new CurrencyCode(
            found(event.getCurrency(), "quote %s has no currency", event.getQuoteId())),
        PriceUnit.parse(found(event.getUnit(), "quote %s has no unit", event.getQuoteId())),
        Decimals.parse(event.getSize()),
        QuoteClass.valueOf(event.getQuoteClass()),
        parties(event));
  }

  private static Optional<TradeParties> parties(QuoteReceived event) {
    String buyer = event.getBuyer();
    String seller = event.getSeller();
    require(
        (buyer == null) == (seller == null),
        "quote %s names one side of its trade only",
        event.getQuoteId());
    return buyer == null || seller == null
        ? Optional.empty()
        : Optional.of(new TradeParties(buyer, seller));
  }

  /** The event that brings a quote. */
  public static QuoteReceived event(Quote quote) {
    return new QuoteReceived(
        quote.id(),
        quote.index().value(),
        quote.date(),
        quote.time(),
        quote.contributor(),
        quote.family(),
        quote.spec().text(),
        quote.price().toPlainString(),
        quote.size().toPlainString(),
        quote.quoteClass().name(),
        quote.currency().code(),
        quote.unit().text(),
        quote.parties().map(TradeParties::buyer).orElse(null),
        quote.parties().map(TradeParties::seller).orElse(null));
  }

  /** The fixing that an event publishes. */
  public static Fixing fixing(FixingPublished event) {
    return new Fixing(
        new IndexId(event.getIndexId()),
        event.getFixingDate(),
        new BigDecimal(event.getValue()),
        new FixingQuality(
            event.getObservations(),
            event.getContributors(),
            new BigDecimal(event.getDispersion()),
            event.getIsLowConfidence()),
        event.getMethodologyId(),
        event.getMethodologyHash(),
        event.getRevision());
  }

  /** The event that publishes a value with its inputs, or says why there is none. */
  public static SpecificRecordBase event(
      FixingOutcome outcome, Methodology methodology, IndexId index, LocalDate date) {
    return switch (outcome) {
      case FixingOutcome.Published print ->
          published(print, print.fixing().revision(), FixingSource.PRINT, "", List.of());
      case FixingOutcome.Withheld none -> withheld(none, methodology, index, date);
    };
  }

  static FixingWithheld withheld(
      FixingOutcome.Withheld none, Methodology methodology, IndexId index, LocalDate date) {
    return new FixingWithheld(
        index.value(),
        date,
        none.reason().code(),
        none.detail(),
        methodology.id(),
        methodology.hash());
  }

  static FixingPublished published(
      FixingOutcome.Published print,
      int revision,
      FixingSource source,
      String reason,
      List<String> approvers) {
    Fixing fixing = print.fixing();
    return FixingPublished.newBuilder()
        .setIndexId(fixing.index().value())
        .setFixingDate(fixing.date())
        .setRevision(revision)
        .setValue(fixing.value().toPlainString())
        .setObservations(fixing.quality().observations())
        .setContributors(fixing.quality().contributors())
        .setDispersion(fixing.quality().dispersion().toPlainString())
        .setIsLowConfidence(fixing.quality().isLowConfidence())
        .setMethodologyId(fixing.methodology())
        .setMethodologyHash(fixing.methodologyHash())
        .setInputs(print.inputs().stream().map(FixingCodec::use).toList())
        .setSource(source)
        .setReason(reason)
        .setApprovers(approvers)
        .build();
  }

  /** A value without quotes behind it, and so of low confidence. */
  static FixingPublished fallback(
      FixingKey key,
      int revision,
      String value,
      FixingSource source,
      String reason,
      List<String> approvers) {
    Methodology methodology = Methodologies.of(key.index());
    return FixingPublished.newBuilder()
        .setIndexId(key.index().value())
        .setFixingDate(key.date())
        .setRevision(revision)
        .setValue(value)
        .setObservations(0)
        .setContributors(0)
        .setDispersion("0")
        .setIsLowConfidence(true)
        .setMethodologyId(methodology.id())
        .setMethodologyHash(methodology.hash())
        .setInputs(List.of())
        .setSource(source)
        .setReason(reason)
        .setApprovers(approvers)
        .build();
  }

  private static QuoteUse use(InputUse input) {
    return new QuoteUse(
        input.input(),
        input.contributor(),
        input.price().toPlainString(),
        input.isIncluded() ? null : input.exclusion());
  }
}
