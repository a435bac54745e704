package novate.index.token;

import static novate.market.Checks.require;

import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.SequencedCollection;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What every provider asked for every model, by date. Lists are seen on snapshots only; between two
 * of them prices are as last quoted.
 */
public final class TokenPriceBook {
  private final NavigableSet<LocalDate> snapshots;
  private final NavigableMap<TokenModel, NavigableMap<LocalDate, Optional<TokenPrice>>>
      pricesByModel;

  private TokenPriceBook(
      NavigableSet<LocalDate> snapshots,
      NavigableMap<TokenModel, NavigableMap<LocalDate, Optional<TokenPrice>>> pricesByModel) {
    this.snapshots = snapshots;
    this.pricesByModel = pricesByModel;
  }

  /**
   * The book that a change log makes.
   *
   * @param changes of one model in the order of their dates
   * @throws IllegalArgumentException when there is no snapshot, or a change stands on no snapshot,
   *     twice on one, before an earlier one, or ends a listing that is not there
   */
  public static TokenPriceBook of(
      SequencedCollection<LocalDate> snapshots, List<TokenPriceChange> changes) {
    require(!snapshots.isEmpty(), "a price book needs at least one snapshot");
    TokenPriceBook book = new TokenPriceBook(new TreeSet<>(snapshots), new TreeMap<>());
    changes.forEach(book::add);
    return book;
  }

  private void add(TokenPriceChange change) {
    require(
        snapshots.contains(change.date()),
        "%s changes on %s, which is no snapshot",
        change.model(),
        change.date());
    NavigableMap<LocalDate, Optional<TokenPrice>> prices =
        pricesByModel.computeIfAbsent(change.model(), _ -> new TreeMap<>());
    require(
        prices.isEmpty() || prices.lastKey().isBefore(change.date()),
        "%s changes on %s, not after its change before",
        change.model(),
        change.date());
    require(
        change.price().isPresent() || price(change.model(), change.date()).isPresent(),
        "%s is delisted on %s, but was not listed",
        change.model(),
        change.date());
    prices.put(change.date(), change.price());
  }

  /** The dates on which lists were looked at, ascending. */
  public NavigableSet<LocalDate> snapshots() {
    return Collections.unmodifiableNavigableSet(snapshots);
  }

  /** Every model that was ever listed, by provider and name. */
  public NavigableSet<TokenModel> models() {
    return Collections.unmodifiableNavigableSet(pricesByModel.navigableKeySet());
  }

  /** The price last quoted on or before a date; none when the model is not listed then. */
  public Optional<TokenPrice> price(TokenModel model, LocalDate date) {
    Map.Entry<LocalDate, Optional<TokenPrice>> entry = prices(model).floorEntry(date);
    return entry == null ? Optional.empty() : entry.getValue();
  }

  /**
   * Since when a model has been listed without a break; none when it is not listed on the date. A
   * model of the very first snapshot may have been listed for longer than anybody here can know.
   */
  public Optional<LocalDate> listedSince(TokenModel model, LocalDate date) {
    Optional<LocalDate> since = Optional.empty();
    for (var entry : prices(model).headMap(date, true).entrySet()) {
      if (entry.getValue().isEmpty()) {
        since = Optional.empty();
      } else if (since.isEmpty()) {
        since = Optional.of(entry.getKey());
      }
    }
    return since;
  }

  private NavigableMap<LocalDate, Optional<TokenPrice>> prices(TokenModel model) {
    return pricesByModel.getOrDefault(model, Collections.emptyNavigableMap());
  }
}
