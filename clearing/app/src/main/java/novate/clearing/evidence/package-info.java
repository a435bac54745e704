/**
 * What has been tried against the house, and what came of it, gathered into one file.
 *
 * <p>In: the flat JSON files of tests and long runs, which say at the start that a run has begun
 * and counts as failed, and at the end what it has come to, with its commit; the catalogue of
 * faults, each with the tests that name it or the reason why none does; the failures that were
 * found and mended. Out: one record with all of that and the versions it was tried with.
 *
 * <p>Nothing is counted that left no file, and a count of failures above zero is an open failure
 * whoever wrote it.
 */
@NullMarked
package novate.clearing.evidence;

import org.jspecify.annotations.NullMarked;
