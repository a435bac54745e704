package novate.clearing.cycle;

import static novate.market.Checks.require;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import novate.clearing.position.PositionKey;
import novate.wire.event.ExercisesSealed;
import novate.wire.event.OptionLots;

/** Which option lots are exercised and assigned in one cycle, over the whole house; immutable. */
public final class Exercises {
  private final String cycleId;
  private final String hash;
  private final Map<Long, Long> lotsByPosition = new HashMap<>();

  private Exercises(String cycleId, String hash) {
    this.cycleId = cycleId;
    this.hash = hash;
  }

  /**
   * What was sealed.
   *
   * @throws IllegalArgumentException when the content does not have the hash it carries, or names a
   *     position twice
   */
  public static Exercises of(ExercisesSealed sealed) {
    String hash = hash(sealed);
    require(
        hash.equals(sealed.getHash()),
        "exercises of %s carry hash %s, their content has %s",
        sealed.getCycleId(),
        sealed.getHash(),
        hash);
    Exercises exercises = new Exercises(sealed.getCycleId(), hash);
    for (OptionLots each : sealed.getExercises()) {
      long key = PositionKey.of(each.getAccountIndex(), each.getContractIndex());
      require(
          exercises.lotsByPosition.put(key, each.getLots()) == null,
          "exercises of %s name account index %d and contract index %d twice",
          sealed.getCycleId(),
          each.getAccountIndex(),
          each.getContractIndex());
    }
    return exercises;
  }

  /** The hash of the content, whatever hash it carries: 64 hexadecimal digits. */
  public static String hash(ExercisesSealed sealed) {
    return ContentHash.of(List.of(ExercisesSealed.newBuilder(sealed).setHash("").build()));
  }

  /** The cycle they belong to. */
  public String cycleId() {
    return cycleId;
  }

  /** The hash they are named by. */
  public String hash() {
    return hash;
  }

  /** Lots of a position exercised (positive) or assigned (negative); zero when there are none. */
  public long lots(int accountIndex, int contractIndex) {
    return lotsByPosition.getOrDefault(PositionKey.of(accountIndex, contractIndex), 0L);
  }
}
