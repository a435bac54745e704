/**
 * The sample market {@code compute-2026}: for the demo, the tests and the benchmarks only. Every
 * firm in it is invented.
 *
 * <p>In: the resource files beside this package (products, contracts, members, accounts, holidays,
 * parameters, and those of a simulation), a seed, and an option pricer handed in by the caller.
 * Out: {@link novate.sample.SampleMarket} (what is listed and who clears), {@link
 * novate.sample.PriceHistory} (two years of index levels, settlement prices and volatilities),
 * {@link novate.sample.ProviderQuotes} (what the index of each fixing date is made from) and {@link
 * novate.sample.TradingDay} (the trades of 30 October 2026, the good and the bad).
 *
 * <p>The same seed gives the same values, always: nothing here reads a clock, a file outside the
 * jar, or a random number that is not seeded. It prices no option and computes no margin that
 * anybody should rely on.
 */
@NullMarked
package novate.sample;

import org.jspecify.annotations.NullMarked;
