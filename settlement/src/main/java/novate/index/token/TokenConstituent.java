package novate.index.token;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/**
 * What one model of the basket did to one fixing.
 *
 * @param price {@code P_(m,t)}, USD per bundle, exact
 * @param previousPrice {@code P_(m,t-1)} in the same mix
 * @param weight {@code w_(m,t-1)}, share of the basket's value on the date before; 34 digits
 * @param ratio {@code P_(m,t) / P_(m,t-1)}; 34 digits
 * @param contribution {@code w * (ratio - 1)}: what the day's return would lack without its move;
 *     34 digits
 * @param flags what is to be known about the price
 */
public record TokenConstituent(
    TokenModel model,
    BigDecimal price,
    BigDecimal previousPrice,
    BigDecimal weight,
    BigDecimal ratio,
    BigDecimal contribution,
    Set<TokenFlag> flags) {
  /** Keeps its own copy of the flags. */
  public TokenConstituent {
    Set<TokenFlag> copy = EnumSet.noneOf(TokenFlag.class);
    copy.addAll(flags);
    flags = Collections.unmodifiableSet(copy);
  }

  /** True when the price is not that of the day's list. */
  public boolean isCarried() {
    return flags.stream().anyMatch(TokenFlag::isCarried);
  }
}
