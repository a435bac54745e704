/**
 * Answers that need nothing but files: no log, no store, no network.
 *
 * <p>In: a market directory, positions, constituents or quotes, as somebody keeps them on disk.
 * Out: the margin of every account, or the print of every index and date, as values with the
 * SHA-256 of every file they rest on. Refused, with every error and its line: files that are not
 * what they say; and, as missing market data, a position that cannot be valued. Nothing is assumed
 * in the place of something missing.
 */
@NullMarked
package novate.clearing.file;

import org.jspecify.annotations.NullMarked;
