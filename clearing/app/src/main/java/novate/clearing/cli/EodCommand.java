package novate.clearing.cli;

import static novate.market.Checks.found;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.concurrent.Callable;
import novate.clearing.day.CycleProgress;
import novate.clearing.day.DayFold;
import novate.clearing.day.DayStep;
import novate.clearing.house.CyclePrices;
import novate.clearing.house.DayWatch;
import novate.clearing.house.Gateway;
import novate.clearing.house.RunningHouse;
import novate.clearing.log.Clients;
import novate.clearing.processor.Topic;
import novate.wire.event.CycleKind;
import novate.wire.event.CycleRequested;
import novate.wire.event.OpenDayRequested;
import novate.wire.event.PricesApproved;
import novate.wire.event.PricesHeld;
import org.apache.avro.specific.SpecificRecordBase;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code novate eod}: opens and ends business dates of a running house. */
@Command(
    name = "eod",
    mixinStandardHelpOptions = true,
    description = "Opens and ends business dates of a running house.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      EodCommand.Open.class,
      EodCommand.Run.class,
      EodCommand.Status.class,
      EodCommand.Approve.class
    })
final class EodCommand implements Runnable {
  private static final Duration PATIENCE = Duration.ofMinutes(30);

  @Spec private @Nullable CommandSpec command;

  @Override
  public void run() {
    CommandLine self = found(command, "no command").commandLine();
    self.usage(self.getOut());
  }

  /** Which house and which date. */
  static final class Target {
    @Mixin private HouseOptions house = new HouseOptions();

    @Option(
        names = "--date",
        required = true,
        paramLabel = "DATE",
        description = "Business date, for example 2026-10-30.")
    private LocalDate date = LocalDate.EPOCH;

    Clients clients() {
      return house.running();
    }

    String cycleId() {
      return date + "/EOD";
    }

    void request(Clients clients, SpecificRecordBase event) {
      try (Gateway gateway = new Gateway(clients)) {
        gateway.send(Topic.CONTROL, 0, date.toString(), event);
        gateway.flush();
      }
    }
  }

  /** {@code novate eod open}. */
  @Command(
      name = "open",
      mixinStandardHelpOptions = true,
      description = "Opens a business date for trading; doing it again changes nothing.")
  static final class Open implements Callable<Integer> {
    @Mixin private Target target = new Target();

    @Override
    public Integer call() {
      Clients clients = target.clients();
      if (!RunningHouse.hasMarket(clients)) {
        throw new CommandFailedException(
            ExitCode.CONFLICT,
            "this house has no market yet; send it one: novate import market DIR");
      }
      try (DayWatch watch = new DayWatch(clients)) {
        int refusalsBefore = watch.look().refusals().size();
        target.request(clients, new OpenDayRequested(target.date));
        watch.await(
            "the opening of " + target.date,
            PATIENCE,
            day ->
                day.openedDates().contains(target.date) || day.refusals().size() > refusalsBefore,
            () -> {});
        requireNoRefusal(watch.look(), refusalsBefore);
      }
      System.err.println("novate: " + target.date + " is open");
      return ExitCode.DONE.code();
    }
  }

  /** {@code novate eod run}. */
  @Command(
      name = "run",
      mixinStandardHelpOptions = true,
      description = {
        "Ends a business date: cut, fixings, prices, valuation, settlement, ledger, calls.",
        "Stopped or killed, run it again: it goes on. Run again after the end, it changes nothing."
      })
  static final class Run implements Callable<Integer> {
    @Mixin private Target target = new Target();
    @Mixin private OutputOptions output = new OutputOptions();

    @Option(
        names = "--resume",
        description = "Accepted for clarity; a day that was begun always goes on.")
    private boolean isResumed;

    @Override
    public Integer call() {
      Clients clients = target.clients();
      try (DayWatch watch = new DayWatch(clients)) {
        DayFold day = watch.look();
        int refusalsBefore = day.refusals().size();
        CycleProgress begun = day.find(target.cycleId()).orElse(null);
        if (begun == null) {
          requireOpen(day);
          target.request(clients, request(requireComplete(clients)));
        } else {
          goOn(begun, clients);
        }
        watch.await(
            target.cycleId(),
            PATIENCE,
            now -> isOver(now) || now.refusals().size() > refusalsBefore,
            () -> {});
        requireNoRefusal(watch.look(), refusalsBefore);
        output.print(EodAnswer.of(watch.look(), target.date));
        return end(cycle(watch.look()));
      }
    }

    private void requireOpen(DayFold day) {
      if (day.openDate().filter(target.date::equals).isEmpty()) {
        throw new CommandFailedException(
            ExitCode.CONFLICT,
            "%s is not open; open is %s"
                .formatted(target.date, day.openDate().map(LocalDate::toString).orElse("no date")));
      }
    }

    private void goOn(CycleProgress begun, Clients clients) {
      if (!begun.isDone(DayStep.PRICES)) {
        requireComplete(clients);
      }
      if (!isResumed) {
        String how = begun.closed() == null ? "was begun before and goes on" : "has ended before";
        System.err.println("novate: " + target.cycleId() + " " + how);
      }
    }

    /** A cycle without all its prices would wait for them for ever. */
    private CyclePrices requireComplete(Clients clients) {
      CyclePrices prices = CyclePrices.read(clients, target.cycleId());
      if (!prices.isComplete()) {
        String found =
            prices.lastObserved().isEmpty() ? "no prices" : "not yet all prices, rates and FX";
        throw new CommandFailedException(
            ExitCode.NO_MARKET_DATA,
            "%s of %s are on the log; send them with: novate import prices FILE --rates FILE --fx FILE"
                .formatted(found, target.cycleId()));
      }
      return prices;
    }

    /**
     * The cut's instant is that of the last price of the cycle: it is on the log, so a replay has
     * it too.
     */
    private CycleRequested request(CyclePrices prices) {
      Instant asOf =
          prices
              .lastObserved()
              .orElseThrow(
                  () ->
                      new CommandFailedException(
                          ExitCode.NO_MARKET_DATA,
                          "%s was said to have all its prices, and has none"
                              .formatted(target.cycleId())));
      return new CycleRequested(target.cycleId(), target.date, CycleKind.END_OF_DAY, asOf);
    }

    private boolean isOver(DayFold day) {
      return day.find(target.cycleId())
          .filter(
              cycle ->
                  cycle.closed() != null
                      || cycle.broken() != null
                      || (cycle.held() != null && !cycle.isHeldSetApproved()))
          .isPresent();
    }

    private CycleProgress cycle(DayFold day) {
      return day.find(target.cycleId()).orElseThrow();
    }

    private int end(CycleProgress cycle) {
      if (cycle.broken() != null) {
        throw new CommandFailedException(
            ExitCode.MISMATCH, "the house does not add up: " + cycle.broken());
      }
      PricesHeld held = cycle.held();
      if (held != null) {
        throw new CommandFailedException(
            ExitCode.NO_MARKET_DATA,
            """
            prices of %s are held; correct them, or two people accept them with
              novate eod approve --date %s --hash %s --by NAME --reason WHY
            %s\
            """
                .formatted(
                    target.cycleId(),
                    target.date,
                    held.getHeldHash(),
                    String.join("\n", held.getReasons())));
      }
      return ExitCode.DONE.code();
    }
  }

  /** {@code novate eod status}. */
  @Command(
      name = "status",
      mixinStandardHelpOptions = true,
      description = "Shows how far the cycles of a business date have come.")
  static final class Status implements Callable<Integer> {
    @Mixin private Target target = new Target();
    @Mixin private OutputOptions output = new OutputOptions();

    @Override
    public Integer call() {
      try (DayWatch watch = new DayWatch(target.clients())) {
        output.print(EodAnswer.of(watch.look(), target.date));
      }
      return ExitCode.DONE.code();
    }
  }

  /** {@code novate eod approve}. */
  @Command(
      name = "approve",
      mixinStandardHelpOptions = true,
      description = "Accepts the prices that an end of day holds; two different people must.")
  static final class Approve implements Callable<Integer> {
    @Mixin private Target target = new Target();

    @Option(names = "--hash", required = true, description = "Hash of the reasons, as shown.")
    private String hash = "";

    @Option(names = "--by", required = true, description = "Who accepts.")
    private String approver = "";

    @Option(names = "--reason", required = true, description = "Why it is right to accept.")
    private String reason = "";

    @Override
    public Integer call() {
      Clients clients = target.clients();
      try (DayWatch watch = new DayWatch(clients)) {
        PricesHeld held = watch.look().find(target.cycleId()).map(CycleProgress::held).orElse(null);
        if (held == null || !held.getHeldHash().equals(hash)) {
          throw new CommandFailedException(
              ExitCode.CONFLICT, target.cycleId() + " holds no prices with hash " + hash);
        }
      }
      target.request(clients, new PricesApproved(target.cycleId(), hash, approver, reason));
      System.err.println("novate: " + approver + " accepts the prices of " + target.cycleId());
      return ExitCode.DONE.code();
    }
  }

  private static void requireNoRefusal(DayFold day, int refusalsBefore) {
    if (day.refusals().size() > refusalsBefore) {
      throw new CommandFailedException(ExitCode.CONFLICT, day.refusals().getLast());
    }
  }
}
