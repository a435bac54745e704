/**
 * Tests of the scan: published arrays, the slow judge of the kernel, properties of scanning risk.
 */
@NullMarked
package novate.margin.scan;

import org.jspecify.annotations.NullMarked;
