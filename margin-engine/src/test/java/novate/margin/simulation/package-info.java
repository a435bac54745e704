/** Tests of the simulation, on a few factors and on the sample market. */
@NullMarked
package novate.margin.simulation;

import org.jspecify.annotations.NullMarked;
