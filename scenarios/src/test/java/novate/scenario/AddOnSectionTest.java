package novate.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.StringReader;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import novate.market.AccountId;
import novate.market.CombinedCommodityId;
import novate.market.CurrencyCode;
import novate.market.Money;
import novate.sample.SampleMarket;
import novate.scenario.AddOnParameters.Concentration;
import novate.scenario.RateLadderParameters.Basis;
import novate.scenario.RateLadderParameters.DeliveryRung;
import novate.scenario.RateLadderParameters.DeliveryStart;
import novate.scenario.RateLadderParameters.HolidayRung;
import novate.scenario.RateLadderParameters.OpenInterestRung;
import novate.scenario.RateLadderParameters.Sides;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AddOnSectionTest {
  private static final CombinedCommodityId H100 = new CombinedCommodityId("H100");
  private static final String GOOD =
      OneCommodity.yaml(
          """
          rate_ladder:
            basis: LADDER_ALONE
            sides: BOTH
            both_sides_last_days: 5
            normal: 0.08
            delivery:
              - {start: MONTHS_BEFORE_DELIVERY, count: 1, rate: 0.10}
              - {start: TRADING_DAYS_BEFORE_LAST, count: 2, rate: 0.20}
            open_interest: [{above_lots: 100, rate: 0.09}, {above_lots: 200, rate: 0.11}]
            limit_locked: [{day: 1, rate: 0.15}, {day: 2, rate: 0.17}]
            holiday: {closed_days_min: 4, sessions_before: 2, rate: 0.12}
          add_ons:
            horizon_days: 2
            holiday: true
            liquidity: {stressed_bid_ask: 0.04}
            concentration: {daily_volume_lots: 2500, participation: 0.2, impact: 0.7, daily_volatility: 0.06}
            fixing_quality: {multiplier: 1.25}
            last_day_gap: {fixing_change_max: 0.35}
          """,
          """
          wrong_way:
            - {account: M03-H, factor: H100, side: LONG, tail_basis_points: 100, theta: 0.25}
          manual_add_ons:
            - {account: M03-H, currency: USD, amount: "2500.00", reason: "late, and it's a 'first'", expiry: "2026-12-31", first_approver: anna, second_approver: bo}
          """);

  @Test
  void everyFieldArrivesWhereItBelongs() {
    AddOnPolicy policy = read(GOOD).addOns();
    assertThat(policy.ladders().get(H100))
        .isEqualTo(
            new RateLadderParameters(
                0.08,
                List.of(
                    new DeliveryRung(DeliveryStart.MONTHS_BEFORE_DELIVERY, 1, 0.10),
                    new DeliveryRung(DeliveryStart.TRADING_DAYS_BEFORE_LAST, 2, 0.20)),
                List.of(new OpenInterestRung(100, 0.09), new OpenInterestRung(200, 0.11)),
                List.of(0.15, 0.17),
                Optional.of(new HolidayRung(4, 2, 0.12)),
                Sides.BOTH,
                5,
                Basis.LADDER_ALONE));
    assertThat(policy.addOns().get(H100))
        .isEqualTo(
            new AddOnParameters(
                2,
                Optional.of(new AddOnParameters.Liquidity(0.04)),
                Optional.of(new Concentration(2500, 0.2, 0.7, 0.06)),
                true,
                Optional.of(new AddOnParameters.FixingQuality(1.25)),
                Optional.of(new AddOnParameters.LastDayGap(0.35))));
    assertThat(policy.wrongWay())
        .containsExactly(
            new WrongWayExposure(
                new AccountId("M03-H"), H100, WrongWayExposure.Side.LONG, 100, 0.25));
    assertThat(policy.manual())
        .containsExactly(
            new ManualAddOn(
                new AccountId("M03-H"),
                Money.parse(CurrencyCode.USD, "2500"),
                "late, and it's a 'first'",
                LocalDate.of(2026, 12, 31),
                "anna",
                "bo"));
  }

  @Test
  void whatIsWrittenReadsBackAsTheSameSet() {
    ParameterSet set = read(GOOD);
    String text = ParameterFile.write(set);
    assertThat(read(text)).isEqualTo(set);
    assertThat(ParameterFile.write(read(text))).isEqualTo(text);
  }

  @Test
  void theSampleTokenFutureHasALadderAndTheOthersHaveNone() {
    ParameterSet sample = SampleMarket.compute2026().parameters();
    assertThat(sample.addOns().ladders()).containsOnlyKeys(new CombinedCommodityId("TOKEN"));
    assertThat(read(ParameterFile.write(sample))).isEqualTo(sample);
  }

  @ParameterizedTest(name = "{0} -> {1}: {2}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          normal: 0.08           | normal: 0.16            | p.yaml: commodities.H100.rate_ladder: rate 0.1 of a rung must not be below 0.16
          normal: 0.08           | normal: 1.08            | rate of normal must be above 0 and at most 1, got 1.08
          normal: 0.08           | rates: 0.08             | p.yaml: commodities.H100.rate_ladder.rates is not a known field
          {day: 2, rate: 0.17}   | {day: 3, rate: 0.17}    | limit_locked[1]: day must be 2, got 3
          {day: 2, rate: 0.17}   | {day: 2, rate: 0.14}    | rate 0.14 of a rung must not be below 0.15
          {above_lots: 200,      | {above_lots: 100,       | bounds of open interest must ascend
          {above_lots: 200, rate: 0.11} | {above_lots: 200, rate: 0.085} | rate 0.085 of a rung must not be below 0.09
          TRADING_DAYS_BEFORE_LAST, count: 2, rate: 0.20 | MONTHS_BEFORE_DELIVERY, count: 0, rate: 0.09 | the rung of 0 must not be lower than that of 1: 0.09 is below 0.1
          sides: BOTH            | sides: NONE             | rate_ladder.sides must be one of
          horizon_days: 2        | horizon_days: 0         | p.yaml: commodities.H100.add_ons: horizon must be above zero, got 0
          participation: 0.2     | participation: 0        | participation must be above zero, got 0.0
          multiplier: 1.25       | multiplier: 0.99        | fixing quality multiplier must be 1 or more, got 0.99
          bid_ask: 0.04          | bid_ask: -0.04          | stressed bid-ask must be zero or more, got -0.04
          holiday: true          | holiday: yes            | add_ons.holiday must be true or false, got 'yes'
          second_approver: bo    | second_approver: Anna   | manual_add_ons[0]: manual add-on of M03-H needs two different approvers, got anna twice
          second_approver: bo    | second_approver: ' '    | needs two approvers
          expiry: "2026-12-31"   | expiry: never           | expiry must be a date such as 2026-12-31, got 'never'
          amount: "2500.00"      | amount: "-1.00"         | must not be negative, got -1.00 USD
          factor: H100           | factor: B200            | wrong-way names commodity B200, which the set has not
          tail_basis_points: 100 | tail_basis_points: 0    | tail must be 1 to 10,000 basis points, got 0
          """)
  void aFileThatIsNotRightIsRefusedByName(String found, String replacement, String message) {
    assertThat(GOOD).contains(found);
    assertThatThrownBy(() -> read(GOOD.replaceFirst(Pattern.quote(found), replacement)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("p.yaml: ")
        .hasMessageContaining(message);
  }

  private static ParameterSet read(String text) {
    return ParameterFile.read(new StringReader(text), "p.yaml");
  }
}
