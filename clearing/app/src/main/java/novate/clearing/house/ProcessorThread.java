package novate.clearing.house;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CancellationException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import novate.clearing.log.Clients;
import novate.clearing.log.LogUnavailableException;
import novate.clearing.processor.CrashPoint;
import novate.clearing.processor.LogProcessor;
import novate.clearing.processor.Place;
import novate.clearing.processor.Topic;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Drives one processor on a Kafka log: a thread that reads, folds and commits until it is told to
 * stop, or until it cannot go on. A log that does not answer is waited for.
 */
final class ProcessorThread implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ProcessorThread.class);
  private static final long RETRY_MILLIS = 1_000;
  private static final Duration CLOSE_LIMIT = Duration.ofSeconds(2);
  private static final Duration POLL = Duration.ofMillis(100);

  /**
   * A transaction costs the log the same for one record as for a thousand. Who commits as often as
   * it can takes from the broker what the others' commits wait for, and all wait longer.
   */
  private static final long BATCH_EVERY_NANOS = 20_000_000;

  private static final Duration TRANSACTION_LIMIT = Duration.ofSeconds(30);

  private final String id;
  private final Clients clients;
  private final Tenure tenure;
  private final Supplier<LogProcessor> processors;
  private final CrashPoint crashPoint;
  private final Thread thread;
  private volatile boolean isStopping;
  private volatile boolean isRestored;

  /**
   * A thread that is not started yet.
   *
   * @param id of the processor, and the thread's name
   * @param processors makes the processor, in the thread, and again when the log was away
   * @param crashPoint told where the thread stands between a batch and its commit
   * @param onFailure told once, when the processor cannot go on
   */
  ProcessorThread(
      String id,
      Clients clients,
      Supplier<LogProcessor> processors,
      CrashPoint crashPoint,
      java.util.function.Consumer<Throwable> onFailure) {
    this.id = id;
    this.clients = clients;
    this.tenure = new Tenure(clients, id, KafkaPlaces.of(new Place(Topic.CONTROL, 0)));
    this.processors = processors;
    this.crashPoint = crashPoint;
    this.thread =
        Thread.ofPlatform()
            .name(id)
            .unstarted(
                () -> {
                  try {
                    workUntilFenced();
                  } catch (
                      Throwable
                          failure) { // An Error stops the house too: nothing may go on unnoticed.
                    if (!isStopping) {
                      onFailure.accept(failure);
                    }
                  }
                });
  }

  void start() {
    thread.start();
  }

  /**
   * A log that is away is waited for: what the processor knows is thrown away and folded again, as
   * after a kill.
   */
  private void workUntilFenced() {
    while (!isStopping) {
      try {
        work();
      } catch (KafkaException | LogUnavailableException e) {
        requireLogAway(e);
        LOG.warn("{}: the log does not answer and is waited for: {}", id, e.getMessage());
        Pause.millis(RETRY_MILLIS);
      }
    }
  }

  /** A zombie is no broken house either: whoever watches it must be able to tell. */
  private void requireLogAway(RuntimeException failure) {
    if (isFenced(failure)) {
      if (!isTenureOurs()) {
        throw new FencedException(id, failure);
      }
    } else if (!isLogAway(failure)) {
      throw failure;
    }
  }

  /** The log may be away again while it is asked. */
  private boolean isTenureOurs() {
    while (!isStopping) {
      try {
        return tenure.isOurs();
      } catch (TimeoutException e) {
        LOG.warn("{}: refused, and the log does not say why: {}", id, e.getMessage());
      }
    }
    return true;
  }

  private static boolean isLogAway(Throwable thrown) {
    for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
      if (cause instanceof RetriableException) {
        return true;
      }
    }
    return false;
  }

  private static boolean isFenced(Throwable thrown) {
    for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
      if (cause instanceof ProducerFencedException
          || cause instanceof InvalidProducerEpochException) {
        return true;
      }
    }
    return false;
  }

  private void work() {
    Producer<byte[], byte[]> producer = clients.transactionalProducer(id, TRANSACTION_LIMIT);
    try (KafkaLogView log = new KafkaLogView(clients, id, crashPoint, this::requireGoingOn);
        LogProcessor processor = processors.get()) {
      producer.initTransactions();
      tenure.begin(producer);
      SequencedMap<Place, Long> start = processor.restore(log);
      isRestored = true;
      crashPoint.hit("restored");
      try (Consumer<byte[], byte[]> consumer = consumer(start)) {
        List<Place> inputs = List.copyOf(start.keySet());
        TransactionOutbox written = new TransactionOutbox(producer, crashPoint);
        while (!isStopping) {
          long beginNanos = System.nanoTime();
          TransactionOutbox outbox = batch(processor, inputs, producer, consumer, log);
          if (outbox.isBegun()) {
            written = outbox;
            LockSupport.parkNanos(beginNanos + BATCH_EVERY_NANOS - System.nanoTime());
          }
        }
        log.await(written);
        processor.rest(log);
      }
    } finally {
      // Without a limit it waits for ever to abort its transaction on a log that is gone, and what
      // went wrong is never told. The log aborts what is left open, at the latest for a successor.
      producer.close(CLOSE_LIMIT);
    }
  }

  /** Reading the log back may take long, and nothing is lost when it is broken off. */
  private void requireGoingOn() {
    if (isStopping && !isRestored) {
      throw new CancellationException(id + " is stopped while it reads the log back");
    }
  }

  private Consumer<byte[], byte[]> consumer(SequencedMap<Place, Long> start) {
    // A single input is never held, so a fetch may wait for it as long as it likes.
    Consumer<byte[], byte[]> consumer =
        start.size() == 1 ? clients.consumer(id) : clients.roamingConsumer(id);
    consumer.assign(start.keySet().stream().map(KafkaPlaces::of).toList());
    start.forEach((place, offset) -> consumer.seek(KafkaPlaces.of(place), offset));
    return consumer;
  }

  private TransactionOutbox batch(
      LogProcessor processor,
      List<Place> inputs,
      Producer<byte[], byte[]> producer,
      Consumer<byte[], byte[]> consumer,
      KafkaLogView log) {
    gate(processor, inputs, consumer);
    ConsumerRecords<byte[], byte[]> records = consumer.poll(POLL);
    TransactionOutbox outbox = new TransactionOutbox(producer, crashPoint);
    for (Place input : inputs) {
      takeAll(processor, input, records.records(KafkaPlaces.of(input)), consumer, outbox);
    }
    Map<Place, Long> positions = new TreeMap<>();
    inputs.forEach(input -> positions.put(input, consumer.position(KafkaPlaces.of(input))));
    processor.settle(positions, log, outbox);
    if (!records.isEmpty() || outbox.isBegun()) {
      outbox.commit(processor.id(), processor.places(positions));
      crashPoint.hit("after-commit");
      processor.committed();
    }
    return outbox;
  }

  /** Inputs that the processor is not ready for are paused; what is fetched of them is kept. */
  private static void gate(
      LogProcessor processor, List<Place> inputs, Consumer<byte[], byte[]> consumer) {
    Set<TopicPartition> held = new HashSet<>();
    for (Place input : inputs) {
      TopicPartition partition = KafkaPlaces.of(input);
      if (!processor.isReady(input, consumer.position(partition))) {
        held.add(partition);
      }
    }
    if (!held.equals(consumer.paused())) {
      consumer.resume(consumer.paused());
      consumer.pause(held);
    }
  }

  private static void takeAll(
      LogProcessor processor,
      Place input,
      List<ConsumerRecord<byte[], byte[]>> records,
      Consumer<byte[], byte[]> consumer,
      TransactionOutbox outbox) {
    for (ConsumerRecord<byte[], byte[]> read : records) {
      if (!processor.isReady(input, read.offset())) {
        consumer.seek(KafkaPlaces.of(input), read.offset());
        return;
      }
      processor.take(KafkaPlaces.found(input, read), outbox);
    }
  }

  /** True once the processor knows what the log says and takes what is new. */
  boolean isRestored() {
    return isRestored;
  }

  /** Tells the thread to stop, without waiting for it. */
  void stop() {
    isStopping = true;
  }

  /**
   * Interrupts a stopping thread: one that waits for a log that is away would wait for a minute.
   */
  void interruptAfter(long deadlineNanos) {
    try {
      if (!thread.join(Duration.ofNanos(Math.max(1, deadlineNanos - System.nanoTime())))) {
        thread.interrupt();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    stop();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
