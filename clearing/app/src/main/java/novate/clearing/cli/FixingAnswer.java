package novate.clearing.cli;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import novate.clearing.cli.Table.Column;
import novate.clearing.file.FixingExplanation;
import novate.clearing.file.IndexPrint;
import novate.index.FixingOutcome.Published;
import novate.index.FixingOutcome.Withheld;
import novate.index.InputUse;
import novate.index.ManipulationCost;
import novate.index.StepTrace;
import novate.index.WeightedMedian.Reach;
import novate.market.Fixing;
import org.jspecify.annotations.Nullable;

/** How one fixing is explained: steps, inputs, influence and the cost of bending it. */
final class FixingAnswer {
  private static final int LISTED_MAX = 40;

  private FixingAnswer() {}

  /** The whole explanation; what belongs to a value is null when there is none. */
  record Explanation(
      String index,
      LocalDate date,
      int revision,
      @Nullable String value,
      @Nullable String reason,
      @Nullable String detail,
      IndexAnswer.@Nullable Quality quality,
      String methodologyId,
      String methodologyHash,
      String methodology,
      List<Step> steps,
      List<Input> inputs,
      @Nullable List<Influence> influence,
      List<Together> together,
      @Nullable Cost costOfManipulation,
      List<InputHash> files) {}

  /** What one step did. */
  record Step(String scope, String step, int inputsIn, int inputsOut, List<Figure> figures) {}

  /** A number on the way. */
  record Figure(String name, String value) {}

  /** One quote; an excluded one has the reason. */
  record Input(
      String input,
      String contributor,
      String price,
      String usedPrice,
      String weight,
      boolean isIncluded,
      @Nullable String exclusion) {}

  /** What one contributor could bring about alone. */
  record Influence(String contributor, String lowest, String highest) {}

  /** What so many contributors, those that matter most, could bring about together. */
  record Together(int contributors, String lowest, String highest) {}

  /** The smallest attack found; contributors and volume are null when none was found. */
  record Cost(
      String move,
      boolean isPossible,
      @Nullable Integer contributors,
      @Nullable String price,
      @Nullable String volume) {}

  static Answer of(FixingExplanation explanation) {
    return new Answer(
        json(explanation),
        headline(explanation),
        tables(explanation),
        inputs(explanation.print()),
        remarks(explanation));
  }

  private static Explanation json(FixingExplanation explanation) {
    IndexPrint print = explanation.print();
    Optional<Fixing> fixing = fixing(print);
    Optional<Withheld> withheld = withheld(print);
    return new Explanation(
        print.key().index().value(),
        print.key().date(),
        print.key().revision(),
        print.value().map(BigDecimal::toPlainString).orElse(null),
        withheld.map(none -> none.reason().code()).orElse(null),
        withheld.map(Withheld::detail).orElse(null),
        fixing.map(IndexAnswer::quality).orElse(null),
        explanation.methodology().id(),
        explanation.methodology().hash(),
        explanation.methodology().text(),
        print.outcome().trace().stream().map(FixingAnswer::step).toList(),
        sorted(print).stream().map(FixingAnswer::input).toList(),
        explanation.influence().map(FixingAnswer::influence).orElse(null),
        together(explanation.together()),
        explanation.cost().map(FixingAnswer::cost).orElse(null),
        InputHash.of(explanation.hashByFile()));
  }

  private static Step step(StepTrace trace) {
    return new Step(
        trace.scope(),
        trace.step(),
        trace.inputsIn(),
        trace.inputsOut(),
        trace.figures().stream().map(f -> new Figure(f.name(), f.value())).toList());
  }

  private static Input input(InputUse use) {
    return new Input(
        use.input(),
        use.contributor(),
        use.price().toPlainString(),
        use.usedPrice().toPlainString(),
        use.weight().toPlainString(),
        use.isIncluded(),
        use.isIncluded() ? null : use.exclusion());
  }

  private static List<Influence> influence(SortedMap<String, Reach> reaches) {
    List<Influence> influence = new ArrayList<>();
    reaches.forEach(
        (contributor, reach) ->
            influence.add(
                new Influence(
                    contributor, reach.low().toPlainString(), reach.high().toPlainString())));
    return influence;
  }

  private static List<Together> together(SortedMap<Integer, Reach> reaches) {
    List<Together> together = new ArrayList<>();
    reaches.forEach(
        (contributors, reach) ->
            together.add(
                new Together(
                    contributors, reach.low().toPlainString(), reach.high().toPlainString())));
    return together;
  }

  private static Cost cost(ManipulationCost cost) {
    boolean isPossible = cost.isPossible();
    return new Cost(
        cost.move().toPlainString(),
        isPossible,
        isPossible ? cost.contributors() : null,
        isPossible ? cost.price().toPlainString() : null,
        isPossible ? cost.volume().toPlainString() : null);
  }

  private static List<String> headline(FixingExplanation explanation) {
    IndexPrint print = explanation.print();
    String what = "%s on %s".formatted(print.key().index(), print.key().date());
    String by =
        "Methodology %s, %s"
            .formatted(explanation.methodology().id(), explanation.methodology().hash());
    return fixing(print)
        .map(
            fixing ->
                List.of(
                    "%s: %s%s"
                        .formatted(
                            what,
                            fixing.value().toPlainString(),
                            fixing.quality().isLowConfidence() ? ", LOW CONFIDENCE" : ""),
                    "From %d quotes of %d contributors, %s apart; revision %d"
                        .formatted(
                            fixing.quality().observations(),
                            fixing.quality().contributors(),
                            fixing.quality().dispersion().stripTrailingZeros().toPlainString(),
                            fixing.revision()),
                    by))
        .orElseGet(
            () ->
                List.of(
                    "%s: no value, %s"
                        .formatted(
                            what,
                            withheld(print)
                                .map(none -> none.reason().code() + ": " + none.detail())
                                .orElseThrow()),
                    by));
  }

  /** Every quote is listed when they fit a screen; else -o csv has them. */
  private static List<Table> tables(FixingExplanation explanation) {
    List<Table> tables = new ArrayList<>();
    tables.add(steps(explanation.print()));
    tables.add(contributors(explanation));
    if (!explanation.together().isEmpty()) {
      tables.add(together(explanation));
    }
    if (isShort(explanation.print())) {
      tables.add(inputs(explanation.print()));
    }
    return tables;
  }

  private static boolean isShort(IndexPrint print) {
    return print.outcome().inputs().size() <= LISTED_MAX;
  }

  private static Table steps(IndexPrint print) {
    Table table =
        new Table(
            "Steps, with what each computed",
            Column.text("of"),
            Column.text("step"),
            Column.number("in"),
            Column.number("out"),
            Column.text("figure"),
            Column.text("value"));
    for (StepTrace trace : print.outcome().trace()) {
      List<StepTrace.Figure> figures = trace.figures();
      table.row(
          trace.scope(),
          trace.step(),
          trace.inputsIn(),
          trace.inputsOut(),
          figures.isEmpty() ? "" : figures.getFirst().name(),
          figures.isEmpty() ? "" : figures.getFirst().value());
      figures.stream().skip(1).forEach(f -> table.row("", "", "", "", f.name(), f.value()));
    }
    return table;
  }

  private static Table contributors(FixingExplanation explanation) {
    Table table =
        new Table(
            "Contributors; the last two columns: what one could bring about alone, with any price",
            Column.text("contributor"),
            Column.number("used"),
            Column.number("lowest"),
            Column.number("highest"),
            Column.number("weight"),
            Column.text("excluded"),
            Column.number("influence_low"),
            Column.number("influence_high"));
    SortedMap<String, List<InputUse>> byContributor =
        explanation.print().outcome().inputs().stream()
            .collect(groupingBy(InputUse::contributor, TreeMap::new, toList()));
    SortedMap<String, Reach> reaches = explanation.influence().orElseGet(TreeMap::new);
    byContributor.forEach(
        (contributor, uses) -> {
          List<InputUse> used = uses.stream().filter(InputUse::isIncluded).toList();
          Optional<Reach> reach = Optional.ofNullable(reaches.get(contributor));
          table.row(
              contributor,
              used.size(),
              extreme(used, Comparator.naturalOrder()),
              extreme(used, Comparator.reverseOrder()),
              weight(used),
              excluded(uses),
              reach.map(each -> each.low().toPlainString()).orElse(""),
              reach.map(each -> each.high().toPlainString()).orElse(""));
        });
    return table;
  }

  private static Table together(FixingExplanation explanation) {
    Table table =
        new Table(
            "What those that matter most could bring about together, with any prices",
            Column.number("contributors"),
            Column.number("influence_low"),
            Column.number("influence_high"));
    together(explanation.together())
        .forEach(each -> table.row(each.contributors(), each.lowest(), each.highest()));
    return table;
  }

  private static String extreme(List<InputUse> used, Comparator<BigDecimal> order) {
    return used.stream()
        .map(InputUse::usedPrice)
        .min(order)
        .map(BigDecimal::toPlainString)
        .orElse("");
  }

  /** One weight where the contributor is one point; where every quote is one, their sum. */
  private static String weight(List<InputUse> used) {
    List<BigDecimal> weights = used.stream().map(InputUse::weight).distinct().toList();
    if (weights.isEmpty()) {
      return "";
    }
    BigDecimal weight =
        weights.size() == 1
            ? weights.getFirst()
            : used.stream().map(InputUse::weight).reduce(BigDecimal.ZERO, BigDecimal::add);
    return weight.stripTrailingZeros().toPlainString();
  }

  private static String excluded(List<InputUse> uses) {
    SortedMap<String, Integer> counts = new TreeMap<>();
    uses.stream()
        .filter(use -> !use.isIncluded())
        .forEach(use -> counts.merge(use.exclusion(), 1, Integer::sum));
    return counts.entrySet().stream()
        .map(each -> each.getValue() + " " + each.getKey())
        .collect(Collectors.joining(", "));
  }

  private static Table inputs(IndexPrint print) {
    Table table =
        new Table(
            "Quotes by price; those without weight are excluded for the reason",
            Column.text("quote"),
            Column.text("contributor"),
            Column.number("price"),
            Column.number("used_price"),
            Column.number("weight"),
            Column.text("excluded"));
    for (InputUse use : sorted(print)) {
      table.row(
          use.input(),
          use.contributor(),
          use.price().toPlainString(),
          use.usedPrice().toPlainString(),
          use.isIncluded() ? use.weight().stripTrailingZeros().toPlainString() : "",
          use.exclusion());
    }
    return table;
  }

  /** Those that count first, by price; a reader then finds the middle by going down. */
  private static List<InputUse> sorted(IndexPrint print) {
    return print.outcome().inputs().stream()
        .sorted(
            Comparator.comparing(InputUse::isIncluded)
                .reversed()
                .thenComparing(InputUse::usedPrice)
                .thenComparing(InputUse::input))
        .toList();
  }

  private static List<String> remarks(FixingExplanation explanation) {
    List<String> remarks = new ArrayList<>();
    if (explanation.print().value().isPresent() && explanation.influence().isEmpty()) {
      remarks.add("Influence: nothing but its filters bounds what one contributor can do here.");
    }
    explanation.cost().map(FixingAnswer::words).ifPresent(remarks::add);
    if (!isShort(explanation.print())) {
      remarks.add("Every quote with its price, weight and reason: -o csv.");
    }
    return remarks;
  }

  private static String words(ManipulationCost cost) {
    String move = cost.move().movePointRight(2).stripTrailingZeros().toPlainString();
    return cost.isPossible()
        ? "Moving it by %s %% takes %s trading %s units at %s."
            .formatted(
                move,
                cost.contributors() == 1
                    ? "1 new contributor"
                    : cost.contributors() + " new contributors",
                cost.volume().stripTrailingZeros().toPlainString(),
                cost.price().stripTrailingZeros().toPlainString())
        : "No volume traded by up to a quarter of the panel moves it by %s %%.".formatted(move);
  }

  private static Optional<Fixing> fixing(IndexPrint print) {
    return print.outcome() instanceof Published made
        ? Optional.of(made.fixing())
        : Optional.empty();
  }

  private static Optional<Withheld> withheld(IndexPrint print) {
    return print.outcome() instanceof Withheld none ? Optional.of(none) : Optional.empty();
  }
}
