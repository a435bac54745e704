package novate.scenario;

/** How the weighted futures price risk (WFPR), the price risk of one delta, is found. */
public enum WeightedPriceRisk {
  /** The portfolio's futures price risk per delta of its net delta. */
  NORMAL,
  /** As NORMAL, but at most the price scan range of the nearest month held. */
  SCANRANGE_CAP,
  /** The price scan range of the nearest month held. */
  SCANRANGE
}
