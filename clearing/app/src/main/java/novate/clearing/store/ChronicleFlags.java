package novate.clearing.store;

/**
 * Switches off what the map library does unasked: it sends usage statistics over the network and
 * writes an announcement to standard output, unless a property says otherwise before its first
 * class loads.
 */
final class ChronicleFlags {
  private static final String NO_STATISTICS = "chronicle.analytics.disable";
  private static final String NO_ANNOUNCEMENT = "chronicle.announcer.disable";

  private ChronicleFlags() {}

  /**
   * Sets the properties. To be called in the static initialiser of every class that uses the
   * library, before anything else.
   *
   * @throws IllegalStateException if somebody has asked for statistics to be sent
   */
  static void set() {
    String found = System.getProperty(NO_STATISTICS, "true");
    if (!found.equals("true")) {
      throw new IllegalStateException(
          "the house sends no usage statistics: found -D"
              + NO_STATISTICS
              + "="
              + found
              + ", expected true");
    }
    System.setProperty(NO_STATISTICS, "true");
    System.setProperty(NO_ANNOUNCEMENT, "true");
  }
}
