/**
 * Whether the parameters fit the market: what its history says they should be, and whether margins
 * held.
 *
 * <p>In: a history of prices by commodity and tenor ({@link novate.validation.TenorHistory}, read
 * from characters by {@link novate.validation.HistoryFile}), the current parameter set, a policy.
 * Out: a {@link novate.validation.CalibrationProposal}: every number with its sample size, its
 * quantile with a confidence interval, and the change against the current one; and the parameter
 * set that would have them.
 *
 * <p>Of a history of losses beside margins {@link novate.validation.BackTest} says whether breaches
 * were as rare as they should be and did not cluster; of a history of margins {@link
 * novate.validation.Procyclicality} says how far and how fast they rose.
 *
 * <p>It proposes and never puts in force. Where the history is too short for the confidence asked
 * for, the current number is kept and the proposal says so; nothing is extrapolated.
 */
@NullMarked
package novate.validation;

import org.jspecify.annotations.NullMarked;
