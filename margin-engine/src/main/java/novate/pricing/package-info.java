/**
 * What a European option on a future is worth, in closed form.
 *
 * <p>In: a forward, a strike, a volatility, a time in years, a rate: plain finite doubles in the
 * contract's own price unit. Out: a price or a sensitivity per unit of the underlying, as a double;
 * whoever books money rounds it, once, elsewhere. {@link novate.pricing.OptionModel} prices a
 * listed contract, {@link novate.pricing.EuropeanOption} the bare formula, {@link
 * novate.pricing.BlackKernel} the same formula in bulk, on vectors where the JVM has them.
 *
 * <p>Refused with an {@link java.lang.IllegalArgumentException} that names the inputs: NaN and
 * infinity, negative volatility, a price or strike that is not positive under Black-76, a result
 * that is not finite, and (so far) American exercise and options on averaging futures.
 *
 * <p>{@code StrictMath} throughout: the same inputs give the same bits on every machine.
 */
@NullMarked
package novate.pricing;

import org.jspecify.annotations.NullMarked;
