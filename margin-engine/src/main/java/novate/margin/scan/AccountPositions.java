package novate.margin.scan;

import static novate.market.Checks.require;

/**
 * The positions of many accounts in flat arrays: those of account a stand in {@code first[a]} up to
 * but not including {@code first[a + 1]}. Shared, not copied: callers must not write.
 *
 * @param first places in the other two arrays, ascending; one more than there are accounts, the
 *     last one the number of positions
 * @param contractIndex row of the contract held, per position
 * @param lots signed lots, per position
 */
// Equality of the arrays' contents is asked of nobody: this carries them to a kernel and no
// farther.
@SuppressWarnings("ArrayRecordComponent")
public record AccountPositions(int[] first, int[] contractIndex, long[] lots) {
  public AccountPositions {
    require(first.length > 0 && first[0] == 0, "the first account must start at 0");
    for (int a = 1; a < first.length; a++) {
      require(first[a] >= first[a - 1], "account %d starts before the one before it", a);
    }
    require(
        first[first.length - 1] == lots.length && lots.length == contractIndex.length,
        "accounts end at %d, but there are %d contracts and %d lots",
        first[first.length - 1],
        contractIndex.length,
        lots.length);
  }

  /** Number of accounts. */
  public int accountCount() {
    return first.length - 1;
  }
}
