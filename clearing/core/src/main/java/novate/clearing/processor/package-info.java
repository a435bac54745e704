/**
 * The processors of the house as the log sees them. {@link
 * novate.clearing.processor.NovatorProcessor} turns trades into legs, {@link
 * novate.clearing.processor.ShardProcessor} legs into positions and cycle results, {@link
 * novate.clearing.processor.DeskProcessor} results and payments into calls and ledger; {@link
 * novate.clearing.processor.ConductorProcessor} leads the day.
 *
 * <p>In: records of the partitions a processor reads, in order, and what it asks of the committed
 * log when it starts. Out: records, written in transactions together with the place it has read to.
 * Each is a fold around the pure parts (novation, keeper, desk, day): it does no I/O, reads no
 * clock and knows no Kafka, so the same object works on a real log and in simulation.
 *
 * <p>How long a restart takes does not follow from how long the log is. The novator writes a
 * checkpoint with each business date that it opens, a keeper its changelog, a desk its books with
 * each end of day, all in the transaction of what they belong to; and each begins there. Only the
 * conductor reads its inputs from their start.
 *
 * <p>What cannot be read is refused with where it stands and why; a record of a kind that does not
 * belong on a topic which only the house writes stops the processor.
 */
@NullMarked
package novate.clearing.processor;

import org.jspecify.annotations.NullMarked;
