package novate.index.token;

import java.math.BigDecimal;

/** One text for one number, so that equal methodologies have equal texts. */
final class Plain {
  private Plain() {}

  static String text(BigDecimal value) {
    return value.stripTrailingZeros().toPlainString();
  }
}
