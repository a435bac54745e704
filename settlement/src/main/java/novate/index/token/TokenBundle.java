package novate.index.token;

import static novate.market.Checks.require;

import java.math.BigDecimal;

/**
 * What is bought: a standard mix of tokens, frozen for a period.
 *
 * @param input {@code a_in}, millions of tokens read; zero or more
 * @param output {@code a_out}, millions of tokens written; zero or more, one of the two above zero
 * @param cacheHit {@code eta}, share of the tokens read that are cached, 0 to 1
 */
public record TokenBundle(BigDecimal input, BigDecimal output, BigDecimal cacheHit) {
  /** Refuses a bundle of nothing. */
  public TokenBundle {
    require(input.signum() >= 0, "input of a bundle must not be negative, got %s", input);
    require(output.signum() >= 0, "output of a bundle must not be negative, got %s", output);
    require(input.signum() + output.signum() > 0, "a bundle must hold tokens");
    require(
        cacheHit.signum() >= 0 && cacheHit.compareTo(BigDecimal.ONE) <= 0,
        "cache_hit of a bundle must be 0 to 1, got %s",
        cacheHit);
  }

  /**
   * What the bundle costs at a list price, USD, exact and never rounded.
   *
   * <pre>P = a_in * p_in * (1 - eta) + a_in * p_cache * eta + a_out * p_out</pre>
   *
   * <p>For example 0.75 in, 0.25 out, eta 0.2 at 2.50 / 10 / 1.25: 1.5 + 0.1875 + 2.5 = 4.1875.
   */
  public BigDecimal price(TokenPrice list) {
    BigDecimal read =
        list.input()
            .multiply(BigDecimal.ONE.subtract(cacheHit))
            .add(list.cachedOrInput().multiply(cacheHit));
    return input.multiply(read).add(output.multiply(list.output()));
  }

  String text() {
    return "input=%s output=%s cache_hit=%s"
        .formatted(Plain.text(input), Plain.text(output), Plain.text(cacheHit));
  }
}
