/**
 * What a house in simulation stands on: a log in memory that behaves as the real one does, and
 * processes around the real processors that can be killed, taken over and come back as zombies.
 *
 * <p>In: who works next, how far, and who dies, all said by the caller. Out: the log. Nothing here
 * is left to chance, so the same calls give the same log.
 */
@NullMarked
package novate.clearing.simulation;

import org.jspecify.annotations.NullMarked;
