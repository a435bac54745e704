/**
 * What an option on a future is worth, and how its value answers to the market.
 *
 * <p>In: a forward, a strike, a volatility, a time in years, a rate: plain finite doubles in the
 * contract's own price unit. Out: a price or a sensitivity per unit of the underlying, as a double;
 * whoever books money rounds it, once, elsewhere. {@link novate.pricing.OptionModel} says which
 * formula values a listed option and gives it its times, as a {@link
 * novate.pricing.OptionValuation}; the formulas are {@link novate.pricing.EuropeanOption} (Black-76
 * and Bachelier, closed form), {@link novate.pricing.AmericanOption} (Barone-Adesi-Whaley and
 * Bjerksund-Stensland 2002) and {@link novate.pricing.AverageOption} (moment matching). {@link
 * novate.pricing.ImpliedVolatility} turns any of them round; {@link novate.pricing.BlackKernel} is
 * Black-76 in bulk, on vectors where the JVM has them.
 *
 * <p>Refused with an {@link java.lang.IllegalArgumentException} that names the inputs: NaN and
 * infinity, negative volatility, a price or strike that is not positive under Black-76, a result
 * that is not finite, a price that no volatility explains, and early exercise where no declared
 * rule values it (on an average, and under Bachelier, when the premium is paid at once).
 *
 * <p>{@code StrictMath} throughout: the same inputs give the same bits on every machine.
 */
@NullMarked
package novate.pricing;

import org.jspecify.annotations.NullMarked;
