package novate.clearing.store;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The right of one process to use a directory, as a locked file in it. The operating system gives
 * the lock back when the process ends, however it ends, so there is never a stale one to remove.
 *
 * <p>The file names its holder and the holder's guardian: the process for which it works. While the
 * guardian lives, the directory is refused at once; a holder whose guardian is gone is about to
 * end, and is waited for.
 */
public final class DirectoryLock implements AutoCloseable {
  private static final String FILE_NAME = "novate.lock";
  private static final Duration POLL = Duration.ofMillis(25);

  // POSIX drops all of a process's locks on a file when the process closes any channel of it. So a
  // second attempt inside this process must be refused before it opens the file.
  private static final Set<Path> HELD_HERE = ConcurrentHashMap.newKeySet();

  private final Path file;
  private final FileChannel channel;

  private DirectoryLock(Path file, FileChannel channel) {
    this.file = file;
    this.channel = channel;
  }

  /**
   * Takes the directory for this process, which works for itself. The directory is made if absent.
   *
   * @throws DirectoryInUseException if it is held by anyone
   */
  public static DirectoryLock acquire(Path directory) {
    return acquire(directory, ProcessHandle.current().pid(), Duration.ZERO);
  }

  /**
   * Takes the directory on behalf of a guardian process. The directory is made if absent.
   *
   * @param guardianPid the process without which this one ends
   * @param patience how long to wait for a holder whose own guardian is gone
   * @throws DirectoryInUseException if it is held, and by a live guardian or beyond the patience
   */
  public static DirectoryLock acquire(Path directory, long guardianPid, Duration patience) {
    Path file;
    try {
      Files.createDirectories(directory);
      file = directory.toRealPath().resolve(FILE_NAME);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot make or reach directory " + directory, e);
    }
    if (!HELD_HERE.add(file)) {
      throw new DirectoryInUseException(directory + " is already in use by this process");
    }
    boolean taken = false;
    try {
      DirectoryLock lock = new DirectoryLock(file, open(file));
      taken = lock.take(directory, guardianPid, patience);
      return lock;
    } finally {
      if (!taken) {
        HELD_HERE.remove(file);
      }
    }
  }

  private static FileChannel open(Path file) {
    try {
      return FileChannel.open(
          file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot open lock file " + file, e);
    }
  }

  private boolean take(Path directory, long guardianPid, Duration patience) {
    long deadlineNanos = System.nanoTime() + patience.toNanos();
    boolean taken = false;
    try {
      while (channel.tryLock() == null) {
        Holder holder = holder();
        boolean isHopeless = holder != null && holder.hasLiveGuardian();
        if (isHopeless || System.nanoTime() >= deadlineNanos) {
          throw new DirectoryInUseException(
              directory + " is in use by " + (holder == null ? "another process" : holder));
        }
        Thread.sleep(POLL);
      }
      taken = true;
      write(ProcessHandle.current().pid() + " " + guardianPid + "\n");
      return true;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot lock " + file, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new UncheckedIOException(new InterruptedIOException("interrupted at " + file));
    } finally {
      if (!taken) {
        closeChannel();
      }
    }
  }

  /** Who holds the file, or null while a new holder has not yet said so. */
  private @Nullable Holder holder() throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(64);
    channel.read(bytes, 0);
    String[] pids = new String(bytes.array(), 0, bytes.position(), US_ASCII).strip().split(" ", 2);
    return pids.length < 2 ? null : new Holder(Long.parseLong(pids[0]), Long.parseLong(pids[1]));
  }

  private void write(String holder) throws IOException {
    channel.truncate(0);
    channel.write(ByteBuffer.wrap(holder.getBytes(US_ASCII)), 0);
  }

  private void closeChannel() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot close lock file " + file, e);
    }
  }

  /** Gives the directory back. Closing twice does nothing. */
  @Override
  public void close() {
    if (channel.isOpen()) {
      closeChannel();
      HELD_HERE.remove(file);
    }
  }

  private record Holder(long pid, long guardianPid) {
    boolean hasLiveGuardian() {
      return ProcessHandle.of(guardianPid).map(ProcessHandle::isAlive).orElse(false);
    }

    @Override
    public String toString() {
      return pid == guardianPid
          ? "process " + pid
          : "process " + pid + ", started by process " + guardianPid;
    }
  }
}
