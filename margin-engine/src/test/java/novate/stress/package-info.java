/** Tests of the stress engine, on the tiny market of the margin tests. */
@NullMarked
package novate.stress;

import org.jspecify.annotations.NullMarked;
