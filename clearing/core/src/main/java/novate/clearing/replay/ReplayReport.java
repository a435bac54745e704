package novate.clearing.replay;

import java.util.List;

/**
 * What a replay has found.
 *
 * @param cuts one line for each cycle in the order of their cuts, then what belongs to none
 * @param differences the first of them, in the order of the log's topics
 * @param differenceCount all of them
 * @param foldedRecords records of the inputs that were folded again
 * @param digest over all that follows from the log; the same however it was folded
 */
public record ReplayReport(
    List<CutDigest> cuts,
    List<Difference> differences,
    long differenceCount,
    long foldedRecords,
    String digest) {
  /** Keeps its own copies. */
  public ReplayReport {
    cuts = List.copyOf(cuts);
    differences = List.copyOf(differences);
  }

  /**
   * A cut with what it covers: legs since the cut before, cycle results, what the desks were told,
   * calls, ledger entries and reports.
   *
   * @param cut the cycle, or what else the records have in common
   * @param recordsFound how many stand on the log
   * @param recordsExpected how many follow from it
   * @param digestFound of what stands on the log, 64 hexadecimal digits
   * @param digestExpected of what follows from it
   */
  public record CutDigest(
      String cut,
      long recordsFound,
      long recordsExpected,
      String digestFound,
      String digestExpected) {
    /** True when both sides are the same. */
    public boolean isEqual() {
      return digestFound.equals(digestExpected);
    }
  }

  /** True when the log is what follows from it. */
  public boolean isEqual() {
    return differenceCount == 0 && cuts.stream().allMatch(CutDigest::isEqual);
  }
}
