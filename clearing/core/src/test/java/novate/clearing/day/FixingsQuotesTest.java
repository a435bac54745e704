package novate.clearing.day;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import novate.index.FixingOutcome;
import novate.index.FixingOutcome.Published;
import novate.index.FixingPolicy;
import novate.index.InputUse;
import novate.market.IndexId;
import novate.wire.event.FixingPublished;
import novate.wire.event.FixingSource;
import novate.wire.event.QuoteReceived;
import novate.wire.event.RejectReason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the house does with quotes that are wrong, or only look it. */
class FixingsQuotesTest {
  private static final LocalDate DAY = LocalDate.of(2026, 10, 29);
  private static final LocalDate NEXT = LocalDate.of(2026, 10, 30);

  private final Fixings fixings = new Fixings(FixingPolicy.HOUSE);

  @Test
  void aQuoteFarFromTheLastValueIsHeldAndStandsAmongTheInputs() {
    five(DAY);
    publish(DAY);
    five(NEXT);
    fixings.applyQuote(quote("thousand", NEXT, "f", "2450", "USD", "GPU-hour"));
    fixings.applyQuote(quote("node", NEXT, "g", "19.60", "USD", "GPU-hour"));
    fixings.applyQuote(quote("euro", NEXT, "h", "2.10", "EUR", "GPU-hour"));
    fixings.applyQuote(quote("month", NEXT, "i", "1800", "USD", "GPU-month"));

    FixingOutcome outcome = fixings.outcome(new FixingKey(new IndexId("GPU"), NEXT));

    assertThat(outcome)
        .isInstanceOfSatisfying(
            Published.class,
            published -> assertThat(published.fixing().value()).isEqualByComparingTo("2.45"));
    assertThat(outcome.inputs().stream().filter(use -> !use.isIncluded()))
        .extracting(InputUse::input, InputUse::exclusion)
        .containsExactly(
            tuple("euro", "fx_missing"),
            tuple("month", "unit_unknown"),
            tuple("node", "unit_suspect"),
            tuple("thousand", "unit_suspect"));
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource({"-2.40, QUOTE_NEGATIVE", "0.00, QUOTE_ZERO"})
  void aPriceOfZeroOrBelowIsRefusedWithItsReason(String price, RejectReason reason) {
    assertThat(refusal(quote("q", DAY, "a", price, "USD", "GPU-hour"))).isEqualTo(reason);
  }

  @Test
  void anIdWithTheSameContentHasNoEffectAndWithOtherContentIsRefused() {
    five(DAY);
    fixings.applyQuote(quote("q0", DAY, "a", "2.43", "USD", "GPU-hour"));
    fixings.applyQuote(quote("q0", DAY, "a", "2.430", "USD", "1 GPU-hour"));
    assertThat(fixings.outcome(new FixingKey(new IndexId("GPU"), DAY)).inputs()).hasSize(6);
    assertThat(refusal(quote("q0", NEXT, "a", "2.43", "USD", "GPU-hour")))
        .isEqualTo(RejectReason.DUPLICATE_ID_OTHER_CONTENT);
    assertThat(refusal(quote("q0", DAY, "a", "2.44", "USD", "GPU-hour")))
        .isEqualTo(RejectReason.DUPLICATE_ID_OTHER_CONTENT);
  }

  private RejectReason refusal(QuoteReceived quote) {
    return catchThrowableOfType(QuoteRefusedException.class, () -> fixings.applyQuote(quote))
        .reason();
  }

  /** Five contributors around 2.45. */
  private void five(LocalDate date) {
    for (int i = 1; i <= 5; i++) {
      fixings.applyQuote(
          quote("q" + i + "/" + date, date, "c" + i, "2.4" + (2 + i), "USD", "GPU-hour"));
    }
  }

  private void publish(LocalDate date) {
    if (fixings.outcome(new FixingKey(new IndexId("GPU"), date)) instanceof Published print) {
      FixingPublished event = FixingCodec.published(print, 1, FixingSource.PRINT, "", List.of());
      fixings.applyFixing(event);
    }
  }

  private static QuoteReceived quote(
      String id, LocalDate date, String contributor, String price, String currency, String unit) {
    return new QuoteReceived(
        id,
        "GPU",
        date,
        Instant.parse(date + "T14:00:00Z"),
        contributor,
        "cloud",
        "H100/SXM/on_demand",
        price,
        "8",
        "FIRM",
        currency,
        unit,
        null,
        null);
  }
}
