/**
 * How the words of the house are written down: on the log, and in files that people edit.
 *
 * <p>In go bytes of the log ({@link novate.wire.Wire}) and lines of CSV ({@link
 * novate.wire.MarketFiles}, over {@link novate.wire.CsvTable}) or of YAML ({@link
 * novate.wire.YamlFields}); out come the records of {@code novate.wire.event} and words of {@code
 * novate.market}, and the other way round. The codecs turn one into the other and build the word,
 * so that every rule of a word is checked again whenever it is read back. {@link
 * novate.wire.YamlFields} reads the YAML of parameters, methodologies and column mappings.
 *
 * <p>What it refuses: bytes of an unknown schema, torn or trailing bytes, a price set whose hash is
 * not its content's, columns nobody knows, numbers that are not plain decimals. A schema never
 * comes from a message: only the current ones and those kept in {@code schemas/released} are known.
 * Nothing here opens a file or a socket, reads a clock or guesses.
 */
@NullMarked
package novate.wire;

import org.jspecify.annotations.NullMarked;
