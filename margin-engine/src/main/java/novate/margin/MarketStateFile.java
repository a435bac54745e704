package novate.margin;

import java.io.Reader;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import novate.margin.MarketState.FixingTrust;
import novate.margin.addon.LadderState;
import novate.market.Catalogue;
import novate.market.ContractId;
import novate.market.Lots;
import novate.wire.CsvRow;
import novate.wire.CsvTable;

/**
 * What margin must know of a market besides its prices, as CSV: {@code open_interest.csv} with
 * {@code contract,lots,locked_days} and {@code fixing_quality.csv} with {@code
 * contract,low_confidence,manipulation_ratio}. Nothing here opens a file.
 */
public final class MarketStateFile {
  private static final List<String> OPEN_INTEREST = List.of("contract", "lots", "locked_days");
  private static final List<String> FIXING_QUALITY =
      List.of("contract", "low_confidence", "manipulation_ratio");

  private MarketStateFile() {}

  /**
   * Reads what rate ladders need.
   *
   * <p>{@code lots} are those open, counted on one side, and may be empty where they are not known;
   * {@code locked_days} is how many days in a row the contract closed locked at the same limit.
   *
   * @throws novate.market.InvalidInputException with every error of the file: a contract that is
   *     not listed or stands twice is one
   */
  public static LadderState ladder(Reader reader, String source, Catalogue catalogue) {
    SortedMap<ContractId, Lots> openInterest = new TreeMap<>();
    SortedMap<ContractId, Integer> lockedDays = new TreeMap<>();
    Set<ContractId> seen = new HashSet<>();
    CsvTable.read(
        reader,
        source,
        OPEN_INTEREST,
        row -> {
          CsvRow.Cell<ContractId> contract = contract(row, catalogue, seen);
          CsvRow.Cell<Optional<Long>> lots = row.optional("lots", CsvRow::parseWhole);
          CsvRow.Cell<Integer> days = row.count("locked_days");
          if (lots.isReadable() && lots.value().map(open -> open < 0).orElse(false)) {
            row.refuse("lots", "must not be negative");
          }
          return row.build(
              () -> {
                lots.value().ifPresent(open -> openInterest.put(contract.value(), new Lots(open)));
                lockedDays.put(contract.value(), days.value());
                return contract.value();
              });
        });
    return new LadderState(openInterest, lockedDays);
  }

  /**
   * Reads how far fixings can be trusted.
   *
   * @throws novate.market.InvalidInputException with every error of the file, as {@link #ladder}
   */
  public static SortedMap<ContractId, FixingTrust> fixings(
      Reader reader, String source, Catalogue catalogue) {
    SortedMap<ContractId, FixingTrust> fixings = new TreeMap<>();
    Set<ContractId> seen = new HashSet<>();
    CsvTable.read(
        reader,
        source,
        FIXING_QUALITY,
        row -> {
          CsvRow.Cell<ContractId> contract = contract(row, catalogue, seen);
          CsvRow.Cell<Boolean> isLowConfidence = row.flag("low_confidence");
          CsvRow.Cell<Double> ratio = row.number("manipulation_ratio");
          return row.build(
              () -> {
                FixingTrust trust = new FixingTrust(isLowConfidence.value(), ratio.value());
                fixings.put(contract.value(), trust);
                return trust;
              });
        });
    return fixings;
  }

  private static CsvRow.Cell<ContractId> contract(
      CsvRow row, Catalogue catalogue, Set<ContractId> seen) {
    CsvRow.Cell<ContractId> contract = row.cell("contract", ContractId::new);
    if (contract.isReadable()) {
      if (catalogue.find(contract.value()).isEmpty()) {
        row.refuse("contract", "is not listed");
      } else if (!seen.add(contract.value())) {
        row.refuse("contract", "stands twice");
      }
    }
    return contract;
  }
}
