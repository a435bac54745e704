package novate.index.token;

import static novate.market.Checks.found;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/** The prices of a book as the index uses them, model by model, worked out when first asked for. */
final class ScreenedPrices {
  private final TokenPriceBook book;
  private final MoveBounds moves;
  private final NavigableMap<LocalDate, TokenPeriod> periodByLink;
  private final Map<TokenModel, NavigableMap<LocalDate, ScreenedPrice>> pricesByModel =
      new HashMap<>();

  ScreenedPrices(
      TokenPriceBook book, MoveBounds moves, NavigableMap<LocalDate, TokenPeriod> periodByLink) {
    this.book = book;
    this.moves = moves;
    this.periodByLink = periodByLink;
  }

  /** What is used for a model on a day: that of the last snapshot on or before it. */
  ScreenedPrice at(TokenModel model, LocalDate date) {
    Map.Entry<LocalDate, ScreenedPrice> entry =
        pricesByModel.computeIfAbsent(model, this::screened).floorEntry(date);
    if (entry == null) {
      return ScreenedPrice.NONE;
    }
    return entry.getKey().equals(date) ? entry.getValue() : entry.getValue().lasting();
  }

  private NavigableMap<LocalDate, ScreenedPrice> screened(TokenModel model) {
    NavigableMap<LocalDate, ScreenedPrice> prices = new TreeMap<>();
    ScreenedPrice price = ScreenedPrice.NONE;
    for (LocalDate snapshot : book.snapshots()) {
      price = price.next(book.price(model, snapshot), bundle(snapshot), moves);
      prices.put(snapshot, price);
    }
    return prices;
  }

  /** A link day's move is still measured in the old period's bundle, as its ratio is. */
  private TokenBundle bundle(LocalDate snapshot) {
    Map.Entry<LocalDate, TokenPeriod> before = periodByLink.lowerEntry(snapshot);
    return found(
            before == null ? periodByLink.firstEntry() : before, "no period before %s", snapshot)
        .getValue()
        .bundle();
  }
}
