/**
 * What a day came to, read back from the log.
 *
 * <p>In: the log alone, so a report can be made at any time by anybody who can read it. Out:
 * figures for people and for programs, and the digest by which two runs of a day are compared. It
 * writes nothing to the log. Sums that are not zero are reported, not hidden: whoever asked decides
 * what follows.
 */
@NullMarked
package novate.clearing.report;

import org.jspecify.annotations.NullMarked;
