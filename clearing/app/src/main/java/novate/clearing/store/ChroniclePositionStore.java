package novate.clearing.store;

import static novate.market.Checks.found;
import static novate.market.Checks.require;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import net.openhft.chronicle.map.ChronicleMap;
import net.openhft.chronicle.map.ChronicleMapBuilder;
import net.openhft.chronicle.map.ExternalMapQueryContext;
import net.openhft.chronicle.map.MapEntry;
import novate.clearing.position.PositionEntry;
import novate.clearing.position.PositionStore;
import novate.clearing.position.PositionStoreFullException;

/**
 * The positions of one partition in one Chronicle Map file, outside the heap, with one writer.
 *
 * <p>A file found on start is never opened: a process killed inside an update leaves a lock and a
 * torn entry in it, and the library's recovery drops that entry without a word. It is removed, once
 * its header proves that it is ours, and the caller folds the changelog into an empty one.
 *
 * <p>Every operation is for the one thread that owns the partition.
 */
public final class ChroniclePositionStore implements PositionStore {
  static {
    ChronicleFlags.set();
  }

  private static final String FILE_PATTERN = "positions-*.map";

  private final Path directory;
  private final DirectoryLock lock;
  private final int generation;
  private final long capacity;
  private final Path file;
  private final ChronicleMap<Long, PositionEntry> map;
  private long size;

  private ChroniclePositionStore(
      Path directory, DirectoryLock lock, int generation, long capacity) {
    this.directory = directory;
    this.lock = lock;
    this.generation = generation;
    this.capacity = capacity;
    this.file = directory.resolve(FILE_PATTERN.replace("*", Integer.toString(generation)));
    this.map = create(file, capacity);
  }

  /**
   * An empty store in a directory of its own, made if absent. What an earlier process left there is
   * removed. The disk space is taken at once, so that a full disk shows here and not in mid-update.
   *
   * @param capacity number of positions it takes; above zero
   * @throws DirectoryInUseException if another store, here or in another process, has the directory
   * @throws IllegalArgumentException if the directory holds a store of another log, partition or
   *     schema, or one without a header; it is left as it was
   * @throws UncheckedIOException if the disk is full or refuses
   */
  public static ChroniclePositionStore create(Path directory, StoreHeader header, long capacity) {
    require(capacity > 0, "capacity must be above zero, got %d", capacity);
    DirectoryLock lock = DirectoryLock.acquire(directory);
    boolean isCreated = false;
    try {
      if (StoreHeader.isIn(directory)) {
        header.checkAgainst(directory);
        removeMaps(directory);
      } else {
        require(!hasMaps(directory), "%s: found a map without a header, expected one", directory);
        header.writeTo(directory);
      }
      ChroniclePositionStore store = new ChroniclePositionStore(directory, lock, 1, capacity);
      isCreated = true;
      return store;
    } finally {
      if (!isCreated) {
        lock.close();
      }
    }
  }

  /**
   * A store with the same entries and more places. This one is closed; its directory and lock pass
   * to the new one.
   *
   * @param factor by which the capacity grows; two or more
   */
  public ChroniclePositionStore enlarged(int factor) {
    require(factor > 1, "factor must be above one, got %d", factor);
    var larger =
        new ChroniclePositionStore(
            directory, lock, generation + 1, Math.multiplyExact(capacity, factor));
    forEach(larger::put);
    map.close();
    remove(file);
    return larger;
  }

  // One segment: there is one writer, so more would only spread its entries over more memory.
  // No checksums: they serve the recovery which we never ask for.
  private static ChronicleMap<Long, PositionEntry> create(Path file, long capacity) {
    EntryMarshaller marshaller = new EntryMarshaller();
    try {
      Files.deleteIfExists(file);
      return ChronicleMapBuilder.of(Long.class, PositionEntry.class)
          .entries(capacity)
          .actualSegments(1)
          .valueMarshallers(marshaller, marshaller)
          .constantValueSizeBySample(new PositionEntry())
          .checksumEntries(false)
          .sparseFile(false)
          .createPersistedTo(file.toFile());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot create " + file + " for " + capacity + " entries", e);
    }
  }

  @Override
  public boolean get(long key, PositionEntry into) {
    return map.getUsing(key, into) != null;
  }

  @Override
  public void put(long key, PositionEntry entry) {
    try (ExternalMapQueryContext<Long, PositionEntry, ?> query = map.queryContext(key)) {
      query.updateLock().lock();
      MapEntry<Long, PositionEntry> held = query.entry();
      if (held != null) {
        query.replaceValue(held, query.wrapValueAsData(entry));
        return;
      }
      if (size >= capacity) {
        throw new PositionStoreFullException(file + " is full: " + capacity + " entries");
      }
      query.insert(
          found(query.absentEntry(), "key %d is neither there nor absent", key),
          query.wrapValueAsData(entry));
      size++;
    }
  }

  @Override
  public void remove(long key) {
    try (ExternalMapQueryContext<Long, PositionEntry, ?> query = map.queryContext(key)) {
      query.updateLock().lock();
      MapEntry<Long, PositionEntry> held = query.entry();
      if (held != null) {
        held.doRemove();
        size--;
      }
    }
  }

  @Override
  public long size() {
    return size;
  }

  @Override
  public void forEach(EntryVisitor visitor) {
    PositionEntry entry = new PositionEntry();
    map.forEachEntry(found -> visitor.visit(found.key().get(), found.value().getUsing(entry)));
  }

  @Override
  public long capacity() {
    return capacity;
  }

  /** Closes the file and gives the directory back. The file stays, of no use to anyone. */
  @Override
  public void close() {
    map.close();
    lock.close();
  }

  private static boolean hasMaps(Path directory) {
    try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, FILE_PATTERN)) {
      return files.iterator().hasNext();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot list " + directory, e);
    }
  }

  private static void removeMaps(Path directory) {
    try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, FILE_PATTERN)) {
      files.forEach(ChroniclePositionStore::remove);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot list " + directory, e);
    }
  }

  private static void remove(Path file) {
    try {
      Files.delete(file);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot remove " + file, e);
    }
  }
}
