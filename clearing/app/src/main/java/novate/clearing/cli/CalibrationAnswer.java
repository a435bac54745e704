package novate.clearing.cli;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import novate.clearing.cli.Table.Column;
import novate.clearing.file.CalibrationInput;
import novate.scenario.ParameterFile;
import novate.validation.CalibrationPolicy;
import novate.validation.CalibrationProposal;
import novate.validation.ProposedValue;
import novate.validation.TailQuantile;
import org.jspecify.annotations.Nullable;

/** How a calibration is shown: each number, what history says, and how well it knows it. */
final class CalibrationAnswer {
  /** Digits of a quantile that are shown; the sample does not know more. */
  private static final MathContext SHOWN = new MathContext(4);

  private CalibrationAnswer() {}

  /** The whole answer. Two runs with the same JSON had the same inputs. */
  record Calibrated(
      double confidence,
      int horizonDays,
      int lookback,
      double buffer,
      MarginAnswer.Named current,
      MarginAnswer.Named proposed,
      List<InputHash> inputs,
      List<Value> values) {}

  /** One number; null where there is none. */
  record Value(
      String subject,
      String parameter,
      String current,
      String proposed,
      @Nullable String changePercent,
      String basis,
      @Nullable Evidence evidence,
      String source) {}

  /** The quantile behind it, before buffer and floor; high is null where nothing bounds it. */
  record Evidence(
      String quantile, int sampleSize, int independent, String low, @Nullable String high) {}

  static Answer of(CalibrationInput input, CalibrationProposal proposal) {
    CalibrationPolicy policy = proposal.policy();
    return new Answer(
        json(input, proposal),
        List.of(table(proposal)),
        List.of(
            ("Quantiles at %s of moves over %d observations, the latest %d; low and high hold the"
                    + " true one with 95 %%.")
                .formatted(policy.confidence(), policy.horizonDays(), policy.lookback()),
            "Ranges and charges: raised by %s, then floored. KEPT: the history is too short to say."
                .formatted(policy.buffer())));
  }

  private static Calibrated json(CalibrationInput input, CalibrationProposal proposal) {
    CalibrationPolicy policy = proposal.policy();
    return new Calibrated(
        policy.confidence(),
        policy.horizonDays(),
        policy.lookback(),
        policy.buffer(),
        new MarginAnswer.Named(input.parameters().id(), ParameterFile.hash(input.parameters())),
        new MarginAnswer.Named(
            proposal.parameters().id(), ParameterFile.hash(proposal.parameters())),
        InputHash.of(input.hashByFile()),
        proposal.values().stream().map(CalibrationAnswer::value).toList());
  }

  private static Value value(ProposedValue value) {
    return new Value(
        value.subject(),
        value.parameter(),
        value.current().toPlainString(),
        value.proposed().toPlainString(),
        value.changePercent().map(BigDecimal::toPlainString).orElse(null),
        value.basis().name().toLowerCase(Locale.ROOT),
        value.evidence().map(CalibrationAnswer::evidence).orElse(null),
        value.source());
  }

  private static Evidence evidence(TailQuantile quantile) {
    return new Evidence(
        shown(quantile.value()),
        quantile.sampleSize(),
        quantile.independent(),
        shown(quantile.low()),
        quantile.high().isPresent() ? shown(quantile.high().getAsDouble()) : null);
  }

  private static Table table(CalibrationProposal proposal) {
    Table table =
        new Table(
            "Proposed parameters " + proposal.parameters().id(),
            Column.text("subject"),
            Column.text("parameter"),
            Column.number("current"),
            Column.number("proposed"),
            Column.number("change_percent"),
            Column.text("basis"),
            Column.number("quantile"),
            Column.number("low"),
            Column.number("high"),
            Column.number("sample_size"),
            Column.text("source"));
    for (ProposedValue value : proposal.values()) {
      Optional<Evidence> evidence = value.evidence().map(CalibrationAnswer::evidence);
      table.row(
          value.subject(),
          value.parameter(),
          value.current().toPlainString(),
          value.proposed().toPlainString(),
          value.changePercent().map(BigDecimal::toPlainString).orElse(""),
          value.basis(),
          evidence.map(Evidence::quantile).orElse(""),
          evidence.map(Evidence::low).orElse(""),
          evidence.map(Evidence::high).orElse(""),
          evidence.map(found -> String.valueOf(found.sampleSize())).orElse(""),
          value.source());
    }
    return table;
  }

  private static String shown(double value) {
    return new BigDecimal(value).round(SHOWN).stripTrailingZeros().toPlainString();
  }
}
