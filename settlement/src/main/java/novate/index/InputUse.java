package novate.index;

import java.math.BigDecimal;

/**
 * What became of one input of a fixing.
 *
 * @param input the quote's id, or the constituent's provider and source
 * @param price as given, in its own currency and unit
 * @param usedPrice what it counted with when it was last looked at: normalised, and clamped where
 *     the methodology clamps; currency of the index per base unit
 * @param weight of the point it belongs to: of its contributor, or its own where points are by
 *     offer, its size where sizes decide, one where every quote counts once; in proportion to the
 *     others of its slot or segment; zero when excluded or when no weights were formed
 * @param isIncluded true when it entered the value, or would have but for a gate
 * @param exclusion the rule that took it out, in snake_case; empty when included
 */
public record InputUse(
    String input,
    String contributor,
    BigDecimal price,
    BigDecimal usedPrice,
    BigDecimal weight,
    boolean isIncluded,
    String exclusion) {}
