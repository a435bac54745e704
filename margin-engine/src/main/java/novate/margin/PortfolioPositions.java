package novate.margin;

import static novate.market.Checks.require;

import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import novate.market.Catalogue;
import novate.market.ContractId;
import novate.market.Lots;

/**
 * The net lots of one account, as flat arrays by ascending contract index: what the scan reads. A
 * flat position is left out.
 */
public final class PortfolioPositions {
  private final int[] contractIndex;
  private final long[] lots;

  private PortfolioPositions(int[] contractIndex, long[] lots) {
    this.contractIndex = contractIndex;
    this.lots = lots;
  }

  /**
   * The positions of an account by contract; the order of the map does not matter.
   *
   * @throws IllegalArgumentException when a contract is not listed
   */
  public static PortfolioPositions of(Catalogue catalogue, Map<ContractId, Lots> lotsByContract) {
    TreeMap<Integer, Long> held = new TreeMap<>();
    lotsByContract.forEach(
        (contract, lots) -> {
          if (lots.value() != 0) {
            held.put(catalogue.index(contract), lots.value());
          }
        });
    return new PortfolioPositions(
        held.keySet().stream().mapToInt(Integer::intValue).toArray(),
        held.values().stream().mapToLong(Long::longValue).toArray());
  }

  /**
   * The positions of an account that are already by index; the arrays are copied.
   *
   * @param contractIndex strictly ascending from 0
   * @param lots signed, not zero
   */
  public static PortfolioPositions ofSorted(int[] contractIndex, long[] lots) {
    require(
        contractIndex.length == lots.length,
        "%d contracts have %d lots",
        contractIndex.length,
        lots.length);
    for (int p = 0; p < lots.length; p++) {
      require(
          contractIndex[p] > (p == 0 ? -1 : contractIndex[p - 1]),
          "contract indices must ascend from 0, got %d in place %d",
          contractIndex[p],
          p);
      require(lots[p] != 0, "contract index %d is held with 0 lots", contractIndex[p]);
    }
    return new PortfolioPositions(contractIndex.clone(), lots.clone());
  }

  /** Contracts held. */
  public int size() {
    return lots.length;
  }

  /** True when nothing is held. */
  public boolean isFlat() {
    return lots.length == 0;
  }

  /**
   * Contract index per position, strictly ascending. Shared, not copied: callers must not write.
   */
  public int[] contractIndex() {
    return contractIndex;
  }

  /** Signed lots per position. Shared, not copied: callers must not write. */
  public long[] lots() {
    return lots;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof PortfolioPositions that
        && Arrays.equals(contractIndex, that.contractIndex)
        && Arrays.equals(lots, that.lots);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(contractIndex) + Arrays.hashCode(lots);
  }
}
