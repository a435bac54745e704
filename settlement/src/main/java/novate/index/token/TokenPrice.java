package novate.index.token;

import static novate.market.Checks.require;

import java.math.BigDecimal;
import java.util.Optional;

/**
 * What a provider asks for a model, USD per million tokens; zero or more.
 *
 * @param input tokens read
 * @param output tokens written
 * @param cached tokens read that the provider still had; the price of input when none is listed
 */
public record TokenPrice(BigDecimal input, BigDecimal output, Optional<BigDecimal> cached) {
  /** Refuses a negative price. */
  public TokenPrice {
    require(input.signum() >= 0, "input price must not be negative, got %s", input);
    require(output.signum() >= 0, "output price must not be negative, got %s", output);
    require(
        cached.isEmpty() || cached.get().signum() >= 0,
        "cached price must not be negative, got %s",
        cached.orElse(BigDecimal.ZERO));
  }

  /** What a cached token costs: the price listed for it, or else that of input. */
  public BigDecimal cachedOrInput() {
    return cached.orElse(input);
  }
}
