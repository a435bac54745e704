package novate.clearing.house;

import static novate.market.Checks.found;
import static novate.market.Checks.require;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import novate.clearing.log.Clients;
import novate.clearing.log.LogUnavailableException;
import novate.clearing.processor.Topic;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListTopicsOptions;
import org.apache.kafka.clients.admin.TopicListing;

/** Finds the house that runs elsewhere, so that a fact for it is never sent into the void. */
public final class RunningHouse {
  private static final Duration CONNECT_LIMIT = Duration.ofSeconds(3);
  private static final Duration ANSWER_LIMIT = Duration.ofSeconds(15);

  private RunningHouse() {}

  /**
   * The log of the house that runs on a directory. A house that was killed leaves its address
   * behind, and another may listen there by now: so the log must be the one that is named with it.
   *
   * @throws LogUnavailableException when none does, or it does not answer
   * @throws IllegalArgumentException when the file that names the log is not as it was written
   */
  public static Clients on(Path directory) {
    Path file = LocalHouse.bootstrapFile(directory);
    try {
      String[] words = Files.readString(file).strip().split("\n", 2);
      require(words.length == 2, "%s names no log: '%s'", file, String.join("", words));
      Clients clients = at(words[0]);
      String id = id(clients);
      if (!id.equals(words[1])) {
        throw new LogUnavailableException(
            "no house runs on %s: the log at %s is %s, another house's, and not %s"
                .formatted(directory, words[0], id, words[1]),
            null);
      }
      return clients;
    } catch (NoSuchFileException e) {
      throw new LogUnavailableException(
          "no house runs on %s (there is no %s); start one, or name its log with --bootstrap"
              .formatted(directory, file),
          e);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file, e);
    }
  }

  /**
   * The log at an address, which must have the topics of a house.
   *
   * @param bootstrap {@code host:port[,host:port]}
   * @throws LogUnavailableException when it does not answer, or is not the log of a house
   * @throws IllegalArgumentException when the address is none
   */
  public static Clients at(String bootstrap) {
    requireListener(bootstrap);
    Clients clients = new Clients(bootstrap);
    Set<String> names = topics(clients).keySet();
    for (Topic topic : Topic.values()) {
      if (!names.contains(topic.topicName())) {
        throw new LogUnavailableException(
            "the log at %s has no topic %s: no house has started on it"
                .formatted(bootstrap, topic.topicName()),
            null);
      }
    }
    return clients;
  }

  /** What tells the log of a house from every other: the id of its topic of legs. */
  static String id(Clients clients) {
    String legs = Topic.LEGS.topicName();
    return found(topics(clients).get(legs), "no topic %s", legs).topicId().toString();
  }

  private static Map<String, TopicListing> topics(Clients clients) {
    int millis = Math.toIntExact(ANSWER_LIMIT.toMillis());
    try (Admin admin = clients.admin()) {
      return admin.listTopics(new ListTopicsOptions().timeoutMs(millis)).namesToListings().get();
    } catch (ExecutionException e) {
      throw new LogUnavailableException(
          "the log at %s does not answer: %s".formatted(clients.bootstrap(), e.getMessage()),
          e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new LogUnavailableException(
          "interrupted while asking the log at " + clients.bootstrap(), e);
    }
  }

  /** True when the registry of the house knows anything; without it every trade is refused. */
  public static boolean hasMarket(Clients clients) {
    AtomicBoolean isFound = new AtomicBoolean();
    try (LogTail registry = new LogTail(clients, Topic.REGISTRY)) {
      registry.catchUp(_ -> isFound.set(true));
    }
    return isFound.get();
  }

  /** A client would try for minutes where nobody listens. */
  private static void requireListener(String bootstrap) {
    IOException refusal = null;
    for (InetSocketAddress address : addresses(bootstrap)) {
      try (Socket socket = new Socket()) {
        socket.connect(address, Math.toIntExact(CONNECT_LIMIT.toMillis()));
        return;
      } catch (IOException e) {
        refusal = e;
      }
    }
    throw new LogUnavailableException("nothing listens at " + bootstrap, refusal);
  }

  private static List<InetSocketAddress> addresses(String bootstrap) {
    return List.of(bootstrap.split(",", -1)).stream().map(RunningHouse::address).toList();
  }

  private static InetSocketAddress address(String hostAndPort) {
    int colon = hostAndPort.lastIndexOf(':');
    String port = hostAndPort.substring(colon + 1);
    if (colon < 1 || !port.matches("[0-9]{1,5}") || Integer.parseInt(port) > 65_535) {
      throw new IllegalArgumentException(
          "an address of the log is host:port, got '%s'".formatted(hostAndPort));
    }
    return new InetSocketAddress(hostAndPort.substring(0, colon), Integer.parseInt(port));
  }
}
