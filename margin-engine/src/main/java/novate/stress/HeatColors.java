package novate.stress;

import java.util.Locale;

/**
 * The two halves of one diverging scale, blue to red through near-white (after ColorBrewer's RdBu,
 * which readers with any common colour blindness tell apart): blue while margin holds, red once it
 * does not.
 *
 * @see <a href="https://colorbrewer2.org/#type=diverging&scheme=RdBu">ColorBrewer, RdBu</a>
 */
final class HeatColors {
  /** Margin used 0 to all of it. */
  static final int[] USED = {0x92C5DE, 0xB7D8EA, 0xDBEAF3, 0xF7F7F7};

  /** Loss over margin from a little to the largest shown. */
  static final int[] OVER = {0xFDDBC7, 0xF4A582, 0xD6604D, 0xB2182B, 0x7A0A22};

  private HeatColors() {}

  /** The colour at a place on a scale, 0 to 1. */
  static int at(int[] scale, double place) {
    double along = Math.min(1.0, Math.max(0.0, place)) * (scale.length - 1);
    int first = Math.min(scale.length - 2, (int) along);
    double part = along - first;
    int color = 0;
    for (int shift = 16; shift >= 0; shift -= 8) {
      int from = scale[first] >> shift & 0xFF;
      int to = scale[first + 1] >> shift & 0xFF;
      color |= (int) Math.rint(from + part * (to - from)) << shift;
    }
    return color;
  }

  /** As SVG wants it: {@code #b2182b}. */
  static String hex(int color) {
    return String.format(Locale.ROOT, "#%06x", color);
  }

  /** Ink that can be read on a colour. */
  static String ink(int color) {
    double brightness =
        0.299 * (color >> 16 & 0xFF) + 0.587 * (color >> 8 & 0xFF) + 0.114 * (color & 0xFF);
    return brightness < 140 ? "#ffffff" : "#1f2933";
  }
}
