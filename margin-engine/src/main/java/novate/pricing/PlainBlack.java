package novate.pricing;

/**
 * The loops of {@link BlackKernel} in plain Java. {@link VectorBlack} has the same operations in
 * the same order; whoever changes one changes the other.
 */
final class PlainBlack {
  private PlainBlack() {}

  /** The square roots of the times. */
  static void roots(BlackBatch batch, int size) {
    for (int i = 0; i < size; i++) {
      batch.rootTimes[i] = Math.sqrt(atLeast(0.0, batch.rootTimes[i]));
    }
  }

  /** log(F/K); false when the options cannot all be priced. */
  static boolean logs(BlackBatch batch, int size) {
    boolean arePriced = true;
    for (int i = 0; i < size; i++) {
      double ratio = batch.forwards[i] / batch.strikes[i];
      arePriced &=
          Math.abs(batch.signs[i]) == 1.0
              && batch.strikes[i] > 0
              && ratio >= BlackKernel.RATIO_MIN
              && ratio <= BlackKernel.RATIO_MAX
              && batch.discounts[i] > 0
              && batch.discounts[i] < Double.POSITIVE_INFINITY;
      batch.logs[i] = KernelMath.log(ratio);
    }
    return arePriced;
  }

  /** The values; false when the volatilities cannot all be priced. */
  static boolean values(BlackBatch batch, int size) {
    boolean arePriced = moneyness(batch, size);
    peaks(batch, size);
    firstTail(batch, size);
    secondTail(batch, size);
    certainties(batch, size);
    sums(batch, size);
    return arePriced;
  }

  private static boolean moneyness(BlackBatch batch, int size) {
    boolean arePriced = true;
    for (int i = 0; i < size; i++) {
      double deviation = batch.volatilities[i] * batch.rootTimes[i];
      arePriced &= batch.volatilities[i] >= 0 && deviation <= BlackKernel.DEVIATION_MAX;
      double d = batch.logs[i] / atLeast(BlackKernel.DEVIATION_MIN, deviation);
      batch.d1[i] = Math.fma(0.5, deviation, d);
      batch.d2[i] = Math.fma(-0.5, deviation, d);
    }
    return arePriced;
  }

  private static void peaks(BlackBatch batch, int size) {
    for (int i = 0; i < size; i++) {
      double d1 = batch.d1[i];
      double power = atLeast(KernelMath.EXP_MIN, -0.5 * d1 * d1);
      batch.peaks[i] = batch.forwards[i] * KernelMath.exp(power);
    }
  }

  private static void firstTail(BlackBatch batch, int size) {
    for (int i = 0; i < size; i++) {
      double d1 = batch.d1[i];
      double above = KernelMath.tailAbove(Math.abs(d1));
      batch.above[i] = d1 > 0 ? -above : above;
      batch.below[i] = KernelMath.tailBelow(Math.abs(d1));
    }
  }

  private static void secondTail(BlackBatch batch, int size) {
    for (int i = 0; i < size; i++) {
      double d2 = batch.d2[i];
      double tailAbove = KernelMath.tailAbove(Math.abs(d2));
      double above = d2 > 0 ? -tailAbove : tailAbove;
      double below = KernelMath.tailBelow(Math.abs(d2));
      double firstBelow = batch.below[i];
      batch.tails[i] =
          Math.fma(batch.above[i], below, -(above * firstBelow)) / (firstBelow * below);
    }
  }

  /** Where forward and strike stand on either side of the mean, the smaller of them is certain. */
  private static void certainties(BlackBatch batch, int size) {
    for (int i = 0; i < size; i++) {
      double smaller = batch.forwards[i] < batch.strikes[i] ? batch.forwards[i] : batch.strikes[i];
      batch.certain[i] = batch.d1[i] > 0 && !(batch.d2[i] > 0) ? smaller : 0.0;
    }
  }

  private static void sums(BlackBatch batch, int size) {
    for (int i = 0; i < size; i++) {
      double outOfTheMoney = Math.fma(batch.peaks[i], batch.tails[i], batch.certain[i]);
      double above = (batch.forwards[i] - batch.strikes[i]) * batch.signs[i];
      batch.values[i] = (atLeast(0.0, outOfTheMoney) + atLeast(0.0, above)) * batch.discounts[i];
    }
  }

  private static double atLeast(double least, double value) {
    return value < least ? least : value;
  }
}
