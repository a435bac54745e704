package novate.clearing.file;

import static novate.market.Checks.found;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import novate.market.AccountId;
import novate.market.BusinessCalendar;
import novate.market.CalendarId;
import novate.market.Contract;
import novate.market.ContractId;
import novate.market.Fixing;
import novate.market.Future;
import novate.market.InputError;
import novate.market.InvalidInputException;
import novate.market.Lots;
import novate.market.OptionOnFuture;
import novate.market.Price;
import novate.market.PriceSet;
import novate.settlement.ContractSettlement;
import novate.settlement.Expiry;
import novate.settlement.FinalSettlementPrice;
import novate.settlement.FinalSettlementPrice.Outcome.Determined;
import novate.settlement.FinalSettlementPrice.Outcome.FixingsMissing;
import novate.settlement.PreviousValue;
import novate.settlement.ScheduledFixings;
import novate.wire.MarketDirectory;
import novate.wire.MarketFiles;

/**
 * The last day of a future and of the options that expire with it, from files alone.
 *
 * @param future that settles
 * @param determined its final settlement price and the fixings it was made from
 * @param settlements the future first, then its options that are held, as listed
 * @param unsettled options on it that do not end in cash here, with the reason
 * @param hashByFile SHA-256 of every file read
 */
public record FileSettlement(
    Future future,
    Determined determined,
    List<ContractSettlement> settlements,
    List<String> unsettled,
    SortedMap<String, String> hashByFile) {
  /** What a date without a value takes. */
  public enum Fallback {
    /** Nothing: nothing is settled. */
    NONE,
    /** The value before it, flagged low-confidence. */
    PREVIOUS
  }

  /** Keeps its own copies. */
  public FileSettlement {
    settlements = List.copyOf(settlements);
    unsettled = List.copyOf(unsettled);
  }

  /**
   * Settles the positions of a file.
   *
   * @param market directory; its {@code prices.csv} are the settlement prices of the day before
   * @param contract a future, or an option that expires with its future: then that future's
   * @param fixings none for {@code fixings.csv} of the market
   * @throws MarketDataMissingException naming the dates without a fixing, or the price that lacks
   * @throws InvalidInputException with every error of the files that are refused
   * @throws UncheckedIOException of a {@link NoSuchFileException} when a file is not there
   */
  public static FileSettlement of(
      Path market, Path positions, ContractId contract, Optional<Path> fixings, Fallback fallback) {
    InputFiles files = new InputFiles();
    MarketDirectory directory = files.market(market);
    SortedMap<AccountId, SortedMap<ContractId, Lots>> held =
        read(
            files,
            positions,
            in -> MarketFiles.positions(in, positions.toString(), directory.catalogue()));
    List<Fixing> published =
        fixings
            .map(file -> read(files, file, in -> MarketFiles.fixings(in, file.toString())))
            .orElse(directory.fixings());
    Future future = future(directory, contract);
    Determined determined = determined(directory, future, published, fallback);
    List<ContractSettlement> settlements = new ArrayList<>();
    List<String> unsettled = new ArrayList<>();
    for (Contract each : expiring(directory, future)) {
      SortedMap<AccountId, Lots> lots = lots(held, each.id());
      if (each.equals(future) || !lots.isEmpty()) {
        if (each instanceof OptionOnFuture option && Expiry.endsInFuture(option)) {
          unsettled.add(
              "option %s becomes %s when it is exercised, and no cash"
                  .formatted(option.id(), option.underlying().id()));
        } else {
          settlements.add(
              ContractSettlement.of(
                  each,
                  Expiry.of(each, determined.price()),
                  previous(directory.prices(), each),
                  lots));
        }
      }
    }
    return new FileSettlement(future, determined, settlements, unsettled, files.hashByFile());
  }

  private static Future future(MarketDirectory directory, ContractId id) {
    Contract contract =
        directory
            .catalogue()
            .find(id)
            .orElseThrow(
                () ->
                    new InvalidInputException(
                        List.of(
                            new InputError(
                                "contracts.csv", 1, "contract_id", id.value(), "is not listed"))));
    return switch (contract) {
      case Future future -> future;
      case OptionOnFuture option -> option.underlying();
    };
  }

  private static Determined determined(
      MarketDirectory directory, Future future, List<Fixing> published, Fallback fallback) {
    List<Fixing> own =
        published.stream()
            .filter(fixing -> fixing.index().equals(future.product().index()))
            .toList();
    BusinessCalendar calendar = calendar(directory, future.product().calendar());
    List<Fixing> used =
        switch (fallback) {
          case NONE -> own;
          case PREVIOUS ->
              PreviousValue.filled(ScheduledFixings.of(future, calendar, own).scheduled(), own);
        };
    return switch (FinalSettlementPrice.of(future, calendar, used)) {
      case Determined determined -> determined;
      case FixingsMissing missing ->
          throw new MarketDataMissingException(List.of(missing.detail()));
    };
  }

  private static BusinessCalendar calendar(MarketDirectory directory, CalendarId id) {
    return found(
        directory.calendars().stream()
            .filter(calendar -> calendar.id().equals(id))
            .findFirst()
            .orElse(null),
        "calendar %s is not in the market",
        id);
  }

  private static List<Contract> expiring(MarketDirectory directory, Future future) {
    List<Contract> expiring = new ArrayList<>(List.of(future));
    for (Contract each : directory.catalogue().contracts()) {
      if (each instanceof OptionOnFuture option && option.underlying().equals(future)) {
        expiring.add(option);
      }
    }
    return expiring;
  }

  private static SortedMap<AccountId, Lots> lots(
      Map<AccountId, SortedMap<ContractId, Lots>> held, ContractId contract) {
    SortedMap<AccountId, Lots> lots = new TreeMap<>();
    held.forEach(
        (account, byContract) -> {
          Lots own = byContract.get(contract);
          if (own != null && own.value() != 0) {
            lots.put(account, own);
          }
        });
    return lots;
  }

  private static Optional<Price> previous(PriceSet prices, Contract contract) {
    Optional<Price> price = prices.find(contract.id()).map(PriceSet.Mark::price);
    if (price.isEmpty() && contract.isMarkedToMarket()) {
      throw new MarketDataMissingException(
          List.of(
              "price set %s has no price of %s, from which its last variation margin is paid"
                  .formatted(prices.id(), contract.id())));
    }
    return price;
  }

  private static <T> T read(InputFiles files, Path file, Function<Reader, T> parser) {
    try (Reader reader = files.open(file)) {
      return parser.apply(reader);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
