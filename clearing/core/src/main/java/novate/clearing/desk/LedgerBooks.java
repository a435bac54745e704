package novate.clearing.desk;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import novate.ledger.LedgerEntry;
import novate.ledger.Posting;
import novate.wire.event.LedgerEntryPosted;

/**
 * The books of the whole house as the log has them: the fold of all partitions of the ledger topic,
 * one after the other. It takes nothing on trust: what does not balance, or stands twice with two
 * contents, is kept as it was posted and named in {@link #faults}.
 */
public final class LedgerBooks {
  private record Dated(LocalDate businessDate, List<Posting> postings) {}

  private final Map<String, LedgerEntryPosted> eventById = new LinkedHashMap<>();
  private final List<LedgerEntry> entries = new ArrayList<>();
  private final List<Dated> postings = new ArrayList<>();
  private final List<String> faults = new ArrayList<>();

  /** Takes in one entry; the same entry again has no effect. */
  public void apply(LedgerEntryPosted event) {
    LedgerEntryPosted known = eventById.putIfAbsent(event.getEntryId(), event);
    if (known != null) {
      if (!known.equals(event)) {
        faults.add(
            "ledger entry %s is posted as %s and as %s"
                .formatted(event.getEntryId(), known, event));
      }
      return;
    }
    try {
      postings.add(new Dated(event.getBusinessDate(), LedgerCodec.postings(event)));
      entries.add(LedgerCodec.entry(event));
    } catch (IllegalArgumentException e) {
      faults.add(String.valueOf(e.getMessage()));
    }
  }

  /** What is wrong with single entries, in words; none when the log is as the desks wrote it. */
  public List<String> faults() {
    return List.copyOf(faults);
  }

  /** Every entry that balances, once, in the order it was taken in. */
  public List<LedgerEntry> entries() {
    return List.copyOf(entries);
  }

  /** All postings up to a business date, of entries that balance or not. */
  public List<Posting> postingsUntil(LocalDate last) {
    return postings.stream()
        .filter(each -> !each.businessDate.isAfter(last))
        .flatMap(each -> each.postings.stream())
        .toList();
  }
}
