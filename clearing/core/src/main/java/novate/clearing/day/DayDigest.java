package novate.clearing.day;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import novate.market.Hashing;
import novate.wire.event.CycleResult;
import novate.wire.event.LedgerEntryPosted;
import novate.wire.event.MarginCall;
import novate.wire.event.PositionState;

/**
 * The digest of a day: what must be the same however the day ran. It covers, each sorted as text:
 *
 * <ol>
 *   <li>positions: account, contract, lots, cost and premium due of every entry that holds
 *       something;
 *   <li>cycle results: every account and cycle, with all lines;
 *   <li>margin calls: every revision of every call;
 *   <li>ledger entries, with their postings.
 * </ol>
 *
 * <p>It leaves out live exposure, rejects, duplicates, offsets, and the at-cut copies in positions,
 * which only say when an entry was last touched.
 */
public final class DayDigest {
  private DayDigest() {}

  /** The digest, 64 hexadecimal digits. */
  public static String of(
      Collection<PositionState> positions,
      Collection<CycleResult> results,
      Collection<MarginCall> calls,
      Collection<LedgerEntryPosted> entries) {
    List<String> lines = new ArrayList<>();
    lines.addAll(
        sorted(
            "position",
            positions.stream().filter(DayDigest::isHeld).map(DayDigest::line).toList()));
    lines.addAll(sorted("result", results.stream().map(CycleResult::toString).toList()));
    lines.addAll(sorted("call", calls.stream().map(MarginCall::toString).toList()));
    lines.addAll(sorted("entry", entries.stream().map(LedgerEntryPosted::toString).toList()));
    return Hashing.sha256(String.join("\n", lines));
  }

  private static boolean isHeld(PositionState state) {
    return state.getLots() != 0 || state.getCostTicks() != 0 || state.getPremiumDue() != 0;
  }

  private static String line(PositionState state) {
    return "%d/%d lots=%d cost=%d premium=%d"
        .formatted(
            state.getAccountIndex(),
            state.getContractIndex(),
            state.getLots(),
            state.getCostTicks(),
            state.getPremiumDue());
  }

  private static List<String> sorted(String kind, List<String> lines) {
    List<String> sorted = new ArrayList<>();
    lines.forEach(line -> sorted.add(kind + " " + line));
    Collections.sort(sorted);
    return sorted;
  }
}
