/**
 * The house at work: a thread around each processor of {@link novate.clearing.processor}, and what
 * starts and stops them.
 *
 * <p>In: the log. Out: the log. A thread reads the partitions of its processor, hands it every
 * record, and commits what it writes in one transaction with the place it has read to, under a
 * transactional id of its own; a second one of the same id fences the first. State is never taken
 * over from a dead process: it is folded again. {@link novate.clearing.house.Gateway} is the way in
 * for facts from outside.
 *
 * <p>A broken invariant or a log that fails stops the processor and with it the house, with the
 * reason; it never guesses. Files of the position keeper are views and are rebuilt.
 */
@NullMarked
package novate.clearing.house;

import org.jspecify.annotations.NullMarked;
