package novate.margin.explain;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import novate.margin.Requirement;
import novate.market.AccountClass;
import novate.market.CurrencyCode;
import novate.market.Money;

/**
 * Why a margin changed, step by step: each step is a whole recomputation with one more input
 * changed.
 *
 * <pre>part(step) = margin after the step - margin before it;   sum of parts = after - before</pre>
 *
 * <p>Worked example: 2 lots at 16,000.00 become 3, then the scan range falls to 15,000.00:
 * positions +16,000.00, parameters -3,000.00, change +13,000.00.
 *
 * @param before margin of the day before, on its own inputs
 * @param steps in order; the requirement of the last is that of the day
 */
public record MarginAttribution(Requirement before, List<Step> steps) {
  /**
   * One step.
   *
   * @param requirement with everything changed up to here
   */
  public record Step(AttributionStep step, Requirement requirement) {}

  /** Keeps its own copy. */
  public MarginAttribution {
    steps = List.copyOf(steps);
  }

  /** Between two markets, for any number of accounts: the steps' risk arrays are built once. */
  public static final class Chain {
    private final ValuedMarket before;
    private final Map<AttributionStep, ValuedMarket> markets = new EnumMap<>(AttributionStep.class);

    /**
     * Builds the market of every step.
     *
     * @throws IllegalArgumentException when a market of a step cannot be valued, as {@link
     *     ValuedMarket}
     */
    public Chain(ValuedMarket before, ValuedMarket after) {
      this.before = before;
      SteppedMarket stepped = new SteppedMarket(before, after);
      for (AttributionStep step : AttributionStep.values()) {
        markets.put(step, stepped.market(step));
      }
    }

    /**
     * The change of one account; one that is not there on a day holds nothing on it.
     *
     * @throws IllegalArgumentException when a contract held cannot be margined on its day
     */
    public MarginAttribution attribute(Holding held, Holding holds) {
      List<Step> steps = new ArrayList<>();
      markets.forEach(
          (step, market) -> {
            boolean isReclassed = step.compareTo(AttributionStep.PARAMETERS) >= 0;
            AccountClass accountClass = (isReclassed ? holds : held).accountClass();
            steps.add(new Step(step, market.requirement(accountClass, holds)));
          });
      return new MarginAttribution(before.requirement(held.accountClass(), held), steps);
    }
  }

  /** The margin of the day. */
  public Requirement after() {
    return steps.getLast().requirement();
  }

  /** Every currency in which anything is held on either day. */
  public Set<CurrencyCode> currencies() {
    Set<CurrencyCode> currencies = new TreeSet<>(before.currencies().keySet());
    steps.forEach(step -> currencies.addAll(step.requirement().currencies().keySet()));
    return currencies;
  }

  /** After less before; positive when more is required. */
  public Money change(CurrencyCode currency) {
    return after().required(currency).minus(before.required(currency));
  }

  /** What each step adds, in order; the sum is {@link #change}. */
  public Map<AttributionStep, Money> parts(CurrencyCode currency) {
    Map<AttributionStep, Money> parts = new EnumMap<>(AttributionStep.class);
    Money last = before.required(currency);
    for (Step step : steps) {
      Money now = step.requirement().required(currency);
      parts.put(step.step(), now.minus(last));
      last = now;
    }
    return parts;
  }
}
