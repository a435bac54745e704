package novate.clearing.position;

/**
 * One position of an account as it is valued.
 *
 * @param lots signed lots
 * @param costTicks their cost, see {@link PositionEntry#costTicks}
 * @param premiumDue premium of earlier days not paid yet, minor units; positive when the account
 *     receives it
 * @param feeLots lots on which a clearing fee is due, see {@link PositionEntry#feeLots}
 */
public record Holding(int contractIndex, long lots, long costTicks, long premiumDue, long feeLots) {
  /** A position on which no fee is due. */
  public Holding(int contractIndex, long lots, long costTicks, long premiumDue) {
    this(contractIndex, lots, costTicks, premiumDue, 0);
  }

  /** The position with what exercise moved. */
  public Holding plus(Transfer transfer) {
    return new Holding(
        contractIndex,
        Math.addExact(lots, transfer.lots()),
        Math.addExact(costTicks, transfer.costTicks()),
        premiumDue,
        feeLots);
  }
}
