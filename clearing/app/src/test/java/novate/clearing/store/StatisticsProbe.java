package novate.clearing.store;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import net.openhft.chronicle.map.ChronicleMapBuilder;

/** Opens a map in a JVM in which every attempt to connect is told, and goes nowhere. */
final class StatisticsProbe {
  private static final int DEAD_PORT = 1;
  private static final long LIMIT_SECONDS = 60;

  private StatisticsProbe() {}

  public static void main(String[] arguments) throws Exception {
    CountDownLatch attempts = new CountDownLatch(1);
    ProxySelector.setDefault(new Recorder(attempts));
    Path path = Path.of(arguments[1]);
    if (arguments[0].equals("library")) {
      ChronicleMapBuilder.of(Long.class, Long.class)
          .entries(10)
          .createPersistedTo(path.toFile())
          .close();
      System.exit(attempts.await(LIMIT_SECONDS, TimeUnit.SECONDS) ? 0 : 2);
    }
    ChroniclePositionStore.open(path, new StoreHeader("topic", 0, 1), 10).close();
    System.out.println("OPENED");
  }

  private static final class Recorder extends ProxySelector {
    private final CountDownLatch attempts;

    Recorder(CountDownLatch attempts) {
      this.attempts = attempts;
    }

    @Override
    public List<Proxy> select(URI uri) {
      System.out.println("CONNECT " + uri);
      attempts.countDown();
      return List.of(
          new Proxy(
              Proxy.Type.HTTP, new InetSocketAddress(InetAddress.getLoopbackAddress(), DEAD_PORT)));
    }

    @Override
    public void connectFailed(URI uri, SocketAddress address, IOException failure) {
      System.out.println("FAILED " + uri);
    }
  }
}
