package novate.clearing.position;

import static novate.market.Checks.require;

/**
 * The key of a position as one {@code long}: the account's dense index in the high half, the
 * contract's in the low half. Keys sort by account, then contract.
 */
public final class PositionKey {
  private PositionKey() {}

  /**
   * The key of an account's position in a contract.
   *
   * @param accountIndex dense index given by the registry, from 0
   * @param contractIndex dense index given by the registry, from 0
   * @throws IllegalArgumentException if an index is negative
   */
  public static long of(int accountIndex, int contractIndex) {
    require(accountIndex >= 0, "account index must not be negative, got %d", accountIndex);
    require(contractIndex >= 0, "contract index must not be negative, got %d", contractIndex);
    return (long) accountIndex << 32 | contractIndex;
  }

  /** The account's index of a key. */
  public static int accountIndex(long key) {
    return (int) (key >> 32);
  }

  /** The contract's index of a key. */
  public static int contractIndex(long key) {
    return (int) key;
  }
}
