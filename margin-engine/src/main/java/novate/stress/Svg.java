package novate.stress;

import com.google.errorprone.annotations.FormatMethod;
import java.util.Locale;

/** SVG being written, line by line; numbers with a point and one decimal, text escaped. */
final class Svg {
  private final StringBuilder lines = new StringBuilder();

  /** Adds a line of markup; texts handed in must be {@link #escaped} already. */
  @FormatMethod
  Svg line(String format, Object... values) {
    lines.append(String.format(Locale.ROOT, format, values)).append('\n');
    return this;
  }

  /** A text at a place, with the style class and anchor given. */
  Svg text(double x, double y, String style, String anchor, String text) {
    return line(
        "<text x=\"%.1f\" y=\"%.1f\" class=\"%s\" text-anchor=\"%s\">%s</text>",
        x, y, style, anchor, escaped(text));
  }

  /** What stands for a text in XML: no markup, and no character that XML does not allow. */
  static String escaped(String text) {
    StringBuilder out = new StringBuilder();
    text.codePoints()
        .forEach(
            c -> {
              switch (c) {
                case '&' -> out.append("&amp;");
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '"' -> out.append("&quot;");
                case '\'' -> out.append("&#39;");
                default -> out.appendCodePoint(isAllowed(c) ? c : ' ');
              }
            });
    return out.toString();
  }

  private static boolean isAllowed(int c) {
    return c >= 0x20 && (c < 0xD800 || c > 0xDFFF) && c != 0xFFFE && c != 0xFFFF;
  }

  @Override
  public String toString() {
    return lines.toString();
  }
}
