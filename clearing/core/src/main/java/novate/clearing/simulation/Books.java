package novate.clearing.simulation;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import novate.wire.event.CallState;
import novate.wire.event.CashPaid;
import novate.wire.event.LedgerEntryPosted;
import novate.wire.event.LedgerPosting;
import novate.wire.event.MarginCall;

/** What must hold for ledger and calls, told from their records alone. */
final class Books {
  private static final String PAYMENT = "payment/";

  private final Promises promises;
  private final Set<String> entryIds = new HashSet<>();
  private final Map<String, Long> balanceByAccount = new TreeMap<>();
  private final Map<String, Long> postedByCauseAndAccount = new HashMap<>();
  private final Map<String, LedgerEntryPosted> paymentByEntryId = new HashMap<>();
  private final Map<String, MarginCall> callById = new HashMap<>();
  private final Map<String, String> callByCycleAndPot = new HashMap<>();
  private final Map<String, String> openCallByPot = new HashMap<>();

  Books(Promises promises) {
    this.promises = promises;
  }

  void take(LedgerEntryPosted entry) {
    String cause = entry.getCause();
    promises.hold(
        !cause.endsWith("/EOD") || cause.endsWith(entry.getBusinessDate() + "/EOD"),
        "I10",
        "entry %s of %s is dated %s",
        entry.getEntryId(),
        entry.getCause(),
        entry.getBusinessDate());
    promises.hold(
        entryIds.add(entry.getEntryId()), "I2", "entry %s is posted twice", entry.getEntryId());
    if (entry.getEntryId().startsWith(PAYMENT)) {
      paymentByEntryId.put(entry.getEntryId(), entry);
    }
    Map<String, Long> sums = new HashMap<>();
    for (LedgerPosting posting : entry.getPostings()) {
      sums.merge(posting.getCurrency(), posting.getMinorUnits(), Math::addExact);
      balanceByAccount.merge(posting.getAccount(), posting.getMinorUnits(), Math::addExact);
      postedByCauseAndAccount.merge(
          entry.getCause() + "|" + posting.getAccount(), posting.getMinorUnits(), Math::addExact);
    }
    sums.forEach(
        (currency, sum) ->
            promises.hold(
                sum == 0, "I2", "entry %s is off by %d %s", entry.getEntryId(), sum, currency));
  }

  void take(MarginCall call) {
    MarginCall before = callById.put(call.getCallId(), call);
    int expected = before == null ? 1 : before.getRevision() + 1;
    promises.hold(
        call.getRevision() == expected,
        "I7",
        "call %s has revision %d after %d",
        call.getCallId(),
        call.getRevision(),
        expected - 1);
    String pot =
        "%s/%s/%s".formatted(call.getMemberId(), call.getAccountGroup(), call.getCurrency());
    long paid = posted("call " + call.getCallId(), "member/" + pot);
    promises.hold(
        call.getState() == CallState.SUPERSEDED
            || call.getOutstanding() == Math.max(0, call.getAmount() - paid),
        "I7",
        "%s, and %d was paid",
        call,
        paid);
    String other = callByCycleAndPot.put(call.getCycleId() + "|" + pot, call.getCallId());
    promises.hold(
        other == null || other.equals(call.getCallId()),
        "I7",
        "%s has calls %s and %s in one cycle",
        pot,
        other,
        call.getCallId());
    boolean isOpen = call.getState() == CallState.ISSUED || call.getState() == CallState.PARTLY_MET;
    if (isOpen) {
      String open = openCallByPot.put(pot, call.getCallId());
      promises.hold(
          open == null || open.equals(call.getCallId()),
          "I7",
          "%s is in force beside %s",
          call.getCallId(),
          open);
    } else {
      openCallByPot.remove(pot, call.getCallId());
    }
  }

  /** True when a payment is posted to its pot as it was paid. */
  boolean holds(CashPaid payment) {
    LedgerEntryPosted entry = paymentByEntryId.get(PAYMENT + payment.getPaymentId());
    String account =
        "member/%s/%s/%s"
            .formatted(payment.getMemberId(), payment.getAccountGroup(), payment.getCurrency());
    return entry != null
        && entry
            .getPostings()
            .contains(new LedgerPosting(account, payment.getCurrency(), payment.getMinorUnits()));
  }

  /** What entries of one cause have posted to an account. */
  long posted(String cause, String account) {
    return postedByCauseAndAccount.getOrDefault(cause + "|" + account, 0L);
  }

  /** Per currency the ledger is zero over all, and so is every account that only passes cash on. */
  void closed(String cycleId) {
    Map<String, Long> sums = new TreeMap<>();
    balanceByAccount.forEach(
        (account, balance) -> {
          sums.merge(account.substring(account.lastIndexOf('/')), balance, Math::addExact);
          boolean isPassing =
              account.startsWith("house/variation_margin")
                  || account.startsWith("house/settlement/");
          promises.hold(
              !isPassing || balance == 0, "I2", "%s leaves %d in %s", cycleId, balance, account);
        });
    sums.forEach(
        (currency, sum) ->
            promises.hold(sum == 0, "I2", "the ledger is off by %d %s", sum, currency));
  }
}
