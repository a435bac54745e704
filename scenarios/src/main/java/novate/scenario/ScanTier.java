package novate.scenario;

/**
 * Scan ranges of some contract periods, instead of the commodity's own: near months move more than
 * far ones.
 *
 * @param price price scan range (PSR)
 * @param volatility volatility scan range (VSR)
 */
public record ScanTier(PeriodRange periods, ScanRange price, ScanRange volatility) {}
