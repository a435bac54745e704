package novate.clearing.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TimeZone;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import novate.clearing.processor.Found;
import novate.clearing.processor.LogView;
import novate.clearing.processor.Place;
import novate.clearing.processor.Topic;
import novate.wire.Wire;
import novate.wire.event.CycleClosed;
import novate.wire.event.DeskBalance;
import novate.wire.event.GrossTicks;
import novate.wire.event.LedgerEntryPosted;
import novate.wire.event.Leg;
import novate.wire.event.MarginCall;
import novate.wire.event.NovatorCheckpoint;
import novate.wire.event.PositionState;
import novate.wire.event.Reject;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Invariant I4; faults M4 (thread order), E1 (time zones), P3 and E4 in part. */
class ReplayTest {
  private static final LogView LOG = RecordedHouse.play(1);
  private static final ReplayOptions PLAIN = new ReplayOptions(1_000, 1, false, 20);
  private static final ReplayReport REPLAYED = Replay.of(ReplaySource.inMemory(LOG), PLAIN);

  static Stream<Arguments> ways() {
    List<Arguments> ways = new ArrayList<>();
    for (int threads : List.of(1, 2)) {
      for (int batch : List.of(1, 7, 1_000)) {
        for (String zone : List.of("UTC", "America/New_York", "Pacific/Kiritimati")) {
          for (boolean isRestored : List.of(false, true)) {
            ways.add(Arguments.of(threads, batch, zone, isRestored));
          }
        }
      }
    }
    return ways.stream();
  }

  static LongStream seeds() {
    return LongStream.range(2, 2 + Long.getLong("novate.replay.seeds", 6));
  }

  @Test
  void aHousesLogIsWhatFollowsFromIt() {
    assertThat(REPLAYED.differences()).isEmpty();
    assertThat(REPLAYED.isEqual()).isTrue();
    assertThat(REPLAYED.cuts())
        .extracting(ReplayReport.CutDigest::cut)
        .startsWith(
            "2026-10-29/ITD-1200", "2026-10-29/EOD", "2026-10-30/ITD-1200", "2026-10-30/EOD")
        .contains("2026-10-29 payments", "positions at the end", "rejects");
    assertThat(REPLAYED.cuts())
        .allSatisfy(cut -> assertThat(cut.recordsFound()).isEqualTo(cut.recordsExpected()));
    assertThat(REPLAYED.cuts().stream().limit(4))
        .allSatisfy(cut -> assertThat(cut.recordsFound()).isGreaterThan(40));
  }

  /** Two threads or one, batches of any size, any time zone, restored at every cut or never. */
  @ParameterizedTest(name = "{0} threads, batches of {1}, {2}, restored: {3}")
  @MethodSource("ways")
  void howTheLogIsFoldedChangesNothing(int threads, int batch, String zone, boolean isRestored) {
    TimeZone before = TimeZone.getDefault();
    try {
      TimeZone.setDefault(TimeZone.getTimeZone(zone));
      ReplayReport report =
          Replay.of(ReplaySource.inMemory(LOG), new ReplayOptions(batch, threads, isRestored, 20));
      assertThat(report).isEqualTo(REPLAYED);
    } finally {
      TimeZone.setDefault(before);
    }
  }

  /** Whatever order the processors worked in, what they wrote follows from what they read. */
  @ParameterizedTest
  @MethodSource("seeds")
  void noOrderOfWorkIsBeyondReplay(long seed) {
    ReplayReport report =
        Replay.of(
            ReplaySource.inMemory(RecordedHouse.play(seed)), new ReplayOptions(7, 2, true, 20));
    assertThat(report.differences()).as("seed %d", seed).isEmpty();
    assertThat(report.isEqual()).as("seed %d", seed).isTrue();
  }

  /** Faults S4, K9 and K10 of the log itself: each is named where it stands. */
  @Test
  void oneByteOfALedgerEntryIsFound() {
    Found entry = some(Topic.LEDGER, LedgerEntryPosted.class);
    byte[] changed = entry.value().clone();
    changed[changed.length - 2] ^= 2;
    ReplayReport report = tampered(entry, List.of(with(entry, changed)));
    assertThat(report.differenceCount()).isEqualTo(1);
    Difference difference = report.differences().getFirst();
    assertThat(difference.place()).isEqualTo(entry.place().toString());
    assertThat(difference.offset()).isEqualTo(entry.offset());
    assertThat(difference.expected()).contains(entryId(entry));
    assertThat(difference.found()).contains("another from byte " + (changed.length - 2));
    assertThat(report.cuts()).filteredOn(cut -> !cut.isEqual()).hasSize(1);
  }

  @Test
  void aLostLegIsFoundAndSoIsAllThatNoLongerFollows() {
    Found leg = some(Topic.LEGS, Leg.class);
    ReplayReport report = tampered(leg, List.of());
    Difference difference = report.differences().getFirst();
    assertThat(difference.place()).isEqualTo(leg.place().toString());
    assertThat(difference.found()).isEqualTo("nothing");
    assertThat(difference.expected()).isEqualTo("Leg " + Wire.decode(leg.value()));
    assertThat(report.differences())
        .extracting(Difference::place)
        .contains("novate.cycles.v1/" + leg.place().partition());
  }

  @Test
  void aDoubledCallIsFound() {
    Found call = some(Topic.CALLS, MarginCall.class);
    assertThat(tampered(call, List.of(call, call)).differences()).containsExactly(surplus(call));
  }

  @Test
  void aLegThatNobodyTradedIsFound() {
    Found leg = some(Topic.LEGS, Leg.class);
    assertThat(tampered(leg, List.of(leg, leg)).differences()).startsWith(surplus(leg));
  }

  @Test
  void bytesThatAreNoRecordStopTheFoldThereAndAreNamed() {
    Found leg = some(Topic.LEGS, Leg.class);
    ReplayReport report = tampered(leg, List.of(with(leg, new byte[] {1, 2, 3})));
    assertThat(report.differences())
        .extracting(Difference::place, Difference::offset, Difference::found)
        .contains(tuple(leg.place().toString(), leg.offset(), "3 bytes that are no record"));
    assertThat(report.isEqual()).isFalse();
  }

  @Test
  void aPositionThatWasAlteredIsFound() {
    Found state = lastPosition();
    ReplayReport report =
        alteredEverywhere(
            state,
            found ->
                Wire.find(found.value()).orElse(null) instanceof PositionState each
                    ? with(found, Wire.encode(oneLotMore(each)))
                    : found);
    assertThat(report.differences())
        .extracting(Difference::place)
        .containsExactly(state.place().toString());
  }

  @Test
  void aRefusalThatIsGoneIsFound() {
    Found reject = some(Topic.REJECTS, Reject.class);
    assertThat(tampered(reject, List.of()).differences())
        .singleElement()
        .satisfies(each -> assertThat(each.place()).isEqualTo("novate.rejects.v1/0"))
        .satisfies(each -> assertThat(each.found()).isEqualTo("nothing"));
  }

  /** Fault C5: whoever starts from it would count a trade twice, or lose one. */
  @Test
  void aCheckpointThatIsNotWhereTheNovatorStoodIsFound() {
    Found checkpoint = some(Topic.CHECKPOINTS, NovatorCheckpoint.class);
    NovatorCheckpoint event = (NovatorCheckpoint) Wire.decode(checkpoint.value());
    List<Long> behind = new ArrayList<>(event.getLegsOffsets());
    for (int p = 0; p < behind.size(); p++) {
      behind.set(p, behind.get(p) + 3);
    }
    List<GrossTicks> more = new ArrayList<>(event.getGrossTicks());
    more.add(new GrossTicks(99, 1L));
    for (NovatorCheckpoint other :
        List.of(
            altered(event, event.getTradesOffsets(), behind, 0, event.getGrossTicks()),
            altered(event, List.of(1L, 0L, 0L, 0L), event.getLegsOffsets(), 0, List.of()),
            altered(event, event.getTradesOffsets(), List.of(), 0, event.getGrossTicks()),
            altered(event, event.getTradesOffsets(), event.getLegsOffsets(), 5, List.of()),
            altered(event, event.getTradesOffsets(), event.getLegsOffsets(), 0, more))) {
      assertThat(tampered(checkpoint, List.of(with(checkpoint, Wire.encode(other)))).differences())
          .as("%s", other)
          .extracting(Difference::place)
          .contains("novate.checkpoints.v1/0");
    }
  }

  private static NovatorCheckpoint altered(
      NovatorCheckpoint checkpoint,
      List<Long> trades,
      List<Long> legs,
      long rejectsMore,
      List<GrossTicks> gross) {
    return new NovatorCheckpoint(
        checkpoint.getBusinessDate(),
        checkpoint.getDatesBefore(),
        checkpoint.getControlOffset(),
        trades,
        legs,
        checkpoint.getRejectsOffset() + rejectsMore,
        gross);
  }

  @Test
  void aCheckpointThatIsGoneOrStandsTwiceIsFound() {
    Found checkpoint = some(Topic.CHECKPOINTS, NovatorCheckpoint.class);
    assertThat(tampered(checkpoint, List.of()).differences())
        .extracting(Difference::found)
        .contains("nothing");
    assertThat(tampered(checkpoint, List.of(checkpoint, checkpoint)).differences())
        .singleElement()
        .satisfies(each -> assertThat(each.expected()).isEqualTo("nothing"));
  }

  @Test
  void aBalanceThatTheDeskWouldStartFromIsChecked() {
    Found balance = some(Topic.BOOKS, DeskBalance.class);
    DeskBalance event = (DeskBalance) Wire.decode(balance.value());
    DeskBalance other =
        new DeskBalance(
            event.getMemberId(),
            event.getAccountGroup(),
            event.getPurpose(),
            event.getCurrency(),
            event.getMinorUnits() + 1);
    ReplayReport report = alteredEverywhere(balance, found -> with(found, Wire.encode(other)));
    assertThat(report.differences())
        .singleElement()
        .satisfies(each -> assertThat(each.place()).isEqualTo(balance.place().toString()));
  }

  @Test
  void aCycleClosedWithAnotherHashIsFound() {
    Found closed = some(Topic.CONTROL, CycleClosed.class);
    CycleClosed event = (CycleClosed) Wire.decode(closed.value());
    CycleClosed other =
        new CycleClosed(
            event.getCycleId(), event.getBusinessDate(), event.getKind(), "0".repeat(64));
    ReplayReport report = tampered(closed, List.of(with(closed, Wire.encode(other))));
    assertThat(report.differences())
        .singleElement()
        .satisfies(each -> assertThat(each.offset()).isEqualTo(closed.offset()));
  }

  @Test
  void onlyTheFirstDifferencesAreToldAndAllAreCounted() {
    ReplayReport report =
        Replay.of(
            ReplaySource.inMemory(
                new TamperedLog(
                    LOG,
                    found -> found.place().topic() == Topic.LEDGER ? List.of() : List.of(found))),
            new ReplayOptions(1_000, 1, false, 2));
    assertThat(report.differences()).hasSize(2);
    assertThat(report.differenceCount()).isGreaterThan(10);
    assertThat(report.digest()).isEqualTo(REPLAYED.digest());
  }

  @Test
  void optionsThatMakeNoSenseAreRefused() {
    assertThatThrownBy(() -> new ReplayOptions(0, 1, false, 1))
        .hasMessage("a batch must have records, got 0");
    assertThatThrownBy(() -> new ReplayOptions(1, 65, false, 1))
        .hasMessage("threads must be 1 to 64, got 65");
  }

  /** The last state of a position that is still held at the end. */
  private static Found lastPosition() {
    Map<ByteBuffer, Found> lastByKey = new LinkedHashMap<>();
    for (Place place : Place.all(Topic.POSITIONS)) {
      LOG.read(place, 0, found -> lastByKey.put(ByteBuffer.wrap(found.key()), found));
    }
    return lastByKey.values().stream()
        .filter(found -> Wire.find(found.value()).orElse(null) instanceof PositionState)
        .findFirst()
        .orElseThrow();
  }

  private static PositionState oneLotMore(PositionState state) {
    return new PositionState(
        state.getAccountIndex(),
        state.getContractIndex(),
        state.getLots() + 1,
        state.getCostTicks(),
        state.getCutLots(),
        state.getCutCostTicks(),
        state.getCutSequence(),
        state.getPremiumDue(),
        state.getFeeLots(),
        state.getCutFeeLots());
  }

  private static String entryId(Found entry) {
    return ((LedgerEntryPosted) Wire.decode(entry.value())).getEntryId();
  }

  private static Found with(Found found, byte[] value) {
    return new Found(found.place(), found.offset(), found.key(), value);
  }

  private static ReplayReport tampered(Function<Found, List<Found>> instead) {
    return Replay.of(ReplaySource.inMemory(new TamperedLog(LOG, instead)), PLAIN);
  }

  private static ReplayReport tampered(Found victim, List<Found> instead) {
    return tampered(
        found ->
            found.place().equals(victim.place()) && found.offset() == victim.offset()
                ? instead
                : List.of(found));
  }

  /** The last record of a key is what counts, so every one of its key is altered. */
  private static ReplayReport alteredEverywhere(Found one, UnaryOperator<Found> change) {
    return tampered(
        found ->
            found.place().equals(one.place()) && Arrays.equals(found.key(), one.key())
                ? List.of(change.apply(found))
                : List.of(found));
  }

  /** What is said of a record that follows from nothing. */
  private static Difference surplus(Found found) {
    SpecificRecord event = Wire.decode(found.value());
    return new Difference(
        found.place().toString(),
        found.offset(),
        event.getSchema().getName() + " " + event,
        "nothing");
  }

  /** A record of a kind from the middle of a topic. */
  private static Found some(Topic topic, Class<? extends SpecificRecord> type) {
    List<Found> all = new ArrayList<>();
    for (Place place : Place.all(topic)) {
      LOG.read(
          place,
          0,
          found -> {
            if (type.isInstance(Wire.find(found.value()).orElse(null))) {
              all.add(found);
            }
          });
    }
    assertThat(all).as("%s in %s", type.getSimpleName(), topic).isNotEmpty();
    return all.get(all.size() / 2);
  }
}
