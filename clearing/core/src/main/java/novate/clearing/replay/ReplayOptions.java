package novate.clearing.replay;

import static novate.market.Checks.require;

/**
 * How the log is folded again. None of it may change the answer.
 *
 * @param batchRecords records of each input between two settlings; above zero
 * @param threads how many processors are folded at the same time; above zero
 * @param isRestored true when every processor is thrown away at each cut and restored from what had
 *     been committed by then; false when it lives from the start of the log to its end
 * @param differencesMax how many differences are told in words; the others are counted
 */
public record ReplayOptions(int batchRecords, int threads, boolean isRestored, int differencesMax) {
  private static final int THREADS_MAX = 64;

  /** Refuses counts that are not above zero. */
  public ReplayOptions {
    require(batchRecords > 0, "a batch must have records, got %d", batchRecords);
    require(
        threads > 0 && threads <= THREADS_MAX,
        "threads must be 1 to %d, got %d",
        THREADS_MAX,
        threads);
    require(differencesMax >= 0, "differences told must not be negative, got %d", differencesMax);
  }
}
