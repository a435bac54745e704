package novate.index.intake;

import static java.util.stream.Collectors.joining;
import static novate.market.Checks.found;
import static novate.market.Checks.require;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import novate.wire.CsvRow;

/** Where the text of one field of a quote comes from. */
sealed interface CellRule {
  /** The columns it looks at. */
  Stream<String> columns();

  /**
   * What the parser makes of the text; none, with the error noted at the column, when a cell cannot
   * be read or the parser refuses.
   */
  <T> Optional<T> read(CsvRow row, Function<String, T> parser);

  /** The same text in every row. */
  record Constant(String text) implements CellRule {
    @Override
    public Stream<String> columns() {
      return Stream.empty();
    }

    @Override
    public <T> Optional<T> read(CsvRow row, Function<String, T> parser) {
      return row.build(() -> parser.apply(text));
    }
  }

  /**
   * A cell, with what is done to it in the order of the fields.
   *
   * @param empty what an empty cell stands for, taken as it is; without it, one is an error
   * @param pattern what a cell must match whole
   * @param part what is taken of it
   * @param values the words it may be, and what each stands for; none lets every word stand
   * @param groups the group a word belongs to, by word; a word of no group stands for itself
   */
  record Column(
      String column,
      Optional<String> empty,
      Optional<Pattern> pattern,
      Part part,
      SortedMap<String, String> values,
      SortedMap<String, String> groups)
      implements CellRule {
    /** Keeps its own copies. */
    public Column {
      values = new TreeMap<>(values);
      groups = new TreeMap<>(groups);
    }

    @Override
    public Stream<String> columns() {
      return Stream.of(column);
    }

    @Override
    public <T> Optional<T> read(CsvRow row, Function<String, T> parser) {
      Function<String, T> whole = text -> parser.apply(translated(text));
      if (empty.isEmpty()) {
        var cell = row.cell(column, whole);
        return cell.isReadable() ? Optional.of(cell.value()) : Optional.empty();
      }
      var cell = row.optional(column, whole);
      if (!cell.isReadable()) {
        return Optional.empty();
      }
      return cell.value().isPresent()
          ? cell.value()
          : row.build(() -> parser.apply(empty.orElseThrow()));
    }

    private String translated(String cell) {
      require(cell.chars().noneMatch(Character::isISOControl), "must have no control characters");
      pattern.ifPresent(
          form -> require(form.matcher(cell).matches(), "must match %s", form.pattern()));
      String text = part.of(cell);
      if (!values.isEmpty()) {
        return found(
            values.get(text),
            "must be one of %s",
            String.join(", ", new TreeSet<>(values.keySet())));
      }
      return groups.getOrDefault(text, text);
    }
  }

  /** Several texts, joined. */
  record Join(List<CellRule> parts, String with) implements CellRule {
    /** Keeps its own copy. */
    public Join {
      parts = List.copyOf(parts);
    }

    @Override
    public Stream<String> columns() {
      return parts.stream().flatMap(CellRule::columns);
    }

    @Override
    public <T> Optional<T> read(CsvRow row, Function<String, T> parser) {
      List<Optional<String>> texts =
          parts.stream().map(part -> part.read(row, Function.identity())).toList();
      if (texts.stream().anyMatch(Optional::isEmpty)) {
        return Optional.empty();
      }
      String joined = texts.stream().map(Optional::orElseThrow).collect(joining(with));
      return row.build(() -> parser.apply(joined));
    }
  }

  /** What is taken of a cell: the whole, or what stands before or after the first separator. */
  sealed interface Part {
    String of(String cell);

    /** All of it. */
    record Whole() implements Part {
      @Override
      public String of(String cell) {
        return cell;
      }
    }

    /** What stands before the first separator; all of it when there is none. */
    record Before(String separator) implements Part {
      @Override
      public String of(String cell) {
        int at = cell.indexOf(separator);
        return at < 0 ? cell : cell.substring(0, at);
      }
    }

    /** What stands after the first separator; nothing when there is none. */
    record After(String separator) implements Part {
      @Override
      public String of(String cell) {
        int at = cell.indexOf(separator);
        return at < 0 ? "" : cell.substring(at + separator.length());
      }
    }
  }

  /** The group by word, of the words by group. */
  static SortedMap<String, String> byWord(Map<String, List<String>> groups) {
    SortedMap<String, String> byWord = new TreeMap<>();
    groups.forEach(
        (group, words) ->
            words.forEach(
                word -> {
                  String before = byWord.put(word, group);
                  require(before == null, "'%s' is in two groups, %s and %s", word, before, group);
                }));
    return byWord;
  }
}
