package novate.benchmark;

import static novate.market.Checks.require;

import java.util.HashMap;
import java.util.Map;
import novate.clearing.position.PositionKey;
import novate.wire.event.Leg;
import novate.wire.event.PositionState;
import org.jspecify.annotations.Nullable;

/**
 * Lots and cost of every position, folded in the obvious way: what a measured system must end with,
 * so that a fast wrong one cannot win.
 */
final class PositionFold {
  private record Position(long lots, long costTicks) {}

  private static final Position FLAT = new Position(0, 0);

  private final Map<Long, Position> positionByKey = new HashMap<>();

  /** Books a leg. */
  void book(Leg leg) {
    long key = PositionKey.of(leg.getAccountIndex(), leg.getContractIndex());
    Position before = positionByKey.getOrDefault(key, FLAT);
    set(key, before.lots + leg.getLots(), before.costTicks + leg.getLots() * leg.getPriceTicks());
  }

  /** Takes a position as a changelog has it; null stands for one that is gone. */
  void set(long key, @Nullable PositionState state) {
    if (state == null) {
      positionByKey.remove(key);
    } else {
      set(key, state.getLots(), state.getCostTicks());
    }
  }

  /** Takes a position as it is now. One with neither lots nor cost is none. */
  void set(long key, long lots, long costTicks) {
    if (lots == 0 && costTicks == 0) {
      positionByKey.remove(key);
    } else {
      positionByKey.put(key, new Position(lots, costTicks));
    }
  }

  int size() {
    return positionByKey.size();
  }

  /** Throws unless somebody else has come to the same positions. */
  void requireSame(String who, PositionFold theirs) {
    positionByKey.forEach(
        (key, position) -> {
          Position other = theirs.positionByKey.getOrDefault(key, FLAT);
          require(
              position.equals(other),
              "%s: account %d, contract %d: %s, expected %s",
              who,
              PositionKey.accountIndex(key),
              PositionKey.contractIndex(key),
              other,
              position);
        });
    require(theirs.size() == size(), "%s: %d positions, expected %d", who, theirs.size(), size());
  }
}
