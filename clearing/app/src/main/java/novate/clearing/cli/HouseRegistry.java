package novate.clearing.cli;

import novate.clearing.log.Clients;
import novate.clearing.log.LogReader;
import novate.clearing.processor.Topic;
import novate.clearing.registry.RegistryFold;
import novate.wire.Wire;
import org.apache.kafka.clients.consumer.Consumer;

/** The registry of a house as its log tells it now. */
final class HouseRegistry {
  private HouseRegistry() {}

  /** A fold of all that stands there, which may be folded on. */
  static RegistryFold read(Clients clients) {
    RegistryFold fold = new RegistryFold();
    try (Consumer<byte[], byte[]> consumer = clients.roamingConsumer("novate-registry")) {
      LogReader.readToEnd(
          consumer,
          LogReader.startOf(Topic.REGISTRY),
          found -> fold.apply(Wire.decode(found.value())));
    }
    return fold;
  }
}
