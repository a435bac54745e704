package novate.index.token;

import static novate.index.token.TokenFlag.DELISTED_CARRIED;
import static novate.index.token.TokenFlag.JUMP_CONFIRMED;
import static novate.index.token.TokenFlag.JUMP_UNCONFIRMED;
import static novate.index.token.TokenFlag.LARGE_MOVE;
import static novate.index.token.TokenFlag.NOT_POSITIVE_CARRIED;
import static novate.index.token.TokenFlag.RELISTED;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * The list price that the index uses for one model after one snapshot.
 *
 * <p>A list that moves the price of the bundle beyond the hold factor is not used at once: a point
 * in the wrong place looks just like that. If the next snapshot quotes the same bundle price, it is
 * used from then on; if it quotes one within the factor of the price in use, that one is; if it
 * quotes another jump, that one is held in turn. So a move that is real arrives one snapshot late,
 * and a slip of one snapshot never arrives.
 *
 * @param used none until a first list with a price above zero
 * @param pending the list that is held back
 * @param flags of this snapshot
 */
record ScreenedPrice(
    Optional<TokenPrice> used, Optional<TokenPrice> pending, Set<TokenFlag> flags) {
  /** Before the first snapshot. */
  static final ScreenedPrice NONE = new ScreenedPrice(Optional.empty(), Optional.empty(), Set.of());

  ScreenedPrice {
    flags = Collections.unmodifiableSet(flags);
  }

  /** After the next snapshot, on which the list was this; none when the model was not on it. */
  ScreenedPrice next(Optional<TokenPrice> list, TokenBundle bundle, MoveBounds moves) {
    if (list.isEmpty()) {
      return used.isEmpty() ? NONE : carried(DELISTED_CARRIED);
    }
    Set<TokenFlag> relisted =
        flags.contains(DELISTED_CARRIED) ? EnumSet.of(RELISTED) : EnumSet.noneOf(TokenFlag.class);
    ScreenedPrice next = listed(list.get(), bundle, moves);
    relisted.addAll(next.flags);
    return new ScreenedPrice(next.used, next.pending, relisted);
  }

  private ScreenedPrice listed(TokenPrice list, TokenBundle bundle, MoveBounds moves) {
    BigDecimal price = bundle.price(list);
    if (price.signum() <= 0) {
      return carried(NOT_POSITIVE_CARRIED);
    }
    if (used.isEmpty()) {
      return taken(list, EnumSet.noneOf(TokenFlag.class));
    }
    BigDecimal before = bundle.price(used.get());
    if (!moves.isHeld(before, price)) {
      return taken(
          list,
          moves.isFlagged(before, price)
              ? EnumSet.of(LARGE_MOVE)
              : EnumSet.noneOf(TokenFlag.class));
    }
    boolean isConfirmed =
        pending.map(bundle::price).filter(p -> p.compareTo(price) == 0).isPresent();
    return isConfirmed
        ? taken(list, EnumSet.of(JUMP_CONFIRMED))
        : new ScreenedPrice(used, Optional.of(list), EnumSet.of(JUMP_UNCONFIRMED));
  }

  private static ScreenedPrice taken(TokenPrice list, Set<TokenFlag> flags) {
    return new ScreenedPrice(Optional.of(list), Optional.empty(), flags);
  }

  private ScreenedPrice carried(TokenFlag why) {
    return new ScreenedPrice(used, Optional.empty(), EnumSet.of(why));
  }

  /** The same between this snapshot and the next: what happened on a day is not said again. */
  ScreenedPrice lasting() {
    Set<TokenFlag> lasting = EnumSet.noneOf(TokenFlag.class);
    flags.stream().filter(TokenFlag::isCarried).forEach(lasting::add);
    return new ScreenedPrice(used, pending, lasting);
  }

  boolean isCarried() {
    return flags.stream().anyMatch(TokenFlag::isCarried);
  }
}
