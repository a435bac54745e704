package novate.clearing.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import novate.clearing.cli.Table.Column;
import novate.margin.MarginEngine;
import novate.margin.explain.WhatIf;
import novate.margin.explain.WhatIf.ComponentChange;
import novate.margin.explain.WhatIf.TradeEffect;
import novate.market.AccountClass;
import novate.market.AccountId;
import novate.market.CombinedCommodityId;
import novate.market.CurrencyCode;
import novate.market.Money;

/** How the effect of trades is shown: by component, and by trade. */
final class WhatIfAnswer {
  private static final String TOTAL = "required";

  private WhatIfAnswer() {}

  /** The whole answer. */
  record WhatIfMargin(String engineVersion, List<AccountEffect> accounts) {}

  /** One account in one currency; components and effects in turn both add up to the change. */
  record AccountEffect(
      String account,
      AccountClass accountClass,
      String currency,
      Money before,
      Money after,
      Money change,
      List<Component> components,
      List<Trade> trades) {}

  /** One component; without a commodity when it belongs to the currency. */
  record Component(String component, String commodity, Money before, Money after, Money change) {}

  /** What one trade adds after those before it, and what it would add alone. */
  record Trade(String contract, long lots, Money inTurn, Money alone) {}

  static Answer of(SortedMap<AccountId, WhatIf> effects) {
    List<AccountEffect> accounts = new ArrayList<>();
    effects.forEach(
        (account, whatIf) ->
            whatIf
                .currencies()
                .forEach(currency -> accounts.add(effect(account, currency, whatIf))));
    return new Answer(
        new WhatIfMargin(MarginEngine.VERSION, accounts),
        List.of(components(accounts), trades(accounts)),
        List.of(
            "In turn: after the trades before it, adding up to the change. Alone: with no other"
                + " trade."));
  }

  private static AccountEffect effect(AccountId account, CurrencyCode currency, WhatIf whatIf) {
    return new AccountEffect(
        account.value(),
        whatIf.before().accountClass(),
        currency.code(),
        whatIf.before().initialMargin(currency),
        whatIf.after().initialMargin(currency),
        whatIf.change(currency),
        whatIf.components(currency).stream().map(WhatIfAnswer::component).toList(),
        trades(currency, whatIf));
  }

  private static Component component(ComponentChange change) {
    return new Component(
        change.kind().words(),
        change.commodity().map(CombinedCommodityId::value).orElse(""),
        change.before(),
        change.after(),
        change.change());
  }

  /** Trades that do something to the margin in this currency, or are in it. */
  private static List<Trade> trades(CurrencyCode currency, WhatIf whatIf) {
    List<Money> inTurn = whatIf.inTurn(currency);
    Money before = whatIf.before().initialMargin(currency);
    List<Trade> trades = new ArrayList<>();
    for (int t = 0; t < inTurn.size(); t++) {
      TradeEffect effect = whatIf.trades().get(t);
      Money alone = effect.alone().initialMargin(currency).minus(before);
      var contract = effect.trade().contract();
      boolean isIn =
          whatIf.market().catalogue().contract(contract).product().currency().equals(currency);
      if (isIn || !inTurn.get(t).isZero() || !alone.isZero()) {
        trades.add(
            new Trade(contract.value(), effect.trade().lots().value(), inTurn.get(t), alone));
      }
    }
    return trades;
  }

  private static Table components(List<AccountEffect> accounts) {
    Table table =
        new Table(
            "Margin before and after",
            Column.text("account"),
            Column.text("currency"),
            Column.text("component"),
            Column.text("commodity"),
            Column.number("before"),
            Column.number("after"),
            Column.number("change"));
    for (AccountEffect account : accounts) {
      account.components().forEach(component -> row(table, account, component));
      row(
          table,
          account,
          new Component(TOTAL, "", account.before(), account.after(), account.change()));
    }
    return table;
  }

  private static void row(Table table, AccountEffect account, Component component) {
    table.row(
        account.account(),
        account.currency(),
        component.component(),
        component.commodity(),
        component.before().decimal(),
        component.after().decimal(),
        component.change().decimal());
  }

  private static Table trades(List<AccountEffect> accounts) {
    Table table =
        new Table(
            "What each trade does",
            Column.text("account"),
            Column.text("contract"),
            Column.number("lots"),
            Column.text("currency"),
            Column.number("in_turn"),
            Column.number("alone"));
    for (AccountEffect account : accounts) {
      for (Trade trade : account.trades()) {
        table.row(
            account.account(),
            trade.contract(),
            trade.lots(),
            account.currency(),
            trade.inTurn().decimal(),
            trade.alone().decimal());
      }
    }
    return table;
  }
}
