package novate.clearing.cli;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import novate.clearing.cli.Table.Column;
import novate.ledger.AccountStatement;
import novate.ledger.LedgerAccount;
import novate.ledger.LedgerAccount.House;
import novate.ledger.LedgerAccount.MemberCash;
import novate.ledger.PaymentInstruction;
import novate.ledger.TrialBalance;
import novate.market.Money;
import org.jspecify.annotations.Nullable;

/** The books as tables and JSON. */
final class LedgerAnswer {
  /** Balances at the end of a date; null for now. */
  record Balances(@Nullable LocalDate date, List<Balance> accounts) {}

  /** An account; member and group are null of the house's own. */
  record Balance(
      String account, @Nullable String member, @Nullable String accountGroup, Money balance) {}

  /** Statements of several accounts. */
  record Statements(List<Statement> statements) {}

  /** A statement; amounts are received by the owner, balances are owed to it. */
  record Statement(
      String account,
      LocalDate from,
      LocalDate to,
      Money opening,
      List<AccountStatement.Line> lines,
      Money closing) {}

  /** A trial balance and everything that is wrong with it. */
  record Books(
      @Nullable LocalDate date,
      boolean isClosed,
      List<BookLine> accounts,
      List<TrialBalance.Total> totals,
      List<String> mismatches) {}

  /** One account of a trial balance. */
  record BookLine(String account, Money debit, Money credit) {}

  /** What is to be paid on a date. */
  record Payments(LocalDate date, List<Payment> payments, List<Money> houseNet) {}

  /** One payment; the amount is positive when the member receives it. */
  record Payment(String id, String member, String direction, Money amount, List<Flow> flows) {}

  /** A part of a payment. */
  record Flow(String accountGroup, String purpose, Money amount) {}

  private LedgerAnswer() {}

  static Answer balances(List<TrialBalance.Line> lines, Optional<LocalDate> date) {
    List<Balance> balances =
        lines.stream().map(line -> balance(line.account(), line.balance())).toList();
    Table table =
        new Table(
            "Balances " + date.map(at -> "at the end of " + at).orElse("now"),
            Column.text("account"),
            Column.text("member"),
            Column.text("account_group"),
            Column.text("currency"),
            Column.number("balance"));
    for (Balance each : balances) {
      table.row(
          each.account(),
          each.member() == null ? "" : each.member(),
          each.accountGroup() == null ? "" : each.accountGroup(),
          each.balance().currency(),
          each.balance().decimal());
    }
    return new Answer(new Balances(date.orElse(null), balances), table);
  }

  private static Balance balance(LedgerAccount account, Money balance) {
    return switch (account) {
      case House house -> new Balance(house.code(), null, null, balance);
      case MemberCash cash ->
          new Balance(cash.code(), cash.group().member().value(), cash.group().name(), balance);
    };
  }

  static Answer statements(List<AccountStatement> all) {
    List<Table> tables = new ArrayList<>();
    Table csv = statementTable("", all);
    for (AccountStatement each : all) {
      String title =
          "Statement of %s, %s to %s".formatted(each.account().code(), each.from(), each.to());
      tables.add(statementTable(title, List.of(each)));
    }
    List<Statement> json =
        all.stream()
            .map(
                each ->
                    new Statement(
                        each.account().code(),
                        each.from(),
                        each.to(),
                        each.opening(),
                        each.lines(),
                        each.closing()))
            .toList();
    return new Answer(new Statements(json), tables, csv, List.of());
  }

  private static Table statementTable(String title, List<AccountStatement> statements) {
    Table table =
        new Table(
            title,
            Column.text("account"),
            Column.text("business_date"),
            Column.text("entry"),
            Column.text("cause"),
            Column.number("amount"),
            Column.number("balance"));
    for (AccountStatement each : statements) {
      String account = each.account().code();
      table.row(account, each.from(), "", "opening balance", "", each.opening().decimal());
      for (AccountStatement.Line line : each.lines()) {
        table.row(
            account,
            line.businessDate(),
            line.entryId(),
            line.cause(),
            line.amount().decimal(),
            line.balance().decimal());
      }
      table.row(account, each.to(), "", "closing balance", "", each.closing().decimal());
    }
    return table;
  }

  /** Clearing accounts are judged only when no cycle can be posting to them. */
  static Books books(
      Optional<LocalDate> date, boolean isClosed, TrialBalance balance, List<String> faults) {
    List<String> mismatches = new ArrayList<>(faults);
    mismatches.addAll(balance.imbalances());
    if (isClosed) {
      mismatches.addAll(balance.openClearingAccounts());
    }
    return new Books(
        date.orElse(null),
        isClosed,
        balance.lines().stream()
            .map(line -> new BookLine(line.account().code(), line.debit(), line.credit()))
            .toList(),
        List.copyOf(balance.totals().values()),
        mismatches);
  }

  static Answer trialBalance(Books books) {
    Table table =
        new Table(
            "Trial balance " + (books.date() == null ? "now" : "at the end of " + books.date()),
            Column.text("account"),
            Column.text("currency"),
            Column.number("debit"),
            Column.number("credit"));
    for (BookLine line : books.accounts()) {
      table.row(
          line.account(), line.debit().currency(), line.debit().decimal(), line.credit().decimal());
    }
    for (TrialBalance.Total total : books.totals()) {
      table.row(
          "all accounts",
          total.debit().currency(),
          total.debit().decimal(),
          total.credit().decimal());
    }
    return new Answer(books, List.of(table), remarks(books));
  }

  private static List<String> remarks(Books books) {
    List<String> remarks = new ArrayList<>();
    if (!books.mismatches().isEmpty()) {
      remarks.add("THE BOOKS ARE WRONG:");
      remarks.addAll(books.mismatches());
    } else if (books.isClosed()) {
      remarks.add("Debits equal credits in every currency, and every clearing account is at zero.");
    } else {
      remarks.add("Debits equal credits in every currency.");
    }
    if (!books.isClosed()) {
      remarks.add("The end of day is not closed: clearing accounts may hold cash on its way.");
    }
    return remarks;
  }

  static Answer payments(LocalDate date, List<PaymentInstruction> instructions) {
    Table totals =
        new Table(
            "Payments of " + date,
            Column.text("payment"),
            Column.text("member"),
            Column.text("direction"),
            Column.text("currency"),
            Column.number("amount"));
    Table parts =
        new Table(
            "What they are made of",
            Column.text("payment"),
            Column.text("account_group"),
            Column.text("purpose"),
            Column.number("amount"));
    List<Payment> payments = new ArrayList<>();
    for (PaymentInstruction each : instructions) {
      List<Flow> flows = each.flows().stream().map(LedgerAnswer::flow).toList();
      String direction = word(each.direction());
      payments.add(new Payment(each.id(), each.member().value(), direction, each.amount(), flows));
      totals.row(
          each.id(), each.member(), direction, each.amount().currency(), each.amount().decimal());
      flows.forEach(
          flow ->
              parts.row(each.id(), flow.accountGroup(), flow.purpose(), flow.amount().decimal()));
    }
    List<Money> net = List.copyOf(PaymentInstruction.houseNet(instructions).values());
    return new Answer(
        new Payments(date, payments, net),
        List.of(totals, parts),
        net.stream()
            .map(each -> "All payments in %s add up to %s.".formatted(each.currency(), each))
            .toList());
  }

  private static Flow flow(PaymentInstruction.Flow flow) {
    return new Flow(flow.group().name(), word(flow.purpose()), flow.amount());
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
