package novate.clearing.evidence;

/**
 * A failure that was found and mended.
 *
 * @param failure what went wrong
 * @param cause why
 * @param commit subject of the commit that mended it
 * @param test that covers it
 */
public record Mended(String failure, String cause, String commit, String test) {}
