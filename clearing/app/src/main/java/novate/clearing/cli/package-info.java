/**
 * The command line: what a person types comes in, tables or JSON go to standard output, words and
 * progress to standard error, and the exit code says how it ended. Nothing is computed here; every
 * command asks a module below and shows its answer.
 */
@NullMarked
package novate.clearing.cli;

import org.jspecify.annotations.NullMarked;
