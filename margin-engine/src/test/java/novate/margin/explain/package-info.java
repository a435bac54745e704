/** Tests of how margins are explained. */
@NullMarked
package novate.margin.explain;

import org.jspecify.annotations.NullMarked;
