package novate.clearing.cli;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import novate.clearing.cli.MarginAnswer.Named;
import novate.clearing.cli.Table.Column;
import novate.clearing.file.FileStress;
import novate.margin.MarginEngine;
import novate.market.MemberId;
import novate.market.Money;
import novate.market.PriceSet;
import novate.scenario.ParameterFile;
import novate.scenario.ParameterSet;
import novate.scenario.StressLibrary;
import novate.scenario.StressLibraryFile;
import novate.scenario.StressScenario;
import novate.stress.AccountStress;
import novate.stress.CurrencyStress;
import novate.stress.MemberStress;
import novate.stress.ScenarioResult;
import novate.stress.StressedPositionLoss;

/** How a stress is shown: what it costs whom, and which positions make it so. */
final class StressAnswer {
  private StressAnswer() {}

  /** The whole answer; the worst scenario stands first. */
  record Stress(
      LocalDate businessDate,
      String priceSetId,
      Instant asOf,
      String baseCurrency,
      Named parameterSet,
      Named library,
      String engineVersion,
      List<InputHash> inputs,
      List<Result> scenarios) {}

  /** One scenario in words. */
  record Scenario(String id, String title, String moves, String narrative) {
    static Scenario of(StressScenario scenario) {
      return new Scenario(
          scenario.id(), scenario.title(), ShockWords.of(scenario), scenario.narrative());
    }
  }

  /** What one scenario costs; members by severity, accounts by id. */
  record Result(
      Scenario scenario,
      Money coverOne,
      Money coverTwo,
      List<String> coveredMembers,
      List<String> flooredContracts,
      List<MemberLoss> members,
      List<AccountLoss> accounts,
      List<Contribution> topContributors) {}

  /**
   * One member in the base currency: loss - cover + surplus = loss over margin.
   *
   * @param surplus what accounts have left, which covers no other account
   */
  record MemberLoss(String member, Money loss, Money cover, Money surplus, Money lossOverMargin) {
    static MemberLoss of(MemberStress member) {
      Money cover = Money.zero(member.loss().currency());
      for (AccountStress account : member.accounts()) {
        cover = cover.plus(account.cover());
      }
      return new MemberLoss(
          member.member().value(),
          member.loss(),
          cover,
          member.lossOverMargin().plus(cover).minus(member.loss()),
          member.lossOverMargin());
    }
  }

  /** One account, in the base currency and as it is. */
  record AccountLoss(
      String account,
      String member,
      Money loss,
      Money cover,
      Money lossOverMargin,
      List<CurrencyLoss> currencies) {}

  /** One currency of an account. */
  record CurrencyLoss(Money loss, Money initialMargin, Money netOptionValue, Money excess) {}

  /** What one position loses; lots are signed. */
  record Contribution(
      String account, String contract, long lots, Money loss, Money lossInBaseCurrency) {}

  static Answer of(FileStress stress, int top) {
    ScenarioResult worst = stress.results().getFirst();
    return new Answer(
        json(stress, top),
        List.of(scenarios(stress), members(worst), accounts(worst), contributors(worst, top)),
        csv(stress),
        remarks(stress, worst));
  }

  private static Stress json(FileStress stress, int top) {
    PriceSet prices = stress.margin().input().market().prices();
    ParameterSet parameters = stress.margin().input().parameters();
    StressLibrary library = stress.input().library();
    return new Stress(
        prices.date(),
        prices.id(),
        prices.asOf(),
        stress.base().code(),
        new Named(parameters.id(), ParameterFile.hash(parameters)),
        new Named(library.id(), StressLibraryFile.hash(library)),
        MarginEngine.VERSION,
        InputHash.of(stress.hashByFile()),
        stress.results().stream().map(result -> result(result, top)).toList());
  }

  private static Result result(ScenarioResult result, int top) {
    return new Result(
        Scenario.of(result.scenario()),
        result.coverOne(),
        result.coverTwo(),
        result.covered(2).stream().map(member -> member.member().value()).toList(),
        result.floored().stream().map(Object::toString).toList(),
        result.members().stream().map(MemberLoss::of).toList(),
        result.accounts().stream().map(StressAnswer::account).toList(),
        result.topContributors(top).stream().map(StressAnswer::contribution).toList());
  }

  private static AccountLoss account(AccountStress account) {
    return new AccountLoss(
        account.account().value(),
        account.member().value(),
        account.loss(),
        account.cover(),
        account.lossOverMargin(),
        account.currencies().values().stream().map(StressAnswer::currency).toList());
  }

  private static CurrencyLoss currency(CurrencyStress currency) {
    return new CurrencyLoss(
        currency.loss(),
        currency.margin().initialMargin(),
        currency.margin().netOptionValue(),
        currency.excess());
  }

  private static Contribution contribution(StressedPositionLoss position) {
    return new Contribution(
        position.account().value(),
        position.contract().value(),
        position.lots().value(),
        position.loss(),
        position.lossInBase());
  }

  private static Table scenarios(FileStress stress) {
    Table table =
        new Table(
            "Stress, worst first, " + stress.base(),
            Column.text("scenario"),
            Column.text("title"),
            Column.number("cover_1"),
            Column.number("cover_2"),
            Column.text("members"));
    for (ScenarioResult result : stress.results()) {
      table.row(
          result.scenario().id(),
          result.scenario().title(),
          result.coverOne().decimal(),
          result.coverTwo().decimal(),
          result.covered(2).stream()
              .map(MemberStress::member)
              .map(MemberId::value)
              .collect(Collectors.joining(" + ")));
    }
    return table;
  }

  private static Table members(ScenarioResult result) {
    Table table =
        new Table(
            "Members in " + result.scenario().id() + ", " + result.base(),
            Column.text("member"),
            Column.number("loss"),
            Column.number("cover"),
            Column.number("surplus"),
            Column.number("loss_over_margin"));
    for (MemberStress member : result.members()) {
      MemberLoss shown = MemberLoss.of(member);
      table.row(
          shown.member(),
          shown.loss().decimal(),
          shown.cover().decimal(),
          shown.surplus().decimal(),
          shown.lossOverMargin().decimal());
    }
    return table;
  }

  private static Table accounts(ScenarioResult result) {
    Table table =
        new Table(
            "Accounts in " + result.scenario().id() + ", in their currencies",
            Column.text("account"),
            Column.text("member"),
            Column.text("currency"),
            Column.number("loss"),
            Column.number("initial_margin"),
            Column.number("net_option_value"),
            Column.number("loss_less_cover"));
    for (AccountStress account : result.accounts()) {
      account
          .currencies()
          .forEach(
              (currency, part) ->
                  table.row(
                      account.account(),
                      account.member(),
                      currency,
                      part.loss().decimal(),
                      part.margin().initialMargin().decimal(),
                      part.margin().netOptionValue().decimal(),
                      part.excess().decimal()));
    }
    return table;
  }

  private static Table contributors(ScenarioResult result, int top) {
    Table table =
        new Table(
            "Positions that lose most in " + result.scenario().id(),
            Column.text("account"),
            Column.text("contract"),
            Column.number("lots"),
            Column.number("loss"),
            Column.text("currency"),
            Column.number("loss_in_" + result.base().code().toLowerCase(Locale.ROOT)));
    for (StressedPositionLoss position : result.topContributors(top)) {
      table.row(
          position.account(),
          position.contract(),
          position.lots().value(),
          position.loss().decimal(),
          position.loss().currency(),
          position.lossInBase().decimal());
    }
    return table;
  }

  /** Every scenario and account on a line of its own, in the base currency. */
  private static Table csv(FileStress stress) {
    Table table =
        new Table(
            "",
            Column.text("scenario"),
            Column.text("member"),
            Column.text("account"),
            Column.text("currency"),
            Column.number("loss"),
            Column.number("cover"),
            Column.number("loss_over_margin"),
            Column.number("member_loss_over_margin"));
    for (ScenarioResult result : stress.results()) {
      for (MemberStress member : result.members()) {
        for (AccountStress account : member.accounts()) {
          table.row(
              result.scenario().id(),
              member.member(),
              account.account(),
              result.base(),
              account.loss().decimal(),
              account.cover().decimal(),
              account.lossOverMargin().decimal(),
              member.lossOverMargin().decimal());
        }
      }
    }
    return table;
  }

  private static List<String> remarks(FileStress stress, ScenarioResult worst) {
    List<String> remarks = new ArrayList<>();
    remarks.add(worst.scenario().id() + ": " + ShockWords.of(worst.scenario()));
    remarks.add(StressListCommand.folded(worst.scenario().narrative()));
    if (!worst.floored().isEmpty()) {
      remarks.add(
          "Floored at one tick, as their products allow no negative price: "
              + worst.floored().stream().map(Object::toString).collect(Collectors.joining(", ")));
    }
    if (stress.input().history().isEmpty()) {
      remarks.add("No historical windows: --history FILE adds them.");
    }
    remarks.add(
        "Prices %s, scenarios %s. Loss over margin of an account = max(0, loss - cover), cover ="
                .formatted(
                    stress.margin().input().market().prices().id(), stress.input().library().id())
            + " initial margin + net option value.");
    remarks.add(
        "A member: loss - cover + surplus = loss over margin; surplus is what its accounts have"
            + " left, which covers no other account.");
    remarks.add("Cover-1 and Cover-2: the worst member, the two worst together.");
    return remarks;
  }
}
