package novate.index.token;

import static novate.index.token.Books.bundle;
import static novate.index.token.Books.dates;
import static novate.index.token.Books.day;
import static novate.index.token.Books.decimal;
import static novate.index.token.Books.methodology;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.MathContext;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for every price history: random ones, each named by its seed. */
class TokenIndexPropertyTest {
  private static final int DAYS = 24;
  private static final int LINK = 12;
  private static final BigDecimal TOLERANCE = new BigDecimal("1e-24");
  private static final BigDecimal CAP = new BigDecimal("0.4");
  private static final MoveBounds WIDE = new MoveBounds(decimal("2"), decimal("1000000"));
  private static final MathContext DIGITS = MathContext.DECIMAL128;

  static LongStream seeds() {
    return LongStream.rangeClosed(1, 40);
  }

  /** Models of five providers; those of D and E may be delisted, and come back. */
  private static List<TokenPriceChange> history(SplittableRandom random) {
    List<TokenPriceChange> changes = new ArrayList<>();
    for (String provider : List.of("A", "B", "C", "D", "E")) {
      int models = random.nextInt(1, 4);
      for (int m = 0; m < models; m++) {
        changes.addAll(
            model(random, new TokenModel(provider, "m" + m), provider.compareTo("D") >= 0));
      }
    }
    return changes;
  }

  private static List<TokenPriceChange> model(
      SplittableRandom random, TokenModel model, boolean mayLeave) {
    List<TokenPriceChange> changes = new ArrayList<>();
    boolean isListed = true;
    changes.add(new TokenPriceChange(day(1), model, Optional.of(price(random))));
    for (int d = 2; d <= DAYS; d++) {
      if (random.nextInt(6) == 0) {
        isListed = !isListed || !mayLeave || random.nextInt(4) > 0;
        boolean wasListed = changes.getLast().price().isPresent();
        if (isListed || wasListed) {
          changes.add(
              new TokenPriceChange(
                  day(d), model, isListed ? Optional.of(price(random)) : Optional.empty()));
        }
      }
    }
    return changes;
  }

  private static TokenPrice price(SplittableRandom random) {
    return new TokenPrice(
        cents(random),
        cents(random),
        random.nextBoolean() ? Optional.of(cents(random)) : Optional.empty());
  }

  private static BigDecimal cents(SplittableRandom random) {
    return BigDecimal.valueOf(random.nextInt(1, 2_000), 2);
  }

  private static TokenPriceBook book(List<TokenPriceChange> changes) {
    return TokenPriceBook.of(dates(DAYS), changes);
  }

  private static TokenBundle randomBundle(SplittableRandom random) {
    return bundle(
        "0." + random.nextInt(1, 10), "0." + random.nextInt(1, 10), "0." + random.nextInt(10));
  }

  private static BasketRule all(List<TokenPriceChange> changes) {
    TreeSet<TokenModel> models = new TreeSet<>();
    changes.forEach(change -> models.add(change.model()));
    return new BasketRule.Named(models);
  }

  private static TokenMethodology rules(
      SplittableRandom random, MoveBounds moves, BasketRule basket) {
    return methodology(
        moves,
        new TokenPeriod(day(1), 0, randomBundle(random), basket),
        new TokenPeriod(day(LINK), 0, randomBundle(random), basket));
  }

  private static TokenSeries run(List<TokenPriceChange> changes, TokenMethodology rules) {
    return TokenIndex.run(book(changes), rules, dates(DAYS));
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void everyDayIsTheDayBeforeTimesTheWeightedRatios(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<TokenPriceChange> changes = history(random);
    TokenSeries series =
        run(changes, rules(random, new MoveBounds(decimal("2"), decimal("5")), all(changes)));
    BigDecimal level = new BigDecimal("100");
    for (TokenFixing fixing : series.fixings()) {
      BigDecimal ratio = BigDecimal.ZERO;
      BigDecimal contributed = BigDecimal.ONE;
      for (TokenConstituent constituent : fixing.constituents()) {
        ratio = ratio.add(constituent.weight().multiply(constituent.ratio()));
        contributed = contributed.add(constituent.contribution());
      }
      level = level.multiply(ratio, DIGITS);
      assertThat(near(fixing.unroundedLevel(), level))
          .as("%s, seed %d", fixing.date(), seed)
          .isTrue();
      assertThat(near(contributed, ratio)).as("%s, seed %d", fixing.date(), seed).isTrue();
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void aChangeOfBasketAndMixNeverMovesTheChainedLevel(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    // No price changes on the two days after the link.
    List<TokenPriceChange> changes =
        history(random).stream().filter(change -> !change.date().isAfter(day(LINK))).toList();
    TokenSeries series = run(changes, rules(random, WIDE, all(changes)));
    BigDecimal before = series.fixings().get(LINK - 1).unroundedLevel();
    assertThat(series.fixings().subList(LINK - 1, DAYS))
        .allSatisfy(f -> assertThat(f.unroundedLevel()).isEqualByComparingTo(before));
    assertThat(series.links().get(1).level()).isEqualTo(before);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void whatComesAfterALinkCannotMoveWhatCameBefore(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<TokenPriceChange> changes = history(random);
    TokenBundle bundle = randomBundle(random);
    TokenPeriod first = new TokenPeriod(day(1), 0, bundle, all(changes));
    TokenSeries one = run(changes, methodology(first));
    TokenSeries two =
        run(
            changes,
            methodology(
                first,
                new TokenPeriod(
                    day(LINK), 0, randomBundle(random), new BasketRule.LongestListed(4, 1))));
    for (int f = 0; f < LINK; f++) {
      assertThat(two.fixings().get(f).unroundedLevel())
          .as("seed %d", seed)
          .isEqualTo(one.fixings().get(f).unroundedLevel());
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void allPricesTimesThreeIsTheIndexTimesThreeFromThatDayOn(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<TokenPriceChange> changes = history(random);
    TokenMethodology rules = rules(random, WIDE, all(changes));
    int from = random.nextInt(2, DAYS + 1);
    // Delistings keep a price that nobody quotes any more, so here nobody leaves.
    List<TokenPriceChange> quotes = changes.stream().filter(c -> c.price().isPresent()).toList();
    List<TokenFixing> plain = run(quotes, rules).fixings();
    List<TokenFixing> scaled = run(scaledFrom(quotes, day(from)), rules).fixings();
    for (int f = 0; f < DAYS; f++) {
      BigDecimal factor = f + 1 < from ? BigDecimal.ONE : BigDecimal.valueOf(3);
      assertThat(
              near(scaled.get(f).unroundedLevel(), plain.get(f).unroundedLevel().multiply(factor)))
          .as("%s, scaled from day %d, seed %d", scaled.get(f).date(), from, seed)
          .isTrue();
    }
  }

  private static List<TokenPriceChange> scaledFrom(List<TokenPriceChange> quotes, LocalDate from) {
    TokenPriceBook book = book(quotes);
    List<TokenPriceChange> scaled = new ArrayList<>();
    for (TokenModel model : book.models()) {
      for (LocalDate date : book.snapshots()) {
        TokenPrice list = book.price(model, date).orElseThrow();
        scaled.add(
            new TokenPriceChange(
                date, model, Optional.of(date.isBefore(from) ? list : times(list, decimal("3")))));
      }
    }
    return scaled;
  }

  private static TokenPrice times(TokenPrice price, BigDecimal factor) {
    UnaryOperator<BigDecimal> scale = factor::multiply;
    return new TokenPrice(
        scale.apply(price.input()), scale.apply(price.output()), price.cached().map(scale));
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void aModelOutsideTheBasketChangesNothing(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<TokenPriceChange> changes = history(random);
    TokenMethodology rules = rules(random, WIDE, all(changes));
    List<TokenPriceChange> more = new ArrayList<>(changes);
    more.addAll(model(random, new TokenModel("A", "outside"), true));
    assertThat(run(more, rules)).as("seed %d", seed).isEqualTo(run(changes, rules));
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void levelsDoNotDependOnWhichDatesAreAskedFor(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<TokenPriceChange> changes = history(random);
    TokenMethodology rules = rules(random, WIDE, all(changes));
    NavigableSet<LocalDate> some = new TreeSet<>(dates(DAYS));
    some.removeIf(date -> !date.equals(day(1)) && !date.equals(day(LINK)) && random.nextBoolean());
    TreeMap<LocalDate, BigDecimal> levels = new TreeMap<>();
    run(changes, rules).fixings().forEach(f -> levels.put(f.date(), f.unroundedLevel()));
    for (TokenFixing fixing : TokenIndex.run(book(changes), rules, some).fixings()) {
      assertThat(fixing.unroundedLevel()).as("seed %d", seed).isEqualTo(levels.get(fixing.date()));
    }
  }

  /**
   * Provider A quotes anything it likes from the day after the link on. On that day the return
   * differs by at most the cap times the largest difference of one of its ratios; on any later day
   * of the period the level differs by at most the cap times the largest difference of its prices
   * relative to those of the link.
   */
  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void oneProvidersInfluenceIsBoundedByItsCap(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<TokenPriceChange> honest = history(random);
    TokenMethodology rules = rules(random, WIDE, all(honest));
    List<TokenPriceChange> hostile = new ArrayList<>();
    for (TokenPriceChange change : honest) {
      boolean isLater = change.date().isAfter(day(LINK));
      if (!isLater || !change.model().provider().equals("A")) {
        hostile.add(change);
      }
    }
    for (TokenModel model : book(honest).models()) {
      for (int d = LINK + 1; d <= DAYS && model.provider().equals("A"); d++) {
        hostile.add(new TokenPriceChange(day(d), model, Optional.of(price(random))));
      }
    }
    TokenSeries one = run(honest, rules);
    TokenSeries two = run(hostile, rules);
    TokenLink link = two.links().get(1);
    for (int f = LINK; f < DAYS; f++) {
      BigDecimal moved =
          two.fixings()
              .get(f)
              .unroundedLevel()
              .subtract(one.fixings().get(f).unroundedLevel())
              .divide(link.level(), DIGITS)
              .abs();
      BigDecimal bound =
          CAP.multiply(largestDifference(one.fixings().get(f), two.fixings().get(f), link));
      assertThat(moved)
          .as("day %d, seed %d", f + 1, seed)
          .isLessThanOrEqualTo(bound.add(TOLERANCE));
    }
    assertThat(two.fixings().get(LINK).weightByProvider().values())
        .as("seed %d", seed)
        .allSatisfy(w -> assertThat(w).isLessThanOrEqualTo(CAP.add(TOLERANCE)));
  }

  private static BigDecimal largestDifference(TokenFixing one, TokenFixing two, TokenLink link) {
    BigDecimal largest = BigDecimal.ZERO;
    for (int m = 0; m < link.members().size(); m++) {
      BigDecimal difference =
          two.constituents().get(m).price().subtract(one.constituents().get(m).price()).abs();
      largest = largest.max(difference.divide(link.members().get(m).price(), DIGITS));
    }
    return largest;
  }

  private static boolean near(BigDecimal one, BigDecimal two) {
    BigDecimal scale = one.abs().max(BigDecimal.ONE);
    return one.subtract(two).abs().compareTo(TOLERANCE.multiply(scale)) <= 0;
  }
}
