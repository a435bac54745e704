/**
 * The position keeper: what every account holds of every contract.
 *
 * <p>In: novated legs, in the order of one partition. Out: one entry per account and contract, held
 * in a {@link novate.clearing.position.PositionStore} that has one writer. It reads no log and no
 * file: where entries are kept is the store's business, and plain memory does for tests.
 */
@NullMarked
package novate.clearing.position;

import org.jspecify.annotations.NullMarked;
