package novate.clearing.replay;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import novate.clearing.processor.Found;
import novate.clearing.processor.Place;
import novate.clearing.processor.Topic;
import novate.market.Hashing;
import novate.wire.Wire;
import novate.wire.event.Reject;
import org.apache.avro.specific.SpecificRecordBase;

/**
 * Holds the trades that were refused against those that would be now: a bag of reason, detail and
 * hash of the bytes. Of the same bytes in two partitions, which came first is chance; that the
 * record which is named has these bytes is checked.
 */
final class RejectsJudge {
  private final Cursor cursor;
  private final long requiredUntil;
  private final Findings findings;
  private final Bag bag = new Bag();
  private final Map<Place, Map<Long, Found>> rejectByTrade = new TreeMap<>();
  private final List<Found> expected = new ArrayList<>();
  private final Map<Place, Map<Long, Long>> offsetByTrade = new TreeMap<>();
  private final Findings.Sides sides;

  /** Reads all refusals of trades. */
  RejectsJudge(Cursor cursor, long requiredUntil, Findings findings) {
    this.cursor = cursor;
    this.requiredUntil = requiredUntil;
    this.findings = findings;
    this.sides = findings.at(Cuts.REJECTS, cursor.place() + " by novator");
    for (Found found = cursor.peek(); found != null; found = cursor.peek()) {
      if (Wire.find(found.value()).orElse(null) instanceof Reject reject
          && reject.getTopic().equals(Topic.TRADES.topicName())) {
        take(found, reject);
      } else if (found.offset() < requiredUntil) {
        sides.found().add(found.value());
        findings.differs(
            cursor.place(), found.offset(), Words.of(found.value()), "a refusal of a trade");
      }
      cursor.skip();
    }
  }

  private void take(Found found, Reject reject) {
    sides.found().add(identity(reject));
    bag.found(identity(reject), found);
    int partitions = Topic.TRADES.partitionCount();
    if (reject.getPartition() < 0 || reject.getPartition() >= partitions) {
      findings.differs(
          cursor.place(),
          found.offset(),
          Words.of(reject),
          "a partition of trades below " + partitions);
      return;
    }
    Place trade = new Place(Topic.TRADES, reject.getPartition());
    rejectByTrade.computeIfAbsent(trade, _ -> new TreeMap<>()).put(reject.getOffset(), found);
    offsetByTrade
        .computeIfAbsent(trade, _ -> new TreeMap<>())
        .put(reject.getOffset(), found.offset());
  }

  /** A refusal that follows from the trades. */
  void expect(SpecificRecordBase event) {
    Reject reject = (Reject) event;
    sides.expected().add(identity(reject));
    bag.expect(identity(reject), reject);
    expected.add(new Found(cursor.place(), expected.size(), new byte[0], Wire.encode(reject)));
  }

  /** All refusals that followed so far, as records. */
  List<Found> expectedSoFar() {
    return List.copyOf(expected);
  }

  /** How many refusals followed so far. */
  long expectedCount() {
    return expected.size();
  }

  /**
   * True when just those refusals stand before an offset that name a trade before the given ones.
   */
  boolean isSplitBy(long rejectsOffset, List<Long> tradesOffsets) {
    return offsetByTrade.entrySet().stream()
        .allMatch(
            trades ->
                trades.getValue().entrySet().stream()
                    .allMatch(
                        reject ->
                            (reject.getValue() < rejectsOffset)
                                == (reject.getKey()
                                    < tradesOffsets.get(trades.getKey().partition()))));
  }

  /** A trade that the novator takes: if a refusal names it, it must have these bytes. */
  void read(Found trade) {
    Map<Long, Found> byOffset = rejectByTrade.get(trade.place());
    Found found = byOffset == null ? null : byOffset.remove(trade.offset());
    if (found != null && Wire.decode(found.value()) instanceof Reject reject) {
      String hash = Hashing.sha256(trade.value());
      if (!hash.equals(reject.getBytesHash())) {
        findings.differs(
            cursor.place(),
            found.offset(),
            Words.of(reject),
            "the hash of %s, which is %s".formatted(trade, hash));
      }
    }
  }

  /** Nothing more follows from the trades up to the given offsets. */
  void finish(Map<Place, Long> untilByInput) {
    for (Found found : bag.foundOnly()) {
      if (found.offset() < requiredUntil) {
        findings.differs(cursor.place(), found.offset(), Words.of(found.value()), Words.NOTHING);
      }
    }
    for (SpecificRecordBase event : bag.expectedOnly()) {
      findings.differs(cursor.place(), cursor.position(), Words.NOTHING, Words.of(event));
    }
    rejectByTrade.forEach(
        (trades, byOffset) ->
            byOffset.forEach(
                (offset, found) -> {
                  if (offset < untilByInput.getOrDefault(trades, 0L)) {
                    findings.differs(
                        cursor.place(),
                        found.offset(),
                        Words.of(found.value()),
                        "a refusal of a record that is there; none stands at %s@%d"
                            .formatted(trades, offset));
                  }
                }));
  }

  private static byte[] identity(Reject reject) {
    return "%s %s %d %s"
        .formatted(
            reject.getReason(), reject.getBytesHash(), reject.getBytesLength(), reject.getDetail())
        .getBytes(StandardCharsets.UTF_8);
  }
}
