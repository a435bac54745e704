/**
 * The house at work: the processors, each a thread around one pure fold, and what starts and stops
 * them.
 *
 * <p>In: the log. Out: the log. A processor reads its partitions, hands every record to its fold,
 * and writes what the fold returns in one transaction with the place it has read to, under a
 * transactional id of its own; a second one of the same id fences the first. State is never taken
 * over from a dead process: it is folded again.
 *
 * <p>{@code NovatorProcess} turns trades into legs, {@code ShardProcess} legs into positions and
 * cycle results, {@code DeskProcess} results and payments into calls and ledger, {@code
 * ConductorProcess} leads the day; {@link novate.clearing.house.Gateway} is the way in for facts
 * from outside.
 *
 * <p>A broken invariant or a log that fails stops the processor and with it the house, with the
 * reason; it never guesses. Files of the position keeper are views and are rebuilt.
 */
@NullMarked
package novate.clearing.house;

import org.jspecify.annotations.NullMarked;
