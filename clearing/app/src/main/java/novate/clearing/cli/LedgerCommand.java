package novate.clearing.cli;

import static novate.market.Checks.found;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.function.Function;
import novate.clearing.house.HouseLog;
import novate.clearing.report.LedgerReader;
import novate.clearing.report.LedgerReader.Reading;
import novate.ledger.AccountStatement;
import novate.ledger.LedgerAccount;
import novate.ledger.LedgerAccount.House;
import novate.ledger.LedgerAccount.MemberCash;
import novate.ledger.LedgerEntry;
import novate.ledger.PaymentInstruction;
import novate.ledger.TrialBalance;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code novate ledger}: the books of a house. */
@Command(
    name = "ledger",
    mixinStandardHelpOptions = true,
    description = {
      "The books of a house, read from its log, whether it runs or has ended.",
      "A positive balance is what the house owes; a positive amount is received by the owner."
    },
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      LedgerCommand.Balance.class,
      LedgerCommand.Statement.class,
      LedgerCommand.Trial.class,
      LedgerCommand.Payments.class
    })
final class LedgerCommand implements Runnable {
  @Spec private @Nullable CommandSpec command;

  @Override
  public void run() {
    CommandLine self = found(command, "no command").commandLine();
    self.usage(self.getOut());
  }

  /** Whose accounts. */
  static final class Owner {
    @Option(names = "--member", paramLabel = "ID", description = "Accounts of this member only.")
    private @Nullable String member;

    @Option(
        names = {"--account-group", "--group"},
        paramLabel = "GROUP",
        description = "HOUSE, CLIENT or SEGREGATED:ACCOUNT only.")
    private @Nullable String group;

    @Option(names = "--currency", paramLabel = "CODE", description = "This currency only.")
    private @Nullable String currency;

    boolean matches(LedgerAccount account) {
      if (currency != null && !account.currency().code().equals(currency)) {
        return false;
      }
      return switch (account) {
        case House _ -> member == null && group == null;
        case MemberCash cash ->
            (member == null || cash.group().member().value().equals(member))
                && (group == null || cash.group().name().equals(group));
      };
    }

    /** An account that is not there is no account with a balance of zero. */
    CommandFailedException nothing() {
      StringBuilder asked = new StringBuilder("no ledger account");
      asked.append(member == null ? "" : " of member " + member);
      asked.append(group == null ? "" : " in group " + group);
      asked.append(currency == null ? "" : " in " + currency);
      return new CommandFailedException(
          ExitCode.INPUT_INVALID, asked + " has anything posted to it");
    }
  }

  private static <T> T read(HouseOptions house, Function<Reading, T> use) {
    try (HouseLog log = house.log()) {
      return use.apply(LedgerReader.read(log.clients()));
    }
  }

  /** Entries that can be trusted; otherwise no balance of a single account can be. */
  private static List<LedgerEntry> entries(Reading reading) {
    List<String> faults = reading.books().faults();
    if (!faults.isEmpty()) {
      throw new CommandFailedException(ExitCode.MISMATCH, String.join("\n", faults));
    }
    return reading.books().entries();
  }

  /** {@code novate ledger balance}. */
  @Command(
      name = "balance",
      mixinStandardHelpOptions = true,
      description = "Balance of each account, now or at the end of a business date.")
  static final class Balance implements Callable<Integer> {
    @Mixin private HouseOptions house = new HouseOptions();
    @Mixin private Owner owner = new Owner();
    @Mixin private OutputOptions output = new OutputOptions();

    @Option(names = "--date", paramLabel = "DATE", description = "At the end of this date.")
    private LocalDate date = LocalDate.MAX;

    @Override
    public Integer call() {
      Reading reading = read(house, each -> each);
      entries(reading);
      List<TrialBalance.Line> lines =
          TrialBalance.of(reading.books().postingsUntil(date)).lines().stream()
              .filter(line -> owner.matches(line.account()))
              .toList();
      if (lines.isEmpty()) {
        throw owner.nothing();
      }
      output.print(LedgerAnswer.balances(lines, asked(date)));
      return ExitCode.DONE.code();
    }
  }

  private static Optional<LocalDate> asked(LocalDate date) {
    return date.equals(LocalDate.MAX) ? Optional.empty() : Optional.of(date);
  }

  /** {@code novate ledger statement}. */
  @Command(
      name = "statement",
      mixinStandardHelpOptions = true,
      description = "Every entry on a member's accounts, from the opening to the closing balance.")
  static final class Statement implements Callable<Integer> {
    @Mixin private HouseOptions house = new HouseOptions();
    @Mixin private Owner owner = new Owner();
    @Mixin private OutputOptions output = new OutputOptions();

    @Option(
        names = "--from",
        paramLabel = "DATE",
        description = "First business date (default: that of the first entry).")
    private @Nullable LocalDate from;

    @Option(
        names = "--to",
        paramLabel = "DATE",
        description = "Last business date (default: that of the last entry).")
    private @Nullable LocalDate to;

    @Override
    public Integer call() {
      if (owner.member == null) {
        throw new CommandFailedException(ExitCode.USAGE, "a statement needs --member");
      }
      List<LedgerEntry> entries = entries(read(house, each -> each));
      TreeSet<LedgerAccount> accounts = new TreeSet<>();
      TreeSet<LocalDate> dates = new TreeSet<>();
      for (LedgerEntry entry : entries) {
        dates.add(entry.businessDate());
        entry.postings().stream()
            .map(posting -> posting.account())
            .filter(owner::matches)
            .forEach(accounts::add);
      }
      if (accounts.isEmpty()) {
        throw owner.nothing();
      }
      LocalDate first = from == null ? dates.getFirst() : from;
      LocalDate last = to == null ? dates.getLast() : to;
      if (first.isAfter(last)) {
        throw new CommandFailedException(
            ExitCode.USAGE, "a statement from %s to %s has no day".formatted(first, last));
      }
      output.print(
          LedgerAnswer.statements(
              accounts.stream()
                  .map(account -> AccountStatement.of(account, first, last, entries))
                  .toList()));
      return ExitCode.DONE.code();
    }
  }

  /** {@code novate ledger trial-balance}. */
  @Command(
      name = "trial-balance",
      mixinStandardHelpOptions = true,
      description = {
        "Every account, debits against credits, and whether the clearing accounts are at zero.",
        "Exit code 5 when the books do not add up."
      })
  static final class Trial implements Callable<Integer> {
    @Mixin private HouseOptions house = new HouseOptions();
    @Mixin private OutputOptions output = new OutputOptions();

    @Option(
        names = "--date",
        paramLabel = "DATE",
        description = "At the end of this date (default: the last that is closed).")
    private @Nullable LocalDate date;

    @Override
    public Integer call() {
      Reading reading = read(house, each -> each);
      LocalDate last = date == null ? reading.day().lastClosedDate().orElse(LocalDate.MAX) : date;
      LedgerAnswer.Books books =
          LedgerAnswer.books(
              asked(last),
              reading.day().isClosed(last),
              TrialBalance.of(reading.books().postingsUntil(last)),
              reading.books().faults());
      output.print(LedgerAnswer.trialBalance(books));
      return (books.mismatches().isEmpty() ? ExitCode.DONE : ExitCode.MISMATCH).code();
    }
  }

  /** {@code novate ledger payments}. */
  @Command(
      name = "payments",
      mixinStandardHelpOptions = true,
      description = {
        "What a closed business date's cash flows make each member pay or receive, netted per"
            + " currency; cash that went through the settlement bank is paid already."
      })
  static final class Payments implements Callable<Integer> {
    @Mixin private HouseOptions house = new HouseOptions();
    @Mixin private OutputOptions output = new OutputOptions();

    @Option(names = "--date", required = true, paramLabel = "DATE", description = "Business date.")
    private LocalDate date = LocalDate.EPOCH;

    @Override
    public Integer call() {
      Reading reading = read(house, each -> each);
      if (!reading.day().isClosed(date)) {
        throw new CommandFailedException(
            ExitCode.CONFLICT,
            "the end of day of %s is not closed: not all of its payments are known"
                .formatted(date));
      }
      List<PaymentInstruction> payments = PaymentInstruction.of(date, entries(reading));
      output.print(LedgerAnswer.payments(date, payments));
      return ExitCode.DONE.code();
    }
  }
}
