package novate.index;

import java.time.LocalDate;

/**
 * What the step {@code normalise} asks, with exchange rates: {@link Normalisation} to the unit and
 * currency that the step names.
 *
 * @param rates of all currencies that may be converted
 */
public record FxUnitPrice(FxRates rates) implements UnitPrice {
  @Override
  public Outcome of(Quote quote, Filter.Normalise target, LocalDate printDate) {
    Normalisation normalisation =
        new Normalisation(target.unit(), target.currency(), rates, target.fxDaysMax());
    return switch (normalisation.of(quote, printDate)) {
      case Normalisation.Outcome.Priced priced -> new Outcome.Priced(priced.price());
      case Normalisation.Outcome.Refused refused -> new Outcome.Refused(refused.reason().code());
    };
  }
}
