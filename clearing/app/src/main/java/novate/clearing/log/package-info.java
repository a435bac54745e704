/**
 * The log: the topics every fact goes through, the clients that write and read them, and a broker
 * of our own for those who have none.
 *
 * <p>In: a directory, or the address of an existing cluster. Out: topics that are checked to be as
 * designed, producers that are idempotent or fenced by their transactional id, and readers that see
 * committed records only. A topic with another partition count, clean-up policy, retention or
 * record size is refused, because a fold would silently read the wrong thing; so is an offset that
 * the log does not have, because it means that the log was cut or made anew.
 *
 * <p>What the records say is not this package's business: keys and values are bytes. The broker's
 * own classes, which promise no stability, are used in {@link novate.clearing.log.BrokerProcess}
 * and nowhere else.
 */
@NullMarked
package novate.clearing.log;

import org.jspecify.annotations.NullMarked;
