package novate.margin.scan;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/** The inner loop of {@link ScanKernel} on vectors; loaded only where the JVM has them. */
final class VectorScan {
  private static final VectorSpecies<Double> DOUBLES =
      DoubleVector.SPECIES_PREFERRED.length() <= LossTable.BLOCK / 2
          ? DoubleVector.SPECIES_PREFERRED
          : DoubleVector.SPECIES_512;

  private static final int LANES = DOUBLES.length();

  /** As many ints as there are doubles. */
  private static final VectorSpecies<Integer> INTS =
      VectorSpecies.of(int.class, VectorShape.forBitSize(LANES * Integer.SIZE));

  private VectorScan() {}

  /**
   * Sums one block. Two positions and two vectors at a time are four independent sums, so that no
   * addition waits for the one before.
   */
  static void sum(
      int[] contractIndex,
      long[] lots,
      int from,
      int to,
      int[] cents,
      int first,
      double[] sums,
      int place) {
    for (int s = 0; s < LossTable.BLOCK; s += 2 * LANES) {
      DoubleVector evenLow = DoubleVector.zero(DOUBLES);
      DoubleVector evenHigh = DoubleVector.zero(DOUBLES);
      DoubleVector oddLow = DoubleVector.zero(DOUBLES);
      DoubleVector oddHigh = DoubleVector.zero(DOUBLES);
      int p = from;
      for (; p < to - 1; p += 2) {
        int even = first + s + contractIndex[p] * LossTable.BLOCK;
        int odd = first + s + contractIndex[p + 1] * LossTable.BLOCK;
        DoubleVector evenLots = DoubleVector.broadcast(DOUBLES, (double) lots[p]);
        DoubleVector oddLots = DoubleVector.broadcast(DOUBLES, (double) lots[p + 1]);
        evenLow = losses(cents, even).fma(evenLots, evenLow);
        evenHigh = losses(cents, even + LANES).fma(evenLots, evenHigh);
        oddLow = losses(cents, odd).fma(oddLots, oddLow);
        oddHigh = losses(cents, odd + LANES).fma(oddLots, oddHigh);
      }
      if (p < to) {
        int last = first + s + contractIndex[p] * LossTable.BLOCK;
        DoubleVector lastLots = DoubleVector.broadcast(DOUBLES, (double) lots[p]);
        evenLow = losses(cents, last).fma(lastLots, evenLow);
        evenHigh = losses(cents, last + LANES).fma(lastLots, evenHigh);
      }
      evenLow.add(oddLow).intoArray(sums, place + s);
      evenHigh.add(oddHigh).intoArray(sums, place + s + LANES);
    }
  }

  private static DoubleVector losses(int[] cents, int place) {
    return (DoubleVector)
        IntVector.fromArray(INTS, cents, place).convertShape(VectorOperators.I2D, DOUBLES, 0);
  }
}
