package novate.clearing.processor;

import static novate.clearing.TinyHouse.FRIDAY;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.function.Consumer;
import novate.clearing.TinyHouse;
import novate.clearing.simulation.MemoryLog;
import novate.wire.PriceSetCodec;
import novate.wire.Wire;
import novate.wire.event.Cut;
import novate.wire.event.CycleKind;
import novate.wire.event.CycleRequested;
import novate.wire.event.DayOpened;
import novate.wire.event.OpenDayRequested;
import novate.wire.event.Reject;
import org.apache.avro.specific.SpecificRecord;
import org.apache.avro.specific.SpecificRecordBase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** When the conductor decides: not before it knows all that was there, and not never. */
class ConductorProcessorTest {
  private static final Place CONTROL = new Place(Topic.CONTROL, 0);
  private static final Place QUOTES = new Place(Topic.QUOTES, 0);
  private static final CycleRequested END_OF_DAY =
      new CycleRequested(FRIDAY + "/EOD", FRIDAY, CycleKind.END_OF_DAY, TinyHouse.endOf(FRIDAY));
  private static final byte[] KEY = {};

  private final MemoryLog market = new MemoryLog();
  private final Map<Place, Long> ends = new TreeMap<>();
  private final List<Written> written = new ArrayList<>();
  private final Outbox outbox =
      (place, key, event) -> written.add(new Written(place, Objects.requireNonNull(event)));
  private final ConductorProcessor conductor =
      new ConductorProcessor(LogReference.ofGrowing(market), CrashPoint.NONE);
  private Map<Place, Long> positions = Map.of();

  private record Written(Place place, SpecificRecordBase event) {}

  private final LogView log =
      new LogView() {
        @Override
        public long read(Place place, long from, Consumer<Found> visitor) {
          return from;
        }

        @Override
        public long end(Place place) {
          return ends.getOrDefault(place, 0L);
        }

        @Override
        public long written(Place place) {
          return end(place);
        }

        @Override
        public OptionalLong committed(String processorId, Place place) {
          return OptionalLong.empty();
        }
      };

  @BeforeEach
  void start() {
    TinyHouse.registryEvents()
        .forEach(event -> market.append(new Place(Topic.REGISTRY, 0), KEY, encoded(event)));
    LocalDate before = FRIDAY.minusDays(1);
    market.append(
        new Place(Topic.PRICES, 0),
        KEY,
        encoded(
            PriceSetCodec.event(
                TinyHouse.priceSet(
                    "before", before, TinyHouse.endOf(before), TinyHouse.prices()))));
    positions = new TreeMap<>(conductor.restore(log));
  }

  private static byte[] encoded(SpecificRecord event) {
    return Wire.encode((SpecificRecordBase) event);
  }

  private void take(Place place, byte[] value) {
    long offset = positions.merge(place, 1L, Long::sum) - 1;
    ends.merge(place, offset + 1, Math::max);
    conductor.take(new Found(place, offset, KEY, value), outbox);
  }

  private List<Written> decided() {
    written.clear();
    conductor.settle(positions, log, outbox);
    return List.copyOf(written);
  }

  @Test
  void whatItWroteMustHaveComeBackBeforeItDecidesAgain() {
    take(CONTROL, encoded(new OpenDayRequested(FRIDAY)));
    List<Written> opening = decided();
    assertThat(opening).last().matches(last -> last.event() instanceof DayOpened);
    assertThat(decided()).as("committed, and the log does not show it yet").isEmpty();
    opening.forEach(each -> take(each.place(), Wire.encode(each.event())));
    take(CONTROL, encoded(new OpenDayRequested(FRIDAY)));
    take(CONTROL, encoded(END_OF_DAY));
    assertThat(decided()).singleElement().matches(cut -> cut.event() instanceof Cut);
  }

  @Test
  void itDecidesWhenItHasReadWhatWasThereAndNewQuotesDoNotPutItOff() {
    take(CONTROL, encoded(new OpenDayRequested(FRIDAY)));
    ends.put(QUOTES, 1L);
    assertThat(decided()).as("a quote is there and not read").isEmpty();
    ends.put(QUOTES, 5L);
    take(QUOTES, encoded(TinyHouse.quote("IX-GPU", FRIDAY, 'a', "4.100")));
    assertThat(decided()).isNotEmpty();
  }

  @Test
  void aRecordOfControlMakesItLookForTheEndAgain() {
    take(CONTROL, encoded(new OpenDayRequested(FRIDAY)));
    ends.put(QUOTES, 1L);
    assertThat(decided()).isEmpty();
    ends.put(QUOTES, 2L);
    take(QUOTES, encoded(TinyHouse.quote("IX-GPU", FRIDAY, 'a', "4.100")));
    take(CONTROL, encoded(new OpenDayRequested(FRIDAY)));
    assertThat(decided()).as("who asked may have sent the second quote before").isEmpty();
    take(QUOTES, encoded(TinyHouse.quote("IX-GPU", FRIDAY, 'b', "4.100")));
    assertThat(decided()).isNotEmpty();
  }

  @Test
  void whatNobodyCanReadIsRefusedOnceWhetherSomethingIsDueOrNot() {
    take(QUOTES, new byte[] {1, 2, 3});
    assertThat(decided()).singleElement().matches(each -> each.event() instanceof Reject);
    take(QUOTES, new byte[] {1, 2, 3});
    assertThat(decided()).isEmpty();
  }
}
