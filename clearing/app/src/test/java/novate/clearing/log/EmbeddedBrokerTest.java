package novate.clearing.log;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import novate.clearing.store.ChildJvm;
import novate.clearing.store.DirectoryInUseException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedBrokerTest {
  private static final long LIMIT_SECONDS = 60;
  private static final TopicPartition LEGS = new TopicPartition("legs", 0);

  @TempDir Path directory;

  @Test
  void aBrokerEndsWhenItsParentIsKilledAndLetsGoOfItsDirectory() throws Exception {
    Process parent =
        new ProcessBuilder(ChildJvm.command(List.of(), BrokerParent.class, directory.toString()))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    ProcessHandle broker;
    try (BufferedReader answers =
        new BufferedReader(new InputStreamReader(parent.getInputStream(), UTF_8))) {
      broker = ProcessHandle.of(Long.parseLong(answers.readLine())).orElseThrow();
      assertThatThrownBy(() -> EmbeddedBroker.start(directory))
          .isInstanceOf(DirectoryInUseException.class)
          .hasMessageContaining(directory.toString())
          .hasMessageContaining("process " + broker.pid() + ", started by process " + parent.pid());
    } finally {
      parent.destroyForcibly().waitFor();
    }
    EmbeddedBroker.start(directory).close(); // at once: it waits for the orphan
    broker.onExit().get(LIMIT_SECONDS, TimeUnit.SECONDS);
  }

  @Test
  void aBrokerWhoseParentIsGoneBeforeItIsReadyEndsToo() throws Exception {
    Files.createDirectories(directory.resolve(BrokerProcess.SCRATCH));
    Process broker =
        new ProcessBuilder(
                ChildJvm.command(
                    List.of(),
                    BrokerProcess.class,
                    directory.toString(),
                    Long.toString(ProcessHandle.current().pid()),
                    "0"))
            .redirectErrorStream(true)
            .redirectOutput(directory.resolve("broker.log").toFile())
            .start();
    broker.getOutputStream().close();
    assertThat(broker.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void acknowledgedRecordsOutliveAKilledBroker() throws Exception {
    try (EmbeddedBroker broker = EmbeddedBroker.start(directory)) {
      Clients clients = new Clients(broker.bootstrap());
      try (Admin admin = clients.admin()) {
        admin.createTopics(List.of(new NewTopic(LEGS.topic(), 1, (short) 1))).all().get();
      }
      append(clients, "before the kill");
      broker.process().destroyForcibly();
      broker.process().onExit().get(LIMIT_SECONDS, TimeUnit.SECONDS);
    }
    try (EmbeddedBroker broker = EmbeddedBroker.start(directory)) {
      Clients clients = new Clients(broker.bootstrap());
      append(clients, "after the kill");
      assertThat(valuesOf(clients)).containsExactly("before the kill", "after the kill");
    }
  }

  @Test
  void aSecondBrokerOnTheDirectoryIsRefusedAndTheFirstGoesOn() throws Exception {
    try (EmbeddedBroker broker = EmbeddedBroker.start(directory)) {
      assertThatThrownBy(() -> EmbeddedBroker.start(directory))
          .isInstanceOf(DirectoryInUseException.class)
          .hasMessageContaining("in use by process " + broker.process().pid());
      try (Admin admin = new Clients(broker.bootstrap()).admin()) {
        assertThat(admin.describeCluster().nodes().get(LIMIT_SECONDS, TimeUnit.SECONDS)).hasSize(1);
      }
    }
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void nothingListensOffLoopback() throws Exception {
    try (EmbeddedBroker broker = EmbeddedBroker.start(directory)) {
      List<ListeningSockets.Socket> sockets = ListeningSockets.of(broker.process().pid());
      assertThat(sockets).hasSize(2).allMatch(ListeningSockets.Socket::isLoopback);
      assertThat(sockets)
          .extracting(socket -> "127.0.0.1:" + socket.port())
          .contains(broker.bootstrap());
    }
  }

  private static void append(Clients clients, String value) throws Exception {
    try (Producer<byte[], byte[]> producer = clients.producer("test")) {
      producer.send(new ProducerRecord<>(LEGS.topic(), value.getBytes(UTF_8))).get();
    }
  }

  private static List<String> valuesOf(Clients clients) {
    List<String> values = new ArrayList<>();
    try (Consumer<byte[], byte[]> consumer = clients.consumer("test")) {
      LogReader.readToEnd(
          consumer, Map.of(LEGS, 0L), found -> values.add(new String(found.value(), UTF_8)));
    }
    return values;
  }
}
