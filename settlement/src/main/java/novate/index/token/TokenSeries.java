package novate.index.token;

import java.util.List;

/**
 * A token index over a span of dates.
 *
 * @param fixings one for each date, ascending
 * @param links every link of the span, the base first
 */
public record TokenSeries(
    TokenMethodology methodology, List<TokenFixing> fixings, List<TokenLink> links) {
  /** Keeps its own copies. */
  public TokenSeries {
    fixings = List.copyOf(fixings);
    links = List.copyOf(links);
  }
}
