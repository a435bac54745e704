package novate.clearing.cli;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import novate.clearing.cli.Table.Column;
import novate.clearing.file.SpanMargin;
import novate.margin.CommodityRisk;
import novate.margin.format.SpanCommodity;
import novate.margin.format.SpanContract;
import novate.margin.format.SpanFile;
import novate.margin.format.SpanProduct;
import novate.market.AccountClass;
import novate.market.Money;

/**
 * How the risk parameters of another house are shown: what they hold, and what is needed under
 * them.
 */
final class SpanAnswer {
  private SpanAnswer() {}

  /** The whole answer; accounts are empty without positions. */
  record Span(
      String clearingOrganisation,
      LocalDate businessDate,
      String format,
      String qualifier,
      int contracts,
      int withoutArray,
      int interSpreads,
      List<Commodity> commodities,
      List<String> creditsLeftOut,
      SortedMap<String, Integer> passedOver,
      List<InputHash> inputs,
      List<Account> accounts) {}

  /** One combined commodity; what is refused cannot be margined. */
  record Commodity(
      String commodity,
      String currency,
      int contracts,
      int calendarSpreads,
      int spotCharges,
      String priceRiskMethod,
      List<String> refused) {}

  /** One account. */
  record Account(String account, AccountClass accountClass, List<Currency> currencies) {}

  /** One currency of an account. */
  record Currency(Money initialMargin, Money netOptionValue, List<Risk> commodities) {}

  /**
   * One combined commodity of an account.
   *
   * <pre>risk = max(scanRisk + calendarCharge + spotCharge - interCommodityCredit, minimum)</pre>
   */
  record Risk(
      String commodity,
      Money scanRisk,
      int activeScenario,
      Money calendarCharge,
      Money spotCharge,
      Money interCommodityCredit,
      Money shortOptionMinimum,
      Money risk,
      Money charge,
      String netDelta) {}

  static Answer of(SpanMargin margin) {
    Span span = json(margin);
    List<Table> tables = new ArrayList<>();
    if (!span.accounts().isEmpty()) {
      tables.add(requirements(span));
      tables.add(risks(span));
    }
    tables.add(commodities(span));
    return new Answer(span, tables, remarks(span));
  }

  private static Span json(SpanMargin margin) {
    SpanFile file = margin.market().file();
    List<Account> accounts = new ArrayList<>();
    margin
        .requirements()
        .forEach(
            (account, requirement) ->
                accounts.add(
                    new Account(
                        account,
                        requirement.accountClass(),
                        requirement.currencies().values().stream()
                            .map(
                                part ->
                                    new Currency(
                                        part.initialMargin(),
                                        part.netOptionValue(),
                                        part.commodities().stream().map(SpanAnswer::risk).toList()))
                            .toList())));
    return new Span(
        file.header().clearingOrganisation(),
        file.header().date(),
        file.header().format(),
        file.header().qualifier().name(),
        file.contracts().size(),
        (int) file.contracts().stream().filter(c -> c.array().isEmpty()).count(),
        file.interSpreads().size() + file.superSpreads().size() + file.scanSpreads().size(),
        file.commodities().stream().map(each -> commodity(margin, each)).toList(),
        margin.market().uncredited(),
        new TreeMap<>(file.passedOver()),
        InputHash.of(margin.hashByFile()),
        accounts);
  }

  private static Risk risk(CommodityRisk risk) {
    return new Risk(
        risk.commodity().value(),
        risk.scanRisk(),
        risk.activeScenario(),
        money(risk, risk.spreads().calendarCharge()),
        money(risk, risk.spreads().spotCharge()),
        money(risk, risk.spreads().interCredit()),
        money(risk, risk.spreads().shortOptionMinimum()),
        risk.risk(),
        risk.charge(),
        risk.netDelta().toPlainString());
  }

  private static Money money(CommodityRisk risk, long minorUnits) {
    return new Money(risk.charge().currency(), minorUnits);
  }

  private static Commodity commodity(SpanMargin margin, SpanCommodity commodity) {
    List<SpanProduct.Id> products = commodity.products();
    return new Commodity(
        commodity.code(),
        commodity.currency().code(),
        (int)
            margin.market().file().contracts().stream()
                .map(SpanContract::key)
                .filter(key -> products.contains(key.product()))
                .count(),
        commodity.calendars().size(),
        commodity.spots().size(),
        commodity.priceRisk().name(),
        margin.market().refusals(commodity.code()));
  }

  private static Table requirements(Span span) {
    Table table =
        new Table(
            "Initial margin",
            Column.text("account"),
            Column.text("account_class"),
            Column.text("currency"),
            Column.number("initial_margin"),
            Column.number("net_option_value"));
    for (Account account : span.accounts()) {
      for (Currency currency : account.currencies()) {
        table.row(
            account.account(),
            account.accountClass(),
            currency.initialMargin().currency(),
            currency.initialMargin().decimal(),
            currency.netOptionValue().decimal());
      }
    }
    return table;
  }

  private static Table risks(Span span) {
    Table table =
        new Table(
            "By combined commodity",
            Column.text("account"),
            Column.text("commodity"),
            Column.number("scan_risk"),
            Column.number("scenario"),
            Column.number("calendar"),
            Column.number("spot"),
            Column.number("credit"),
            Column.number("minimum"),
            Column.number("risk"),
            Column.number("charge"),
            Column.number("net_delta"));
    for (Account account : span.accounts()) {
      for (Currency currency : account.currencies()) {
        for (Risk risk : currency.commodities()) {
          table.row(
              account.account(),
              risk.commodity(),
              risk.scanRisk().decimal(),
              risk.activeScenario(),
              risk.calendarCharge().decimal(),
              risk.spotCharge().decimal(),
              risk.interCommodityCredit().decimal(),
              risk.shortOptionMinimum().decimal(),
              risk.risk().decimal(),
              risk.charge().decimal(),
              risk.netDelta());
        }
      }
    }
    return table;
  }

  private static Table commodities(Span span) {
    Table table =
        new Table(
            "Risk parameters of %s, %s".formatted(span.clearingOrganisation(), span.businessDate()),
            Column.text("commodity"),
            Column.text("currency"),
            Column.number("contracts"),
            Column.number("calendar_spreads"),
            Column.number("spot_charges"),
            Column.text("price_risk_method"),
            Column.text("refused"));
    for (Commodity commodity : span.commodities()) {
      table.row(
          commodity.commodity(),
          commodity.currency(),
          commodity.contracts(),
          commodity.calendarSpreads(),
          commodity.spotCharges(),
          commodity.priceRiskMethod(),
          String.join("; ", commodity.refused()));
    }
    return table;
  }

  private static List<String> remarks(Span span) {
    List<String> remarks = new ArrayList<>();
    remarks.add(
        "%d contracts, %d without an array; spreads between commodities: %d. Nothing was sent."
            .formatted(span.contracts(), span.withoutArray(), span.interSpreads()));
    span.creditsLeftOut().forEach(credit -> remarks.add("Credit left out: " + credit));
    if (!span.passedOver().isEmpty()) {
      remarks.add(
          span.passedOver().entrySet().stream()
              .map(passed -> "%s (%d)".formatted(passed.getKey(), passed.getValue()))
              .collect(Collectors.joining(", ", "Passed over, as no margin rests on it: ", "")));
    }
    return remarks;
  }
}
