package novate.clearing.log;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import novate.clearing.processor.Topic;
import novate.market.Checks;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the house expects of a log, whoever runs it. Every test has topics of its own. */
abstract class LogContract {
  private static final Duration TIMEOUT = Duration.ofSeconds(30);

  private final String test = UUID.randomUUID().toString();
  private final TopicPartition legs = new TopicPartition("legs-" + test, 0);
  private final TopicPartition desk = new TopicPartition("desk-" + test, 0);
  private final TopicPartition trades = new TopicPartition("trades-" + test, 0);

  abstract Clients clients();

  @BeforeEach
  void topicsOfThisTest() throws Exception {
    try (Admin admin = clients().admin()) {
      admin
          .createTopics(
              List.of(
                  new NewTopic(legs.topic(), 2, (short) 1),
                  new NewTopic(desk.topic(), 1, (short) 1),
                  new NewTopic(trades.topic(), 1, (short) 1)))
          .all()
          .get();
      TopicSetup.awaitLeaders(
          admin, List.of(legs, new TopicPartition(legs.topic(), 1), desk, trades));
    }
  }

  @Test
  void recordsKeepTheirOrderWithinAPartition() {
    List<String> sent = IntStream.range(0, 5_000).mapToObj(Integer::toString).toList();
    try (Producer<byte[], byte[]> producer = clients().producer("feed")) {
      sent.forEach(value -> producer.send(to(legs, value)));
    }
    assertThat(read(legs)).isEqualTo(sent);
  }

  @Test
  void aTransactionOverTopicsAndInputOffsetIsSeenAsAWhole() {
    try (Producer<byte[], byte[]> producer = started()) {
      producer.beginTransaction();
      producer.send(to(legs, "leg"));
      producer.send(to(desk, "result"));
      producer.sendOffsetsToTransaction(inputOffset(7), new ConsumerGroupMetadata(test));
      producer.flush();
      assertThat(read(legs)).isEmpty();
      assertThat(read(desk)).isEmpty();
      producer.commitTransaction();
    }
    assertThat(read(legs)).containsExactly("leg");
    assertThat(read(desk)).containsExactly("result");
    assertThat(committedInput()).isEqualTo(new OffsetAndMetadata(7));
  }

  @Test
  void anAbortedTransactionIsNeverSeenAndItsInputOffsetNeitherIs() {
    try (Producer<byte[], byte[]> producer = started()) {
      commit(producer, 1, "before");
      producer.beginTransaction();
      producer.send(to(legs, "aborted"));
      producer.sendOffsetsToTransaction(inputOffset(2), new ConsumerGroupMetadata(test));
      producer.flush();
      producer.abortTransaction();
      assertThat(read(legs)).containsExactly("before");
      assertThat(committedInput()).isEqualTo(new OffsetAndMetadata(1));
      commit(producer, 3, "after");
    }
    assertThat(read(legs)).containsExactly("before", "after");
    assertThat(committedInput()).isEqualTo(new OffsetAndMetadata(3));
  }

  @Test
  void aSecondProducerOfTheSameIdFencesTheFirstAndAbortsWhatItLeftOpen() {
    try (Producer<byte[], byte[]> first = started()) {
      first.beginTransaction();
      first.send(to(legs, "from the first"));
      first.flush();
      try (Producer<byte[], byte[]> second = started()) {
        commit(second, 1, "from the second");
        assertThatThrownBy(first::commitTransaction)
            .isInstanceOfAny(ProducerFencedException.class, InvalidProducerEpochException.class);
      }
    }
    assertThat(read(legs)).containsExactly("from the second");
  }

  /** Markers and aborted records take offsets; the last of them are aborted ones here. */
  @Test
  void readingToTheEndGivesEveryCommittedRecordOnce() {
    List<String> committed = new ArrayList<>();
    try (Producer<byte[], byte[]> producer = started()) {
      for (int i = 0; i < 30; i++) {
        producer.beginTransaction();
        producer.send(to(legs, "record " + i));
        if (i % 3 == 2) {
          producer.flush();
          producer.abortTransaction();
        } else {
          producer.commitTransaction();
          committed.add("record " + i);
        }
      }
      assertThat(read(legs)).isEqualTo(committed);

      List<String> later = new ArrayList<>();
      try (Consumer<byte[], byte[]> consumer = clients().consumer(test)) {
        Map<TopicPartition, Long> next = LogReader.readToEnd(consumer, Map.of(legs, 0L), _ -> {});
        commit(producer, 1, "one more");
        next = LogReader.readToEnd(consumer, next, found -> later.add(text(found.value())));
        LogReader.readToEnd(consumer, next, found -> later.add(text(found.value())));
      }
      assertThat(later).containsExactly("one more");
    }
  }

  @Test
  void severalPartitionsAreReadTogetherAndAnEmptyOneDoesNotHoldThemUp() {
    TopicPartition empty = new TopicPartition(legs.topic(), 1);
    try (Producer<byte[], byte[]> producer = clients().producer("feed")) {
      producer.send(to(legs, "leg"));
      producer.send(to(desk, "result"));
    }
    List<String> found = new ArrayList<>();
    try (Consumer<byte[], byte[]> consumer = clients().consumer(test)) {
      assertThat(
              LogReader.readToEnd(
                  consumer,
                  Map.of(legs, 0L, empty, 0L, desk, 0L),
                  each -> found.add(text(each.value()))))
          .isEqualTo(Map.of(legs, 1L, empty, 0L, desk, 1L));
    }
    assertThat(found).containsExactlyInAnyOrder("leg", "result");
  }

  @Test
  void anOffsetThatTheLogDoesNotHaveIsRefused() {
    try (Consumer<byte[], byte[]> consumer = clients().consumer(test)) {
      assertThatThrownBy(() -> LogReader.readToEnd(consumer, Map.of(legs, 5L), _ -> {}))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("asked to read from offset 5, the log has 0 to 0");
    }
  }

  @Test
  void aRecordAboveTheLimitIsRefusedBeforeItIsSent() {
    try (Producer<byte[], byte[]> producer = clients().producer("feed")) {
      var answer =
          producer.send(
              new ProducerRecord<>(legs.topic(), legs.partition(), null, new byte[5 << 20]));
      assertThatThrownBy(answer::get).hasCauseInstanceOf(RecordTooLargeException.class);
    }
  }

  @Test
  void theTopicsAreMadeOnceAndChecked() throws Exception {
    try (Admin admin = clients().admin()) {
      Map<Topic, Uuid> made = TopicSetup.createAndCheck(admin, 1);
      assertThat(made).containsOnlyKeys(Topic.values());
      assertThat(TopicSetup.createAndCheck(admin, 1)).isEqualTo(made);
      for (Topic topic : Topic.values()) {
        boolean isView = EnumSet.of(Topic.POSITIONS, Topic.EXPOSURE, Topic.BOOKS).contains(topic);
        assertThat(setting(admin, topic, "cleanup.policy"))
            .isEqualTo(isView ? "compact" : "delete");
        assertThat(setting(admin, topic, "retention.ms")).isEqualTo("-1");
      }
    }
  }

  /** Fault K13. A topic made anew has another id, so that whoever keeps state of it can tell. */
  @Test
  void aTopicThatIsNotAsDesignedIsRefused() throws Exception {
    try (Admin admin = clients().admin()) {
      String quotes = Topic.QUOTES.topicName();
      Uuid original = TopicSetup.createAndCheck(admin, 1).get(Topic.QUOTES);
      replace(admin, new NewTopic(quotes, 3, (short) 1));
      assertThatThrownBy(() -> TopicSetup.createAndCheck(admin, 1))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("topic novate.quotes.v1: found 3 partitions, expected 1");
      replace(
          admin,
          new NewTopic(quotes, 1, (short) 1)
              .configs(Map.of("retention.ms", "-1", "cleanup.policy", "compact")));
      assertThatThrownBy(() -> TopicSetup.createAndCheck(admin, 1))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageStartingWith("topic novate.quotes.v1: found ")
          .hasMessageEndingWith("=compact, expected delete");
      replace(
          admin,
          new NewTopic(quotes, 1, (short) 1).configs(TopicSetup.requiredSettings(Topic.QUOTES)));
      assertThat(TopicSetup.createAndCheck(admin, 1).get(Topic.QUOTES)).isNotEqualTo(original);
    }
  }

  private static void replace(Admin admin, NewTopic topic) throws Exception {
    admin.deleteTopics(Set.of(topic.name())).all().get();
    admin.createTopics(Set.of(topic)).all().get();
  }

  private static String setting(Admin admin, Topic topic, String name) throws Exception {
    ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic.topicName());
    var found = admin.describeConfigs(Set.of(resource)).all().get().get(resource);
    return Checks.found(found, "%s has no settings", topic).get(name).value();
  }

  private Producer<byte[], byte[]> started() {
    Producer<byte[], byte[]> producer = clients().transactionalProducer(test, TIMEOUT);
    producer.initTransactions();
    return producer;
  }

  private void commit(Producer<byte[], byte[]> producer, long input, String value) {
    producer.beginTransaction();
    producer.send(to(legs, value));
    producer.sendOffsetsToTransaction(inputOffset(input), new ConsumerGroupMetadata(test));
    producer.commitTransaction();
  }

  private Map<TopicPartition, OffsetAndMetadata> inputOffset(long offset) {
    return Map.of(trades, new OffsetAndMetadata(offset));
  }

  private @Nullable OffsetAndMetadata committedInput() {
    try (Consumer<byte[], byte[]> consumer = clients().consumer(test)) {
      return consumer.committed(Set.of(trades)).get(trades);
    }
  }

  private List<String> read(TopicPartition partition) {
    List<String> values = new ArrayList<>();
    try (Consumer<byte[], byte[]> consumer = clients().consumer(test)) {
      LogReader.readToEnd(
          consumer, Map.of(partition, 0L), found -> values.add(text(found.value())));
    }
    return values;
  }

  private static ProducerRecord<byte[], byte[]> to(TopicPartition partition, String value) {
    return new ProducerRecord<>(
        partition.topic(), partition.partition(), null, value.getBytes(UTF_8));
  }

  private static String text(byte[] value) {
    return new String(value, UTF_8);
  }
}
