/** Tests of requirements and variation margin, on a market of a few contracts. */
@NullMarked
package novate.margin;

import org.jspecify.annotations.NullMarked;
