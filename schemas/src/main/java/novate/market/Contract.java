package novate.market;

import java.time.LocalDate;

/** Something listed that a trade can be in. A closed set: a switch over it has no default. */
public sealed interface Contract permits Future, OptionOnFuture {
  /** Identity, unique over all venues. */
  ContractId id();

  /** The terms it shares with its siblings. */
  Product product();

  /** The last trading day; the contract settles on it. */
  LocalDate expiry();

  /** False for a contract that is listed but not open for trading yet. */
  boolean isActive();

  /** All contracts on one underlying, margined together. */
  default CombinedCommodityId commodity() {
    return product().commodity();
  }

  /** True when the contract is marked to market daily; false for premium-style options. */
  default boolean isMarkedToMarket() {
    return switch (this) {
      case Future _ -> true;
      case OptionOnFuture option -> option.premiumStyle() == PremiumStyle.FUTURES_STYLE;
    };
  }
}
