package novate.clearing.log;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** The settings of the broker of our own: one node, loopback only, nothing ever expires. */
final class BrokerProperties {
  static final String HOST = "127.0.0.1";
  static final int NODE_ID = 1;

  /** The same everywhere: what tells one log from another made anew is the id of its topics. */
  static final String CLUSTER_ID = "novate-embedded-log-01";

  static final String CONTROLLER_LISTENER = "CONTROLLER";

  private BrokerProperties() {}

  static Map<String, String> of(Path data, int brokerPort, int controllerPort) {
    Map<String, String> properties = new HashMap<>();
    properties.putAll(node(data, brokerPort, controllerPort));
    properties.putAll(oneReplica());
    properties.putAll(neverForget());
    properties.putAll(quickReturn());
    properties.putAll(smallAndQuick());
    return properties;
  }

  private static Map<String, String> node(Path data, int brokerPort, int controllerPort) {
    String controller = HOST + ":" + controllerPort;
    String broker = "PLAINTEXT://" + HOST + ":" + brokerPort;
    return Map.of(
        "process.roles",
        "broker,controller",
        "node.id",
        Integer.toString(NODE_ID),
        "controller.quorum.voters",
        NODE_ID + "@" + controller,
        "listeners",
        broker + "," + CONTROLLER_LISTENER + "://" + controller,
        "advertised.listeners",
        broker,
        "controller.listener.names",
        CONTROLLER_LISTENER,
        "listener.security.protocol.map",
        "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT",
        "inter.broker.listener.name",
        "PLAINTEXT",
        "log.dirs",
        data.toString(),
        "auto.create.topics.enable",
        "false");
  }

  private static Map<String, String> oneReplica() {
    return Map.of(
        "offsets.topic.replication.factor", "1",
        "transaction.state.log.replication.factor", "1",
        "transaction.state.log.min.isr", "1",
        "share.coordinator.state.topic.replication.factor", "1",
        "share.coordinator.state.topic.min.isr", "1");
  }

  /**
   * Offsets of a group without members expire after seven days unless told otherwise. Our readers
   * assign themselves their partitions, so that to the broker no group ever has a member.
   */
  private static Map<String, String> neverForget() {
    return Map.of(
        "log.retention.ms", "-1", "offsets.retention.minutes", Integer.toString(Integer.MAX_VALUE));
  }

  /**
   * A killed broker may come back only when the session of its former self has run out, so that the
   * default of nine seconds would be added to every restart after a kill.
   */
  private static Map<String, String> quickReturn() {
    return Map.of("broker.session.timeout.ms", "3000", "broker.heartbeat.interval.ms", "500");
  }

  private static Map<String, String> smallAndQuick() {
    return Map.of(
        "offsets.topic.num.partitions", "4",
        "transaction.state.log.num.partitions", "4",
        "group.initial.rebalance.delay.ms", "0",
        "transaction.abort.timed.out.transaction.cleanup.interval.ms", "1000",
        "log.cleaner.dedupe.buffer.size", "4194304",
        "num.network.threads", "2",
        "num.io.threads", "4",
        "background.threads", "2",
        "metric.reporters", "");
  }
}
