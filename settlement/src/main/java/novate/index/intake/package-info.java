/**
 * What is done to quotes before a methodology sees them.
 *
 * <p>In: CSV files of anybody's layout, read by a {@link novate.index.intake.QuoteMapping}, which
 * is data: which column is which field, what its words stand for, which family a provider belongs
 * to. Out: {@link novate.index.Quote quotes}, and of each a {@link novate.index.intake.Verdict}:
 * accepted, held until a person releases it, or refused, with the reason.
 *
 * <p>Nothing is corrected on the way. A price that looks like one of another unit or currency is
 * held and not converted; a provider that no family was given for is an error of the file, so that
 * hyperscalers and marketplaces are never blended by accident; words outside the vocabulary ({@code
 * novate/index/vocabulary.yaml}) are errors. Nothing here opens a file or reads a clock.
 */
@NullMarked
package novate.index.intake;

import org.jspecify.annotations.NullMarked;
