package novate.pricing;

import static jdk.incubator.vector.VectorOperators.EQ;
import static jdk.incubator.vector.VectorOperators.GE;
import static jdk.incubator.vector.VectorOperators.LE;
import static jdk.incubator.vector.VectorOperators.LT;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * The loops of {@link BlackKernel} on vectors; loaded only where the JVM has them. {@link
 * PlainBlack} has the same operations in the same order; whoever changes one changes the other.
 *
 * <p>One short loop per function, and no two of them in one compiled method: in more the compiler
 * runs out of registers and makes an object of every vector.
 */
final class VectorBlack {
  private static final VectorSpecies<Double> DOUBLES = DoubleVector.SPECIES_PREFERRED;
  private static final int LANES = DOUBLES.length();

  // Not lists, whose elements the compiler would take for constants and put in line.
  private static final Loop[] LOGS = {
    VectorBlack::areTerms, VectorBlack::ratios, VectorBlack::sumLogs
  };

  private static final Loop[] VALUES = {
    VectorBlack::moneyness,
    VectorBlack::peaks,
    VectorBlack::firstTail,
    VectorBlack::secondTail,
    VectorBlack::certainties,
    VectorBlack::sums
  };

  private VectorBlack() {}

  /** A loop over the options of a batch; false when one of them cannot be priced. */
  @FunctionalInterface
  private interface Loop {
    boolean run(BlackBatch batch, int size);
  }

  static void roots(BlackBatch batch, int size) {
    for (int i = 0; i < size; i += LANES) {
      atLeast(0.0, DoubleVector.fromArray(DOUBLES, batch.rootTimes, i))
          .sqrt()
          .intoArray(batch.rootTimes, i);
    }
  }

  static boolean logs(BlackBatch batch, int size) {
    return arePriced(LOGS, batch, size);
  }

  static boolean values(BlackBatch batch, int size) {
    return arePriced(VALUES, batch, size);
  }

  /**
   * Many loops are called from this one place, so none is put in line with it: each is compiled on
   * its own.
   */
  private static boolean arePriced(Loop[] loops, BlackBatch batch, int size) {
    boolean arePriced = true;
    for (Loop loop : loops) {
      arePriced &= loop.run(batch, size);
    }
    return arePriced;
  }

  /** False for NaN, too. */
  private static boolean isWithin(double least, DoubleVector values, double most) {
    return values.compare(GE, least).and(values.compare(LE, most)).allTrue();
  }

  private static boolean areTerms(BlackBatch batch, int size) {
    boolean areTerms = true;
    for (int i = 0; i < size; i += LANES) {
      DoubleVector discount = DoubleVector.fromArray(DOUBLES, batch.discounts, i);
      DoubleVector size1 = DoubleVector.fromArray(DOUBLES, batch.signs, i).abs();
      areTerms &=
          discount
              .compare(GE, Double.MIN_VALUE)
              .and(discount.compare(LE, Double.MAX_VALUE))
              .and(size1.compare(EQ, 1.0))
              .allTrue();
    }
    return areTerms;
  }

  /** F/K, which goes to the logs. A strike above zero and a ratio above zero: so is the forward. */
  private static boolean ratios(BlackBatch batch, int size) {
    boolean arePriced = true;
    for (int i = 0; i < size; i += LANES) {
      DoubleVector strike = DoubleVector.fromArray(DOUBLES, batch.strikes, i);
      DoubleVector ratio = DoubleVector.fromArray(DOUBLES, batch.forwards, i).div(strike);
      ratio.intoArray(batch.logs, i);
      arePriced &=
          strike
              .compare(GE, Double.MIN_VALUE)
              .and(ratio.compare(GE, BlackKernel.RATIO_MIN))
              .and(ratio.compare(LE, BlackKernel.RATIO_MAX))
              .allTrue();
    }
    return arePriced;
  }

  /** A ratio is a power of two times one plus a part. */
  private static boolean sumLogs(BlackBatch batch, int size) {
    for (int i = 0; i < size; i += LANES) {
      LongVector bits = DoubleVector.fromArray(DOUBLES, batch.logs, i).reinterpretAsLongs();
      LongVector powerBits =
          bits.sub(KernelMath.SQRT_HALF_BITS)
              .lanewise(VectorOperators.ASHR, KernelMath.EXPONENT_SHIFT);
      // A small whole number becomes a double by way of the low bits of a large one.
      DoubleVector powers =
          powerBits.add(KernelMath.ROUND_BITS).reinterpretAsDoubles().sub(KernelMath.ROUND);
      DoubleVector f =
          bits.sub(powerBits.lanewise(VectorOperators.LSHL, KernelMath.EXPONENT_SHIFT))
              .reinterpretAsDoubles()
              .sub(1.0);
      DoubleVector s = f.div(f.add(2.0));
      DoubleVector z = s.mul(s);
      DoubleVector sum = constant(KernelMath.L7).fma(z, constant(KernelMath.L6));
      sum = sum.fma(z, constant(KernelMath.L5));
      sum = sum.fma(z, constant(KernelMath.L4));
      sum = sum.fma(z, constant(KernelMath.L3));
      sum = sum.fma(z, constant(KernelMath.L2));
      sum = sum.fma(z, constant(KernelMath.L1));
      DoubleVector halfSquare = f.mul(0.5).mul(f);
      DoubleVector rest = s.fma(sum.fma(z, halfSquare), powers.mul(KernelMath.LN2_LOW));
      powers
          .fma(constant(KernelMath.LN2_HIGH), f.sub(halfSquare.sub(rest)))
          .intoArray(batch.logs, i);
    }
    return true;
  }

  private static boolean moneyness(BlackBatch batch, int size) {
    boolean arePriced = true;
    for (int i = 0; i < size; i += LANES) {
      DoubleVector volatility = DoubleVector.fromArray(DOUBLES, batch.volatilities, i);
      DoubleVector deviation = volatility.mul(DoubleVector.fromArray(DOUBLES, batch.rootTimes, i));
      arePriced &=
          volatility
              .compare(GE, 0.0)
              .and(deviation.compare(LE, BlackKernel.DEVIATION_MAX))
              .allTrue();
      DoubleVector d =
          DoubleVector.fromArray(DOUBLES, batch.logs, i)
              .div(atLeast(BlackKernel.DEVIATION_MIN, deviation));
      deviation.fma(constant(0.5), d).intoArray(batch.d1, i);
      deviation.fma(constant(-0.5), d).intoArray(batch.d2, i);
    }
    return arePriced;
  }

  private static boolean peaks(BlackBatch batch, int size) {
    for (int i = 0; i < size; i += LANES) {
      DoubleVector d1 = DoubleVector.fromArray(DOUBLES, batch.d1, i);
      DoubleVector power = atLeast(KernelMath.EXP_MIN, d1.mul(-0.5).mul(d1));
      DoubleVector.fromArray(DOUBLES, batch.forwards, i).mul(exp(power)).intoArray(batch.peaks, i);
    }
    return true;
  }

  private static boolean firstTail(BlackBatch batch, int size) {
    for (int i = 0; i < size; i += LANES) {
      DoubleVector d1 = DoubleVector.fromArray(DOUBLES, batch.d1, i);
      withSign(d1, tailAbove(d1.abs())).intoArray(batch.above, i);
      tailBelow(d1.abs()).intoArray(batch.below, i);
    }
    return true;
  }

  private static boolean secondTail(BlackBatch batch, int size) {
    for (int i = 0; i < size; i += LANES) {
      DoubleVector d2 = DoubleVector.fromArray(DOUBLES, batch.d2, i);
      DoubleVector above = withSign(d2, tailAbove(d2.abs()));
      DoubleVector below = tailBelow(d2.abs());
      DoubleVector firstAbove = DoubleVector.fromArray(DOUBLES, batch.above, i);
      DoubleVector firstBelow = DoubleVector.fromArray(DOUBLES, batch.below, i);
      above
          .fma(firstBelow, firstAbove.mul(below).neg())
          .div(firstBelow.mul(below))
          .intoArray(batch.tails, i);
    }
    return true;
  }

  private static boolean certainties(BlackBatch batch, int size) {
    for (int i = 0; i < size; i += LANES) {
      DoubleVector forward = DoubleVector.fromArray(DOUBLES, batch.forwards, i);
      DoubleVector strike = DoubleVector.fromArray(DOUBLES, batch.strikes, i);
      DoubleVector smaller = strike.blend(forward, forward.compare(LT, strike));
      LongVector d1 = DoubleVector.fromArray(DOUBLES, batch.d1, i).reinterpretAsLongs();
      LongVector d2 = DoubleVector.fromArray(DOUBLES, batch.d2, i).reinterpretAsLongs();
      // All ones where d1 is positive and d2 negative.
      LongVector between = d2.and(d1.not()).lanewise(VectorOperators.ASHR, Long.SIZE - 1);
      smaller.reinterpretAsLongs().and(between).reinterpretAsDoubles().intoArray(batch.certain, i);
    }
    return true;
  }

  private static boolean sums(BlackBatch batch, int size) {
    for (int i = 0; i < size; i += LANES) {
      DoubleVector outOfTheMoney =
          DoubleVector.fromArray(DOUBLES, batch.peaks, i)
              .fma(
                  DoubleVector.fromArray(DOUBLES, batch.tails, i),
                  DoubleVector.fromArray(DOUBLES, batch.certain, i));
      DoubleVector above =
          DoubleVector.fromArray(DOUBLES, batch.forwards, i)
              .sub(DoubleVector.fromArray(DOUBLES, batch.strikes, i))
              .mul(DoubleVector.fromArray(DOUBLES, batch.signs, i));
      atLeast(0.0, outOfTheMoney)
          .add(atLeast(0.0, above))
          .mul(DoubleVector.fromArray(DOUBLES, batch.discounts, i))
          .intoArray(batch.values, i);
    }
    return true;
  }

  private static DoubleVector exp(DoubleVector y) {
    DoubleVector shifted = y.fma(constant(KernelMath.LOG2_E), constant(KernelMath.ROUND));
    DoubleVector powers = shifted.sub(KernelMath.ROUND);
    DoubleVector r = powers.fma(constant(-KernelMath.LN2_HIGH), y);
    r = powers.fma(constant(-KernelMath.LN2_LOW), r);
    DoubleVector sum = constant(KernelMath.E11).fma(r, constant(KernelMath.E10));
    sum = sum.fma(r, constant(KernelMath.E9));
    sum = sum.fma(r, constant(KernelMath.E8));
    sum = sum.fma(r, constant(KernelMath.E7));
    sum = sum.fma(r, constant(KernelMath.E6));
    sum = sum.fma(r, constant(KernelMath.E5));
    sum = sum.fma(r, constant(KernelMath.E4));
    sum = sum.fma(r, constant(KernelMath.E3));
    sum = sum.fma(r, constant(0.5));
    sum = sum.fma(r, constant(1.0));
    sum = sum.fma(r, constant(1.0));
    LongVector power =
        shifted.reinterpretAsLongs().lanewise(VectorOperators.LSHL, KernelMath.EXPONENT_SHIFT);
    return sum.reinterpretAsLongs().add(power).reinterpretAsDoubles();
  }

  private static DoubleVector tailAbove(DoubleVector z) {
    DoubleVector sum = constant(KernelMath.P6).fma(z, constant(KernelMath.P5));
    sum = sum.fma(z, constant(KernelMath.P4));
    sum = sum.fma(z, constant(KernelMath.P3));
    sum = sum.fma(z, constant(KernelMath.P2));
    sum = sum.fma(z, constant(KernelMath.P1));
    return sum.fma(z, constant(KernelMath.P0));
  }

  private static DoubleVector tailBelow(DoubleVector z) {
    DoubleVector sum = constant(KernelMath.Q7).fma(z, constant(KernelMath.Q6));
    sum = sum.fma(z, constant(KernelMath.Q5));
    sum = sum.fma(z, constant(KernelMath.Q4));
    sum = sum.fma(z, constant(KernelMath.Q3));
    sum = sum.fma(z, constant(KernelMath.Q2));
    sum = sum.fma(z, constant(KernelMath.Q1));
    return sum.fma(z, constant(KernelMath.Q0));
  }

  /** A size, zero or more, with the sign of another number. */
  private static DoubleVector withSign(DoubleVector sign, DoubleVector size) {
    LongVector signs = sign.reinterpretAsLongs().and(Long.MIN_VALUE);
    return size.reinterpretAsLongs().or(signs).reinterpretAsDoubles();
  }

  /** Not {@code max}, which costs more because it orders the two zeros. */
  private static DoubleVector atLeast(double least, DoubleVector values) {
    return values.blend(least, values.compare(LT, least));
  }

  private static DoubleVector constant(double value) {
    return DoubleVector.broadcast(DOUBLES, value);
  }
}
