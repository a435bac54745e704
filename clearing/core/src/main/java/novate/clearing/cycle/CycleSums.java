package novate.clearing.cycle;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import novate.wire.event.ContractSum;
import novate.wire.event.CurrencyResult;
import novate.wire.event.CurrencySum;
import novate.wire.event.CycleResult;
import novate.wire.event.PositionResult;

/** The sums of one partition's results by contract: over all partitions each of them is zero. */
public final class CycleSums {
  private CycleSums() {}

  /** Lots at the cut, variation margin, settlement cash and premium traded, by contract index. */
  public static List<ContractSum> byContract(List<CycleResult> results) {
    SortedMap<Integer, ContractSum> sums = new TreeMap<>();
    for (CycleResult result : results) {
      for (PositionResult position : result.getPositions()) {
        sums.merge(position.getContractIndex(), sum(position), CycleSums::plus);
      }
    }
    return List.copyOf(sums.values());
  }

  /** What the accounts were charged as fees, by currency; negative is paid by them. */
  public static List<CurrencySum> fees(List<CycleResult> results) {
    SortedMap<String, Long> fees = new TreeMap<>();
    for (CycleResult result : results) {
      for (CurrencyResult line : result.getCurrencies()) {
        fees.merge(line.getCurrency(), line.getFees(), Math::addExact);
      }
    }
    fees.values().removeIf(sum -> sum == 0);
    List<CurrencySum> sums = new ArrayList<>();
    fees.forEach((currency, minorUnits) -> sums.add(new CurrencySum(currency, minorUnits)));
    return sums;
  }

  private static ContractSum sum(PositionResult position) {
    return new ContractSum(
        position.getContractIndex(),
        position.getLots(),
        position.getVariationMargin(),
        position.getSettlementCash(),
        position.getPremiumTraded());
  }

  private static ContractSum plus(ContractSum one, ContractSum other) {
    return new ContractSum(
        one.getContractIndex(),
        Math.addExact(one.getLots(), other.getLots()),
        Math.addExact(one.getVariationMargin(), other.getVariationMargin()),
        Math.addExact(one.getSettlementCash(), other.getSettlementCash()),
        Math.addExact(one.getPremium(), other.getPremium()));
  }
}
