package novate.clearing.store;

import java.io.IOException;
import java.nio.file.Path;

/** Another process that has a store open, until it is killed. */
final class StoreHolder {
  private StoreHolder() {}

  public static void main(String[] arguments) throws IOException {
    StoreHeader header = new StoreHeader("rezLfxf_SM644RHVQeOv9w", 3, 8);
    try (var store = ChroniclePositionStore.open(Path.of(arguments[0]), header, 10)) {
      store.put(1, PositionStoreContract.entry(1));
      System.out.println("HELD");
      System.out.flush();
      while (System.in.read() >= 0) {
        // Ends with its parent, if it is not killed before.
      }
    }
  }
}
