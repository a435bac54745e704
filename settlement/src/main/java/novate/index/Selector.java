package novate.index;

import static novate.market.Checks.require;

import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * A population of quotes by what they are. An empty set takes everything; a set that is not empty
 * takes no quote that does not give the part.
 *
 * @param classes how far a quote binds
 * @param models {@code H100}
 * @param interconnects {@code SXM}
 * @param terms {@code on_demand}
 * @param regions {@code DE}
 * @param nodeSizes GPUs of one machine
 * @param families see {@link Filter.Families}; only in a segment
 */
public record Selector(
    SortedSet<QuoteClass> classes,
    SortedSet<String> models,
    SortedSet<String> interconnects,
    SortedSet<String> terms,
    SortedSet<String> regions,
    SortedSet<Integer> nodeSizes,
    SortedSet<String> families) {
  /** Every quote. */
  public static final Selector EVERYTHING = of(List.of(), List.of(), List.of(), List.of());

  /** Keeps its own copies; refuses a negative node size and names that cannot be written down. */
  public Selector {
    classes = copy(classes);
    models = copy(models);
    interconnects = copy(interconnects);
    terms = copy(terms);
    regions = copy(regions);
    nodeSizes = copy(nodeSizes);
    families = copy(families);
    require(
        nodeSizes.isEmpty() || nodeSizes.first() > 0,
        "node sizes must be above zero: %s",
        nodeSizes);
    for (SortedSet<String> names : List.of(models, interconnects, terms, regions, families)) {
      Names.requireWritable(names);
    }
  }

  /** By class, model, term and region. */
  public static Selector of(
      Collection<QuoteClass> classes,
      Collection<String> models,
      Collection<String> terms,
      Collection<String> regions) {
    return new Selector(
        new TreeSet<>(classes),
        new TreeSet<>(models),
        Collections.emptySortedSet(),
        new TreeSet<>(terms),
        new TreeSet<>(regions),
        Collections.emptySortedSet(),
        Collections.emptySortedSet());
  }

  /** Why a quote is not of the population, in the order of the fields; empty when it is. */
  String exclusion(Quote quote) {
    QuoteSpec spec = quote.spec();
    if (lacks(classes, quote.quoteClass())) {
      return "class_not_eligible";
    }
    if (lacks(models, spec.model())) {
      return "model_not_eligible";
    }
    if (lacks(interconnects, spec.interconnect())) {
      return "interconnect_not_eligible";
    }
    if (lacks(terms, spec.term())) {
      return "term_not_eligible";
    }
    if (lacks(regions, spec.region())) {
      return "region_not_eligible";
    }
    if (lacks(nodeSizes, spec.nodeSize())) {
      return "node_size_not_eligible";
    }
    return lacks(families, quote.family()) ? "family_not_taken" : "";
  }

  private static <T> boolean lacks(SortedSet<T> named, T value) {
    return !named.isEmpty() && !named.contains(value);
  }

  /** The fields as a methodology file has them. */
  Map<String, Object> fields() {
    return CanonicalYaml.fields(
        "classes",
        classes.stream().map(c -> c.name().toLowerCase(Locale.ROOT)).toList(),
        "models",
        List.copyOf(models),
        "interconnects",
        List.copyOf(interconnects),
        "terms",
        List.copyOf(terms),
        "regions",
        List.copyOf(regions),
        "node_sizes",
        List.copyOf(nodeSizes),
        "families",
        List.copyOf(families));
  }

  private static <T extends Comparable<T>> SortedSet<T> copy(SortedSet<T> set) {
    return Collections.unmodifiableSortedSet(new TreeSet<>(set));
  }

  /** What is said about names everywhere in a methodology. */
  static final class Names {
    private Names() {}

    static void requireWritable(Collection<String> names) {
      for (String name : names) {
        require(
            !name.isBlank() && name.chars().noneMatch(Character::isISOControl),
            "name '%s' must not be empty nor hold control characters",
            name);
      }
    }
  }
}
