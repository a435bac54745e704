/** How the revaluation of a contract is tested: against the formulas of the methodology. */
@NullMarked
package novate.margin.revaluation;

import org.jspecify.annotations.NullMarked;
