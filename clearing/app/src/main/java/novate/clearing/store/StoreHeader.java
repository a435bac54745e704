package novate.clearing.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static novate.market.Checks.require;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * What a store on disk is a view of. It stands in a text file beside the map.
 *
 * @param topicId identity of the topic whose legs are folded; a topic made anew has another
 * @param partition partition of the topic, from 0
 * @param partitionCount partitions of the topic; above {@code partition}
 */
public record StoreHeader(String topicId, int partition, int partitionCount) {
  /** Version of what an entry holds and how it is laid out. */
  static final int SCHEMA = 2;

  private static final String FILE_NAME = "header.txt";

  /** Checks itself. */
  public StoreHeader {
    require(!topicId.isBlank(), "topic id must not be blank");
    require(
        partition >= 0 && partition < partitionCount,
        "partition must be from 0 to below %d, got %d",
        partitionCount,
        partition);
  }

  /** Whether the directory has a header. */
  static boolean isIn(Path directory) {
    return Files.exists(directory.resolve(FILE_NAME));
  }

  /**
   * Compares with the header in the directory.
   *
   * @throws IllegalArgumentException if anything differs; names found and expected
   */
  void checkAgainst(Path directory) {
    Path file = directory.resolve(FILE_NAME);
    try {
      List<String> found = Files.readAllLines(file, UTF_8);
      require(
          found.equals(lines()),
          "%s: found %s, expected %s; a store of another log is never used or removed",
          file,
          found,
          lines());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file, e);
    }
  }

  /** Writes the header to the directory, whole or not at all. */
  void writeTo(Path directory) {
    CheckedFile.writeWhole(directory.resolve(FILE_NAME), lines());
  }

  List<String> lines() {
    return List.of(
        "schema=" + SCHEMA,
        "topic_id=" + topicId,
        "partition=" + partition,
        "partition_count=" + partitionCount);
  }
}
