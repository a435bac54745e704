/**
 * The sample day, driven through the real parts: an embedded broker, every processor, and a feed
 * that plays the exchange, the providers and the members.
 *
 * <p>In: the seed. Out: facts on the log, in the order of the script. The feed keeps no state of
 * its own: started again on the same log it sends everything again, which has no second effect
 * anywhere, and goes on from where the day stands. It waits for the house where the script depends
 * on its answer (a cycle that closes, a call to pay).
 */
@NullMarked
package novate.clearing.demo;

import org.jspecify.annotations.NullMarked;
