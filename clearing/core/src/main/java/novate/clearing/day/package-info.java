/**
 * The business day as a list of named steps, each with a checkpoint on the log.
 *
 * <p>In: the control topic, in order. Out: the next step that is due. A step that has its
 * checkpoint is never done again; a step that was killed half-way left nothing, because its outputs
 * and its checkpoint are one transaction. So the day may be killed anywhere, and running it again
 * changes nothing.
 *
 * <p>Here too: how a price set is judged before it is sealed, the sums that must be zero over the
 * house, and the digest of a day.
 */
@NullMarked
package novate.clearing.day;

import org.jspecify.annotations.NullMarked;
