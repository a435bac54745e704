/**
 * The sample day, driven through the real parts: an embedded broker, every processor, and a feed
 * that plays the exchange, the providers and the members.
 *
 * <p>In: the sample market and the number of its trades. Out: facts on the log, in the order of the
 * script; and the same market as files ({@link novate.clearing.demo.SampleDirectory}). The feed
 * keeps no state of its own: started again on the same log it sends everything again, which has no
 * second effect anywhere, and goes on from where the day stands. It waits for the house where the
 * script depends on its answer (a cycle that closes, a call to pay). Refused: a directory that
 * holds anything but a demo, or in which one runs.
 */
@NullMarked
package novate.clearing.demo;

import org.jspecify.annotations.NullMarked;
