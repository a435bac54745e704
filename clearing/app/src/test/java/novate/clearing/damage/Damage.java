package novate.clearing.damage;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.SplittableRandom;

/** What may become of a file: faults S4, S5 and S6. */
public enum Damage {
  /** Up to eight bits are turned. */
  BITS,
  /** Up to 64 bytes in a row are others. */
  BYTES,
  /** The end is missing. */
  TRUNCATED,
  /** A page is zero. */
  ZEROED_PAGE,
  /** There is more behind the end. */
  LONGER,
  /** Nothing is in it. */
  EMPTY,
  /** It is not there. */
  MISSING,
  /** A directory has its name. */
  DIRECTORY,
  /** Its name is a link to the file, which lies elsewhere. */
  LINK,
  /** It is that of another one of its kind. */
  FOREIGN,
  /** It is what it was some time ago. */
  OLDER,
  /** It is what it will be some time later. */
  NEWER;

  private static final int PAGE_BYTES = 4_096;

  /** Files of the same names, from elsewhere and from other times. */
  public record Others(Path foreign, Path older, Path newer) {}

  /** True when it puts another good file in place of this one. */
  public boolean isExchange() {
    return this == FOREIGN || this == OLDER || this == NEWER;
  }

  /** Damages a file, by chance where there is a choice. */
  public void apply(Path file, Others others, SplittableRandom random) throws IOException {
    switch (this) {
      case BITS, BYTES, ZEROED_PAGE -> overwrite(file, random);
      case TRUNCATED -> resize(file, random.nextLong(Files.size(file)));
      case LONGER -> Files.write(file, bytes(random), StandardOpenOption.APPEND);
      case EMPTY -> resize(file, 0);
      case MISSING -> Files.delete(file);
      case DIRECTORY -> {
        Files.delete(file);
        Files.createDirectory(file);
      }
      case LINK -> {
        Path elsewhere = file.resolveSibling(file.getFileName() + ".elsewhere");
        Files.move(file, elsewhere);
        Files.createSymbolicLink(file, elsewhere);
      }
      case FOREIGN -> exchange(file, others.foreign());
      case OLDER -> exchange(file, others.older());
      case NEWER -> exchange(file, others.newer());
    }
  }

  private void overwrite(Path file, SplittableRandom random) throws IOException {
    byte[] all = Files.readAllBytes(file);
    int at = random.nextInt(all.length);
    if (this == BITS) {
      for (int i = random.nextInt(8); i >= 0; i--) {
        all[random.nextInt(all.length)] ^= (byte) (1 << random.nextInt(8));
      }
    } else if (this == BYTES) {
      byte[] other = bytes(random);
      System.arraycopy(other, 0, all, at, Math.min(other.length, all.length - at));
    } else {
      int from = at / PAGE_BYTES * PAGE_BYTES;
      Arrays.fill(all, from, Math.min(all.length, from + PAGE_BYTES), (byte) 0);
    }
    Files.write(file, all);
  }

  private static byte[] bytes(SplittableRandom random) {
    byte[] bytes = new byte[random.nextInt(1, 65)];
    random.nextBytes(bytes);
    return bytes;
  }

  private static void resize(Path file, long bytes) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.truncate(bytes);
    }
  }

  private static void exchange(Path file, Path directory) throws IOException {
    Path other = directory.resolve(file.getFileName());
    if (Files.exists(other, LinkOption.NOFOLLOW_LINKS)) {
      Files.write(file, Files.readAllBytes(other));
    } else {
      Files.delete(file);
    }
  }
}
