package novate.clearing.cli;

import static novate.market.Checks.found;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import novate.margin.CommodityRisk;
import novate.margin.CurrencyRequirement;
import novate.margin.MarginEngine;
import novate.margin.addon.LadderCharge;
import novate.margin.explain.AveragingDecay;
import novate.margin.explain.CommodityExplanation;
import novate.margin.explain.ComponentKind;
import novate.margin.explain.MarginComponent;
import novate.margin.explain.MarginExplanation;
import novate.margin.explain.MarginExplanation.CurrencyExplanation;
import novate.margin.explain.PositionContribution;
import novate.market.AccountClass;
import novate.market.AccountId;
import novate.market.CombinedCommodityId;
import novate.market.Money;
import org.jspecify.annotations.Nullable;

/** A margin explained, as data: {@link ExplainTables} lays it out for people. */
final class ExplainAnswer {
  /** Decimals of a quotient for people. */
  private static final int SHOWN_DECIMALS = 6;

  private ExplainAnswer() {}

  /** The whole answer. */
  record Explained(
      String priceSetId,
      String engineVersion,
      List<Account> accounts,
      List<AveragingMonth> averagingMonths) {}

  /**
   * An averaging future in its month; average and forward are null where there is none.
   *
   * @param scheduled n
   * @param published m
   * @param average A of the published fixings
   * @param weight w = (n - m) / n
   * @param forward F of the fixings to come
   */
  record AveragingMonth(
      String contract,
      int scheduled,
      int published,
      String price,
      @Nullable String average,
      String weight,
      @Nullable String forward,
      List<Stage> stages) {}

  /** The risk of one lot when so many fixings are published. */
  record Stage(
      int published,
      boolean isNow,
      String delta,
      Money longRisk,
      Money shortRisk,
      Money lastDayGap) {}

  /** One account; without positions it has no currencies. */
  record Account(
      String account, AccountClass accountClass, String headline, List<Currency> currencies) {}

  /** One currency; the components add up to what is required. */
  record Currency(Money required, List<Component> components, List<Commodity> commodities) {}

  /** One component; without a commodity when it belongs to the currency. */
  record Component(String component, String commodity, Money amount, String reason) {}

  /** One combined commodity; contributions add up to the charge less the net option value. */
  record Commodity(
      String commodity,
      Money charge,
      int activeScenario,
      String activeScenarioWords,
      List<Scenario> scenarios,
      List<Contribution> contributions,
      List<SpreadRows.Row> spreads,
      List<LadderLine> rateLadder) {}

  /** One contract on the rate ladder; which lines count is said by {@link LadderCharge}. */
  record LadderLine(
      String contract,
      long lots,
      String part,
      Money notional,
      String rate,
      String reason,
      Money amount) {}

  /** One scenario of one commodity. */
  record Scenario(int number, String words, Money loss) {}

  /** One position and what it adds, by component. */
  record Contribution(
      String contract,
      long lots,
      String period,
      String delta,
      Money lossPerLot,
      Money loss,
      Map<String, Money> parts,
      Money contribution) {}

  static Answer of(
      SortedMap<AccountId, MarginExplanation> explanations, List<AveragingDecay> decays) {
    List<Account> accounts = new ArrayList<>();
    explanations.forEach((account, explanation) -> accounts.add(account(account, explanation)));
    String priceSetId =
        explanations.values().stream()
            .map(explanation -> explanation.requirement().priceSetId())
            .findFirst()
            .orElse("");
    List<AveragingMonth> months = decays.stream().map(ExplainAnswer::month).toList();
    return new Answer(
        new Explained(priceSetId, MarginEngine.VERSION, accounts, months),
        accounts.isEmpty()
            ? List.of("No account holds anything.")
            : accounts.stream().map(Account::headline).toList(),
        ExplainTables.of(accounts, months),
        List.of(
            "Contributions of all positions add up to the charges less the net option value;"
                + " a hedge has a negative one. -o json has every position and scenario."));
  }

  private static AveragingMonth month(AveragingDecay decay) {
    return new AveragingMonth(
        decay.future().id().value(),
        decay.now().scheduled(),
        decay.now().published(),
        decay.price().toPlainString(),
        decay.average().map(ExplainAnswer::shown).orElse(null),
        decay.weight().toPlainString(),
        decay.forward().map(ExplainAnswer::shown).orElse(null),
        decay.stages().stream()
            .map(
                stage ->
                    new Stage(
                        stage.published(),
                        stage.isNow(),
                        stage.delta().toPlainString(),
                        stage.longRisk(),
                        stage.shortRisk(),
                        stage.lastDayGap()))
            .toList());
  }

  private static String shown(BigDecimal quotient) {
    return quotient.setScale(SHOWN_DECIMALS, RoundingMode.HALF_EVEN).toPlainString();
  }

  private static Account account(AccountId account, MarginExplanation explanation) {
    AccountClass accountClass = explanation.requirement().accountClass();
    return new Account(
        account.value(),
        accountClass,
        "%s (%s) %s".formatted(account, accountClass, headline(explanation)),
        explanation.currencies().values().stream().map(ExplainAnswer::currency).toList());
  }

  private static String headline(MarginExplanation explanation) {
    List<String> needs = new ArrayList<>();
    explanation
        .currencies()
        .forEach(
            (code, currency) ->
                needs.add(
                    headline(currency)
                        + beyondCharges(
                            found(
                                explanation.requirement().currencies().get(code),
                                "no requirement in %s",
                                code))));
    return needs.isEmpty() ? "holds nothing and needs no margin." : String.join(" It also ", needs);
  }

  /** The commodity with the largest charge is named with the move that makes it; ties by id. */
  private static String headline(CurrencyExplanation currency) {
    String needs =
        "needs %s %s."
            .formatted(
                Table.grouped(currency.required().decimal()), currency.required().currency());
    if (currency.commodities().isEmpty()) {
      return needs;
    }
    CommodityExplanation largest = currency.commodities().getFirst();
    for (CommodityExplanation commodity : currency.commodities()) {
      if (charge(commodity) > charge(largest)) {
        largest = commodity;
      }
    }
    CommodityRisk risk = largest.risk();
    return risk.charge().isZero()
        ? needs + " Nothing that it holds is charged."
        : "%s The largest charge is %s for %s, %s."
            .formatted(
                needs, Table.grouped(risk.charge().decimal()), risk.commodity(), cause(largest));
  }

  /** What makes the risk of a commodity: its ladder, its short options, or a market move. */
  private static String cause(CommodityExplanation commodity) {
    CommodityRisk risk = commodity.risk();
    if (!risk.risk().equals(risk.scanned())) {
      return "as the rate ladder asks more than the scan; most for "
          + risk.ladder().map(ExplainAnswer::largestLine).orElse("nothing");
    }
    if (risk.scanned().minorUnits() == risk.spreads().shortOptionMinimum()
        && risk.scanRisk().minorUnits() < risk.scanned().minorUnits()) {
      return "the minimum for its short options";
    }
    return "whose worst scenario is %d: %s"
        .formatted(risk.activeScenario(), commodity.activeScenario());
  }

  private static String largestLine(LadderCharge ladder) {
    LadderCharge.Line largest = ladder.lines().getFirst();
    for (LadderCharge.Line line : ladder.lines()) {
      if (line.amount().minorUnits() > largest.amount().minorUnits()) {
        largest = line;
      }
    }
    return "%s at %s (%s)"
        .formatted(
            largest.contract(), rate(largest) + " of notional", largest.rate().applied().reason());
  }

  private static String rate(LadderCharge.Line line) {
    return BigDecimal.valueOf(line.rate().rate())
            .movePointRight(2)
            .stripTrailingZeros()
            .toPlainString()
        + " %";
  }

  /** What else a requirement is made of than charges. */
  private static String beyondCharges(CurrencyRequirement requirement) {
    List<String> words = new ArrayList<>();
    Money options = requirement.netOptionValue();
    if (!options.isZero()) {
      words.add(
          options.minorUnits() > 0
              ? " Options owned take off up to %s.".formatted(Table.grouped(options.decimal()))
              : " Options owed add %s.".formatted(Table.grouped(options.negated().decimal())));
    }
    Money addOns = requirement.addOnTotal();
    if (!addOns.isZero()) {
      words.add(" Add-ons are %s.".formatted(Table.grouped(addOns.decimal())));
    }
    return String.join("", words);
  }

  private static long charge(CommodityExplanation commodity) {
    return commodity.risk().charge().minorUnits();
  }

  private static Currency currency(CurrencyExplanation currency) {
    return new Currency(
        currency.required(),
        currency.components().stream().map(ExplainAnswer::component).toList(),
        currency.commodities().stream().map(ExplainAnswer::commodity).toList());
  }

  private static Component component(MarginComponent component) {
    return new Component(
        component.kind().words(),
        component.commodity().map(CombinedCommodityId::value).orElse(""),
        component.amount(),
        component.reason());
  }

  private static Commodity commodity(CommodityExplanation commodity) {
    CommodityRisk risk = commodity.risk();
    return new Commodity(
        risk.commodity().value(),
        risk.charge(),
        risk.activeScenario(),
        commodity.activeScenario(),
        commodity.scenarios().stream()
            .map(scenario -> new Scenario(scenario.number(), scenario.words(), scenario.loss()))
            .toList(),
        commodity.contributions().stream().map(ExplainAnswer::contribution).toList(),
        SpreadRows.of(risk),
        risk.ladder().map(LadderCharge::lines).orElse(List.of()).stream()
            .map(ExplainAnswer::ladderLine)
            .toList());
  }

  private static LadderLine ladderLine(LadderCharge.Line line) {
    return new LadderLine(
        line.contract().value(),
        line.lots().value(),
        line.part().name().toLowerCase(Locale.ROOT).replace('_', ' '),
        line.notional(),
        BigDecimal.valueOf(line.rate().rate()).stripTrailingZeros().toPlainString(),
        line.rate().applied().reason(),
        line.amount());
  }

  private static Contribution contribution(PositionContribution contribution) {
    Map<String, Money> parts = new LinkedHashMap<>();
    for (ComponentKind kind : contribution.parts().keySet()) {
      parts.put(kind.name().toLowerCase(Locale.ROOT), contribution.part(kind));
    }
    return new Contribution(
        contribution.contract().value(),
        contribution.lots().value(),
        contribution.period().code(),
        contribution.delta().stripTrailingZeros().toPlainString(),
        contribution.lossPerLot(),
        contribution.loss(),
        parts,
        contribution.total());
  }
}
