package novate.margin.scan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import novate.margin.TinyMarket;
import novate.pricing.KernelPath;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScanKernelTest {
  private static final int SCENARIOS = 16;

  /** Ten long March against four short June, both 1,200.00 a lot: six lots net carry the risk. */
  @Test
  void calendarSpreadIsScannedOnItsNetSix() {
    long[] arrays = new long[2 * SCENARIOS];
    arrays[12] = 120_000;
    arrays[SCENARIOS + 12] = 120_000;
    assertThat(scan(new int[] {0, 1}, new long[] {10, -4}, arrays)[12]).isEqualTo(720_000);
  }

  /** McMillan, Options as a Strategic Investment, ch. 34. */
  @Test
  void coveredWriteAddsUpToItsPublishedColumn() {
    PublishedArrays written = PublishedArrays.find("MCMILLAN-COVERED-WRITE");
    long[] arrays =
        joined(
            PublishedArrays.find("MCMILLAN-SPCALL410").array(),
            PublishedArrays.find("MCMILLAN-SPFUT").array());
    long[] losses = scan(new int[] {0, 1}, new long[] {-1, +1}, arrays);
    assertThat(losses).isEqualTo(written.array());
    assertThat(risk(losses).scanRisk()).isEqualTo(6_620);
    assertThat(risk(losses).activeScenario()).isEqualTo(13);
  }

  /** JSCC: Nikkei 225 June futures +5 and -2 at a scan range of 570,000 JPY: 1,710,000 JPY. */
  @Test
  void fiveLongAndTwoShortOfOneContractAreNetThree() {
    long[] arrays = new long[SCENARIOS];
    arrays[10] = -570_000;
    arrays[12] = 570_000;
    long[] losses = scan(new int[] {0, 0}, new long[] {5, -2}, arrays);
    assertThat(risk(losses).scanRisk()).isEqualTo(1_710_000);
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(
      strings = {"CME-GC-202509", "MCMILLAN-SPFUT", "MCMILLAN-SPCALL410", "MCMILLAN-COVERED-WRITE"})
  void publishedArraysGiveTheirPublishedRiskAndActiveScenario(String id) {
    PublishedArrays published = PublishedArrays.find(id);
    long[] losses = scan(new int[] {0}, new long[] {1}, published.array());
    assertThat(risk(losses).scanRisk()).isEqualTo(published.scanRisk());
    assertThat(risk(losses).activeScenario()).isEqualTo(published.active());
  }

  @ParameterizedTest(name = "{0}, seed {1}")
  @MethodSource("pathsAndSeeds")
  void equalsThePlainSumOfEveryPosition(KernelPath path, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    int contracts = random.nextInt(1, 50);
    long[] arrays = random.longs((long) contracts * SCENARIOS, -1L << 30, 1L << 30).toArray();
    int[] held = random.ints(random.nextInt(0, 200), 0, contracts).toArray();
    long[] lots = random.longs(held.length, -1_000_000, 1_000_000).toArray();
    int from = held.length / 4;
    int to = held.length - held.length / 4;
    long[] losses = new long[SCENARIOS];
    ScanKernel.scan(path, held, lots, from, to, table(arrays, SCENARIOS), losses);
    for (int s = 0; s < SCENARIOS; s++) {
      BigInteger sum = BigInteger.ZERO;
      for (int p = from; p < to; p++) {
        sum =
            sum.add(
                BigInteger.valueOf(lots[p])
                    .multiply(BigInteger.valueOf(arrays[held[p] * SCENARIOS + s])));
      }
      assertThat(BigInteger.valueOf(losses[s])).as("seed %d, place %d", seed, s).isEqualTo(sum);
    }
  }

  static Stream<Arguments> pathsAndSeeds() {
    return Stream.of(KernelPath.values())
        .flatMap(path -> LongStream.rangeClosed(1, 8).mapToObj(seed -> Arguments.of(path, seed)));
  }

  /** Every size of table and portfolio, ordinary, wide and beyond what doubles count. */
  @ParameterizedTest(name = "{0}, seed {1}")
  @MethodSource("pathsAndSeeds")
  void anyNumberOfScenariosAndPositionsIsSummedExactly(KernelPath path, long seed) {
    SplittableRandom random = new SplittableRandom(100 + seed);
    for (int round = 0; round < 60; round++) {
      int scenarios = random.nextInt(1, 70);
      int contracts = random.nextInt(1, 12);
      int bits = random.nextInt(2, 40);
      long[] arrays =
          random.longs((long) contracts * scenarios, -(1L << bits), (1L << bits) + 1).toArray();
      int[] held = random.ints(random.nextInt(0, 12), 0, contracts).toArray();
      long lotsMax = 1L << random.nextInt(1, 60 - bits);
      long[] lots = random.longs(held.length, -lotsMax, lotsMax + 1).toArray();
      long[] losses = new long[scenarios];
      ScanKernel.scan(path, held, lots, 0, held.length, table(arrays, scenarios), losses);
      assertThat(losses)
          .as("seed %d, round %d", seed, round)
          .isEqualTo(obviously(held, lots, arrays, scenarios));
    }
  }

  private static long[] obviously(int[] held, long[] lots, long[] arrays, int scenarios) {
    long[] losses = new long[scenarios];
    for (int p = 0; p < held.length; p++) {
      for (int s = 0; s < scenarios; s++) {
        losses[s] =
            Math.addExact(losses[s], Math.multiplyExact(lots[p], arrays[held[p] * scenarios + s]));
      }
    }
    return losses;
  }

  /** 2^31 - 1 is the last loss that an int takes; a portfolio without the wide contract is fast. */
  @Test
  void aContractWhoseLossDoesNotFitAnIntIsScannedWithTheOthersToTheCent() {
    long[] arrays = new long[2 * SCENARIOS];
    arrays[5] = Integer.MAX_VALUE;
    arrays[SCENARIOS + 5] = Integer.MAX_VALUE + 1L;
    arrays[SCENARIOS + 6] = Integer.MIN_VALUE;
    LossTable table = table(arrays, SCENARIOS);
    long[] lots = {3, 2};
    assertThat(table.isExactInDoubles(new int[] {0, 0}, lots, 0, 2)).isTrue();
    assertThat(table.isExactInDoubles(new int[] {0, 1}, lots, 0, 2)).isFalse();
    assertThat(table.isExactInDoubles(new int[] {0, 1}, lots, 0, 1)).isTrue();
    assertThat(table.loss(1, 6)).isEqualTo(Integer.MIN_VALUE);
    long[] losses = scan(new int[] {0, 1}, lots, arrays);
    assertThat(losses[5]).isEqualTo(5L * Integer.MAX_VALUE + 2);
    assertThat(losses[6]).isEqualTo(2L * Integer.MIN_VALUE);
  }

  /** 2^53 + 1 is the first integer that a double cannot hold. */
  @Test
  void sumsThatDoublesCannotHoldAreMadeInLongs() {
    long[] arrays = new long[SCENARIOS];
    arrays[2] = 1 << 30;
    arrays[3] = 1;
    long lots = 1L << 23;
    LossTable table = table(arrays, SCENARIOS);
    assertThat(table.isExactInDoubles(new int[] {0}, new long[] {1L << 22}, 0, 1)).isTrue();
    assertThat(table.isExactInDoubles(new int[] {0}, new long[] {-(1L << 22) - 1}, 0, 1)).isFalse();
    assertThat(table.isExactInDoubles(new int[] {0}, new long[] {Long.MIN_VALUE}, 0, 1)).isFalse();
    assertThat(scan(new int[] {0, 0}, new long[] {lots, 1}, arrays)[2])
        .isEqualTo((1L << 53) + (1L << 30));
    long[] unevenArrays = new long[2 * SCENARIOS];
    unevenArrays[2] = 1 << 30;
    unevenArrays[SCENARIOS + 2] = 1;
    assertThat(scan(new int[] {0, 1}, new long[] {lots, 1}, unevenArrays)[2])
        .isEqualTo((1L << 53) + 1);
  }

  @Test
  void aContractThatIsNotInTheTableIsRefused() {
    long[] arrays = new long[2 * SCENARIOS];
    for (int unknown : new int[] {-1, 2, Integer.MAX_VALUE, Integer.MIN_VALUE}) {
      assertThatThrownBy(() -> scan(new int[] {0, unknown}, new long[] {1, 1}, arrays))
          .isInstanceOf(IndexOutOfBoundsException.class);
    }
  }

  private static LossTable table(long[] arrays, int scenarios) {
    return LossTable.of(
        arrays.length / scenarios,
        scenarios,
        (contract, row) -> System.arraycopy(arrays, contract * scenarios, row, 0, scenarios));
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {11, 12, 13, 14, 15, 16, 17, 18})
  void scanningRiskScalesAddsUpAndCancels(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    int contracts = 12;
    int[] held = new int[contracts];
    Arrays.setAll(held, i -> i);
    for (int round = 0; round < 250; round++) {
      long[] arrays = random.longs(contracts * 16L, -100_000, 100_000).toArray();
      long[] ours = random.longs(contracts, -50, 51).toArray();
      long[] theirs = random.longs(contracts, -50, 51).toArray();
      long factor = random.nextLong(1, 100);
      String what = "seed " + seed + ", round " + round;
      long risk = riskOf(held, ours, arrays);
      assertThat(risk).as(what).isNotNegative();
      assertThat(riskOf(held, times(ours, factor), arrays)).as(what).isEqualTo(factor * risk);
      assertThat(riskOf(held, plus(ours, theirs), arrays))
          .as(what)
          .isLessThanOrEqualTo(risk + riskOf(held, theirs, arrays));
      assertThat(scan(joined(held, held), joined(ours, times(ours, -1)), arrays))
          .as(what)
          .containsOnly(0);
      assertThat(scan(reversed(held), reversed(ours), arrays))
          .as(what)
          .isEqualTo(scan(held, ours, arrays));
    }
  }

  @Test
  void aLossThatDoesNotFitIsRefused() {
    long[] arrays = new long[SCENARIOS];
    arrays[3] = Long.MAX_VALUE / 2;
    assertThatThrownBy(() -> scan(new int[] {0}, new long[] {3}, arrays))
        .isInstanceOf(ArithmeticException.class);
    assertThatThrownBy(() -> scan(new int[] {0, 0}, new long[] {2, 1}, arrays))
        .isInstanceOf(ArithmeticException.class);
  }

  private static long[] scan(int[] held, long[] lots, long[] arrays) {
    long[] losses = new long[SCENARIOS];
    ScanKernel.scan(KernelPath.PLAIN, held, lots, 0, held.length, table(arrays, SCENARIOS), losses);
    long[] onVectors = new long[SCENARIOS];
    ScanKernel.scan(
        KernelPath.VECTOR, held, lots, 0, held.length, table(arrays, SCENARIOS), onVectors);
    assertThat(onVectors).isEqualTo(losses);
    return losses;
  }

  private static ScanningRisk risk(long[] losses) {
    return ScanningRisk.of(TinyMarket.sixteen(), losses);
  }

  private static long riskOf(int[] held, long[] lots, long[] arrays) {
    return risk(scan(held, lots, arrays)).scanRisk();
  }

  private static long[] times(long[] lots, long factor) {
    return LongStream.of(lots).map(q -> q * factor).toArray();
  }

  private static long[] plus(long[] ours, long[] theirs) {
    long[] sum = ours.clone();
    Arrays.setAll(sum, i -> ours[i] + theirs[i]);
    return sum;
  }

  private static long[] joined(long[] first, long[] second) {
    return LongStream.concat(LongStream.of(first), LongStream.of(second)).toArray();
  }

  private static int[] joined(int[] first, int[] second) {
    int[] both = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, both, first.length, second.length);
    return both;
  }

  private static long[] reversed(long[] values) {
    long[] turned = values.clone();
    Arrays.setAll(turned, i -> values[values.length - 1 - i]);
    return turned;
  }

  private static int[] reversed(int[] values) {
    int[] turned = values.clone();
    Arrays.setAll(turned, i -> values[values.length - 1 - i]);
    return turned;
  }
}
