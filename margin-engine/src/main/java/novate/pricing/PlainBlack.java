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
    tails(batch, size);
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

  private static void tails(BlackBatch batch, int size) {
    for (int i = 0; i < size; i++) {
      double d1 = batch.d1[i];
      double d2 = batch.d2[i];
      double below1 = KernelMath.tailBelow(Math.abs(d1));
      double below2 = KernelMath.tailBelow(Math.abs(d2));
      double above1 = Math.copySign(KernelMath.tailAbove(Math.abs(d1)), d1);
      double above2 = Math.copySign(KernelMath.tailAbove(Math.abs(d2)), d2);
      batch.tails[i] = Math.fma(above2, below1, -(above1 * below2)) / (below1 * below2);
    }
  }

  /** Where forward and strike stand on either side of the mean, the smaller of them is certain. */
  private static void sums(BlackBatch batch, int size) {
    for (int i = 0; i < size; i++) {
      double smaller = batch.forwards[i] < batch.strikes[i] ? batch.forwards[i] : batch.strikes[i];
      double certain = isNegative(batch.d2[i]) && !isNegative(batch.d1[i]) ? smaller : 0.0;
      double outOfTheMoney = Math.fma(batch.peaks[i], batch.tails[i], certain);
      double above = (batch.forwards[i] - batch.strikes[i]) * batch.signs[i];
      batch.values[i] = (atLeast(0.0, outOfTheMoney) + atLeast(0.0, above)) * batch.discounts[i];
    }
  }

  /** As the tails see it: a zero has a sign, too. */
  private static boolean isNegative(double d) {
    return Double.doubleToRawLongBits(d) < 0;
  }

  private static double atLeast(double least, double value) {
    return value < least ? least : value;
  }
}
