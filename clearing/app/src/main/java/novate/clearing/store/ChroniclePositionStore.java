package novate.clearing.store;

import static novate.market.Checks.found;
import static novate.market.Checks.require;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import net.openhft.chronicle.map.ChronicleMap;
import net.openhft.chronicle.map.ChronicleMapBuilder;
import net.openhft.chronicle.map.ExternalMapQueryContext;
import net.openhft.chronicle.map.MapEntry;
import novate.clearing.position.PositionEntry;
import novate.clearing.position.PositionStore;
import novate.clearing.position.PositionStoreFullException;
import novate.clearing.position.StoreMark;

/**
 * The positions of one partition in one Chronicle Map file, outside the heap, with one writer.
 *
 * <p>A file found on start is opened only when the mark beside it proves that it was closed whole
 * and has not changed by one bit since. Otherwise a process may have been killed inside an update,
 * which leaves a lock and a torn entry in it, and the library's recovery drops that entry without a
 * word: so it is removed, once its header proves that it is ours, and the caller folds the
 * changelog into an empty one.
 *
 * <p>Every operation is for the one thread that owns the partition.
 */
public final class ChroniclePositionStore implements PositionStore {
  static {
    ChronicleFlags.set();
  }

  /** Which version of the library writes the files; another's are not opened. */
  static final String LIBRARY =
      "chronicle-map " + ChronicleMap.class.getPackage().getImplementationVersion();

  private static final String FILE_PATTERN = "positions-*.map";

  private final Path directory;
  private final StoreHeader header;
  private final DirectoryLock lock;
  private final int generation;
  private final long capacity;
  private final Path file;
  private final Optional<StoreMark> mark;
  private String origin;
  private ChronicleMap<Long, PositionEntry> map;
  private long size;
  private boolean isClosed;

  private ChroniclePositionStore(
      Path directory,
      StoreHeader header,
      DirectoryLock lock,
      int generation,
      long capacity,
      String origin) {
    this.directory = directory;
    this.header = header;
    this.lock = lock;
    this.generation = generation;
    this.capacity = capacity;
    this.origin = origin;
    this.file = file(directory, generation);
    this.mark = Optional.empty();
    this.map = create(file, capacity);
  }

  private ChroniclePositionStore(
      Path directory, StoreHeader header, DirectoryLock lock, CloseMark closed) {
    this.directory = directory;
    this.header = header;
    this.lock = lock;
    this.generation = Integer.parseInt(closed.file().replaceAll("[^0-9]", ""));
    this.capacity = closed.capacity();
    this.origin = "opened as it was closed";
    this.file = file(directory, generation);
    this.mark = Optional.of(closed.mark());
    this.map = open(file, capacity);
    this.size = map.longSize();
  }

  private static Path file(Path directory, int generation) {
    return directory.resolve(FILE_PATTERN.replace("*", Integer.toString(generation)));
  }

  /**
   * The store of a directory, which is made if absent: with the entries it had when it was last
   * closed with a mark that fits, otherwise empty, and what an earlier process left is removed. The
   * disk space is taken at once, so that a full disk shows here and not in mid-update.
   *
   * @param capacity number of positions that an empty one takes; above zero
   * @throws DirectoryInUseException if another store, here or in another process, has the directory
   * @throws IllegalArgumentException if the directory holds a store of another log, partition or
   *     schema, or one without a header; it is left as it was
   * @throws UncheckedIOException if the disk is full or refuses
   */
  public static ChroniclePositionStore open(Path directory, StoreHeader header, long capacity) {
    require(capacity > 0, "capacity must be above zero, got %d", capacity);
    DirectoryLock lock = DirectoryLock.acquire(directory);
    boolean isOpen = false;
    try {
      if (StoreHeader.isIn(directory)) {
        header.checkAgainst(directory);
      } else {
        require(!hasMaps(directory), "%s: found a map without a header, expected one", directory);
        header.writeTo(directory);
      }
      ChroniclePositionStore store = opened(directory, header, lock, capacity);
      isOpen = true;
      return store;
    } finally {
      if (!isOpen) {
        lock.close();
      }
    }
  }

  private static ChroniclePositionStore opened(
      Path directory, StoreHeader header, DirectoryLock lock, long capacity) {
    String origin = hasMaps(directory) ? "rebuilt: it was not closed" : "new";
    if (CloseMark.isIn(directory)) {
      try {
        CloseMark closed = CloseMark.read(directory, header);
        CloseMark.remove(directory);
        return new ChroniclePositionStore(directory, header, lock, closed);
      } catch (CloseMark.UnfitException e) {
        origin = "rebuilt: " + e.getMessage();
        CloseMark.remove(directory);
      }
    }
    removeMaps(directory);
    return new ChroniclePositionStore(directory, header, lock, 1, capacity, origin);
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
            directory, header, lock, generation + 1, Math.multiplyExact(capacity, factor), origin);
    forEach(larger::put);
    map.close();
    remove(file);
    return larger;
  }

  private static ChronicleMap<Long, PositionEntry> create(Path file, long capacity) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot replace " + file, e);
    }
    return open(file, capacity);
  }

  // One segment: there is one writer, so more would only spread its entries over more memory.
  // No checksums: they serve the recovery which we never ask for.
  private static ChronicleMap<Long, PositionEntry> open(Path file, long capacity) {
    EntryMarshaller marshaller = new EntryMarshaller();
    try {
      return ChronicleMapBuilder.of(Long.class, PositionEntry.class)
          .entries(capacity)
          .actualSegments(1)
          .valueMarshallers(marshaller, marshaller)
          .constantValueSizeBySample(new PositionEntry())
          .checksumEntries(false)
          .sparseFile(false)
          .createPersistedTo(file.toFile());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot open " + file + " for " + capacity + " entries", e);
    }
  }

  /** Whether the entries were there when it was opened, and if not, why not; for people to read. */
  public String origin() {
    return origin;
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

  @Override
  public Optional<StoreMark> mark() {
    return mark;
  }

  @Override
  public void discard(String reason) {
    map.close();
    map = create(file, capacity);
    size = 0;
    origin = "rebuilt: " + reason;
  }

  @Override
  public void close(StoreMark now) {
    try {
      map.close();
      CloseMark.write(directory, header, file, capacity, now);
    } finally {
      close();
    }
  }

  @Override
  public void close() {
    if (!isClosed) {
      isClosed = true;
      map.close();
      lock.close();
    }
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
