/**
 * From provider quotes to a fixing.
 *
 * <p>In: {@link novate.index.Quote quotes} of one index and date and a {@link
 * novate.index.Methodology}, which is data: a YAML file of steps with an id and a SHA-256 ({@link
 * novate.index.MethodologyFile}, {@link novate.index.ShippedMethodologies}). Out, by {@link
 * novate.index.IndexEngine}: a {@link novate.index.FixingOutcome}: a published fixing with its
 * quality and every input, used or excluded with the reason, or no value and what refused it; with
 * what every step computed. The same inputs in any order give the same outcome.
 *
 * <p>{@link novate.index.ConstituentFixing} repeats fixings that somebody else has published, from
 * the prices and weights they name.
 *
 * <p>Prices and weights are decimals throughout; no {@code double} decides, so a tie at half the
 * weight is a tie; what needs a division has 34 significant digits. Refused: a methodology whose
 * steps contradict each other or whose caps would let one contributor decide, and files with
 * unknown columns, missing columns or any field that cannot be read; all errors of a file are
 * reported at once. Nothing here opens a file, reads a clock or guesses a missing price.
 */
@NullMarked
package novate.index;

import org.jspecify.annotations.NullMarked;
