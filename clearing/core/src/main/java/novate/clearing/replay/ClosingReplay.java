package novate.clearing.replay;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import novate.clearing.day.HouseSums;
import novate.clearing.processor.Found;
import novate.clearing.processor.LogView;
import novate.clearing.processor.Place;
import novate.clearing.processor.Topic;
import novate.market.Hashing;
import novate.wire.Wire;
import novate.wire.event.CycleClosed;
import novate.wire.event.CycleDone;
import novate.wire.event.CycleRole;

/**
 * Closes each cycle again from the reports that follow from the log: the house must add up, and the
 * hash must be the one that the cycle was closed with.
 */
final class ClosingReplay {
  private static final Place CONTROL = new Place(Topic.CONTROL, 0);

  private final Map<Place, Long> requiredUntil;
  private final Findings findings;

  ClosingReplay(Map<Place, Long> requiredUntil, Findings findings) {
    this.requiredUntil = requiredUntil;
    this.findings = findings;
  }

  /** Holds every cycle that was closed against the reports. */
  void run(LogView log, List<CycleDone> reports) {
    Map<String, SortedMap<String, CycleDone>> byCycle = new TreeMap<>();
    for (CycleDone report : reports) {
      byCycle
          .computeIfAbsent(report.getCycleId(), _ -> new TreeMap<>())
          .put(
              "%d/%04d"
                  .formatted(report.getRole() == CycleRole.SHARD ? 0 : 1, report.getPartition()),
              report);
    }
    long until = Streams.required(requiredUntil, CONTROL);
    log.read(
        CONTROL,
        0,
        found -> {
          if (found.offset() < until
              && Wire.find(found.value()).orElse(null) instanceof CycleClosed closed) {
            compare(
                found,
                closed,
                new ArrayList<>(
                    byCycle.getOrDefault(closed.getCycleId(), new TreeMap<>()).values()));
          }
        });
  }

  private void compare(Found found, CycleClosed closed, List<CycleDone> reports) {
    String hash =
        Hashing.sha256(String.join("\n", reports.stream().map(CycleDone::getHash).toList()));
    Findings.Sides sides = findings.at(closed.getCycleId(), CONTROL + " by conductor");
    CycleClosed expected =
        new CycleClosed(closed.getCycleId(), closed.getBusinessDate(), closed.getKind(), hash);
    sides.found().next(found.value());
    sides.expected().next(Wire.encode(expected));
    if (!hash.equals(closed.getHash())) {
      findings.differs(CONTROL, found.offset(), Words.of(closed), Words.of(expected));
    }
    for (String mismatch : HouseSums.mismatches(reports)) {
      findings.differs(CONTROL, found.offset(), Words.of(closed), "no closing: " + mismatch);
    }
  }
}
