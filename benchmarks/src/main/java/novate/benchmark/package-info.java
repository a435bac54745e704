/**
 * What things cost: each class answers one question, named for it, and measures its baseline in the
 * same run.
 *
 * <p>In: made-up markets and streams from fixed seeds. Out: times of JMH; the README of this module
 * says how to read one, and has the last ones measured. A ratio of two rows of one run is a result;
 * a time alone is not. Nothing here is used by the house, and nothing here decides whether a result
 * is right: the tests of the other modules do.
 */
@NullMarked
package novate.benchmark;

import org.jspecify.annotations.NullMarked;
