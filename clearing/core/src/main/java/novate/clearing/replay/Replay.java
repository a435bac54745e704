package novate.clearing.replay;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedSet;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import novate.clearing.processor.DeskProcessor;
import novate.clearing.processor.LogReference;
import novate.clearing.processor.LogView;
import novate.clearing.processor.NovatorProcessor;
import novate.clearing.processor.Place;
import novate.clearing.processor.Reference;
import novate.clearing.processor.ShardProcessor;
import novate.clearing.processor.Topic;
import novate.clearing.replay.ReplayReport.CutDigest;
import novate.market.Hashing;

/**
 * Folds a house's log again, each topic from what it was made of, and compares.
 *
 * <ol>
 *   <li>Trades and control through the novator: legs, as a bag between one cut and the next in each
 *       partition, with the markers; refused trades, as a bag.
 *   <li>Legs through the position keepers: cycle results, what the desks are told, the reports of
 *       each cycle, byte for byte in order; the changelog of positions, the last state of each.
 *   <li>Desk through the desks: calls, ledger, reports and refused payments, byte for byte in
 *       order; their books, the last record of each key.
 *   <li>The reports of keepers and desks: that the house adds up, and the hash that each cycle was
 *       closed with.
 * </ol>
 *
 * <p>What the conductor decides (when to cut, which quotes stood when a fixing was printed) depends
 * on when it looked, so its decisions are inputs here, named by id and hash; only the closing of a
 * cycle follows from the log. Live exposure is conflated and not compared.
 *
 * <p>A house may be at work meanwhile: what stood on the log when the replay began must follow from
 * it, and what follows from what had been folded must stand on it.
 */
public final class Replay {
  private static final String ID = "novate-replay";

  private static final List<Topic> OUTPUTS =
      List.of(
          Topic.LEGS,
          Topic.CYCLES,
          Topic.DESK,
          Topic.CALLS,
          Topic.LEDGER,
          Topic.CONTROL,
          Topic.CHECKPOINTS,
          Topic.REJECTS);

  private final ReplaySource source;
  private final ReplayOptions options;
  private final Map<Place, Long> requiredUntil = new TreeMap<>();
  private final Cuts cuts;
  private final Reference reference;

  private Replay(ReplaySource source, LogView log, ReplayOptions options) {
    this.source = source;
    this.options = options;
    // The ends first: whatever stands before them, its inputs stand on the log already.
    OUTPUTS.stream()
        .flatMap(topic -> Place.all(topic).stream())
        .forEach(place -> requiredUntil.put(place, log.end(place)));
    this.cuts = Cuts.read(log);
    this.reference = LogReference.ofRecorded(log);
  }

  /**
   * Folds a log again.
   *
   * @throws CancellationException when the thread is interrupted
   */
  public static ReplayReport of(ReplaySource source, ReplayOptions options) {
    try (ReplayLog log = source.open(ID)) {
      Replay replay = new Replay(source, log, options);
      List<Findings> all = new ArrayList<>(inThreads(options.threads(), replay.folds()));
      Findings closing = new Findings(options.differencesMax());
      new ClosingReplay(replay.requiredUntil, closing)
          .run(log, all.stream().flatMap(each -> each.reports().stream()).toList());
      all.add(closing);
      return replay.report(all);
    }
  }

  private List<Callable<Findings>> folds() {
    List<Callable<Findings>> folds = new ArrayList<>();
    folds.add(
        () ->
            fold(
                NovatorProcessor.ID,
                (log, findings) ->
                    new NovatorReplay(log, requiredUntil, cuts, reference, options, findings)
                        .run()));
    for (int p = 0; p < Topic.LEGS.partitionCount(); p++) {
      int partition = p;
      folds.add(
          () ->
              fold(
                  ShardProcessor.id(partition),
                  (log, findings) ->
                      new ShardReplay(partition, log, requiredUntil, cuts, findings)
                          .run(reference, options)));
    }
    for (int p = 0; p < Topic.DESK.partitionCount(); p++) {
      int partition = p;
      folds.add(
          () ->
              fold(
                  DeskProcessor.id(partition),
                  (log, findings) ->
                      new DeskReplay(partition, log, requiredUntil, cuts, findings)
                          .run(reference, options)));
    }
    return folds;
  }

  @FunctionalInterface
  private interface Fold {
    void run(ReplayLog log, Findings findings);
  }

  private Findings fold(String processorId, Fold fold) {
    Findings findings = new Findings(options.differencesMax());
    try (ReplayLog log = source.open(processorId)) {
      fold.run(log, findings);
    }
    return findings;
  }

  /** What the folds found, in their order, whichever ended first. */
  private static List<Findings> inThreads(int threads, List<Callable<Findings>> folds) {
    List<Findings> findings = new ArrayList<>();
    try (ExecutorService executor = Executors.newFixedThreadPool(threads)) {
      List<Future<Findings>> futures = folds.stream().map(executor::submit).toList();
      try {
        for (Future<Findings> future : futures) {
          findings.add(future.get());
        }
      } catch (ExecutionException e) {
        executor.shutdownNow();
        throw new IllegalStateException(
            "the log cannot be replayed: " + e.getCause(), e.getCause());
      } catch (InterruptedException e) {
        executor.shutdownNow();
        Thread.currentThread().interrupt();
        throw new CancellationException("interrupted while the log was replayed");
      }
    }
    return findings;
  }

  private ReplayReport report(List<Findings> all) {
    SortedMap<String, SortedMap<String, Findings.Sides>> byCut = new TreeMap<>();
    for (Findings findings : all) {
      findings
          .sidesByCut()
          .forEach(
              (cut, byStream) -> byCut.computeIfAbsent(cut, _ -> new TreeMap<>()).putAll(byStream));
    }
    SequencedSet<String> order = new LinkedHashSet<>(cuts.cycleIds());
    order.addAll(new TreeSet<>(byCut.keySet()));
    List<CutDigest> digests =
        order.stream()
            .filter(byCut::containsKey)
            .map(cut -> digest(cut, byCut.getOrDefault(cut, new TreeMap<>())))
            .toList();
    return new ReplayReport(
        digests,
        all.stream()
            .flatMap(findings -> findings.differences().stream())
            .limit(options.differencesMax())
            .toList(),
        all.stream().mapToLong(Findings::differenceCount).sum(),
        all.stream().mapToLong(Findings::foldedCount).sum(),
        Hashing.sha256(
            digests.stream()
                .map(each -> each.cut() + " " + each.digestExpected())
                .collect(Collectors.joining("\n"))));
  }

  private static CutDigest digest(String cut, SortedMap<String, Findings.Sides> byStream) {
    return new CutDigest(
        cut,
        byStream.values().stream().mapToLong(sides -> sides.found().records()).sum(),
        byStream.values().stream().mapToLong(sides -> sides.expected().records()).sum(),
        combined(
            byStream.entrySet().stream()
                .map(each -> each.getKey() + " " + each.getValue().found().hex())),
        combined(
            byStream.entrySet().stream()
                .map(each -> each.getKey() + " " + each.getValue().expected().hex())));
  }

  private static String combined(Stream<String> digests) {
    return Hashing.sha256(digests.collect(Collectors.joining("\n")));
  }
}
