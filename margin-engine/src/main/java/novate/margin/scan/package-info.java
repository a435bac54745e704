/**
 * The SPAN-style scan: what one long lot of every contract loses in every scenario, and what a
 * portfolio of lots loses in the worst of them.
 *
 * <p>In: a catalogue, a price set, a parameter set, a scenario set, calendars. Out: {@link
 * novate.margin.scan.RiskArrays}, integers in minor units per long lot, a loss positive; they are
 * shared by all accounts. From them {@link novate.margin.scan.ScanKernel} sums the losses of a
 * portfolio exactly, {@link novate.margin.scan.HouseScan} those of many accounts, and {@link
 * novate.margin.scan.ScanningRisk} reads off the worst one and what it is made of.
 *
 * <p>Doubles end where an array is built: each value is rounded once, HALF_EVEN. What is missing
 * (no mark, expired, inactive) leaves a contract without array, and asking for that array is an
 * error that says why; what is wrong (NaN, a non-positive forward, an option that cannot be priced)
 * fails the whole build, naming contract and scenario.
 */
@NullMarked
package novate.margin.scan;

import org.jspecify.annotations.NullMarked;
