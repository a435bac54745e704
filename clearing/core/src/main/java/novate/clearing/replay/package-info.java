/**
 * The judge of the log: folds it again and holds what the folds give against what stands on it.
 *
 * <p>In: a committed log, read in pieces. Out: for every cycle two digests, of what the log has and
 * of what its inputs give when they are folded again, and every difference by topic, partition and
 * offset. {@link novate.clearing.replay.Replay} says what is compared and how closely.
 *
 * <p>Nothing is written, mended or explained away: what cannot be folded again is a difference. The
 * answer is the same whatever the size of the batches, the number of threads and the time zone, and
 * whether the processors know everything from the start or are thrown away and restored at every
 * cut.
 */
@NullMarked
package novate.clearing.replay;

import org.jspecify.annotations.NullMarked;
