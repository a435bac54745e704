package novate.clearing.cli;

import static novate.market.Checks.found;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import novate.clearing.house.CrashPoints;
import novate.clearing.store.ChildJvm;
import novate.pricing.OptionModel;
import novate.sample.FeedRecord;
import novate.sample.PriceHistory;
import novate.sample.SampleMarket;
import novate.sample.TradingDay;
import novate.scenario.AmericanModel;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The demo on a real broker, as a user starts it; faults P1, P2 (in part), E4, E5, C6 and
 * invariants I1 to I6.
 */
class DemoTest {
  private static final int TRADES = 400;
  private static final int KILLED = 137;

  @TempDir private static Path undisturbed;
  private static JsonNode day = JsonMapper.shared().createObjectNode();

  @BeforeAll
  static void playOnce() {
    day = demo(undisturbed, "--trades", Integer.toString(TRADES));
  }

  @Test
  void everyBadRecordIsRefusedForItsReasonAndTheStreamGoesOn() {
    Map<String, Long> expected = new TreeMap<>();
    SampleMarket market = SampleMarket.compute2026();
    PriceHistory history = PriceHistory.generate(market, SampleMarket.DEMO_SEED);
    TradingDay script =
        TradingDay.generate(
            market,
            history,
            new OptionModel(market.calendars(), AmericanModel.BARONE_ADESI_WHALEY)::price,
            SampleMarket.DEMO_SEED,
            TRADES);
    java.util.Set<String> poisonSeen = new java.util.HashSet<>();
    for (List<FeedRecord> part : List.of(script.morning(), script.afternoon())) {
      for (FeedRecord each : part) {
        switch (each) {
          case FeedRecord.Bad bad -> expected.merge(bad.reason(), 1L, Long::sum);
          case FeedRecord.Poison poison -> {
            // The same bytes twice are a duplicate and stand in rejects once.
            if (poisonSeen.add(poison.hex())) {
              expected.merge(poison.reason(), 1L, Long::sum);
            }
          }
          case FeedRecord.Good _, FeedRecord.Duplicate _ -> {}
        }
      }
    }
    Map<String, Long> found = new TreeMap<>();
    day.get("rejects")
        .properties()
        .forEach(each -> found.put(each.getKey(), each.getValue().asLong()));
    assertThat(found).isEqualTo(expected);
  }

  @Test
  void allSumsAreZero() {
    assertThat(day.get("position_sums").size()).isGreaterThan(50);
    day.get("position_sums").forEach(lots -> assertThat(lots.asLong()).isZero());
    for (String sums : List.of("cash_sums", "ledger_sums")) {
      assertThat(day.get(sums).propertyNames()).containsExactlyInAnyOrder("CNY", "USD");
      day.get(sums).forEach(cash -> assertThat(new BigDecimal(cash.asString())).isZero());
    }
  }

  @Test
  void theDayHasTradesMarginCallsAndPaidOutContracts() {
    assertThat(day.get("trades").asLong()).isGreaterThan(TRADES);
    assertThat(day.get("legs").asLong()).isGreaterThanOrEqualTo(2 * day.get("trades").asLong());
    assertThat(day.get("duplicates").asLong()).isPositive();
    assertThat(day.get("margin").size()).isGreaterThanOrEqualTo(12);
    assertThat(day.get("calls").size()).isPositive();
    day.get("calls")
        .forEach(call -> assertThat(call.get("state").asString()).isIn("MET", "SUPERSEDED"));
    List<String> settled =
        day.get("settled_contracts").valueStream().map(c -> c.get("contract").asString()).toList();
    assertThat(settled).contains("H100-2026-10", "B200-2026-10", "BLACKWELL-2026-10");
  }

  /**
   * The house and file mode make the same margin of the same positions: nothing is left to explain.
   */
  @Test
  void fileModeMakesTheSameInitialMarginOfTheDaysLastCycle() {
    Path files = undisturbed.resolve("house").resolve("end-of-day");
    JsonNode computed =
        json(
            "margin",
            "compute",
            "-o",
            "json",
            "--market",
            files.toString(),
            "--positions",
            files.resolve("positions.csv").toString());
    Map<String, BigDecimal> byMember = new TreeMap<>();
    computed
        .get("accounts")
        .forEach(
            account ->
                account
                    .get("currencies")
                    .forEach(
                        line ->
                            byMember.merge(
                                memberOf(account.get("account").asString())
                                    + "/"
                                    + line.at("/initial_margin/currency").asString(),
                                new BigDecimal(line.at("/initial_margin/amount").asString()),
                                BigDecimal::add)));
    Map<String, BigDecimal> stated = new TreeMap<>();
    day.get("initial_margin")
        .properties()
        .forEach(
            member ->
                member
                    .getValue()
                    .properties()
                    .forEach(
                        line ->
                            stated.put(
                                member.getKey() + "/" + line.getKey(),
                                new BigDecimal(line.getValue().asString()))));
    stated.values().removeIf(amount -> amount.signum() == 0);
    byMember.values().removeIf(amount -> amount.signum() == 0);
    assertThat(byMember).isEqualTo(stated).hasSizeGreaterThan(15);
  }

  @Test
  void theBooksOfAFinishedDayAreReadFromItsLogAndAddUp() {
    JsonNode books = ledger("trial-balance");
    assertThat(books.get("date").asString()).isEqualTo(day.get("business_date").asString());
    assertThat(books.get("is_closed").asBoolean()).isTrue();
    assertThat(books.get("mismatches").size()).isZero();
    assertThat(books.get("totals").size()).isEqualTo(2);
    books
        .get("totals")
        .forEach(
            total -> {
              assertThat(amount(total.get("debit")))
                  .isEqualByComparingTo(amount(total.get("credit")));
              assertThat(amount(total.get("debit"))).isPositive();
            });
    assertThat(books.get("accounts").valueStream().map(line -> line.get("account").asString()))
        .contains("house/variation_margin/USD", "house/settlement/USD", "member/STRATUS/HOUSE/USD");
  }

  @Test
  void aMembersStatementEndsOnItsBalanceAndItsPaymentIsTheDaysFlows() {
    JsonNode statement =
        ledger("statement", "--member", "STRATUS", "--group", "HOUSE", "--currency", "USD");
    JsonNode only = statement.at("/statements/0");
    BigDecimal running = amount(only.get("opening"));
    BigDecimal flows = BigDecimal.ZERO;
    assertThat(only.get("lines").size()).isPositive();
    for (JsonNode line : only.get("lines")) {
      running = running.add(amount(line.get("amount")));
      assertThat(amount(line.get("balance"))).isEqualByComparingTo(running);
      if (line.get("cause").asString().endsWith("/EOD")) {
        flows = flows.add(amount(line.get("amount")));
      }
    }
    assertThat(amount(only.get("closing"))).isEqualByComparingTo(running);
    JsonNode balance =
        ledger("balance", "--member", "STRATUS", "--group", "HOUSE", "--currency", "USD");
    assertThat(amount(balance.at("/accounts/0/balance"))).isEqualByComparingTo(running);

    JsonNode payments = ledger("payments", "--date", day.get("business_date").asString());
    JsonNode payment =
        payments
            .get("payments")
            .valueStream()
            .filter(each -> each.get("id").asString().endsWith("/PAY/STRATUS/USD"))
            .findFirst()
            .orElseThrow();
    BigDecimal house =
        payment
            .get("flows")
            .valueStream()
            .filter(flow -> flow.get("account_group").asString().equals("HOUSE"))
            .map(flow -> amount(flow.get("amount")))
            .reduce(BigDecimal.ZERO, BigDecimal::add);
    assertThat(house).isEqualByComparingTo(flows);
    payments.get("house_net").forEach(net -> assertThat(amount(net)).isZero());
  }

  @Test
  void whatIsNotInTheBooksIsNoBalanceOfZero() {
    Path house = undisturbed.resolve("house");
    assertThat(CommandRun.of("ledger", "balance", "--directory", house, "--member", "M99").err())
        .contains("no ledger account of member M99 has anything posted to it");
    assertThat(CommandRun.of("ledger", "payments", "--directory", house, "--date", "2026-11-02"))
        .satisfies(
            run -> {
              assertThat(run.exitCode()).isEqualTo(ExitCode.CONFLICT.code());
              assertThat(run.err()).contains("the end of day of 2026-11-02 is not closed");
            });
    assertThat(CommandRun.of("ledger", "balance", "--directory", house.resolve("none")).exitCode())
        .isEqualTo(ExitCode.UNAVAILABLE.code());
  }

  /** Every contract that expired on the day says the price, lots and cash of the day's report. */
  @Test
  void whatExpiredSaysHowItWasSettledAndHowLongThatIsProvisional() {
    JsonNode status =
        json(
            "settle",
            "status",
            "-o",
            "json",
            "--directory",
            undisturbed.resolve("house").toString());
    Map<String, JsonNode> byContract = new TreeMap<>();
    status.get("contracts").forEach(each -> byContract.put(each.get("contract").asString(), each));
    JsonNode settledContracts = day.get("settled_contracts");
    assertThat(settledContracts.size()).isPositive();
    for (JsonNode settled : settledContracts) {
      String contract = settled.get("contract").asString();
      JsonNode found = found(byContract.get(contract), "no status of %s", contract);
      assertThat(found.get("state").asString()).isEqualTo("provisional");
      assertThat(found.get("revision").asInt()).isEqualTo(1);
      assertThat(found.get("missing").size()).isZero();
      assertThat(found.get("final_price").asString()).isEqualTo(settled.get("price").asString());
      assertThat(found.get("open_lots").asLong()).isEqualTo(settled.get("open_lots").asLong());
      assertThat(amount(found.get("cash")))
          .isEqualByComparingTo(new BigDecimal(settled.get("cash").asString()));
    }
    // Two business days after Friday 30 October.
    JsonNode h100 = found(byContract.get("H100-2026-10"), "no status of H100-2026-10");
    assertThat(h100.get("provisional_until").asString()).isEqualTo("2026-11-03");
  }

  /**
   * Invariant I4: all of the day follows from its log again, however it is folded, and where its
   * files have been moved (fault C6).
   */
  @Test
  void theLogOfAFinishedDayIsWhatFollowsFromItHereAndElsewhere(@TempDir Path elsewhere)
      throws IOException {
    String house = undisturbed.resolve("house").toString();
    JsonNode plain = json("replay", "-o", "json", "--directory", house);
    JsonNode otherwise =
        json(
            "replay",
            "-o",
            "json",
            "--directory",
            copied(Path.of(house), elsewhere.resolve("moved")).toString(),
            "--batch",
            "7",
            "--threads",
            "1",
            "--restored");
    assertThat(plain.get("is_equal").asBoolean()).isTrue();
    assertThat(plain.get("difference_count").asLong()).isZero();
    // Each trade is folded as a report and as two legs.
    assertThat(plain.get("folded_records").asLong()).isGreaterThan(3 * TRADES);
    assertThat(plain.get("cuts").valueStream().map(cut -> cut.get("cut").asString()))
        .contains(day.get("business_date").asString() + "/EOD", "rejects");
    assertThat(otherwise).isEqualTo(plain);
  }

  private static Path copied(Path from, Path to) throws IOException {
    try (Stream<Path> tree = Files.walk(from)) {
      for (Path each : tree.toList()) {
        Files.copy(each, to.resolve(from.relativize(each).toString()));
      }
    }
    return to;
  }

  private static JsonNode ledger(String command, String... options) {
    return json(
        Stream.concat(
                Stream.of(
                    "ledger",
                    command,
                    "-o",
                    "json",
                    "--directory",
                    undisturbed.resolve("house").toString()),
                Stream.of(options))
            .toArray(String[]::new));
  }

  private static BigDecimal amount(JsonNode money) {
    return new BigDecimal(money.get("amount").asString());
  }

  private static String memberOf(String account) {
    return SampleMarket.compute2026().accounts().stream()
        .filter(each -> each.id().value().equals(account))
        .findFirst()
        .orElseThrow()
        .member()
        .value();
  }

  @Test
  void aFinishedDayPlayedAgainChangesNothing() {
    JsonNode again = demo(undisturbed, "--resume");
    assertThat(again.get("digest")).isEqualTo(day.get("digest"));
    assertThat(again.get("rejects")).isEqualTo(day.get("rejects"));
    assertThat(again.get("legs")).isEqualTo(day.get("legs"));
    assertThat(again.get("duplicates").asLong()).isGreaterThan(day.get("duplicates").asLong());
  }

  /** Per commit the first and the last; CrashPointTest comes to each of them in every role. */
  static Stream<String> placesBetweenSteps() {
    return Integer.getInteger("novate.crash.visits", 1) > 1
        ? Stream.of(
            "before-cut", "before-exercise", "before-restate", "before-value", "before-ledger")
        : Stream.of("before-cut", "before-ledger");
  }

  @ParameterizedTest
  @MethodSource("placesBetweenSteps")
  void aDayKilledBetweenItsStepsEndsWithTheSameDigest(String place, @TempDir Path directory)
      throws Exception {
    Process killed =
        new ProcessBuilder(
                ChildJvm.command(
                    Stream.concat(
                            ChildJvm.FLAGS.stream(),
                            Stream.of("-D" + CrashPoints.PROPERTY + "=" + place))
                        .toList(),
                    Main.class,
                    "demo",
                    "--directory",
                    directory.resolve("house").toString(),
                    "--trades",
                    Integer.toString(TRADES)))
            .redirectErrorStream(true)
            .redirectOutput(directory.resolve("killed.log").toFile())
            .start();
    assertThat(killed.waitFor()).isEqualTo(KILLED);
    JsonNode resumed = demo(directory, "--resume");
    assertThat(resumed.get("digest")).isEqualTo(day.get("digest"));
    assertThat(resumed.get("rejects")).isEqualTo(day.get("rejects"));
    assertThat(resumed.get("calls")).isEqualTo(day.get("calls"));
  }

  private static JsonNode demo(Path directory, String... options) {
    List<String> arguments =
        new java.util.ArrayList<>(
            List.of("demo", "-o", "json", "--directory", directory.resolve("house").toString()));
    arguments.addAll(List.of(options));
    return json(arguments.toArray(String[]::new));
  }

  private static JsonNode json(String... arguments) {
    StringWriter out = new StringWriter();
    int exitCode = Main.commandLine().setOut(new PrintWriter(out, true)).execute(arguments);
    assertThat(exitCode).isZero();
    return JsonMapper.shared().readTree(out.toString());
  }
}
