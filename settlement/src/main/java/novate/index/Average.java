package novate.index;

/** How points become one value. */
public enum Average {
  /** The middle price, or the mean of the two middle ones; every point counts once. */
  MEDIAN,
  /** Sum by count, at 34 significant digits; every point counts once. */
  MEAN,
  /** The {@link WeightedMedian} by the points' weights. */
  WEIGHTED_MEDIAN,
  /** sum(weight * price) / sum(weight), at 34 significant digits. */
  WEIGHTED_MEAN,
  /** The {@link WeightedMedian} by the points' sizes. */
  VOLUME_WEIGHTED_MEDIAN,
  /** sum(size * price) / sum(size), at 34 significant digits. */
  VWAP;

  /** True when the weights of a {@link Weighting} decide. */
  public boolean usesWeights() {
    return this == WEIGHTED_MEDIAN || this == WEIGHTED_MEAN;
  }

  /** True when sizes decide. */
  boolean usesSizes() {
    return this == VOLUME_WEIGHTED_MEDIAN || this == VWAP;
  }
}
