package novate.clearing.day;

import static novate.market.Checks.found;
import static novate.market.Checks.require;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import novate.index.FixingOutcome;
import novate.index.FixingPolicy;
import novate.index.FxRates;
import novate.index.IndexEngine;
import novate.index.Methodology;
import novate.index.Quote;
import novate.index.intake.QuoteCheck;
import novate.index.intake.QuoteLimits;
import novate.index.intake.QuoteScreen;
import novate.index.intake.UsualTarget;
import novate.market.BusinessCalendar;
import novate.market.Fixing;
import novate.market.IndexId;
import novate.wire.event.FixingPublished;
import novate.wire.event.FixingSource;
import novate.wire.event.FixingWithheld;
import novate.wire.event.QuoteReceived;
import novate.wire.event.QuoteWithdrawn;
import novate.wire.event.RejectReason;
import org.apache.avro.specific.SpecificRecord;
import org.apache.avro.specific.SpecificRecordBase;
import org.jspecify.annotations.Nullable;

/**
 * The fold of quotes and fixings: which dates have a value, which were withheld and why, and what
 * is to be printed now. Of several revisions of one date the highest is in force.
 *
 * <p>The waterfall of a date that a contract settles on: (a) a print over the quotes known, tried
 * again whenever quotes come, until the policy's delay is over; (b) then the value of an earlier
 * date, marked low-confidence, carried at most as far as the policy says. Two people may take (b)
 * earlier, or (c) a committee's value, at any time. Where none applies there is no value: a date
 * never becomes a number silently.
 */
public final class Fixings {
  private static final QuoteLimits LIMITS = QuoteLimits.GPU_RENTAL;

  private final FixingPolicy policy;
  private final Map<FixingKey, Map<String, Quote>> quotesByKey = new HashMap<>();
  private final Map<String, FixingKey> keyByQuoteId = new HashMap<>();
  private final Set<String> withdrawnIds = new HashSet<>();
  private final Map<IndexId, Integer> changesByIndex = new HashMap<>();
  private final Map<FixingKey, Integer> changesAtLastTry = new HashMap<>();
  private final SortedMap<FixingKey, FixingPublished> published = new TreeMap<>();
  private final SortedMap<FixingKey, FixingWithheld> withheld = new TreeMap<>();

  /** No quotes and no fixings yet. */
  public Fixings(FixingPolicy policy) {
    this.policy = policy;
  }

  /** What stands in for a missing value, and how long one may be restated. */
  public FixingPolicy policy() {
    return policy;
  }

  /**
   * Takes in one record of the quotes topic; a kind that does not matter here is passed over. A
   * quote id that comes again is the first one.
   *
   * @throws IllegalArgumentException when a quote is not what it should be; nothing changes
   */
  public void applyQuote(SpecificRecord event) {
    switch (event) {
      case QuoteReceived received -> take(FixingCodec.quote(received));
      case QuoteWithdrawn withdrawal -> withdraw(withdrawal.getQuoteId());
      default -> {}
    }
  }

  /** Takes in one record of the fixings topic; of one date the highest revision counts. */
  public void applyFixing(SpecificRecord event) {
    switch (event) {
      case FixingPublished fixing ->
          published.merge(
              new FixingKey(new IndexId(fixing.getIndexId()), fixing.getFixingDate()),
              fixing,
              (one, other) -> other.getRevision() > one.getRevision() ? other : one);
      case FixingWithheld none ->
          withheld.put(new FixingKey(new IndexId(none.getIndexId()), none.getFixingDate()), none);
      default -> {}
    }
  }

  private void take(Quote quote) {
    FixingKey key = new FixingKey(quote.index(), quote.date());
    requireAcceptable(quote);
    if (keyByQuoteId.putIfAbsent(quote.id(), key) == null) {
      quotesByKey.computeIfAbsent(key, _ -> new LinkedHashMap<>()).put(quote.id(), quote);
      changesByIndex.merge(quote.index(), 1, Integer::sum);
    }
  }

  /** What is wrong whatever else is known; what only looks wrong is held when it is fixed. */
  private void requireAcceptable(Quote quote) {
    FixingKey knownKey = keyByQuoteId.get(quote.id());
    Quote known =
        knownKey == null ? null : quotesByKey.getOrDefault(knownKey, Map.of()).get(quote.id());
    if (known != null && !QuoteCheck.isSame(known, quote)) {
      throw new QuoteRefusedException(
          RejectReason.DUPLICATE_ID_OTHER_CONTENT,
          "quote %s is known with other content".formatted(quote.id()));
    }
    if (quote.price().signum() <= 0 && !LIMITS.mayBeNegative()) {
      throw new QuoteRefusedException(
          quote.price().signum() < 0 ? RejectReason.QUOTE_NEGATIVE : RejectReason.QUOTE_ZERO,
          "quote %s: price %s must be above zero"
              .formatted(quote.id(), quote.price().toPlainString()));
    }
  }

  private void withdraw(String quoteId) {
    FixingKey key = keyByQuoteId.get(quoteId);
    if (withdrawnIds.add(quoteId) && key != null) {
      changesByIndex.merge(key.index(), 1, Integer::sum);
    }
  }

  /** All values in force, by index and date. */
  public Collection<Fixing> values() {
    return published.values().stream().map(FixingCodec::fixing).toList();
  }

  /** The value in force, if there is one. */
  Optional<FixingPublished> find(FixingKey key) {
    return Optional.ofNullable(published.get(key));
  }

  /** Why there is no value, if it was tried and withheld. */
  Optional<FixingWithheld> findWithheld(FixingKey key) {
    return Optional.ofNullable(withheld.get(key));
  }

  /**
   * What to write now, up to a date; nothing when nothing has changed since it was tried last.
   *
   * @param firstDate the first business date of the house: it waits for nothing before it is there,
   *     so the delay of an earlier date is counted from then
   * @param lastEndOfDay the last date whose end of day is closed; null when there is none
   */
  List<SpecificRecordBase> prints(
      IndexSchedule schedule,
      LocalDate upTo,
      LocalDate firstDate,
      @Nullable LocalDate lastEndOfDay) {
    List<SpecificRecordBase> events = new ArrayList<>();
    for (IndexId index : schedule.indices()) {
      BusinessCalendar calendar = schedule.calendar(index);
      LocalDate from = upTo;
      // One day more than is waited for and carried, so that every date meets its fallback.
      for (int i = 0; i <= policy.delayBusinessDays() + policy.previousDaysMax(); i++) {
        from = calendar.previous(from);
      }
      for (LocalDate date : schedule.candidates(index, from, upTo)) {
        FixingKey key = new FixingKey(index, date);
        if (!published.containsKey(key)) {
          boolean hasEnded = lastEndOfDay != null && !lastEndOfDay.isBefore(date);
          event(key, schedule, upTo, firstDate, hasEnded).ifPresent(events::add);
        }
      }
    }
    return events;
  }

  private Optional<SpecificRecordBase> event(
      FixingKey key,
      IndexSchedule schedule,
      LocalDate today,
      LocalDate firstDate,
      boolean hasEnded) {
    BusinessCalendar calendar = schedule.calendar(key.index());
    LocalDate awaitedFrom = firstDate.isAfter(key.date()) ? firstDate : key.date();
    boolean isWithheld = withheld.containsKey(key);
    if ((isWithheld || hasEnded) && policy.isDelayOver(calendar, awaitedFrom, today)) {
      return isWithheld && schedule.isScheduled(key)
          ? previous(key, calendar)
              .map(source -> carried(key, source, "no print within the delay", List.of()))
          : Optional.empty();
    }
    int changes = changesByIndex.getOrDefault(key.index(), 0);
    boolean isWanted = schedule.isScheduled(key) || quotesByKey.containsKey(key);
    Integer triedAt = isWanted ? changesAtLastTry.put(key, changes) : Integer.valueOf(changes);
    if (triedAt != null && triedAt == changes) {
      return Optional.empty();
    }
    FixingSource source = isWithheld || hasEnded ? FixingSource.DELAYED_PRINT : FixingSource.PRINT;
    SpecificRecordBase event = event(key, source);
    return event.equals(withheld.get(key)) ? Optional.empty() : Optional.of(event);
  }

  private SpecificRecordBase event(FixingKey key, FixingSource source) {
    Methodology methodology = Methodologies.of(key.index());
    return switch (outcome(key)) {
      case FixingOutcome.Published print -> FixingCodec.published(print, 1, source, "", List.of());
      case FixingOutcome.Withheld none ->
          FixingCodec.withheld(none, methodology, key.index(), key.date());
    };
  }

  /**
   * What the methodology makes of all quotes known now that were not withdrawn; those that are far
   * from the last value, or cannot be compared with the others, stand among the inputs as excluded.
   */
  FixingOutcome outcome(FixingKey key) {
    List<Quote> quotes =
        quotesByKey.getOrDefault(key, Map.of()).values().stream()
            .filter(quote -> !withdrawnIds.contains(quote.id()))
            .toList();
    if (quotes.isEmpty()) {
      return IndexEngine.fix(Methodologies.of(key.index()), key.index(), key.date(), quotes);
    }
    QuoteScreen screen =
        QuoteScreen.of(
            quotes,
            LIMITS,
            UsualTarget.of(quotes, FxRates.none(), 0),
            lastValue(key),
            Optional.empty(),
            Set.of());
    return screen.in(
        IndexEngine.fix(Methodologies.of(key.index()), key.index(), key.date(), screen.accepted()));
  }

  /** The value in force of the latest date before, if there is one. */
  private Optional<BigDecimal> lastValue(FixingKey key) {
    return published.subMap(new FixingKey(key.index(), LocalDate.MIN), key).values().stream()
        .reduce((_, later) -> later)
        .map(fixing -> new BigDecimal(fixing.getValue()));
  }

  /**
   * The earlier value that may stand in: the last one that was not itself carried, when it is near
   * enough.
   */
  Optional<FixingPublished> previous(FixingKey key, BusinessCalendar calendar) {
    return published.subMap(new FixingKey(key.index(), LocalDate.MIN), key).values().stream()
        .filter(fixing -> fixing.getSource() != FixingSource.PREVIOUS_VALUE)
        .reduce((_, later) -> later)
        .filter(fixing -> policy.mayCarry(calendar, fixing.getFixingDate(), key.date()));
  }

  /** The next revision with a value that people decided. */
  FixingPublished decided(
      FixingKey key,
      BusinessCalendar calendar,
      @Nullable BigDecimal committeeValue,
      String reason,
      List<String> approvers) {
    return committeeValue == null
        ? carried(key, requirePrevious(key, calendar), reason, approvers)
        : FixingCodec.fallback(
            key,
            nextRevision(key),
            committeeValue.toPlainString(),
            FixingSource.COMMITTEE_VALUE,
            reason,
            approvers);
  }

  FixingPublished requirePrevious(FixingKey key, BusinessCalendar calendar) {
    return found(
        previous(key, calendar).orElse(null),
        "index %s has no value of the %d business days before to stand in",
        key,
        policy.previousDaysMax());
  }

  private FixingPublished carried(
      FixingKey key, FixingPublished from, String reason, List<String> approvers) {
    return FixingCodec.fallback(
        key,
        nextRevision(key),
        from.getValue(),
        FixingSource.PREVIOUS_VALUE,
        "value of %s revision %d: %s".formatted(from.getFixingDate(), from.getRevision(), reason),
        approvers);
  }

  /**
   * The next revision over the quotes known now.
   *
   * @throws IllegalArgumentException when they give no value or the same one
   */
  FixingPublished restated(FixingKey key, String reason, String requestedBy) {
    FixingPublished known = found(published.get(key), "index %s has no value to restate", key);
    return switch (outcome(key)) {
      case FixingOutcome.Withheld none ->
          throw new IllegalArgumentException(
              "index %s cannot be restated, the quotes known now give no value: %s"
                  .formatted(key, none.detail()));
      case FixingOutcome.Published print -> {
        require(
            print.fixing().value().compareTo(new BigDecimal(known.getValue())) != 0,
            "index %s is %s over the quotes known now too: nothing to restate",
            key,
            known.getValue());
        yield FixingCodec.published(
            print, nextRevision(key), FixingSource.RESTATED, reason, List.of(requestedBy));
      }
    };
  }

  /** The revision in force; zero when there is no value. */
  int revision(FixingKey key) {
    FixingPublished fixing = published.get(key);
    return fixing == null ? 0 : fixing.getRevision();
  }

  private int nextRevision(FixingKey key) {
    return Math.addExact(revision(key), 1);
  }
}
