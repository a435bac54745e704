package novate.index;

import java.math.BigDecimal;
import java.util.Optional;

/**
 * A line of somebody else's published index.
 *
 * @param value USD per unit; none when the publisher withheld it
 * @param sources what the publisher counted: providers of a price, days of a mean
 * @param flags the publisher's reasons and remarks, separated by commas; may be empty
 * @param methodology version it was made under
 */
public record PublishedValue(
    PrintKey key, Optional<BigDecimal> value, int sources, String flags, String methodology) {}
