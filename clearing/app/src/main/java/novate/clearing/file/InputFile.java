package novate.clearing.file;

/**
 * A file that a margin rests on.
 *
 * @param role what it is there for, wherever it lies: its name in the market directory, or {@code
 *     positions}
 * @param file its name as given
 * @param sha256 of its bytes, lower-case hex
 */
public record InputFile(String role, String file, String sha256) {}
