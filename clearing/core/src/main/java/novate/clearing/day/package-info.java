/**
 * The business day as a list of named steps, each with a checkpoint on the log.
 *
 * <p>In: the control topic, in order. Out: the next step that is due. A step that has its
 * checkpoint is never done again; a step that was killed half-way left nothing, because its outputs
 * and its checkpoint are one transaction. So the day may be killed anywhere, and running it again
 * changes nothing.
 *
 * <p>Here too: the price limits a day opens with, how quotes are read and by which methodology an
 * index is fixed, how a price set is judged before it is sealed, the sums that must be zero over
 * the house, and the digest of a day.
 *
 * <p>Refused: a cycle of a date that is not open, and a price set with a price that is missing,
 * stale or a jump, which is held until two people accept it. A cycle whose sums are not zero is
 * broken, never closed.
 */
@NullMarked
package novate.clearing.day;

import org.jspecify.annotations.NullMarked;
