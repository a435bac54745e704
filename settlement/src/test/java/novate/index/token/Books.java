package novate.index.token;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import novate.market.IndexId;

/** Price books and methodologies for tests, written short. */
final class Books {
  static final LocalDate FIRST = LocalDate.of(2026, 1, 1);

  private final List<TokenPriceChange> changes = new ArrayList<>();
  private final NavigableSet<LocalDate> snapshots;

  private Books(NavigableSet<LocalDate> snapshots) {
    this.snapshots = snapshots;
  }

  /** A book of so many daily snapshots from {@link #FIRST}. */
  static Books days(int count) {
    return new Books(dates(count));
  }

  static NavigableSet<LocalDate> dates(int count) {
    NavigableSet<LocalDate> dates = new TreeSet<>();
    for (int d = 1; d <= count; d++) {
      dates.add(day(d));
    }
    return dates;
  }

  /** Day 1 is {@link #FIRST}. */
  static LocalDate day(int number) {
    return FIRST.plusDays(number - 1);
  }

  static TokenModel model(String text) {
    String[] parts = text.split("\\|", 2);
    return new TokenModel(parts[0], parts[1]);
  }

  static BigDecimal decimal(String text) {
    return new BigDecimal(text);
  }

  /** A quote {@code input/output} or {@code input/output/cached}. */
  static TokenPrice price(String text) {
    String[] parts = text.split("/");
    return new TokenPrice(
        decimal(parts[0]),
        decimal(parts[1]),
        parts.length == 3 ? Optional.of(decimal(parts[2])) : Optional.empty());
  }

  Books quote(int day, String model, String price) {
    return quote(day, model, price(price));
  }

  Books quote(int day, String model, TokenPrice price) {
    changes.add(new TokenPriceChange(day(day), model(model), Optional.of(price)));
    return this;
  }

  Books delist(int day, String model) {
    changes.add(new TokenPriceChange(day(day), model(model), Optional.empty()));
    return this;
  }

  TokenPriceBook book() {
    return TokenPriceBook.of(snapshots, changes);
  }

  static TokenBundle bundle(String input, String output, String cacheHit) {
    return new TokenBundle(decimal(input), decimal(output), decimal(cacheHit));
  }

  static BasketRule named(String... models) {
    TreeSet<TokenModel> set = new TreeSet<>();
    for (String model : models) {
      set.add(model(model));
    }
    return new BasketRule.Named(set);
  }

  /** Providers A to F, cap 0.4, three models of three providers, flag 2, hold 5. */
  static TokenMethodology methodology(TokenPeriod... periods) {
    return methodology(new MoveBounds(decimal("2"), decimal("5")), periods);
  }

  static TokenMethodology methodology(MoveBounds moves, TokenPeriod... periods) {
    return new TokenMethodology(
        "test/1",
        new IndexId("TOKEN"),
        decimal("100"),
        4,
        new TreeSet<>(List.of("A", "B", "C", "D", "E", "F")),
        decimal("0.4"),
        3,
        3,
        moves,
        decimal("0.3"),
        List.of(periods));
  }
}
