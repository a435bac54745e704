package novate.stress;

import static novate.market.Checks.found;
import static novate.market.CurrencyCode.CNY;
import static novate.market.CurrencyCode.USD;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import novate.market.CurrencyCode;
import novate.market.Money;
import novate.scenario.PriceMove;
import novate.scenario.StressScenario;
import novate.scenario.StressShock;
import novate.scenario.TenorShape;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for every house and every scenario: 200 random ones each. */
class StressPropertiesTest {
  private static final StressEngine ENGINE = StressMarket.engine();
  private static final List<String> CONTRACTS =
      List.of("GPU-DEC", "GPU-MAR", "CALL", "PUT", "TOKEN-DEC", "AVG-DEC", "NEG-DEC");

  static Stream<Long> seeds() {
    return IntStream.range(0, 200).mapToObj(seed -> 7_000L + seed);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void aHouseWhosePositionsSumToZeroLosesNothing(long seed) {
    ScenarioResult result = house(seed);
    SortedMap<String, Long> lossByContract = new TreeMap<>();
    for (AccountStress account : result.accounts()) {
      for (StressedPositionLoss position : account.positions()) {
        lossByContract.merge(
            position.contract().value(), position.loss().minorUnits(), Math::addExact);
      }
    }
    assertThat(lossByContract.values()).as("seed %d", seed).allMatch(sum -> sum == 0);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void coverTwoIsAtLeastCoverOneIsAtLeastEveryMember(long seed) {
    ScenarioResult result = house(seed);
    long one = result.coverOne().minorUnits();
    assertThat(result.coverTwo().minorUnits()).isBetween(one, 2 * one);
    for (MemberStress member : result.members()) {
      assertThat(member.lossOverMargin().minorUnits())
          .as("seed %d, %s", seed, member.member())
          .isBetween(0L, one)
          .isEqualTo(
              member.accounts().stream()
                  .mapToLong(account -> account.lossOverMargin().minorUnits())
                  .sum());
    }
    for (AccountStress account : result.accounts()) {
      assertThat(account.loss().minus(account.cover()).minorUnits())
          .as("seed %d, %s", seed, account.account())
          .isLessThanOrEqualTo(account.lossOverMargin().minorUnits());
      account
          .currencies()
          .forEach(
              (currency, stress) ->
                  assertThat(
                          account.positions().stream()
                              .map(StressedPositionLoss::loss)
                              .filter(loss -> loss.currency().equals(currency))
                              .mapToLong(Money::minorUnits)
                              .sum())
                      .isEqualTo(stress.loss().minorUnits()));
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void theOrderOfTheAccountsDoesNotMatter(long seed) {
    List<StressAccount> accounts = accounts(new SplittableRandom(seed));
    StressScenario scenario = scenario(new SplittableRandom(seed));
    List<StressAccount> shuffled = new ArrayList<>(accounts);
    Collections.shuffle(shuffled, new Random(seed));
    assertThat(ENGINE.run(scenario, shuffled))
        .as("seed %d", seed)
        .isEqualTo(ENGINE.run(scenario, accounts));
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void lossIsLinearInLotsAndAPortfolioWithItsOppositeLosesNothing(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    StressScenario scenario = scenario(random);
    String contract = CONTRACTS.get(random.nextInt(CONTRACTS.size()));
    long lots = random.nextLong(1, 1_000);
    ScenarioResult result =
        ENGINE.run(
            scenario,
            List.of(
                StressMarket.account("ONE", "M", Map.of(), contract, 1),
                StressMarket.account("MANY", "M", Map.of(), contract, lots),
                StressMarket.account("OTHER", "M", Map.of(), contract, -lots)));
    Map<String, Long> loss = new HashMap<>();
    for (AccountStress account : result.accounts()) {
      loss.put(account.account().value(), account.positions().getFirst().loss().minorUnits());
    }
    assertThat(loss.get("MANY"))
        .as("seed %d", seed)
        .isEqualTo(lots * found(loss.get("ONE"), "no ONE"));
    assertThat(loss.get("OTHER"))
        .as("seed %d", seed)
        .isEqualTo(-found(loss.get("MANY"), "no MANY"));
  }

  private static ScenarioResult house(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    return ENGINE.run(scenario(random), accounts(random));
  }

  private static StressScenario scenario(SplittableRandom random) {
    Map<String, StressShock> shocks = new HashMap<>();
    for (String commodity : List.of("GPU", "TOKEN", "AVG", "NEG")) {
      if (random.nextInt(4) > 0) {
        shocks.put(
            commodity,
            StressMarket.shock(
                PriceMove.Kind.values()[random.nextInt(3)],
                random.nextDouble(-0.9, 1.5),
                new TenorShape(new TreeMap<>(Map.of(0, 1.0, 6, random.nextDouble()))),
                random.nextDouble(0, 3)));
      }
    }
    return shocks.isEmpty() ? StressMarket.fraction("GPU", 0.1) : StressMarket.scenario(shocks);
  }

  /** Trades between random pairs of six accounts of three members, so that all sums are zero. */
  private static List<StressAccount> accounts(SplittableRandom random) {
    List<Map<String, Long>> lots = IntStream.range(0, 6).mapToObj(_ -> empty()).toList();
    for (int trade = 0; trade < 20; trade++) {
      String contract = CONTRACTS.get(random.nextInt(CONTRACTS.size()));
      long size = random.nextLong(1, 50);
      lots.get(random.nextInt(6)).merge(contract, size, Long::sum);
      lots.get(random.nextInt(6)).merge(contract, -size, Long::sum);
    }
    List<StressAccount> accounts = new ArrayList<>();
    for (int a = 0; a < 6; a++) {
      Map<CurrencyCode, Money> margins =
          Map.of(
              USD, new Money(USD, random.nextLong(2_000_000)),
              CNY, new Money(CNY, random.nextLong(2_000_000)));
      Object[] held =
          lots.get(a).entrySet().stream()
              .flatMap(entry -> Stream.of(entry.getKey(), entry.getValue()))
              .toArray();
      accounts.add(StressMarket.account("A" + a, "M" + a % 3, margins, held));
    }
    return accounts;
  }

  private static Map<String, Long> empty() {
    return new TreeMap<>();
  }
}
