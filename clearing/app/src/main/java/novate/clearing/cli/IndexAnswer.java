package novate.clearing.cli;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import novate.clearing.cli.Table.Column;
import novate.clearing.file.IndexFixing;
import novate.clearing.file.IndexPrint;
import novate.index.FixingOutcome;
import novate.index.FixingOutcome.Published;
import novate.index.FixingOutcome.Withheld;
import novate.index.InputUse;
import novate.index.intake.QuoteScreen;
import novate.index.intake.QuoteScreen.Excluded;
import novate.market.Fixing;
import novate.market.IndexId;
import org.jspecify.annotations.Nullable;

/** How index prints are shown: the value, or why there is none, with every input either way. */
final class IndexAnswer {
  private IndexAnswer() {}

  /** All prints; {@code derived} series stand in the daily file and are not fixed here. */
  record Prints(
      int values,
      int withheld,
      int notAsPublished,
      List<String> derived,
      List<InputHash> inputs,
      @Nullable Quotes quotes,
      List<Print> prints) {}

  /** What became of the quotes of a file; null when the prints are not made from quotes. */
  record Quotes(
      int accepted,
      SortedMap<String, Integer> held,
      SortedMap<String, Integer> refused,
      int repeated,
      SortedMap<String, String> sameAs,
      List<ExcludedQuote> excluded) {}

  /** A quote that enters no fixing; a held one may be released. */
  record ExcludedQuote(String id, boolean isHeld, String reason, String detail) {}

  /** One print; value and what belongs to it are null when it is withheld, with the reason. */
  record Print(
      LocalDate date,
      String index,
      int revision,
      @Nullable String value,
      @Nullable String reason,
      @Nullable String detail,
      @Nullable Quality quality,
      @Nullable String methodologyId,
      @Nullable String methodologyHash,
      @Nullable String publishedValue,
      @Nullable Boolean isAsPublished,
      List<Input> inputs) {}

  /** What the value rests on. */
  record Quality(int observations, int contributors, String dispersion, boolean isLowConfidence) {}

  /** One input; an excluded one has the reason. */
  record Input(
      String input,
      String contributor,
      String price,
      String weight,
      boolean isIncluded,
      @Nullable String exclusion) {}

  static Answer of(IndexFixing fixing) {
    Prints json = json(fixing);
    List<String> remarks = new ArrayList<>();
    remarks.add("%d values, %d withheld.".formatted(json.values(), json.withheld()));
    if (json.notAsPublished() > 0) {
      remarks.add("%d differ from the published file.".formatted(json.notAsPublished()));
    }
    if (!json.derived().isEmpty()) {
      remarks.add(
          "Not fixed from constituents, made from other series: %s."
              .formatted(String.join(", ", json.derived())));
    }
    Quotes quotes = json.quotes();
    if (quotes != null) {
      remarks.addAll(remarks(quotes));
    }
    return new Answer(json, List.of(table(fixing.prints())), remarks);
  }

  private static Prints json(IndexFixing fixing) {
    int values = (int) fixing.prints().stream().filter(p -> p.value().isPresent()).count();
    return new Prints(
        values,
        fixing.prints().size() - values,
        (int) fixing.prints().stream().filter(p -> !p.isAsPublished()).count(),
        fixing.derived().stream().map(IndexId::value).toList(),
        InputHash.of(fixing.hashByFile()),
        quotes(fixing.prints()),
        fixing.prints().stream().map(IndexAnswer::print).toList());
  }

  private static @Nullable Quotes quotes(List<IndexPrint> prints) {
    List<QuoteScreen> screens =
        prints.stream().map(IndexPrint::screen).flatMap(Optional::stream).toList();
    if (screens.isEmpty()) {
      return null;
    }
    SortedMap<String, String> sameAs = new TreeMap<>();
    screens.forEach(screen -> sameAs.putAll(screen.sameAs()));
    List<Excluded> excluded = screens.stream().flatMap(s -> s.excluded().stream()).toList();
    return new Quotes(
        screens.stream().mapToInt(screen -> screen.accepted().size()).sum(),
        countByReason(excluded.stream().filter(Excluded::isHeld)),
        countByReason(excluded.stream().filter(each -> !each.isHeld())),
        screens.stream().mapToInt(QuoteScreen::repeated).sum(),
        sameAs,
        excluded.stream()
            .map(
                each ->
                    new ExcludedQuote(
                        each.quote().id(), each.isHeld(), each.reason().code(), each.detail()))
            .toList());
  }

  private static SortedMap<String, Integer> countByReason(Stream<Excluded> excluded) {
    SortedMap<String, Integer> counts = new TreeMap<>();
    excluded.forEach(each -> counts.merge(each.reason().code(), 1, Integer::sum));
    return counts;
  }

  /** Says nothing of quotes that are all in order. */
  private static List<String> remarks(Quotes quotes) {
    List<String> remarks = new ArrayList<>();
    if (!quotes.held().isEmpty()) {
      remarks.add("Held until released with --release: " + shown(quotes.held()));
    }
    if (!quotes.refused().isEmpty()) {
      remarks.add("Refused: " + shown(quotes.refused()));
    }
    if (quotes.repeated() > 0) {
      remarks.add("Came again with the same id and content: %d.".formatted(quotes.repeated()));
    }
    if (!quotes.sameAs().isEmpty()) {
      remarks.add(
          "Say under another id what an earlier one says, and count: %d."
              .formatted(quotes.sameAs().size()));
    }
    return remarks;
  }

  private static String shown(SortedMap<String, Integer> countByReason) {
    return countByReason.entrySet().stream()
        .map(entry -> "%s %d".formatted(entry.getKey(), entry.getValue()))
        .collect(Collectors.joining(", ", "", "."));
  }

  private static Print print(IndexPrint print) {
    Optional<Fixing> fixing = fixing(print.outcome());
    Optional<Withheld> withheld = withheld(print.outcome());
    return new Print(
        print.key().date(),
        print.key().index().value(),
        print.key().revision(),
        print.value().map(BigDecimal::toPlainString).orElse(null),
        withheld.map(none -> none.reason().code()).orElse(null),
        withheld.map(Withheld::detail).orElse(null),
        fixing.map(IndexAnswer::quality).orElse(null),
        fixing.map(Fixing::methodology).orElse(null),
        fixing.map(Fixing::methodologyHash).orElse(null),
        print.published().flatMap(value -> value).map(BigDecimal::toPlainString).orElse(null),
        print.published().map(_ -> print.isAsPublished()).orElse(null),
        print.outcome().inputs().stream().map(IndexAnswer::input).toList());
  }

  static Quality quality(Fixing fixing) {
    return new Quality(
        fixing.quality().observations(),
        fixing.quality().contributors(),
        fixing.quality().dispersion().toPlainString(),
        fixing.quality().isLowConfidence());
  }

  private static Input input(InputUse use) {
    return new Input(
        use.input(),
        use.contributor(),
        use.price().toPlainString(),
        use.weight().toPlainString(),
        use.isIncluded(),
        use.isIncluded() ? null : use.exclusion());
  }

  private static Table table(List<IndexPrint> prints) {
    boolean isCompared = prints.stream().anyMatch(print -> print.published().isPresent());
    List<Column> columns =
        new ArrayList<>(
            List.of(
                Column.text("date"),
                Column.text("index"),
                Column.number("revision"),
                Column.number("value"),
                Column.number("contributors"),
                Column.number("observations"),
                Column.text("reason")));
    if (isCompared) {
      columns.add(Column.number("published"));
      columns.add(Column.text("as_published"));
    }
    Table table = new Table("Index fixings", columns.toArray(Column[]::new));
    prints.forEach(print -> table.row(row(print, isCompared)));
    return table;
  }

  private static Object[] row(IndexPrint print, boolean isCompared) {
    Optional<Fixing> fixing = fixing(print.outcome());
    List<Object> row = new ArrayList<>();
    row.add(print.key().date());
    row.add(print.key().index());
    row.add(print.key().revision());
    row.add(print.value().map(BigDecimal::toPlainString).orElse(""));
    row.add(fixing.map(made -> made.quality().contributors() + "").orElse(""));
    row.add(fixing.map(made -> made.quality().observations() + "").orElse(""));
    row.add(
        withheld(print.outcome())
            .map(none -> none.reason().code() + ": " + none.detail())
            .orElse(""));
    if (isCompared) {
      row.add(print.published().flatMap(value -> value).map(BigDecimal::toPlainString).orElse(""));
      row.add(print.isAsPublished() ? "yes" : "NO");
    }
    return row.toArray();
  }

  private static Optional<Fixing> fixing(FixingOutcome outcome) {
    return outcome instanceof Published made ? Optional.of(made.fixing()) : Optional.empty();
  }

  private static Optional<Withheld> withheld(FixingOutcome outcome) {
    return outcome instanceof Withheld none ? Optional.of(none) : Optional.empty();
  }
}
