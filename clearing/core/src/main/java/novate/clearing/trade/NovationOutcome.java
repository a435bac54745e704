package novate.clearing.trade;

import java.util.List;
import novate.wire.event.Leg;
import novate.wire.event.RejectReason;

/** What became of one trade report. */
public sealed interface NovationOutcome {
  /**
   * The legs to write, in one transaction: two for a new trade or a bust, four for a correction.
   */
  record Novated(List<Leg> legs) implements NovationOutcome {
    /** Keeps its own copy. */
    public Novated {
      legs = List.copyOf(legs);
    }
  }

  /** The same report was booked before: no effect. */
  record Duplicate() implements NovationOutcome {}

  /** The rules say no. */
  record Refused(RejectReason reason, String detail) implements NovationOutcome {}
}
