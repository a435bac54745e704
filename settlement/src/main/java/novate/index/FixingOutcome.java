package novate.index;

import java.util.List;
import java.util.Locale;
import novate.market.Fixing;

/** A value, or no value and why; with every input either way. */
public sealed interface FixingOutcome {
  /** Every input of the index and date, by id: included, or excluded with the reason. */
  List<InputUse> inputs();

  /** What each step did, in order; empty when somebody else's constituents were taken as given. */
  List<StepTrace> trace();

  /** A value was made. */
  record Published(Fixing fixing, List<InputUse> inputs, List<StepTrace> trace)
      implements FixingOutcome {
    /** Keeps its own copies. */
    public Published {
      inputs = List.copyOf(inputs);
      trace = List.copyOf(trace);
    }

    /** Without a trace. */
    public Published(Fixing fixing, List<InputUse> inputs) {
      this(fixing, inputs, List.of());
    }
  }

  /**
   * No value was made.
   *
   * @param detail what was found and what was needed
   */
  record Withheld(Reason reason, String detail, List<InputUse> inputs, List<StepTrace> trace)
      implements FixingOutcome {
    /** Keeps its own copies. */
    public Withheld {
      inputs = List.copyOf(inputs);
      trace = List.copyOf(trace);
    }

    /** Without a trace. */
    public Withheld(Reason reason, String detail, List<InputUse> inputs) {
      this(reason, detail, inputs, List.of());
    }
  }

  /** Checked in this order; the first that applies is reported. */
  enum Reason {
    /** Fewer distinct contributors than the gate asks for. */
    INSUFFICIENT_SOURCES,
    /** Fewer quotes than the gate asks for. */
    INSUFFICIENT_OBSERVATIONS,
    /** Fewer distinct families than the gate asks for. */
    INSUFFICIENT_FAMILIES,
    /** Fewer days with a value, or valid days, than a window asks for. */
    INSUFFICIENT_HISTORY,
    /** Quotes of several currencies or units under a methodology that does not normalise. */
    MIXED_UNITS,
    /** So few contributors or families that no weights keep under the caps. */
    CAPS_CANNOT_HOLD,
    /** A slot of a partitioned average has no data. */
    EMPTY_SLOT,
    /** A segment has too little data. */
    EMPTY_SEGMENT;

    /** The code that files and messages carry: {@code insufficient_sources}. */
    public String code() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
