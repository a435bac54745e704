package novate.index.token;

import java.time.LocalDate;
import java.util.Optional;

/**
 * One line of a change log of prices.
 *
 * @param price from this date on; none when the model is sold no more
 */
public record TokenPriceChange(LocalDate date, TokenModel model, Optional<TokenPrice> price) {}
