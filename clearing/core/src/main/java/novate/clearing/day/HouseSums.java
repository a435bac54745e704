package novate.clearing.day;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import novate.wire.event.ContractSum;
import novate.wire.event.CurrencySum;
import novate.wire.event.CycleDone;

/**
 * What must be zero over all partitions of a cycle: lots, variation margin, settlement cash and
 * premium of every contract, and the cash of every currency. Fees are beside it: what members pay
 * is what the house earns.
 */
public final class HouseSums {
  /** Sums of one contract over the house, so far. */
  private record Sum(long lots, long variationMargin, long settlementCash, long premium) {
    static final Sum ZERO = new Sum(0, 0, 0, 0);

    Sum plus(ContractSum other) {
      return new Sum(
          Math.addExact(lots, other.getLots()),
          Math.addExact(variationMargin, other.getVariationMargin()),
          Math.addExact(settlementCash, other.getSettlementCash()),
          Math.addExact(premium, other.getPremium()));
    }
  }

  private HouseSums() {}

  /** Lots per contract index over all reports; every value should be zero. */
  public static SortedMap<Integer, Long> lotsByContract(Collection<CycleDone> reports) {
    SortedMap<Integer, Long> lots = new TreeMap<>();
    byContract(reports).forEach((contract, sum) -> lots.put(contract, sum.lots()));
    return lots;
  }

  /** Cash per currency over all reports, minor units; every value should be zero. */
  public static SortedMap<String, Long> cashByCurrency(Collection<CycleDone> reports) {
    SortedMap<String, Long> cash = new TreeMap<>();
    for (CycleDone report : reports) {
      for (CurrencySum sum : report.getCurrencySums()) {
        cash.merge(sum.getCurrency(), sum.getMinorUnits(), Math::addExact);
      }
    }
    return cash;
  }

  /**
   * Fees per currency over all reports, minor units: what shards charged, negative, and what desks
   * booked to the house, positive. Every value should be zero.
   */
  public static SortedMap<String, Long> feesByCurrency(Collection<CycleDone> reports) {
    SortedMap<String, Long> fees = new TreeMap<>();
    for (CycleDone report : reports) {
      for (CurrencySum sum : report.getFeeSums()) {
        fees.merge(sum.getCurrency(), sum.getMinorUnits(), Math::addExact);
      }
    }
    return fees;
  }

  /** What is not zero, in words; empty when the house adds up. */
  public static List<String> mismatches(Collection<CycleDone> reports) {
    List<String> found = new ArrayList<>();
    byContract(reports)
        .forEach(
            (contract, sum) -> {
              if (!sum.equals(Sum.ZERO)) {
                found.add("contract index %d sums to %s, expected zero".formatted(contract, sum));
              }
            });
    cashByCurrency(reports)
        .forEach(
            (currency, minorUnits) -> {
              if (minorUnits != 0) {
                found.add(
                    "cash in %s sums to %d minor units, expected zero"
                        .formatted(currency, minorUnits));
              }
            });
    feesByCurrency(reports)
        .forEach(
            (currency, minorUnits) -> {
              if (minorUnits != 0) {
                found.add(
                    "fees in %s charged and booked differ by %d minor units"
                        .formatted(currency, minorUnits));
              }
            });
    return found;
  }

  private static SortedMap<Integer, Sum> byContract(Collection<CycleDone> reports) {
    SortedMap<Integer, Sum> sums = new TreeMap<>();
    for (CycleDone report : reports) {
      for (ContractSum sum : report.getContractSums()) {
        sums.put(
            sum.getContractIndex(), sums.getOrDefault(sum.getContractIndex(), Sum.ZERO).plus(sum));
      }
    }
    return sums;
  }
}
