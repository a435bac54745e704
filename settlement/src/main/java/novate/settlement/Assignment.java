package novate.settlement;

import static novate.market.Checks.require;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import novate.market.AccountId;
import novate.market.Lots;

/**
 * Who is assigned when options are exercised: pro rata over the shorts.
 *
 * <pre>share = exercised * short / all shorts
 * each short is assigned the whole part of its share; what is left goes, a lot each, to the
 * largest remainders, ties to the lower account id</pre>
 *
 * <p>The assigned lots sum to the exercised ones, and no short is assigned more than it has: a
 * share that is not whole is below the short. Methodology, section 11.
 *
 * <p>Worked example: 5 lots exercised against shorts A 4, B 4, C 2: shares 2, 2 and 1, and nothing
 * is left. 4 lots: shares 1.6, 1.6, 0.8; one lot to A and B, none to C; the two left go to C (0.8)
 * and A (0.6, before B): 2, 1, 1.
 */
public final class Assignment {
  private record Share(AccountId account, long whole, BigInteger remainder) {}

  private Assignment() {}

  /**
   * Lots assigned by account; every short is there, some with zero.
   *
   * @param exercised lots exercised by the longs, zero or more
   * @param shorts lots sold by account, each above zero
   * @throws IllegalArgumentException when more is exercised than there are shorts, or a number is
   *     not as said
   */
  public static SortedMap<AccountId, Lots> of(Lots exercised, SortedMap<AccountId, Lots> shorts) {
    long open = 0;
    for (Lots lots : shorts.values()) {
      require(lots.value() > 0, "a short to be assigned must be above zero, got %d", lots.value());
      open = Math.addExact(open, lots.value());
    }
    require(
        exercised.value() >= 0 && exercised.value() <= open,
        "exercised lots must be from zero to the %d lots short, got %d",
        open,
        exercised.value());
    SortedMap<AccountId, Lots> assigned = new TreeMap<>();
    List<Share> shares = new ArrayList<>(shorts.size());
    long left = exercised.value();
    for (var each : shorts.entrySet()) {
      Share share = share(each.getKey(), each.getValue().value(), exercised.value(), open);
      shares.add(share);
      assigned.put(share.account, new Lots(share.whole));
      left -= share.whole;
    }
    // The sort is stable and the shorts come by account id: that is the tie rule.
    shares.sort(Comparator.comparing(Share::remainder).reversed());
    for (Share share : shares.subList(0, Math.toIntExact(left))) {
      assigned.put(share.account, new Lots(share.whole + 1));
    }
    return assigned;
  }

  /** In whole numbers of any size: lots times lots may not fit a long. */
  private static Share share(AccountId account, long lots, long exercised, long open) {
    BigInteger[] parts =
        BigInteger.valueOf(exercised)
            .multiply(BigInteger.valueOf(lots))
            .divideAndRemainder(BigInteger.valueOf(open));
    return new Share(account, parts[0].longValueExact(), parts[1]);
  }
}
