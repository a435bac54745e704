package novate.clearing.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.function.LongFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The simulation is worth what it finds: each of these bugs is one line, and it finds them all. */
class PlantedBugTest {
  private static final int SEEDS_MAX = 2_000;

  @TempDir private Path directory;

  static Stream<Arguments> bugs() {
    return Stream.of(
        bug(
            "a pending cut is committed as if it were done",
            "processor/NovatorProcessor.java",
            "if (pendingCut != null) {",
            "if (registry == null) {"),
        bug(
            "a restarted novator forgets what it booked",
            "processor/NovatorProcessor.java",
            "novator.restore(leg);",
            "leg.getLots();"),
        bug(
            "a restarted novator forgets what it refused",
            "processor/NovatorProcessor.java",
            "refused.restore(reject.getBytesHash(), datesAgo);",
            "reject.getBytesHash();"),
        bug(
            "a checkpoint is behind the first legs of its date",
            "processor/NovatorProcessor.java",
            "Place.all(Topic.LEGS).stream().map(view::written).toList(),",
            "Place.all(Topic.LEGS).stream().map(place -> view.written(place) + 4).toList(),"),
        bug(
            "a checkpoint is behind the first refusals of its date",
            "processor/NovatorProcessor.java",
            "view.written(RejectPlaces.NOVATOR),",
            "view.written(RejectPlaces.NOVATOR) + 2,"),
        bug(
            "a desk's books say that it has read more than it has",
            "processor/DeskProcessor.java",
            "writeBooks(found.offset() + 1, outbox);",
            "writeBooks(found.offset() + 3, outbox);"),
        bug(
            "a restarted desk forgets its payments",
            "desk/Desk.java",
            "case CashPaid payment -> paymentById.put(payment.getPaymentId(), payment);",
            "case CashPaid payment -> payment.getPaymentId();"),
        bug(
            "a restarted desk forgets who held what",
            "desk/Desk.java",
            "case LotsChanged changed -> history.apply(changed);",
            "case LotsChanged changed -> changed.getChanges();"),
        bug(
            "a restarted desk speaks again",
            "processor/DeskProcessor.java",
            "boolean isSpeaking = found.offset() >= speakFrom;",
            "boolean isSpeaking = true;"),
        bug(
            "a desk that is killed while it catches up forgets where it was",
            "processor/DeskProcessor.java",
            "Math.max(speakFrom, position)",
            "position"),
        bug(
            "a restarted conductor refuses again",
            "processor/ConductorProcessor.java",
            "intake.restore(Wire.decode(found.value()))",
            "found.offset()"),
        bug(
            "a premium is forgotten",
            "cycle/CycleValuation.java",
            "entry.premiumDueMinor = contract.isMarkedToMarket() ? 0 : premium(contract,"
                + " entry.cutCostTicks);",
            "entry.premiumDueMinor = 0;"),
        bug(
            "trades after the cut are valued too",
            "processor/ShardProcessor.java",
            "valuation.relevant(keeper.holdingsAtCut(account))",
            "valuation.relevant(keeper.holdingsNow(account))"),
        bug(
            "a call's revision does not rise",
            "desk/Call.java",
            "call.getRevision() + 1,",
            "call.getRevision(),"),
        bug(
            "a call stays in force beside the next",
            "desk/Desk.java",
            "if (before != null && Call.isOpen(before)) {",
            "if (before != null && before.getRevision() < 0) {"),
        bug(
            "a bust takes back what it says, not what was booked",
            "trade/Novator.java",
            "-standingBuy.getLots()),",
            "-terms.lots),"),
        bug(
            "an entry is stamped with the wall clock",
            "desk/Desk.java",
            "LocalDate date = result.getBusinessDate();",
            "LocalDate date = LocalDate.now(java.time.ZoneOffset.UTC);"),
        bug(
            "a restarted keeper forgets the cut that is open",
            "position/PositionKeeper.java",
            "openCycle = header.getOpenCycle();",
            "openCycle = null;"),
        bug(
            "a restarted keeper counts its cuts anew",
            "position/PositionKeeper.java",
            "cutSequence = header.getCutSequence();",
            "cutSequence = 0;"),
        bug(
            "a torn store is taken as it was left",
            "processor/CleanStop.java",
            "if (mark.contentSum() != sum) {",
            "if (mark.contentSum() == sum + 1) {"),
        bug(
            "a store from an old backup is taken as it was left",
            "processor/CleanStop.java",
            "return changelogObjection(mark);",
            "return mark.partition() < 0 ? changelogObjection(mark) : Optional.empty();"),
        bug(
            "both sides of a trade have a lot too many",
            "trade/Novator.java",
            "report.getLots(),",
            "report.getLots() + 1,"),
        bug(
            "other content under the id of a trade is taken for the same",
            "trade/BookedTrade.java",
            ".anyMatch(leg -> leg.getRevision() == revision &&"
                + " leg.getContentHash().equals(contentHash));",
            ".anyMatch(leg -> leg.getRevision() == revision);"),
        bug("one person is enough to accept prices", "day/CycleProgress.java", ">= 2;", ">= 1;"),
        bug(
            "a stale price is taken as it is",
            "day/PriceSetBuilder.java",
            "if (!price.getObservedAt().isAfter(lastCut)) {",
            "if (price.getObservedAt().equals(lastCut)) {"),
        bug(
            "a price that jumps is taken as it is",
            "day/PriceSetBuilder.java",
            "return move <= accepted",
            "return move >= 0"),
        bug(
            "a payment is not put on the books",
            "desk/Desk.java",
            "bank(pot, payment);",
            "payment.getPaymentId();"),
        bug(
            "a payment counts twice against its call",
            "desk/Call.java",
            "Math.subtractExact(call.getOutstanding(), minorUnits)",
            "Math.subtractExact(call.getOutstanding(), 2 * minorUnits)"));
  }

  private static Arguments bug(String name, String source, String line, String bug) {
    return Arguments.of(name, "novate/clearing/" + source, line, bug);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("bugs")
  void theSimulationFindsIt(String name, String source, String line, String bug) throws Exception {
    LongFunction<String> simulation = Mutant.of(directory, source, line, bug);
    String found = "";
    long seed = 0;
    while (found.isEmpty() && seed < SEEDS_MAX) {
      found = simulation.apply(seed++);
    }
    System.out.printf("planted bug: %s: seed %d, %s%n", name, seed - 1, found);
    assertThat(found).as("found within %d seeds", SEEDS_MAX).isNotEmpty();
  }
}
