package novate.index;

import java.math.BigDecimal;

/**
 * What became of one input of a fixing.
 *
 * @param input the quote's id, or the constituent's provider and source
 * @param price as given, currency per unit
 * @param weight weight of its contributor in the aggregation; zero when excluded or when no weights
 *     were formed
 * @param isIncluded true when it entered the value, or would have but for a gate
 * @param exclusion the rule that took it out, in snake_case; empty when included
 */
public record InputUse(
    String input,
    String contributor,
    BigDecimal price,
    BigDecimal weight,
    boolean isIncluded,
    String exclusion) {}
