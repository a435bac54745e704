package novate.clearing.simulation;

import java.util.EnumMap;
import java.util.Map;

/** How often each fault was injected: one that never was is a hole in the simulation. */
public final class FaultCounts {
  private final long[] counts = new long[FaultKind.values().length];

  /** One more. */
  void count(FaultKind kind) {
    counts[kind.ordinal()]++;
  }

  /** Adds those of another run. */
  public void add(FaultCounts other) {
    for (int i = 0; i < counts.length; i++) {
      counts[i] += other.counts[i];
    }
  }

  /** Every kind with its count. */
  public Map<FaultKind, Long> byKind() {
    Map<FaultKind, Long> byKind = new EnumMap<>(FaultKind.class);
    for (FaultKind kind : FaultKind.values()) {
      byKind.put(kind, counts[kind.ordinal()]);
    }
    return byKind;
  }
}
