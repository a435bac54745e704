/**
 * The command line.
 *
 * <p>In: what a person types. Out: tables, JSON or CSV on standard output, words and progress on
 * standard error, and an exit code ({@link novate.clearing.cli.ExitCode}) that says how it ended.
 * Nothing is computed here: a command asks a package below and shows its answer. Refused: words
 * that no command knows, and files with an error, of which every one is shown.
 */
@NullMarked
package novate.clearing.cli;

import org.jspecify.annotations.NullMarked;
