/**
 * Kills on real parts: a broker and each role of the house in JVMs of their own, killed at random
 * moments, at named crash points and at system calls, stopped and woken, while a client plays the
 * sample day and keeps its own list of what was acknowledged.
 *
 * <p>{@link novate.clearing.kill.Parts} starts and kills, {@link novate.clearing.kill.Client} plays
 * and remembers, {@link novate.clearing.kill.Verdict} compares what is on the log afterwards with
 * that list, with a plain fold and with a day that nothing disturbed. {@link
 * novate.clearing.kill.Evidence} writes down how much was tried, also for other tests.
 */
@NullMarked
package novate.clearing.kill;

import org.jspecify.annotations.NullMarked;
