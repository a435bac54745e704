package novate.margin.explain;

import java.math.BigDecimal;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import novate.market.ContractId;
import novate.market.Lots;
import novate.market.Money;
import novate.scenario.Period;

/**
 * What one position adds to the margin of the combined commodity that it is charged in.
 *
 * @param period the period its delta counts in
 * @param delta deltas of the commodity, signed: lots times composite delta times scaling
 * @param lossPerLot of one long lot in the active scenario, as its risk array says
 * @param loss of the position there: lots times loss per lot; negative when it gains
 * @param parts by kind what it adds, kinds without a part left out; of the net option value, too,
 *     so that their sum is what it adds to the margin before the floor at zero
 */
public record PositionContribution(
    ContractId contract,
    Lots lots,
    Period period,
    BigDecimal delta,
    Money lossPerLot,
    Money loss,
    SortedMap<ComponentKind, Money> parts) {
  /** Keeps its own copy. */
  public PositionContribution {
    parts = new TreeMap<>(parts);
  }

  /** What it adds through one kind of component. */
  public Money part(ComponentKind kind) {
    return parts.getOrDefault(kind, Money.zero(loss.currency()));
  }

  /** What it adds to the margin before the floor at zero; negative when it takes away. */
  public Money total() {
    Money sum = Money.zero(loss.currency());
    for (Map.Entry<ComponentKind, Money> part : parts.entrySet()) {
      sum = sum.plus(part.getValue());
    }
    return sum;
  }
}
