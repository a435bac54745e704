package novate.clearing.cli;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import novate.clearing.cli.Table.Column;
import novate.clearing.file.IndexFixing;
import novate.clearing.file.IndexPrint;
import novate.index.FixingOutcome;
import novate.index.FixingOutcome.Published;
import novate.index.FixingOutcome.Withheld;
import novate.index.InputUse;
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
      List<Print> prints) {}

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
        fixing.prints().stream().map(IndexAnswer::print).toList());
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

  private static Quality quality(Fixing fixing) {
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
