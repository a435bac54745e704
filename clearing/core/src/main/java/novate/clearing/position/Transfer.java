package novate.clearing.position;

/**
 * A change of position that no trade makes: exercise takes lots from an option and gives them to
 * its future. Added to what is held now and at the cut alike.
 *
 * @param lots signed lots added
 * @param costTicks their cost, see {@link PositionEntry#costTicks}
 */
public record Transfer(int accountIndex, int contractIndex, long lots, long costTicks) {}
