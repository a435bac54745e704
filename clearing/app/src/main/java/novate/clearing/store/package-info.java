/**
 * What the shell keeps on disk beside the log: the position maps, and the locks that keep a second
 * process out of a directory.
 *
 * <p>In: entries of one partition, from one writer. Out: the same entries, until the process ends,
 * and at the next start if it ended cleanly. Everything here is a view of the log and may be thrown
 * away: a file that is found on start is checked against its header and the mark of its clean
 * close. One without a mark, or not bit for bit what its mark says, is removed, and the caller
 * rebuilds it from the changelog. A file of another topic, partition or schema is refused, and so
 * is a directory that another process holds. Nothing is sent anywhere: the map library's usage
 * statistics are off before its first class loads.
 */
@NullMarked
package novate.clearing.store;

import org.jspecify.annotations.NullMarked;
