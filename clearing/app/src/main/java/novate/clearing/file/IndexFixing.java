package novate.clearing.file;

import static java.util.stream.Collectors.toCollection;
import static java.util.stream.Collectors.toSet;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import novate.index.ConstituentFile;
import novate.index.ConstituentFixing;
import novate.index.FixingOutcome;
import novate.index.PrintKey;
import novate.index.PublishedFile;
import novate.index.PublishedValue;
import novate.market.IndexId;

/**
 * Every print that a file of constituents or quotes holds.
 *
 * @param prints by date, index and revision
 * @param derived series of a daily file that are made from other series (a mean, a chain-linked
 *     level) and so are not fixed from constituents
 * @param hashByFile SHA-256 of every file read
 */
public record IndexFixing(
    List<IndexPrint> prints, SortedSet<IndexId> derived, SortedMap<String, String> hashByFile) {
  /** Keeps its own copy of the prints. */
  public IndexFixing {
    prints = List.copyOf(prints);
  }

  /**
   * Repeats a published index from its constituents, exactly as given.
   *
   * @param daily the publisher's values; a print that stands only there has no constituents, so it
   *     has too few sources
   * @throws novate.market.InvalidInputException with every error of the file that is refused
   */
  public static IndexFixing ofConstituents(Path constituents, Optional<Path> daily) {
    InputFiles files = new InputFiles();
    SortedMap<PrintKey, FixingOutcome> outcomes =
        ConstituentFixing.fixAll(
            read(files, constituents, r -> ConstituentFile.read(r, constituents.toString())));
    List<PublishedValue> published =
        daily
            .map(file -> read(files, file, r -> PublishedFile.read(r, file.toString())))
            .orElse(List.of());
    SortedSet<IndexId> derived = derived(outcomes, published);
    SortedMap<PrintKey, Optional<Optional<BigDecimal>>> said = new TreeMap<>();
    for (PublishedValue value : published) {
      if (!derived.contains(value.key().index())) {
        said.put(value.key(), Optional.of(value.value()));
        outcomes.computeIfAbsent(value.key(), key -> ConstituentFixing.fix(key, List.of()));
      }
    }
    List<IndexPrint> prints = new ArrayList<>();
    outcomes.forEach(
        (key, outcome) ->
            prints.add(
                new IndexPrint(
                    key,
                    outcome,
                    said.getOrDefault(key, Optional.empty()),
                    Optional.empty(),
                    Optional.empty())));
    return new IndexFixing(prints, derived, files.hashByFile());
  }

  /** A series is derived when it has values, and never a constituent. */
  private static SortedSet<IndexId> derived(
      Map<PrintKey, FixingOutcome> outcomes, List<PublishedValue> published) {
    Set<IndexId> constituted = outcomes.keySet().stream().map(PrintKey::index).collect(toSet());
    return published.stream()
        .filter(value -> value.value().isPresent())
        .map(value -> value.key().index())
        .filter(Predicate.not(constituted::contains))
        .collect(toCollection(TreeSet::new));
  }

  /**
   * Fixes every index and date of a quote file by the methodology that is named, or the house's.
   *
   * @throws novate.market.InvalidInputException with every error of the file that is refused
   */
  public static IndexFixing ofQuotes(Path quotes, QuoteTerms terms) {
    InputFiles files = new InputFiles();
    List<IndexPrint> prints = QuotePrints.of(files, quotes, terms);
    return new IndexFixing(prints, new TreeSet<>(), files.hashByFile());
  }

  /** The same files, and of the prints those that are asked for. */
  public IndexFixing only(Predicate<PrintKey> isWanted) {
    return new IndexFixing(
        prints.stream().filter(print -> isWanted.test(print.key())).toList(), derived, hashByFile);
  }

  private static <T> List<T> read(InputFiles files, Path file, Function<Reader, List<T>> parser) {
    try (Reader reader = files.open(file)) {
      return parser.apply(reader);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
