package novate.clearing.log;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.condition.EnabledIf;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.kafka.KafkaContainer;
import org.testcontainers.utility.DockerImageName;

/**
 * The same contract on a broker in a container: {@code -Dkafka.image} names the image, {@code
 * -Drequire.docker=true} turns a skip into a failure.
 */
@EnabledIf(
    value = "isEngineThereOrRequired",
    disabledReason =
        "no Docker engine answers, so the log's contract is not tested on a container;"
            + " -Drequire.docker=true makes this a failure")
class ContainerLogTest extends LogContract {
  private static final String IMAGE = System.getProperty("kafka.image", "apache/kafka:4.3.1");

  private static KafkaContainer container;

  static boolean isEngineThereOrRequired() {
    return Boolean.getBoolean("require.docker")
        || DockerClientFactory.instance().isDockerAvailable();
  }

  @BeforeAll
  static void start() {
    container =
        new KafkaContainer(DockerImageName.parse(IMAGE).asCompatibleSubstituteFor("apache/kafka"));
    container.start();
  }

  @AfterAll
  static void stop() {
    if (container != null) {
      container.stop();
    }
  }

  @Override
  Clients clients() {
    return new Clients(container.getBootstrapServers());
  }
}
