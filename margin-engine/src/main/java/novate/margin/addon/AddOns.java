package novate.margin.addon;

import static novate.market.Checks.found;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import novate.market.AccountId;
import novate.market.CombinedCommodityId;
import novate.market.CurrencyCode;
import novate.market.Money;
import novate.scenario.AddOnParameters;
import novate.scenario.ManualAddOn;
import novate.scenario.WrongWayExposure;

/**
 * The add-ons of one account: every one that its parameters ask for, also where it comes to
 * nothing, so that a member sees that it was looked at.
 *
 * @param list by kind, then commodity (amounts about the whole account first), then in the order
 *     handed in
 */
public record AddOns(List<AddOn> list) {
  private static final Comparator<AddOn> ORDER =
      Comparator.comparing(AddOn::kind)
          .thenComparing(addOn -> addOn.commodity().map(CombinedCommodityId::value).orElse(""));

  /** Keeps its own copy. */
  public AddOns {
    list = List.copyOf(list);
  }

  /**
   * The add-ons that apply to an account.
   *
   * @throws IllegalArgumentException when a wrong-way factor of the account has no scenarios, or an
   *     amount is not finite
   * @throws ArithmeticException when an amount does not fit a long
   */
  public static AddOns of(AddOnInputs inputs) {
    List<AddOn> list = new ArrayList<>();
    AccountId account = inputs.account();
    for (MarketExposure exposure : inputs.commodities()) {
      AddOnParameters parameters = inputs.parameters().get(exposure.commodity());
      if (parameters != null) {
        addCommodity(list, inputs, exposure, parameters);
      }
    }
    for (ExpiringExposure exposure : inputs.expiring()) {
      AddOnParameters parameters = inputs.parameters().get(exposure.commodity());
      if (parameters != null) {
        addExpiring(list, account, exposure, parameters);
      }
    }
    for (WrongWayExposure exposure : inputs.wrongWay()) {
      if (exposure.account().equals(account)) {
        list.add(WrongWayAddOn.of(exposure, tail(inputs, exposure)));
      }
    }
    for (ManualAddOn manual : inputs.manual()) {
      if (manual.account().equals(account) && manual.isInForce(inputs.date())) {
        list.add(manual(manual));
      }
    }
    list.sort(ORDER);
    return new AddOns(list);
  }

  private static void addCommodity(
      List<AddOn> list, AddOnInputs inputs, MarketExposure exposure, AddOnParameters parameters) {
    AccountId account = inputs.account();
    int horizon = parameters.horizonDays();
    parameters.liquidity().ifPresent(part -> list.add(LiquidityAddOn.of(account, exposure, part)));
    parameters
        .concentration()
        .ifPresent(part -> list.add(ConcentrationAddOn.of(account, exposure, part, horizon)));
    if (parameters.isHolidayCharged()) {
      list.add(HolidayAddOn.of(account, exposure, inputs.date(), horizon));
    }
  }

  private static void addExpiring(
      List<AddOn> list, AccountId account, ExpiringExposure exposure, AddOnParameters parameters) {
    parameters
        .fixingQuality()
        .ifPresent(part -> list.add(FixingQualityAddOn.of(account, exposure, part)));
    parameters
        .lastDayGap()
        .ifPresent(
            part ->
                exposure
                    .averaging()
                    .ifPresent(
                        averaging ->
                            list.add(LastDayGapAddOn.of(account, exposure, averaging, part))));
  }

  private static TailScenarios tail(AddOnInputs inputs, WrongWayExposure exposure) {
    TailScenarios tail =
        inputs.tails().stream()
            .filter(scenarios -> scenarios.factor().equals(exposure.factor()))
            .findFirst()
            .orElse(null);
    return found(
        tail,
        "account %s is exposed to its own factor %s, of which there are no scenarios",
        exposure.account(),
        exposure.factor());
  }

  private static AddOn manual(ManualAddOn manual) {
    return new AddOn(
        AddOn.Kind.MANUAL,
        manual.account(),
        Optional.empty(),
        manual.amount(),
        new Inputs()
            .of("reason", manual.reason())
            .of("expiry", manual.expiry())
            .of("first_approver", manual.firstApprover())
            .of("second_approver", manual.secondApprover())
            .list());
  }

  /** The sum in each currency in which there is an add-on. */
  public SortedMap<CurrencyCode, Money> total() {
    SortedMap<CurrencyCode, Money> total = new TreeMap<>();
    for (AddOn addOn : list) {
      total.merge(addOn.amount().currency(), addOn.amount(), Money::plus);
    }
    return total;
  }
}
