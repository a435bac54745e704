package novate.scenario;

import static novate.market.Checks.require;

import java.math.BigDecimal;
import java.util.SortedMap;
import java.util.TreeMap;
import novate.market.Money;
import novate.market.Product;
import novate.market.ProductId;

/**
 * What the house charges, by product; a product that is not there is free. Amounts are in the
 * product's currency.
 */
public record FeeSchedule(SortedMap<ProductId, Fees> byProduct) {
  /** No fees at all. */
  public static final FeeSchedule NONE = new FeeSchedule(new TreeMap<>());

  /**
   * Fees of one product, per lot.
   *
   * @param clearing on each side of a trade, given back when the trade is busted or corrected
   * @param exercise on each side of an option's exercise: of the lots exercised and those assigned
   */
  public record Fees(BigDecimal clearing, BigDecimal exercise) {
    /** Nothing is charged. */
    static final Fees FREE = new Fees(BigDecimal.ZERO, BigDecimal.ZERO);

    /** Refuses a fee below zero. */
    public Fees {
      require(clearing.signum() >= 0, "a clearing fee must not be negative, got %s", clearing);
      require(exercise.signum() >= 0, "an exercise fee must not be negative, got %s", exercise);
    }
  }

  /** Keeps its own copy. */
  public FeeSchedule {
    byProduct = new TreeMap<>(byProduct);
  }

  /**
   * The clearing fee of one lot on one side; zero or more.
   *
   * @throws IllegalArgumentException when it is not a whole number of the currency's minor units
   */
  public Money clearing(Product product) {
    return money(product, of(product).clearing);
  }

  /**
   * The fee of one lot exercised or assigned; zero or more.
   *
   * @throws IllegalArgumentException when it is not a whole number of the currency's minor units
   */
  public Money exercise(Product product) {
    return money(product, of(product).exercise);
  }

  private Fees of(Product product) {
    return byProduct.getOrDefault(product.id(), Fees.FREE);
  }

  private static Money money(Product product, BigDecimal amount) {
    return Money.parse(product.currency(), amount.toPlainString());
  }
}
