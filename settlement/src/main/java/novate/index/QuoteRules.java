package novate.index;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The filters that look at one quote at a time. */
final class QuoteRules {
  private final FixingRequest request;

  QuoteRules(FixingRequest request) {
    this.request = request;
  }

  Ruling eligibility(Filter.Eligibility step) {
    return Ruling.excluding(
        o -> {
          String selected = step.where().exclusion(o.quote());
          if (!selected.isEmpty()) {
            return selected;
          }
          if (o.quote().size().compareTo(step.sizeMin()) < 0) {
            return "size_too_small";
          }
          return request.cutOff().map(cutOff -> late(step, o.quote(), cutOff)).orElse("");
        });
  }

  private String late(Filter.Eligibility step, Quote quote, Instant cutOff) {
    long daysBack = ChronoUnit.DAYS.between(quote.date(), request.date());
    Instant own = cutOff.minus(Duration.ofDays(daysBack));
    if (quote.time().isAfter(own)) {
      return "after_cut_off";
    }
    boolean isOld =
        step.ageMax().isPresent() && quote.time().isBefore(own.minus(step.ageMax().get()));
    return isOld ? "too_old" : "";
  }

  static Ruling families(Filter.Families step) {
    return Ruling.excluding(o -> step.takes(o.quote().family()) ? "" : "family_not_taken");
  }

  static Ruling band(Filter.PriceBand step) {
    return Ruling.excluding(
        o -> {
          if (o.price().compareTo(step.low()) < 0) {
            return "below_price_band";
          }
          return o.price().compareTo(step.high()) > 0 ? "above_price_band" : "";
        });
  }

  Ruling normalise(Filter.Normalise step, Optional<Attack> attack) {
    Normalisation normalisation =
        new Normalisation(step.unit(), step.currency(), request.rates(), step.fxDaysMax());
    Conversion conversion = new Conversion(normalisation);
    return new Ruling(
        o ->
            conversion.of(o) instanceof Normalisation.Outcome.Refused refused
                ? refused.reason().code()
                : "",
        o ->
            conversion.of(o) instanceof Normalisation.Outcome.Priced priced
                ? attack.map(a -> a.moved(o.quote(), priced.price())).orElse(priced.price())
                : o.price(),
        List.of());
  }

  /** Converts a quote once, though exclusion and price both want it, one after the other. */
  private static final class Conversion {
    private final Normalisation normalisation;
    private Optional<Observation> latest = Optional.empty();
    private Optional<Normalisation.Outcome> outcome = Optional.empty();

    Conversion(Normalisation normalisation) {
      this.normalisation = normalisation;
    }

    Normalisation.Outcome of(Observation o) {
      if (latest.filter(asked -> asked == o).isEmpty()) {
        latest = Optional.of(o);
        outcome = Optional.of(normalisation.of(o.quote(), o.quote().date()));
      }
      return outcome.orElseThrow();
    }
  }

  /** Contributors that move all their prices to one. */
  record Attack(Set<String> contributors, BigDecimal price) {
    BigDecimal moved(Quote quote, BigDecimal honest) {
      return contributors.contains(quote.contributor()) ? price : honest;
    }
  }
}
