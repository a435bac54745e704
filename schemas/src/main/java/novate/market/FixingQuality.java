package novate.market;

import java.math.BigDecimal;

/**
 * How far a fixing can be trusted.
 *
 * @param observations quotes that entered the value
 * @param contributors distinct contributors among them
 * @param dispersion highest less lowest price that entered, in the index's unit; zero or more
 * @param isLowConfidence true when the value came from a fallback
 */
public record FixingQuality(
    int observations, int contributors, BigDecimal dispersion, boolean isLowConfidence) {}
