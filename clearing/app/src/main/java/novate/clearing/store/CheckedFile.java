package novate.clearing.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import novate.market.Checks;
import novate.market.Hashing;

/**
 * Small text files that are there whole or not at all, also when the machine stops, and whose last
 * line is a hash of the others, so that no damage goes unnoticed.
 */
public final class CheckedFile {
  private static final String CHECK = "check=";
  private static final long BYTES_MAX = 1 << 20;

  private CheckedFile() {}

  /** Puts a file of lines in place of what stood there; none of them has a line break. */
  public static void write(Path file, List<String> lines) {
    List<String> checked = new ArrayList<>(lines);
    checked.add(CHECK + hash(lines));
    writeWhole(file, checked);
  }

  /** The same without the hash. */
  static void writeWhole(Path file, List<String> lines) {
    Path draft = file.resolveSibling(file.getFileName() + ".draft");
    try {
      try (FileChannel channel =
          FileChannel.open(
              draft,
              StandardOpenOption.CREATE,
              StandardOpenOption.TRUNCATE_EXISTING,
              StandardOpenOption.WRITE)) {
        ByteBuffer bytes = UTF_8.encode(String.join("\n", lines) + "\n");
        while (bytes.hasRemaining()) {
          channel.write(bytes);
        }
        // Otherwise the name may reach the disk before the bytes: an empty file after a power cut.
        channel.force(true);
      }
      Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      force(Checks.found(file.toAbsolutePath().getParent(), "%s has no directory", file));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + file, e);
    }
  }

  /**
   * The lines of a file, without the hash.
   *
   * @throws NoSuchFileException if there is none
   * @throws DamagedFileException if it is not as it was written, or no file of its own
   * @throws IOException if the disk refuses
   */
  public static List<String> read(Path file) throws IOException {
    if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
      throw new NoSuchFileException(file.toString());
    }
    if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) || Files.size(file) > BYTES_MAX) {
      throw new DamagedFileException(file + " is not a file of a few lines");
    }
    try {
      List<String> lines = Files.readAllLines(file, UTF_8);
      int last = lines.size() - 1;
      if (last < 0 || !lines.get(last).equals(CHECK + hash(lines.subList(0, last)))) {
        throw new DamagedFileException(file + " is torn or damaged: its hash does not fit");
      }
      return lines.subList(0, last);
    } catch (CharacterCodingException e) {
      throw new DamagedFileException(file + " is damaged: it is no text", e);
    }
  }

  /** Brings to disk which files a directory has. */
  static void force(Path directory) throws IOException {
    try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  private static String hash(List<String> lines) {
    return Hashing.sha256(String.join("\n", lines));
  }
}
