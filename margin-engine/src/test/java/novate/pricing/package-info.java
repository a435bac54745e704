/** Tests of the closed forms: published values, an independent judge, limits from both sides. */
@NullMarked
package novate.pricing;

import org.jspecify.annotations.NullMarked;
