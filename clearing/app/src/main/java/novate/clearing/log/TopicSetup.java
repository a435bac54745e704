package novate.clearing.log;

import static java.util.stream.Collectors.toMap;

import java.time.Duration;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import novate.clearing.processor.Topic;
import novate.market.Checks;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Makes the topics that are missing, and refuses those that are not as designed. */
public final class TopicSetup {
  private static final int COMPACTED_SEGMENT_BYTES = 64 << 20;

  private static final List<Topic> TOPICS = List.of(Topic.values());
  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final Duration PAUSE = Duration.ofMillis(20);

  private TopicSetup() {}

  /**
   * The id of every topic, all of which exist, are as {@link Topic} says, and take records. A topic
   * that was deleted and made again has another id, so that whoever keeps state of it can tell.
   *
   * @param replicationFactor copies of each new partition; all but one of them must acknowledge
   * @throws IllegalArgumentException if an existing topic has another partition count, clean-up
   *     policy, retention or message size; the message names topic, found and expected
   * @throws LogUnavailableException if the log does not answer
   */
  public static Map<Topic, Uuid> createAndCheck(Admin admin, int replicationFactor) {
    Checks.require(
        replicationFactor > 0 && replicationFactor <= Short.MAX_VALUE,
        "replication factor must be above zero, got %d",
        replicationFactor);
    createMissing(admin, replicationFactor);
    Map<Topic, Uuid> ids = checkPartitions(admin);
    checkSettings(admin);
    awaitLeaders(
        admin,
        TOPICS.stream()
            .flatMap(
                topic ->
                    IntStream.range(0, topic.partitionCount())
                        .mapToObj(each -> new TopicPartition(topic.topicName(), each)))
            .toList());
    return ids;
  }

  /**
   * Returns when a broker leads each of these partitions; only a leader knows their offsets.
   *
   * <p>Who sends before that may lose: a new producer has several batches on the way, the first is
   * refused for want of a leader, the leader comes and takes the second, and the first, sent again,
   * is out of order for ever and expires, although the producer is idempotent.
   *
   * @throws LogUnavailableException if the log does not answer
   * @see <a href="https://issues.apache.org/jira/browse/KAFKA-15591">KAFKA-15591</a>
   */
  static void awaitLeaders(Admin admin, Collection<TopicPartition> partitions) {
    Map<TopicPartition, OffsetSpec> first =
        partitions.stream().collect(toMap(each -> each, _ -> OffsetSpec.earliest()));
    ask("first offsets of partitions", () -> admin.listOffsets(first).all());
  }

  private static void createMissing(Admin admin, int replicationFactor) {
    var existing = ask("list of topics", () -> admin.listTopics().names());
    List<NewTopic> missing =
        TOPICS.stream()
            .filter(topic -> !existing.contains(topic.topicName()))
            .map(topic -> newTopic(topic, replicationFactor))
            .toList();
    admin
        .createTopics(missing)
        .values()
        .forEach((name, answer) -> awaitCreation("creation of topic " + name, answer));
  }

  private static void awaitCreation(String what, KafkaFuture<Void> answer) {
    try {
      ask(what, () -> answer);
    } catch (TopicExistsException e) {
      // Another process of ours starts at the same time; what it has made is checked next.
    }
  }

  private static NewTopic newTopic(Topic topic, int replicationFactor) {
    Map<String, String> settings = new HashMap<>(requiredSettings(topic));
    settings.put("min.insync.replicas", Integer.toString(Math.max(1, replicationFactor - 1)));
    if (topic.isCompacted()) {
      // Who restores reads the live records, a tenth more and one segment: with the broker's own
      // settings it would be as many again and a gigabyte.
      settings.put("min.cleanable.dirty.ratio", "0.1");
      settings.put("segment.bytes", Integer.toString(COMPACTED_SEGMENT_BYTES));
    }
    return new NewTopic(topic.topicName(), topic.partitionCount(), (short) replicationFactor)
        .configs(settings);
  }

  /** The settings without which a topic is not what it should be, by name. */
  static SortedMap<String, String> requiredSettings(Topic topic) {
    return new TreeMap<>(
        Map.of(
            "cleanup.policy",
            topic.isCompacted() ? "compact" : "delete",
            "retention.ms",
            "-1",
            "retention.bytes",
            "-1",
            "max.message.bytes",
            Integer.toString(topic.maxMessageBytes())));
  }

  private static Map<Topic, Uuid> checkPartitions(Admin admin) {
    List<String> names = TOPICS.stream().map(Topic::topicName).toList();
    Map<String, TopicDescription> found =
        ask("description of topics", () -> admin.describeTopics(names).allTopicNames());
    Map<Topic, Uuid> ids = new EnumMap<>(Topic.class);
    for (Topic topic : TOPICS) {
      TopicDescription description =
          Checks.found(found.get(topic.topicName()), "topic %s is not there", topic.topicName());
      Checks.require(
          description.partitions().size() == topic.partitionCount(),
          "topic %s: found %d partitions, expected %d",
          topic.topicName(),
          description.partitions().size(),
          topic.partitionCount());
      ids.put(topic, description.topicId());
    }
    return ids;
  }

  private static void checkSettings(Admin admin) {
    Map<ConfigResource, Topic> byResource =
        TOPICS.stream()
            .collect(
                toMap(
                    topic -> new ConfigResource(ConfigResource.Type.TOPIC, topic.topicName()),
                    topic -> topic));
    Map<ConfigResource, Config> found =
        ask("settings of topics", () -> admin.describeConfigs(byResource.keySet()).all());
    byResource.forEach(
        (resource, topic) ->
            checkSettings(
                topic,
                Checks.found(found.get(resource), "topic %s has no settings", resource.name())));
  }

  private static void checkSettings(Topic topic, Config found) {
    requiredSettings(topic)
        .forEach(
            (name, expected) -> {
              var entry =
                  Checks.found(
                      found.get(name), "topic %s: setting %s is absent", topic.topicName(), name);
              Checks.require(
                  expected.equals(entry.value()),
                  "topic %s: found %s=%s, expected %s",
                  topic.topicName(),
                  name,
                  entry.value(),
                  expected);
            });
  }

  /** A broker may not yet know a topic that the controller has just made: it is asked again. */
  private static <T> T ask(String what, Supplier<KafkaFuture<T>> question) {
    long deadlineNanos = System.nanoTime() + LIMIT.toNanos();
    while (true) {
      try {
        return question.get().get(LIMIT.toSeconds(), TimeUnit.SECONDS);
      } catch (ExecutionException e) {
        if (e.getCause() instanceof TopicExistsException exists) {
          throw exists;
        }
        if (!(e.getCause() instanceof UnknownTopicOrPartitionException)
            || System.nanoTime() > deadlineNanos) {
          throw new LogUnavailableException("no " + what + " from the log", e.getCause());
        }
      } catch (TimeoutException e) {
        throw new LogUnavailableException("no " + what + " from the log within " + LIMIT, e);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new LogUnavailableException("interrupted while waiting for " + what, e);
      }
      LockSupport.parkNanos(PAUSE.toNanos());
    }
  }
}
