package novate.clearing.cli;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import novate.margin.CommodityRisk;
import novate.margin.scan.SpreadRisk;
import novate.margin.scan.SpreadRisk.CalendarCharge;
import novate.margin.scan.SpreadRisk.JoinedLeg;
import novate.margin.scan.SpreadRisk.LegCredit;
import novate.margin.scan.SpreadRisk.PeriodDelta;
import novate.margin.scan.SpreadRisk.SpotCharge;
import novate.market.Money;
import novate.scenario.CalendarLeg;
import novate.scenario.CalendarSpread;

/** What spreads, spot months and credits did to one commodity, one row each, in their order. */
final class SpreadRows {
  private SpreadRows() {}

  /**
   * One thing that was formed or charged.
   *
   * @param kind for example {@code calendar spread}
   * @param terms which one
   * @param count how many were formed; empty where that is no question
   * @param consumed deltas by period, signed
   * @param amount what it adds; negative when it takes away
   */
  record Row(String kind, String terms, String count, String consumed, Money amount) {}

  static List<Row> of(CommodityRisk risk) {
    SpreadRisk spreads = risk.spreads();
    List<Row> rows = new ArrayList<>();
    spreads.joined().forEach(leg -> rows.add(joined(risk, leg)));
    spreads.calendar().forEach(charge -> rows.add(calendar(risk, charge)));
    spreads.spot().forEach(charge -> rows.add(spot(risk, charge)));
    spreads.credits().forEach(credit -> rows.add(credit(risk, credit)));
    return rows;
  }

  private static Row joined(CommodityRisk risk, JoinedLeg leg) {
    return new Row(
        "scanned inside",
        leg.commodity().value(),
        "",
        "%s of its gains count".formatted(leg.creditRate().stripTrailingZeros().toPlainString()),
        money(risk, leg.losses().get(risk.activeScenario() - 1)));
  }

  private static Row calendar(CommodityRisk risk, CalendarCharge charge) {
    return new Row(
        "calendar spread",
        terms(risk, charge.spread()),
        plain(charge.count()),
        charge.taken().stream().map(SpreadRows::deltas).collect(Collectors.joining(" / ")),
        money(risk, charge.charge()));
  }

  /** What is set against what, and the charge of one spread. */
  private static String terms(CommodityRisk risk, CalendarSpread spread) {
    return "%s at %s %s"
        .formatted(
            spread.legs().stream().map(SpreadRows::leg).collect(Collectors.joining(" : ")),
            plain(spread.charge()),
            risk.charge().currency());
  }

  private static String leg(CalendarLeg leg) {
    String ratio = leg.ratio().compareTo(BigDecimal.ONE) == 0 ? "" : plain(leg.ratio()) + " ";
    return ratio
        + leg.period().map(Object::toString).orElseGet(() -> "tier " + leg.tier().orElseThrow());
  }

  private static String plain(BigDecimal number) {
    return number.stripTrailingZeros().toPlainString();
  }

  private static Row spot(CommodityRisk risk, SpotCharge charge) {
    return new Row(
        "spot month",
        charge.spot().period().code(),
        "",
        "%s in spreads, %s outright"
            .formatted(
                charge.consumed().stripTrailingZeros().toPlainString(),
                charge.outright().stripTrailingZeros().toPlainString()),
        money(risk, charge.charge()));
  }

  private static Row credit(CommodityRisk risk, LegCredit credit) {
    String legs =
        credit.spread().legs().stream()
            .map(leg -> plain(leg.ratio()) + " " + leg.commodity())
            .collect(Collectors.joining(" : "));
    return new Row(
        credit.spread().isSuper() ? "super-spread" : "inter-commodity credit",
        legs,
        plain(credit.count()),
        deltas(credit.taken()),
        money(risk, -credit.credit()));
  }

  private static String deltas(List<PeriodDelta> taken) {
    return taken.stream()
        .map(
            part ->
                "%s %s%s"
                    .formatted(
                        part.period(),
                        part.delta().signum() > 0 ? "+" : "",
                        part.delta().stripTrailingZeros().toPlainString()))
        .collect(Collectors.joining(" "));
  }

  private static Money money(CommodityRisk risk, long minorUnits) {
    return new Money(risk.charge().currency(), minorUnits);
  }
}
