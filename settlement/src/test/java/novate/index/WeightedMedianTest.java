package novate.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Methodology section 10: lowest price whose cumulative weight is at least half. */
class WeightedMedianTest {
  /** 1 at 2.00, 3 at 2.50, 1 at 9.00: total 5, half is reached inside the 3. */
  @Test
  void theHeavyPriceInTheMiddleIsTheMedian() {
    assertMedian("2.50", points("9.00", "1", "2.00", "1", "2.50", "3"));
  }

  /** 2 of 4 at or below 2.50: exactly half, so the mean with the next, 3.01. */
  @Test
  void exactlyHalfTakesTheMeanWithTheNextPrice() {
    assertMedian("2.755", points("2.00", "1", "2.50", "1", "3.01", "1", "7.00", "1"));
  }

  /** 0.1 + 0.2 is exactly half of 0.6 in decimals; in binary it is above half and would give 2. */
  @Test
  void halfIsComparedInDecimals() {
    assertMedian("2.5", points("1", "0.1", "2", "0.2", "3", "0.3"));
  }

  @Test
  void oneMinorStepOfWeightDecidesBothWays() {
    assertMedian("1", points("1", "1.000001", "2", "1"));
    assertMedian("2", points("1", "0.999999", "2", "1"));
    assertMedian("1.5", points("1", "1", "2", "1"));
  }

  @Test
  void pricesMayBeZeroOrNegative() {
    assertMedian("-1", points("-3", "1", "-1", "1", "0", "1"));
  }

  @Test
  void onePriceIsItsOwnMedian() {
    assertMedian("3.25", points("3.25", "0.5"));
  }

  @Test
  void noPriceHasNoMedian() {
    assertThatThrownBy(() -> WeightedMedian.of(List.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a weighted median needs at least one price");
  }

  /**
   * EU-CRI, 2026-08-08, EU-CRI-H100 revision 2 (open index of GPU rental quotes, published
   * constituents): 2.16 and 3.25 and 3.85 at 16.666667, 2.425926 and 3.29 at 25. Published 3.25.
   */
  @Test
  void aPublishedValueOfTheOpenIndexComesOut() {
    assertMedian(
        "3.25",
        points(
            "3.25",
            "16.666667",
            "3.85",
            "16.666667",
            "3.29",
            "25.0",
            "2.16",
            "16.666667",
            "2.425926",
            "25.0"));
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void orderAndScaleOfWeightsDoNotMatter(long seed) {
    List<WeightedPrice> points = random(new SplittableRandom(seed));
    BigDecimal median = WeightedMedian.of(points);
    List<WeightedPrice> shuffled = new ArrayList<>(points);
    Collections.shuffle(shuffled, new Random(seed));
    List<WeightedPrice> scaled =
        shuffled.stream()
            .map(
                p ->
                    new WeightedPrice(
                        p.contributor(), p.price(), p.weight().multiply(new BigDecimal("0.37"))))
            .toList();
    assertThat(WeightedMedian.of(scaled)).as("seed %d", seed).isEqualByComparingTo(median);
  }

  /** The slow judge: the value splits the weight so that neither side has more than half. */
  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void neitherSideHasMoreThanHalfOfTheWeight(long seed) {
    List<WeightedPrice> points = random(new SplittableRandom(seed));
    BigDecimal median = WeightedMedian.of(points);
    BigDecimal below = weight(points, median, -1);
    BigDecimal above = weight(points, median, 1);
    BigDecimal total = points.stream().map(WeightedPrice::weight).reduce(BigDecimal::add).get();
    assertThat(below.add(below)).as("below, seed %d", seed).isLessThanOrEqualTo(total);
    assertThat(above.add(above)).as("above, seed %d", seed).isLessThanOrEqualTo(total);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void oneContributorMovesTheMedianOnlyWithinItsReach(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<WeightedPrice> points = random(random);
    BigDecimal total = points.stream().map(WeightedPrice::weight).reduce(BigDecimal::add).get();
    int mover = random.nextInt(points.size());
    WeightedPrice own = points.get(mover);
    if (own.weight().add(own.weight()).compareTo(total) >= 0) {
      assertThatThrownBy(() -> WeightedMedian.reach(points, own.contributor()))
          .hasMessageContaining("nothing bounds its influence");
      return;
    }
    WeightedMedian.Reach reach = WeightedMedian.reach(points, own.contributor());
    for (String price : new String[] {"-1000000", "0", "2.5", "3.14159", "1000000"}) {
      List<WeightedPrice> moved = new ArrayList<>(points);
      moved.set(mover, new WeightedPrice(own.contributor(), new BigDecimal(price), own.weight()));
      assertThat(WeightedMedian.of(moved))
          .as("seed %d, contributor %s at %s", seed, own.contributor(), price)
          .isBetween(reach.low(), reach.high());
    }
  }

  /** Five of one weight at 1, 2, 3, 4, 5: whoever moves, the median stays from 2 to 4. */
  @Test
  void withEqualWeightsTheReachEndsAtTheNeighbours() {
    List<WeightedPrice> points = points("1", "1", "2", "1", "3", "1", "4", "1", "5", "1");
    assertThat(WeightedMedian.reach(points, "c2"))
        .isEqualTo(new WeightedMedian.Reach(new BigDecimal("2"), new BigDecimal("4")));
    assertThat(WeightedMedian.reach(points, "c0"))
        .isEqualTo(new WeightedMedian.Reach(new BigDecimal("3"), new BigDecimal("4")));
  }

  static LongStream seeds() {
    return LongStream.range(0, 60);
  }

  private static List<WeightedPrice> random(SplittableRandom random) {
    return IntStream.range(0, 1 + random.nextInt(9))
        .mapToObj(
            i ->
                new WeightedPrice(
                    "c" + i,
                    BigDecimal.valueOf(random.nextLong(-200, 900), 2),
                    BigDecimal.valueOf(random.nextLong(1, 5), 1)))
        .toList();
  }

  private static BigDecimal weight(List<WeightedPrice> points, BigDecimal median, int side) {
    return points.stream()
        .filter(p -> p.price().compareTo(median) == side)
        .map(WeightedPrice::weight)
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  private static List<WeightedPrice> points(String... pricesAndWeights) {
    return IntStream.range(0, pricesAndWeights.length / 2)
        .mapToObj(
            i ->
                new WeightedPrice(
                    "c" + i,
                    new BigDecimal(pricesAndWeights[2 * i]),
                    new BigDecimal(pricesAndWeights[2 * i + 1])))
        .toList();
  }

  private static void assertMedian(String expected, List<WeightedPrice> points) {
    assertThat(WeightedMedian.of(points)).isEqualByComparingTo(expected);
  }
}
