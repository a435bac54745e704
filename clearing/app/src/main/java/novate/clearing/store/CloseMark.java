package novate.clearing.store;

import static novate.market.Checks.require;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import novate.clearing.position.StoreMark;
import novate.market.Checks;
import novate.wire.Wire;
import novate.wire.WireException;
import novate.wire.event.KeeperHeader;

/**
 * The file that says that a map was closed whole: which map, its bytes by their hash, and what it
 * held. It is written last, when the map's bytes are on disk, and removed before the map is opened.
 * The map is hashed before the library sees it, because a damaged one may hang it or end the
 * process.
 *
 * @param mark what the keeper says of the content
 * @param file name of the map file
 * @param capacity entries for which it was made
 * @param sha256 of the bytes of the map file
 */
record CloseMark(StoreMark mark, String file, long capacity, String sha256) {
  private static final String FILE_NAME = "closed.txt";
  private static final int HASH_BUFFER_BYTES = 1 << 20;

  /** Why what stands in the directory cannot be used again; the message is for people to read. */
  static final class UnfitException extends Exception {
    private static final long serialVersionUID = 1L;

    UnfitException(String message) {
      super(message);
    }
  }

  /** Whether the directory has a mark, fit or not. */
  static boolean isIn(Path directory) {
    return Files.exists(directory.resolve(FILE_NAME), LinkOption.NOFOLLOW_LINKS);
  }

  /**
   * Reads the mark of a directory and checks the map's bytes against it.
   *
   * @throws UnfitException if the mark is torn, damaged or another store's, or the map is not what
   *     it says
   */
  static CloseMark read(Path directory, StoreHeader header) throws UnfitException {
    CloseMark found = parse(lines(directory.resolve(FILE_NAME)), header);
    Path map = directory.resolve(found.file);
    if (!Files.isRegularFile(map, LinkOption.NOFOLLOW_LINKS)) {
      throw new UnfitException(map + " is not there as a file of its own");
    }
    String hash = sha256(map, false);
    if (!hash.equals(found.sha256)) {
      throw new UnfitException(
          "%s has the hash %s, its mark says %s".formatted(map, hash, found.sha256));
    }
    return found;
  }

  /** Brings the bytes of a closed map to disk, then writes its mark. */
  static void write(Path directory, StoreHeader header, Path map, long capacity, StoreMark mark) {
    String file = map.getFileName().toString();
    CloseMark closed = new CloseMark(mark, file, capacity, sha256(map, true));
    CheckedFile.write(directory.resolve(FILE_NAME), closed.lines(header));
  }

  /** Removes the mark of a directory, for good also if the machine stops now. */
  static void remove(Path directory) {
    try {
      if (Files.deleteIfExists(directory.resolve(FILE_NAME))) {
        CheckedFile.force(directory);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot remove " + directory.resolve(FILE_NAME), e);
    }
  }

  private List<String> lines(StoreHeader header) {
    List<String> lines = new ArrayList<>(header.lines());
    lines.add("library=" + ChroniclePositionStore.LIBRARY);
    lines.add("file=" + file);
    lines.add("capacity=" + capacity);
    lines.add("sha256=" + sha256);
    lines.add("entries=" + mark.entryCount());
    lines.add("content_sum=" + mark.contentSum());
    lines.add("header_offset=" + mark.headerOffset());
    lines.add("header=" + Base64.getEncoder().encodeToString(Wire.encode(mark.header())));
    return lines;
  }

  private static List<String> lines(Path file) throws UnfitException {
    try {
      return CheckedFile.read(file);
    } catch (DamagedFileException e) {
      throw unfit(String.valueOf(e.getMessage()), e);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file, e);
    }
  }

  private static CloseMark parse(List<String> lines, StoreHeader header) throws UnfitException {
    for (String expected : header.lines()) {
      if (!lines.contains(expected)) {
        throw new UnfitException("the mark is another store's: expected " + expected);
      }
    }
    String library = "library=" + ChroniclePositionStore.LIBRARY;
    if (!lines.contains(library)) {
      throw new UnfitException("the map was written by another version: expected " + library);
    }
    Map<String, String> values = new HashMap<>();
    for (String line : lines) {
      int equals = line.indexOf('=');
      values.put(line.substring(0, Math.max(0, equals)), line.substring(equals + 1));
    }
    try {
      return of(header.partition(), values);
    } catch (IllegalArgumentException | WireException e) {
      throw unfit("the mark cannot be read: " + e.getMessage(), e);
    }
  }

  private static CloseMark of(int partition, Map<String, String> values) {
    KeeperHeader header =
        Wire.decode(Base64.getDecoder().decode(value(values, "header"))) instanceof KeeperHeader h
            ? h
            : null;
    StoreMark mark =
        new StoreMark(
            partition,
            Checks.found(header, "header is none of a keeper"),
            number(values, "header_offset"),
            number(values, "entries"),
            number(values, "content_sum"));
    String file = value(values, "file");
    require(file.matches("positions-[0-9]{1,9}\\.map"), "file is no map: %s", file);
    long capacity = number(values, "capacity");
    require(capacity > 0, "capacity must be above zero, got %d", capacity);
    return new CloseMark(mark, file, capacity, value(values, "sha256"));
  }

  private static String value(Map<String, String> values, String name) {
    return Checks.found(values.get(name), "there is no %s", name);
  }

  private static long number(Map<String, String> values, String name) {
    return Long.parseLong(value(values, name));
  }

  private static UnfitException unfit(String message, Exception cause) {
    UnfitException unfit = new UnfitException(message);
    unfit.initCause(cause);
    return unfit;
  }

  /** The hash of a file; on demand its bytes are on disk when this returns. */
  private static String sha256(Path file, boolean isForced) {
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      if (isForced) {
        channel.force(true);
      }
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      ByteBuffer buffer = ByteBuffer.allocate(HASH_BUFFER_BYTES);
      while (channel.read(buffer) >= 0) {
        digest.update(buffer.flip());
        buffer.clear();
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file, e);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java runtime has SHA-256", e);
    }
  }
}
