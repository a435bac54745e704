package novate.clearing.trade;

import static novate.market.Checks.require;

import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import novate.market.TradeKey;
import novate.market.VenueId;
import novate.wire.event.Leg;
import novate.wire.event.LegKind;

/**
 * Every trade of the open dates: the business date and the two opened before it. A trade of an
 * older date is forgotten, and a report that names an older date is refused, so that a trade is
 * never booked twice.
 */
final class TradeBook {
  private final Map<TradeKey, BookedTrade> trades = new HashMap<>();
  private final Deque<LocalDate> openDates = new ArrayDeque<>();

  /**
   * Opens a date and forgets the trades of the date that falls out. Opening the same date again
   * changes nothing.
   */
  void open(LocalDate date) {
    if (date.equals(openDates.peekLast())) {
      return;
    }
    require(
        openDates.isEmpty() || date.isAfter(openDates.getLast()),
        "date %s cannot be opened after %s",
        date,
        openDates.peekLast());
    openDates.addLast(date);
    while (openDates.size() > Novator.DATES_OPEN) {
      openDates.removeFirst();
    }
    trades.keySet().removeIf(key -> key.date().isBefore(openDates.getFirst()));
  }

  boolean isBeforeOpenDates(LocalDate date) {
    return date.isBefore(openDates.getFirst());
  }

  /** True for a date that was opened, and not for a holiday between two that were. */
  boolean isOpen(LocalDate date) {
    return openDates.contains(date);
  }

  Optional<BookedTrade> find(TradeKey key) {
    return Optional.ofNullable(trades.get(key));
  }

  /** Takes in a leg; only the buyer's side is kept, since it names the seller too. */
  void add(Leg leg) {
    boolean isBuyersSide = (leg.getLots() > 0) == (leg.getKind() == LegKind.NOVATED);
    if (isBuyersSide && !isForgotten(leg.getTradeDate())) {
      trades.computeIfAbsent(keyOf(leg), _ -> new BookedTrade()).add(leg);
    }
  }

  private boolean isForgotten(LocalDate date) {
    return !openDates.isEmpty() && isBeforeOpenDates(date);
  }

  private static TradeKey keyOf(Leg leg) {
    return new TradeKey(new VenueId(leg.getVenue()), leg.getTradeDate(), leg.getTradeId());
  }
}
