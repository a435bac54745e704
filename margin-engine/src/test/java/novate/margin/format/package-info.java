/**
 * Tests of the formats: tiny files written by hand after the layouts, and what must come of them.
 */
@NullMarked
package novate.margin.format;

import org.jspecify.annotations.NullMarked;
