package novate.margin.explain;

import java.io.StringReader;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.Predicate;
import novate.margin.MarketState;
import novate.margin.simulation.FactorHistory;
import novate.margin.simulation.FactorLevel;
import novate.market.AccountId;
import novate.market.Catalogue;
import novate.market.Contract;
import novate.market.ContractId;
import novate.market.FactorId;
import novate.market.Lots;
import novate.market.PriceSet;
import novate.pricing.OptionModel;
import novate.sample.PriceHistory;
import novate.sample.SampleIndex;
import novate.sample.SampleMarket;
import novate.scenario.AmericanModel;
import novate.scenario.ParameterFile;
import novate.scenario.ParameterSet;

/** The sample market at the end of a day, under parameters that use every rule there is. */
final class ExplainMarket {
  static final SampleMarket SAMPLE = SampleMarket.compute2026();
  private static final PriceHistory HISTORY = PriceHistory.generate(SAMPLE, SampleMarket.DEMO_SEED);

  private static final String COMMODITIES =
      """
      id: "explain/1"
      commodities:
        H100:
          price: {kind: FRACTION, up: 0.12, down: 0.12}
          volatility: {kind: ABSOLUTE, up: 0.1, down: 0.1}
          extreme_multiplier: 3
          cover_fraction: 0.33
          volatility_floor: 0.05
          lookahead_days: 1
          jump_max: 0.2
          scan_tiers:
            - {to: "2026-12", price: {kind: FRACTION, up: 0.15, down: 0.13}, volatility: {kind: ABSOLUTE, up: 0.2, down: 0.2}}
          tiers:
            - {tier: 1, to: "2026-12"}
            - {tier: 2, from: "2027-01"}
          calendar_spreads:
            - {priority: 1, charge: 33.33, legs: [{period: "2026-11", ratio: 1, side: A}, {period: "2026-12", ratio: 1, side: B}]}
            - {priority: 2, charge: 41.07, legs: [{tier: 1, ratio: 1, side: A}, {tier: 2, ratio: 1.25, side: B}]}
          spot_months:
            - {period: "2026-10", spread: 11.11, outright: 17.77}
            - {period: "2026-11", spread: 7, outright: 3}
        B200:
          price: {kind: FRACTION, up: 0.14, down: 0.14}
          volatility: {kind: ABSOLUTE, up: 0.12, down: 0.12}
          extreme_multiplier: 3
          cover_fraction: 0.33
          volatility_floor: 0.05
          lookahead_days: 1
          jump_max: 0.2
          delta_scaling: {"B200": 1.6}
          add_ons:
            horizon_days: 2
            holiday: true
            liquidity: {stressed_bid_ask: 0.04}
            concentration: {daily_volume_lots: 40, participation: 0.2, impact: 0.7, daily_volatility: 0.06}
            last_day_gap: {fixing_change_max: 0.35}
        BLACKWELL:
          price: {kind: FRACTION, up: 0.16, down: 0.14}
          volatility: {kind: FRACTION, up: 0.3333, down: 0.25}
          extreme_multiplier: 2
          cover_fraction: 0.35
          volatility_floor: 0.05
          lookahead_days: 1
          jump_max: 0.25
          tiers:
            - {tier: 1, to: "2026-12"}
            - {tier: 2, from: "2027-01"}
          calendar_spreads:
            - {priority: 1, charge: 55.55, legs: [{tier: 1, ratio: 1, side: A}, {tier: 2, ratio: 1, side: B}]}
          short_option_minimum: {method: METHOD, rates: [{rate: 90, to: "2026-12"}, {rate: 310}]}
        TOKEN:
          price: {kind: ABSOLUTE, up: 0.5, down: 0.6}
          volatility: {kind: FRACTION, up: 0.2, down: 0.2}
          extreme_multiplier: 2
          cover_fraction: 0.35
          volatility_floor: 0.05
          lookahead_days: 1
          jump_max: 0.15
          short_option_minimum: {method: METHOD, rates: [{rate: 450}]}
          rate_ladder:
            basis: BASIS
            sides: LARGER
            both_sides_last_days: 5
            normal: 0.09
            delivery:
              - {start: MONTHS_BEFORE_DELIVERY, count: 1, rate: 0.12}
      ratios: {HOUSE: 1.0, CLIENT_NET: 0.97, CLIENT_GROSS: 1.1, SEGREGATED: 1.0333}
      calls:
        USD: {threshold: "50000.00", increment: "10000.00"}
        CNY: {threshold: "300000.00", increment: "50000.00"}
      """;

  private static final String CREDITS =
      """
      inter_commodity_spreads:
        - {priority: 1, super: true, legs: [{commodity: "B200", ratio: 1, side: A, credit: 0.21}, {commodity: "BLACKWELL", ratio: 1, side: B, credit: 0.23}]}
        - {priority: 2, super: false, legs: [{commodity: "H100", ratio: 2, side: A, credit: 0.43}, {commodity: "B200", ratio: 1, side: B, credit: 0.47}]}
      """;

  private static final String JOINED =
      """
      scan_based_credits:
        - {priority: 1, target: "BLACKWELL", target_required: false, legs: [{commodity: "B200", ratio: 0.9, credit: 0.61, required: false}]}
      net_option_value: CAPPED
      """;

  private static final String SIMULATION =
      """
      simulation:
        tail_basis_points: 100
        horizon_days: 2
        antithetic: true
        uncertainty_z: 1.0
        offset_share: 0.8
        volatility: {decay: 0.97, seed_returns: 60, scaling: MID, clamp: 3.0, stress_multiple: 0.5}
        stress: {from: 2026-02-15, to: 2026-04-15}
        procyclicality: {binding: STRESSED, buffer: 0.25, low_basis_points: 0, high_basis_points: 10000, stressed_weight: 0.25}
        pool_constant: 500
        proxies: {}
        curves:
          H100: {returns: LOG, points: {1: "SD-H100"}}
          B200: {returns: LOG, points: {1: "SD-B200"}}
          BLACKWELL: {returns: LOG, points: {1: "ORNN-BLACKWELL"}}
        jump_cover_fraction: 0.5
        jumps: {}
        sets:
          GPU: {policy: POLICY, commodities: "SET"}
      """;

  static final AccountId ACCOUNT = new AccountId("A");

  private ExplainMarket() {}

  /** Spreads, credits between commodities, options pooled, minimum gross. */
  static ParameterSet spreads() {
    return ParameterFile.read(
        new StringReader(
            COMMODITIES.replace("METHOD", "GROSS").replace("BASIS", "LARGER_WITH_SCAN")
                + CREDITS
                + simulation("LARGER", "B200 H100")),
        "spreads");
  }

  /** One commodity scanned inside another, options capped, minimum by the larger right. */
  static ParameterSet joined() {
    return ParameterFile.read(
        new StringReader(
            COMMODITIES.replace("METHOD", "MAX").replace("BASIS", "LADDER_ALONE")
                + JOINED
                + simulation("SIMULATION", "B200 BLACKWELL")),
        "joined");
  }

  private static String simulation(String policy, String set) {
    return SIMULATION.replace("POLICY", policy).replace("SET", set);
  }

  /** The levels of the indices up to a date. */
  private static MarketState state(LocalDate date) {
    List<FactorLevel> levels = new ArrayList<>();
    for (SampleIndex index : SAMPLE.indices()) {
      for (LocalDate day : HISTORY.dates(index.id())) {
        if (!day.isAfter(date) && index.calendar().value().equals("US")) {
          double level = HISTORY.level(index.id(), day).doubleValue();
          levels.add(new FactorLevel(new FactorId(index.id().value()), day, level));
        }
      }
    }
    return new MarketState(
        MarketState.NONE.ladder(), Optional.of(FactorHistory.of(levels)), new TreeMap<>());
  }

  static PriceSet prices(LocalDate date) {
    return HISTORY.priceSet(
        date,
        date + "/EOD",
        date.atTime(22, 0).toInstant(ZoneOffset.UTC),
        new OptionModel(SAMPLE.calendars(), AmericanModel.BARONE_ADESI_WHALEY)::price,
        Map.of());
  }

  static ValuedMarket market(LocalDate date, ParameterSet parameters) {
    return market(date, parameters, _ -> true);
  }

  /** Only some of the contracts are listed. */
  static ValuedMarket market(
      LocalDate date, ParameterSet parameters, Predicate<Contract> isListed) {
    return new ValuedMarket(
        new Catalogue(SAMPLE.catalogue().contracts().stream().filter(isListed).toList()),
        SAMPLE.calendars(),
        parameters,
        SAMPLE.scenarios(),
        prices(date),
        state(date));
  }

  /** Up to some positions in contracts that can be margined, of up to 60 lots. */
  static Map<ContractId, Lots> positions(ValuedMarket market, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<ContractId> priced = new ArrayList<>();
    for (Contract contract : market.catalogue().contracts()) {
      if (market.isPriced(contract.id())) {
        priced.add(contract.id());
      }
    }
    Map<ContractId, Lots> positions = new TreeMap<>();
    int count = random.nextInt(1, 14);
    // Some portfolios hold options alone, long or short alone: there the floors and minima bind.
    int kind = random.nextInt(4);
    for (int i = 0; i < count; i++) {
      ContractId contract = priced.get(random.nextInt(priced.size()));
      boolean isOption = contract.value().contains("OPT");
      long lots = random.nextLong(1, 61) * (random.nextBoolean() ? 1 : -1);
      switch (kind) {
        case 0, 1 -> positions.put(contract, new Lots(lots));
        case 2 -> {
          if (isOption) {
            positions.put(contract, new Lots(-Math.abs(lots)));
          }
        }
        default -> {
          if (isOption) {
            positions.put(contract, new Lots(Math.abs(lots)));
          }
        }
      }
    }
    return positions;
  }
}
