/**
 * Risk parameters as the houses publish them: SPAN-style XML ({@code .spn}) and expanded unpacked
 * positional text ({@code .pa2}), read into one model, and our own arrays written as XML.
 *
 * <p>In: bytes or characters of a file that somebody handed in, and its name. Out: a {@link
 * novate.margin.format.SpanFile}, immutable, every number exact, arrays in units of currency with
 * the exponents of the file applied once; or an {@link novate.market.InvalidInputException} with
 * every error, its line, field and columns. {@link novate.margin.format.SpanMarket} turns a file
 * into a catalogue, risk arrays and parameters of ours, so that the margin engine margins what
 * another house has published. {@link novate.margin.format.SpanExport} goes the other way.
 *
 * <p>It refuses to guess: an unknown record, alignment code or method is an error. What a file says
 * and this package does not use is counted in {@link novate.margin.format.SpanFile#passedOver}, so
 * that nothing is ignored in silence. It opens no file and expands no entity.
 */
@NullMarked
package novate.margin.format;

import org.jspecify.annotations.NullMarked;
