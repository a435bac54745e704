package novate.clearing.log;

import java.io.IOException;
import java.nio.file.Path;

/** Another process that has a broker, until it is killed. */
final class BrokerParent {
  private BrokerParent() {}

  public static void main(String[] arguments) throws IOException {
    EmbeddedBroker broker = EmbeddedBroker.start(Path.of(arguments[0]));
    System.out.println(broker.process().pid());
    System.out.flush();
    while (System.in.read() >= 0) {
      // Ends with its own parent, if it is not killed before.
    }
    broker.close();
  }
}
