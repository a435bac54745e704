package novate.index;

import java.util.List;
import java.util.Locale;
import novate.market.Fixing;

/** A value, or no value and why; with every input either way. */
public sealed interface FixingOutcome {
  /** Every input of the index and date, by id: included, or excluded with the reason. */
  List<InputUse> inputs();

  /** A value was made. */
  record Published(Fixing fixing, List<InputUse> inputs) implements FixingOutcome {
    /** Keeps its own copy. */
    public Published {
      inputs = List.copyOf(inputs);
    }
  }

  /**
   * No value was made.
   *
   * @param detail what was found and what was needed
   */
  record Withheld(Reason reason, String detail, List<InputUse> inputs) implements FixingOutcome {
    /** Keeps its own copy. */
    public Withheld {
      inputs = List.copyOf(inputs);
    }
  }

  /** Checked in this order; the first that applies is reported. */
  enum Reason {
    /** Fewer distinct contributors than the gate asks for. */
    INSUFFICIENT_SOURCES,
    /** Fewer quotes than the gate asks for. */
    INSUFFICIENT_OBSERVATIONS,
    /** Fewer days with a value than a window asks for. */
    INSUFFICIENT_HISTORY;

    /** The code that files and messages carry: {@code insufficient_sources}. */
    public String code() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
