package novate.benchmark;

import java.time.LocalDate;
import java.util.SplittableRandom;
import novate.wire.Wire;
import novate.wire.event.Leg;
import novate.wire.event.LegKind;

/**
 * The legs of one partition, made once and held in memory: every leg takes an account and a
 * contract at random, so nearly every one finds its position outside the processor's caches. That
 * is the worst case; a real day is kinder.
 */
final class LegStream {
  /** Legs of a stream. */
  static final int LEGS = 1 << 18;

  /** One eighth of a house of 10,000 accounts. */
  static final int ACCOUNTS = 1_250;

  /** Contracts that every account may hold. */
  static final int CONTRACTS = 200;

  private static final long SEED = 20261030;

  private LegStream() {}

  /** The legs in their order; the same every time. */
  static Leg[] legs() {
    SplittableRandom random = new SplittableRandom(SEED);
    Leg[] legs = new Leg[LEGS];
    for (int i = 0; i < legs.length; i++) {
      legs[i] = leg(i, random);
    }
    return legs;
  }

  /** The same legs as they stand in the log. */
  static byte[][] encoded(Leg[] legs) {
    byte[][] encoded = new byte[legs.length][];
    for (int i = 0; i < legs.length; i++) {
      encoded[i] = Wire.encode(legs[i]);
    }
    return encoded;
  }

  /** A leg of a trade that has the number for its id. */
  static Leg leg(int number, SplittableRandom random) {
    LocalDate date = LocalDate.of(2026, 10, 30);
    int lots = random.nextInt(1, 50);
    return Leg.newBuilder()
        .setVenue("NOVX")
        .setTradeDate(date)
        .setTradeId("T" + number)
        .setRevision(0)
        .setKind(LegKind.NOVATED)
        .setBusinessDate(date)
        .setAccountIndex(random.nextInt(ACCOUNTS))
        .setContraAccountIndex(random.nextInt(ACCOUNTS))
        .setContractIndex(random.nextInt(CONTRACTS))
        .setLots(random.nextBoolean() ? lots : -lots)
        .setPriceTicks(random.nextLong(1_500, 2_500))
        .setContentHash("%032x".formatted(random.nextLong()))
        .build();
  }
}
