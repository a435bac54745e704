package novate.clearing.house;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import novate.clearing.log.Clients;
import novate.clearing.log.TopicSetup;
import novate.clearing.position.PositionStore;
import novate.clearing.processor.ConductorProcessor;
import novate.clearing.processor.DeskProcessor;
import novate.clearing.processor.LogProcessor;
import novate.clearing.processor.NovatorCounters;
import novate.clearing.processor.NovatorProcessor;
import novate.clearing.processor.ShardProcessor;
import novate.clearing.processor.Topic;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.Uuid;
import org.jspecify.annotations.Nullable;

/** The processors of one process over one log: started together, stopped together. */
public final class House implements AutoCloseable {
  private static final Duration STOP_LIMIT = Duration.ofSeconds(5);

  private final List<ProcessorThread> processors = new ArrayList<>();
  private final NovatorCounters counters = new NovatorCounters();
  private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
  private final Clients clients;
  private final ReferenceData reference;

  private House(Clients clients) {
    this.clients = clients;
    this.reference = new ReferenceData(clients);
  }

  /**
   * Makes and checks the topics, then starts the processors of the roles.
   *
   * @param directory where the files of the position keeper live
   * @param partitions which partitions of the shard and desk roles run here
   * @param replicationFactor of topics that are made now
   * @throws IllegalArgumentException when a topic is not as designed
   */
  public static House start(
      Clients clients,
      Path directory,
      Set<Role> roles,
      Set<Integer> partitions,
      int replicationFactor) {
    Map<Topic, Uuid> topicIds;
    try (Admin admin = clients.admin()) {
      topicIds = TopicSetup.createAndCheck(admin, replicationFactor);
    }
    House house = new House(clients);
    IntFunction<PositionStore> stores = new PositionStores(directory, topicIds)::open;
    house.add(roles, partitions, stores);
    house.processors.forEach(ProcessorThread::start);
    return house;
  }

  private void add(Set<Role> roles, Set<Integer> partitions, IntFunction<PositionStore> stores) {
    if (roles.contains(Role.NOVATOR)) {
      add(Role.NOVATOR, NovatorProcessor.ID, () -> new NovatorProcessor(reference, counters));
    }
    for (int partition : partitions) {
      if (roles.contains(Role.SHARD)) {
        add(
            Role.SHARD,
            ShardProcessor.id(partition),
            () -> new ShardProcessor(partition, reference, stores.apply(partition)));
      }
      if (roles.contains(Role.DESK)) {
        add(
            Role.DESK,
            DeskProcessor.id(partition),
            () -> new DeskProcessor(partition, reference, CrashPoints::hit));
      }
    }
    if (roles.contains(Role.CONDUCTOR)) {
      add(
          Role.CONDUCTOR,
          ConductorProcessor.ID,
          () -> new ConductorProcessor(reference, CrashPoints::hit));
    }
  }

  private void add(Role role, String id, Supplier<LogProcessor> processor) {
    processors.add(new ProcessorThread(id, clients, processor, CrashPoints.of(role), this::failed));
  }

  /** What the novator here has done since it started. */
  public NovatorCounters counters() {
    return counters;
  }

  /** Does nothing while all processors work; throws what stopped one of them. */
  public void requireAlive() {
    Throwable cause = failure.get();
    if (cause != null) {
      throw new HouseStoppedException(cause);
    }
  }

  /**
   * True when every processor has read back what it needs to go on. A desk or a conductor folds its
   * log from the start after that, silent up to where it had come.
   */
  public boolean isRestored() {
    return processors.stream().allMatch(ProcessorThread::isRestored);
  }

  private void failed(Throwable cause) {
    if (failure.compareAndSet(null, cause)) {
      // One that cannot go on must not leave the others working on half a house.
      processors.forEach(ProcessorThread::stop);
    }
  }

  /**
   * Stops all processors and waits for them; what they had not committed is done again at the next
   * start.
   */
  @Override
  public void close() {
    long deadlineNanos = System.nanoTime() + STOP_LIMIT.toNanos();
    processors.forEach(ProcessorThread::stop);
    processors.forEach(processor -> processor.interruptAfter(deadlineNanos));
    processors.forEach(ProcessorThread::close);
    reference.close();
  }
}
