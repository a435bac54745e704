package novate.clearing.day;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import novate.wire.event.Cut;
import novate.wire.event.CycleClosed;
import novate.wire.event.CycleDone;
import novate.wire.event.CycleKind;
import novate.wire.event.CycleRequested;
import novate.wire.event.CycleRole;
import novate.wire.event.ExerciseHoldings;
import novate.wire.event.ExerciseInstruction;
import novate.wire.event.PricesApproved;
import novate.wire.event.PricesHeld;
import novate.wire.event.Value;
import org.jspecify.annotations.Nullable;

/** How far one cycle has come, as the control topic tells it. */
public final class CycleProgress {
  private final CycleRequested request;
  private final int partitionCount;
  private final SortedMap<Integer, CycleDone> shards = new TreeMap<>();
  private final SortedMap<Integer, CycleDone> desks = new TreeMap<>();
  private final List<PricesApproved> approvals = new ArrayList<>();
  private boolean hasFixings;
  private boolean hasPrices;
  private final SortedMap<Integer, ExerciseHoldings> exerciseHoldings = new TreeMap<>();
  private List<ExerciseInstruction> instructions = List.of();
  private @Nullable String exercisesHash;
  private @Nullable Cut cut;
  private boolean hasCorrections;
  @Nullable PricesHeld held;
  @Nullable Value value;
  @Nullable CycleClosed closed;
  @Nullable String broken;

  CycleProgress(CycleRequested request, int partitionCount) {
    this.request = request;
    this.partitionCount = partitionCount;
  }

  /** What was asked for. */
  public CycleRequested request() {
    return request;
  }

  /** What is still to do first; null when the cycle is closed. */
  public @Nullable DayStep nextStep() {
    if (cut == null) {
      return DayStep.CUT;
    }
    if (request.getKind() == CycleKind.END_OF_DAY && !hasFixings) {
      return DayStep.FIXINGS;
    }
    if (!hasPrices) {
      return DayStep.PRICES;
    }
    if (isExercising() && exercisesHash == null) {
      return DayStep.EXERCISE;
    }
    if (value == null) {
      // What was valued before there were corrections has no checkpoint of them.
      boolean isRestateDue = request.getKind() == CycleKind.END_OF_DAY && !hasCorrections;
      return isRestateDue ? DayStep.RESTATE : DayStep.VALUE;
    }
    if (shards.size() < partitionCount) {
      return DayStep.POSITIONS;
    }
    if (desks.size() < partitionCount) {
      return DayStep.LEDGER;
    }
    return closed == null ? DayStep.CLOSE : null;
  }

  /** True when options end in this cycle, or their holders have given instructions. */
  public boolean isExercising() {
    Cut taken = cut;
    return taken != null && !(taken.getExerciseContracts().isEmpty() && instructions.isEmpty());
  }

  /** The cut; null before it is taken. */
  public @Nullable Cut cut() {
    return cut;
  }

  /** What holders of options said before the cut, in order. */
  public List<ExerciseInstruction> instructions() {
    return instructions;
  }

  /** What the partitions hold of the options that the cut names, by partition. */
  public SortedMap<Integer, ExerciseHoldings> exerciseHoldings() {
    return exerciseHoldings;
  }

  /** The hash of the sealed exercises; null before they are sealed and when there are none. */
  public @Nullable String exercisesHash() {
    return exercisesHash;
  }

  /** True when the step has its checkpoint. */
  public boolean isDone(DayStep step) {
    DayStep next = nextStep();
    return next == null || step.ordinal() < next.ordinal();
  }

  /** True when two different people have accepted the prices that are held now. */
  public boolean isHeldSetApproved() {
    PricesHeld now = held;
    return now != null
        && approvals.stream()
                .filter(approval -> approval.getHeldHash().equals(now.getHeldHash()))
                .map(PricesApproved::getApprover)
                .distinct()
                .count()
            >= 2;
  }

  /** The hash of the held prices that two different people have accepted, if they have. */
  public Optional<String> acceptedHash() {
    return isHeldSetApproved()
        ? Optional.ofNullable(held).map(PricesHeld::getHeldHash)
        : Optional.empty();
  }

  /** Why prices are held; null when they are not. */
  public @Nullable PricesHeld held() {
    return hasPrices ? null : held;
  }

  /** What the cut is valued with; null before that is known. */
  public @Nullable Value value() {
    return value;
  }

  /** Why the cycle cannot go on; null when it can. */
  public @Nullable String broken() {
    return broken;
  }

  /** The checkpoint of the cycle's end; null while it runs. */
  public @Nullable CycleClosed closed() {
    return closed;
  }

  /** What shards and desks have reported, by partition. */
  public SortedMap<Integer, CycleDone> done(CycleRole role) {
    return role == CycleRole.SHARD ? shards : desks;
  }

  void done(CycleDone done) {
    // A restarted shard may report again; the content is the same and the first report stands.
    CycleDone first = done(done.getRole()).putIfAbsent(done.getPartition(), done);
    if (first != null && !first.equals(done)) {
      broken =
          "%s %d reported %s, and before %s"
              .formatted(done.getRole(), done.getPartition(), done.getHash(), first.getHash());
    }
  }

  void done(DayStep step, String hash) {
    hasFixings |= step == DayStep.FIXINGS;
    hasPrices |= step == DayStep.PRICES;
    hasCorrections |= step == DayStep.RESTATE;
    if (step == DayStep.EXERCISE) {
      exercisesHash = hash;
    }
  }

  void cut(Cut taken, List<ExerciseInstruction> givenBefore) {
    cut = taken;
    instructions = List.copyOf(givenBefore);
  }

  void holds(ExerciseHoldings report) {
    ExerciseHoldings first = exerciseHoldings.putIfAbsent(report.getPartition(), report);
    if (first != null && !first.equals(report)) {
      broken =
          "partition %d reported two contents of what it holds of expiring options"
              .formatted(report.getPartition());
    }
  }

  void approved(PricesApproved approval) {
    approvals.add(approval);
  }
}
