package novate.clearing.cli;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import novate.clearing.cli.Table.Column;
import novate.clearing.file.FileSettlement;
import novate.market.Fixing;
import novate.market.Money;
import novate.market.Price;
import novate.market.Product;
import novate.settlement.ContractSettlement;
import novate.settlement.FinalSettlementPrice.Outcome.Determined;
import novate.settlement.PreviousValue;

/** The last day of a contract as tables and JSON; whoever has a calculator can repeat it. */
final class SettleRunAnswer {
  /** Decimals of the mean beyond those of the tick; the price is made of the exact quotient. */
  private static final int MORE_DECIMALS = 8;

  /**
   * The whole answer.
   *
   * @param mean sum / fixings, rounded for people
   * @param rounding final settlement price less mean
   */
  record Settled(
      String contract,
      String index,
      List<UsedFixing> fixings,
      String sum,
      int count,
      String mean,
      String finalSettlementPrice,
      String rounding,
      List<SettledContract> contracts,
      List<String> unsettled,
      List<InputHash> inputs) {}

  /** A fixing that the price is made of; carried says that it is the value of an earlier date. */
  record UsedFixing(
      LocalDate date,
      String value,
      int revision,
      String source,
      boolean isLowConfidence,
      boolean isCarried) {}

  /** One contract; without a previous price it pays no variation margin. */
  record SettledContract(
      String contract,
      String previousPrice,
      String lastPrice,
      boolean isExercised,
      List<AccountCash> accounts,
      long lots,
      Money total) {}

  /** What an account receives. */
  record AccountCash(
      String account, long lots, Money variationMargin, Money settlementCash, Money cash) {}

  private SettleRunAnswer() {}

  static Answer of(FileSettlement settlement) {
    Settled json = json(settlement);
    Table cash = cash(json);
    return new Answer(
        json,
        List.of(headline(json)),
        List.of(fixings(json), price(json), contracts(json), cash),
        cash,
        remarks(json));
  }

  private static Settled json(FileSettlement settlement) {
    Determined determined = settlement.determined();
    Product product = settlement.future().product();
    BigDecimal price = product.decimal(determined.price());
    BigDecimal mean = determined.mean(product.settlementTick().scale() + MORE_DECIMALS);
    return new Settled(
        settlement.future().id().value(),
        product.index().value(),
        determined.fixings().stream().map(SettleRunAnswer::fixing).toList(),
        determined.sum().toPlainString(),
        determined.fixings().size(),
        mean.toPlainString(),
        price.toPlainString(),
        price.subtract(mean).toPlainString(),
        settlement.settlements().stream().map(SettleRunAnswer::contract).toList(),
        settlement.unsettled(),
        InputHash.of(settlement.hashByFile()));
  }

  private static UsedFixing fixing(Fixing fixing) {
    return new UsedFixing(
        fixing.date(),
        fixing.value().toPlainString(),
        fixing.revision(),
        fixing.methodology(),
        fixing.quality().isLowConfidence(),
        PreviousValue.isCarried(fixing));
  }

  private static SettledContract contract(ContractSettlement settled) {
    Product product = settled.contract().product();
    List<AccountCash> accounts = new ArrayList<>();
    for (ContractSettlement.Line line : settled.lines()) {
      accounts.add(
          new AccountCash(
              line.account().value(),
              line.lots().value(),
              line.variationMargin(),
              line.settlementCash(),
              line.cash()));
    }
    return new SettledContract(
        settled.contract().id().value(),
        settled.contract().isMarkedToMarket()
            ? settled.previous().map(price -> decimal(product, price)).orElse("")
            : "",
        decimal(product, settled.terms().lastSettlement()),
        settled.terms().isExercised(),
        accounts,
        settled.lots().value(),
        settled.total());
  }

  private static String decimal(Product product, Price price) {
    return product.decimal(price).toPlainString();
  }

  private static String headline(Settled json) {
    return "%s settles at %s: %s."
        .formatted(
            json.contract(),
            json.finalSettlementPrice(),
            json.count() == 1
                ? "the fixing of %s".formatted(json.index())
                : "the mean of %d fixings of %s".formatted(json.count(), json.index()));
  }

  private static Table fixings(Settled json) {
    Table table =
        new Table(
            "Fixings",
            Column.text("date"),
            Column.number("value"),
            Column.number("revision"),
            Column.text("source"),
            Column.text("confidence"));
    for (UsedFixing each : json.fixings()) {
      table.row(
          each.date(),
          each.value(),
          each.revision(),
          each.source(),
          each.isLowConfidence() ? "low" : "");
    }
    return table;
  }

  private static Table price(Settled json) {
    return new Table("Final settlement price", Column.text("what"), Column.number("value"))
        .row("sum", json.sum())
        .row("fixings", json.count())
        .row("mean", json.mean())
        .row("rounded to the tick", json.finalSettlementPrice())
        .row("rounding", json.rounding());
  }

  private static Table contracts(Settled json) {
    Table table =
        new Table(
            "Contracts",
            Column.text("contract"),
            Column.number("previous_price"),
            Column.number("last_price"),
            Column.text("exercised"),
            Column.number("lots_sum"),
            Column.text("currency"),
            Column.number("cash_sum"));
    for (SettledContract each : json.contracts()) {
      table.row(
          each.contract(),
          each.previousPrice(),
          each.lastPrice(),
          each.isExercised() ? "yes" : "",
          each.lots(),
          each.total().currency(),
          each.total().decimal());
    }
    return table;
  }

  private static Table cash(Settled json) {
    Table table =
        new Table(
            "Cash by account, positive when it is received",
            Column.text("contract"),
            Column.text("account"),
            Column.number("lots"),
            Column.text("currency"),
            Column.number("variation_margin"),
            Column.number("settlement_cash"));
    for (SettledContract contract : json.contracts()) {
      for (AccountCash each : contract.accounts()) {
        table.row(
            contract.contract(),
            each.account(),
            each.lots(),
            each.cash().currency(),
            each.variationMargin().decimal(),
            each.settlementCash().decimal());
      }
    }
    return table;
  }

  private static List<String> remarks(Settled json) {
    List<String> remarks = new ArrayList<>();
    List<String> carried =
        json.fixings().stream()
            .filter(UsedFixing::isCarried)
            .map(each -> each.date().toString())
            .toList();
    if (!carried.isEmpty()) {
      remarks.add(
          "%d of %d dates have no value and took the one before, low-confidence: %s."
              .formatted(carried.size(), json.count(), String.join(", ", carried)));
    }
    for (SettledContract each : json.contracts()) {
      remarks.add(
          each.lots() == 0
              ? "%s: lots and cash add up to zero.".formatted(each.contract())
              : "%s: lots add up to %+d, so these positions are not the whole house."
                  .formatted(each.contract(), each.lots()));
    }
    json.unsettled().forEach(each -> remarks.add("Not settled here: " + each + "."));
    return remarks;
  }
}
