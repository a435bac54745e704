package novate.clearing.processor;

import java.nio.ByteBuffer;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.TreeMap;
import novate.clearing.day.Conductor;
import novate.clearing.day.Conductor.Output;
import novate.clearing.day.DayFold.Next;
import novate.clearing.registry.Registry;
import novate.market.Checks;
import novate.market.PriceSet;
import novate.wire.Wire;
import novate.wire.event.Reject;
import org.jspecify.annotations.Nullable;

/**
 * The conductor on the log: folds control and what it refers to, and writes what {@link Conductor}
 * decides. Outputs and the checkpoint of a step are one transaction, and every output follows from
 * the log alone, so a step that was killed is simply done again.
 *
 * <p>It decides only when it has read everything that was there after the last record of control,
 * what it wrote itself included: who asks for something has written before what it depends on.
 */
public final class ConductorProcessor implements LogProcessor {
  /** The id of the one conductor. */
  public static final String ID = "novate-conductor";

  private static final List<Topic> INPUTS =
      List.of(Topic.CONTROL, Topic.QUOTES, Topic.FIXINGS, Topic.PRICES, Topic.REGISTRY);

  private final Reference reference;
  private final CrashPoint crashPoint;
  private final Conductor conductor;
  private final Intake intake = new Intake();

  /** What was written to an input and has not come back yet. */
  private final Set<ByteBuffer> expected = new HashSet<>();

  private @Nullable LogView log;

  /** How far to read before the next decision; null while the ends are not asked for. */
  private @Nullable Map<Place, Long> readUntil;

  /** A conductor at the start of the log. */
  public ConductorProcessor(Reference reference, CrashPoint crashPoint) {
    this.reference = reference;
    this.crashPoint = crashPoint;
    this.conductor = new Conductor(Topic.LEGS.partitionCount(), new LogFacts());
  }

  @Override
  public String id() {
    return ID;
  }

  @Override
  public SequencedMap<Place, Long> restore(LogView committedLog) {
    log = committedLog;
    committedLog.read(
        RejectPlaces.CONDUCTOR, 0, found -> intake.restore(Wire.decode(found.value())));
    SequencedMap<Place, Long> next = new LinkedHashMap<>();
    INPUTS.forEach(topic -> next.put(new Place(topic, 0), 0L));
    return next;
  }

  @Override
  public void take(Found found, Outbox outbox) {
    expected.remove(ByteBuffer.wrap(found.value()));
    switch (found.place().topic()) {
      case CONTROL -> {
        conductor.applyControl(Wire.decode(found.value()));
        readUntil = null;
      }
      case QUOTES -> intake.take(found, conductor::applyQuote);
      case FIXINGS -> conductor.applyFixing(Wire.decode(found.value()));
      case PRICES -> intake.take(found, conductor::applyPrice);
      case REGISTRY -> {} // Read by everybody, through reference.
      default -> throw new IllegalStateException("the conductor does not read " + found);
    }
  }

  @Override
  public void settle(Map<Place, Long> positions, LogView committedLog, Outbox outbox) {
    // What providers and exchanges sent and nobody can read stands in rejects; the day goes on.
    for (Reject reject : intake.drainRejects()) {
      outbox.send(RejectPlaces.CONDUCTOR, reject.getTopic(), reject);
    }
    if (!conductor.isDue() || !expected.isEmpty() || !isAllRead(positions, committedLog)) {
      return;
    }
    readUntil = null;
    conductor.day().next().ifPresent(this::crash);
    for (Output output : conductor.outputs()) {
      Topic topic = topic(output.stream());
      if (INPUTS.contains(topic)) {
        expected.add(ByteBuffer.wrap(Wire.encode(output.event())));
      }
      outbox.send(topic, output.partition(), output.key(), output.event());
    }
  }

  /** The ends are asked for once: quotes that never cease must not put a decision off for ever. */
  private boolean isAllRead(Map<Place, Long> positions, LogView committedLog) {
    Map<Place, Long> ends = readUntil;
    if (ends == null) {
      ends = new TreeMap<>(positions);
      ends.replaceAll((place, _) -> committedLog.written(place));
      readUntil = ends;
    }
    return ends.entrySet().stream()
        .allMatch(
            end ->
                Checks.found(positions.get(end.getKey()), "%s has no position", end.getKey())
                    >= end.getValue());
  }

  private void crash(Next next) {
    if (next instanceof Next.Step step) {
      switch (step.step()) {
        case CUT -> crashPoint.hit("before-cut");
        case EXERCISE -> crashPoint.hit("before-exercise");
        case RESTATE -> crashPoint.hit("before-restate");
        case VALUE -> crashPoint.hit("before-value");
        case FIXINGS, PRICES, POSITIONS, LEDGER, CLOSE -> {}
      }
    }
  }

  private static Topic topic(Conductor.Stream stream) {
    return switch (stream) {
      case CONTROL -> Topic.CONTROL;
      case REGISTRY -> Topic.REGISTRY;
      case FIXINGS -> Topic.FIXINGS;
      case PRICES -> Topic.PRICES;
      case DESK -> Topic.DESK;
    };
  }

  /** What the log says beside what the conductor folds. */
  private final class LogFacts implements Conductor.Facts {
    @Override
    public Registry registry() {
      return reference.registry();
    }

    @Override
    public Optional<PriceSet> lastPriceSet() {
      return reference.lastPriceSet();
    }

    @Override
    public PriceSet priceSet(String id, String hash) {
      return reference.priceSet(id, hash);
    }

    @Override
    public List<Long> tradesOffsets() {
      LogView view = Checks.found(log, "the conductor was not restored");
      return Place.all(Topic.TRADES).stream().map(view::end).toList();
    }
  }
}
