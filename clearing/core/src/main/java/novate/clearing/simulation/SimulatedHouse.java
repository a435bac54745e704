package novate.clearing.simulation;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import novate.clearing.position.MemoryPositionStore;
import novate.clearing.processor.ConductorProcessor;
import novate.clearing.processor.CrashPoint;
import novate.clearing.processor.DeskProcessor;
import novate.clearing.processor.LogProcessor;
import novate.clearing.processor.LogReference;
import novate.clearing.processor.NovatorCounters;
import novate.clearing.processor.NovatorProcessor;
import novate.clearing.processor.Reference;
import novate.clearing.processor.ShardProcessor;
import novate.clearing.processor.Topic;

/** Every processor of the house over one log, each of which lives and dies on its own. */
final class SimulatedHouse {
  /** Novator, conductor, and a shard and a desk for each partition. */
  static final int POSTS = 2 + 2 * Topic.LEGS.partitionCount();

  private static final int POSITIONS_TOO_FEW = 3;

  /** A processor's place in the house: who works there, and who believes that it does. */
  private static final class Post {
    private final Function<CrashPoint, LogProcessor> factory;
    private final Deque<SimulatedProcess> zombies = new ArrayDeque<>();
    private SimulatedProcess worker;

    Post(MemoryLog log, Function<CrashPoint, LogProcessor> factory) {
      this.factory = factory;
      this.worker = new SimulatedProcess(log, factory);
    }
  }

  private final MemoryLog log;
  private final List<Post> posts = new ArrayList<>();
  private final Map<Integer, SimulatedDisk> diskByPost = new TreeMap<>();
  private boolean isStoreSmall;

  SimulatedHouse(MemoryLog log) {
    this.log = log;
    // Reference data only ever grows and is the same for all, so all look at one fold of it.
    Reference reference = LogReference.ofGrowing(log);
    post(_ -> new NovatorProcessor(reference, new NovatorCounters()));
    post(point -> new ConductorProcessor(reference, point));
    for (int p = 0; p < Topic.LEGS.partitionCount(); p++) {
      int partition = p;
      SimulatedDisk disk = new SimulatedDisk();
      diskByPost.put(posts.size(), disk);
      post(
          _ ->
              new ShardProcessor(
                  partition,
                  reference,
                  isStoreSmall ? new MemoryPositionStore(POSITIONS_TOO_FEW) : disk.open()));
      post(point -> new DeskProcessor(partition, reference, point));
    }
  }

  private void post(Function<CrashPoint, LogProcessor> factory) {
    posts.add(new Post(log, factory));
  }

  /** Records that all who ever worked here have taken. */
  long takenCount() {
    return posts.stream()
        .mapToLong(
            post ->
                post.worker.takenCount()
                    + post.zombies.stream().mapToLong(SimulatedProcess::takenCount).sum())
        .sum();
  }

  SimulatedProcess worker(int post) {
    return posts.get(post).worker;
  }

  /** Starts a post's worker if it is dead. */
  void start(int post) {
    if (!worker(post).isAlive()) {
      worker(post).start();
    }
  }

  /** Starts a worker whose positions do not fit; it must die of that and do no harm. */
  void startWithoutRoom(int post) {
    isStoreSmall = true;
    try {
      start(post);
    } finally {
      isStoreSmall = false;
    }
  }

  /** The disk of a post where a store was left; empty when there is none, or it is in use. */
  Optional<SimulatedDisk> diskWithStore(int post) {
    return Optional.ofNullable(diskByPost.get(post)).filter(SimulatedDisk::holdsStore);
  }

  /** Somebody else takes the post over; the worker so far does not know. */
  void takeOver(int post) {
    Post of = posts.get(post);
    of.zombies.add(of.worker);
    of.worker = new SimulatedProcess(log, of.factory);
    of.worker.start();
  }

  /** One that was taken over goes on as if it had not been; it must find out, and die. */
  boolean wake(int post) {
    SimulatedProcess zombie = posts.get(post).zombies.poll();
    if (zombie == null || !zombie.isAlive()) {
      return false;
    }
    zombie.fold(10);
    zombie.commit();
    return true;
  }
}
