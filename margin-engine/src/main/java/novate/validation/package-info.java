/**
 * Whether the parameters fit the market: what its history says they should be.
 *
 * <p>In: a history of prices by commodity and tenor ({@link novate.validation.TenorHistory}, read
 * from characters by {@link novate.validation.HistoryFile}), the current parameter set, a policy.
 * Out: a {@link novate.validation.CalibrationProposal}: every number with its sample size, its
 * quantile with a confidence interval, and the change against the current one; and the parameter
 * set that would have them.
 *
 * <p>It proposes and never puts in force. Where the history is too short for the confidence asked
 * for, the current number is kept and the proposal says so; nothing is extrapolated.
 */
@NullMarked
package novate.validation;

import org.jspecify.annotations.NullMarked;
