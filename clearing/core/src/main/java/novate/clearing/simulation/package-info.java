/**
 * The house in simulation: the real processors over a log in memory, with a seeded scheduler that
 * decides who works when, who is killed and who comes back from the dead.
 *
 * <p>In: a seed. Out: whether every invariant held after every step, and how often each kind of
 * fault was injected. The same seed gives the same history.
 */
@NullMarked
package novate.clearing.simulation;

import org.jspecify.annotations.NullMarked;
