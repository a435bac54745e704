package novate.scenario;

import static novate.scenario.SpreadSection.line;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import novate.market.CombinedCommodityId;
import novate.market.FactorId;
import novate.scenario.FactorCurve.VolatilityFactor;
import novate.scenario.SimulationParameters.StressPeriod;
import novate.wire.YamlFields;

/**
 * The simulation parameters as a section of a parameter file, both ways; the written form is
 * canonical.
 *
 * <pre>
 * simulation:
 *   tail_basis_points: 100
 *   horizon_days: 2
 *   antithetic: true
 *   uncertainty_z: 1.0
 *   offset_share: 0.8
 *   volatility: {decay: 0.97, seed_returns: 60, scaling: MID, clamp: 3.0, stress_multiple: 0.5}
 *   stress: {from: 2026-02-15, to: 2026-04-15}
 *   procyclicality: {binding: STRESSED, buffer: 0.25, low_basis_points: 0, high_basis_points: 10000, stressed_weight: 0.25}
 *   pool_constant: 500
 *   proxies:
 *     "TOKEN-1M": {factor: "H100-1M", beta: 0.5}
 *   curves:
 *     "H100":
 *       returns: LOG
 *       points: {1: "H100-1M", 6: "H100-6M"}
 *       volatility: {factor: "H100-VOL", returns: LOG}
 *   jump_cover_fraction: 0.5
 *   jumps:
 *     "scarcity spike":
 *       "H100": {price: 0.48, volatility: 0.3}
 *   sets:
 *     "GPU": {policy: LARGER, commodities: "B200 H100"}
 * </pre>
 */
final class SimulationSection {
  static final String FIELD = "simulation";

  private SimulationSection() {}

  /** Reads and checks the section; throws {@link IllegalArgumentException} as the file does. */
  static SimulationParameters read(YamlFields fields) {
    fields.only(
        "tail_basis_points",
        "horizon_days",
        "antithetic",
        "uncertainty_z",
        "offset_share",
        "volatility",
        "stress",
        "procyclicality",
        "pool_constant",
        "proxies",
        "curves",
        "jump_cover_fraction",
        "jumps",
        "sets");
    return fields.build(
        () ->
            new SimulationParameters(
                fields.integer("tail_basis_points"),
                fields.integer("horizon_days"),
                fields.flag("antithetic"),
                fields.number("uncertainty_z"),
                fields.number("offset_share"),
                volatility(fields.fields("volatility")),
                stress(fields.fields("stress")),
                procyclicality(fields.fields("procyclicality")),
                new ShortHistory(
                    fields.integer("pool_constant"), proxies(fields.fields("proxies"))),
                curves(fields.fields("curves")),
                fields.number("jump_cover_fraction"),
                jumps(fields.fields("jumps")),
                sets(fields.fields("sets"))));
  }

  private static LocalDate date(YamlFields fields, String name) {
    String text = fields.text(name);
    try {
      return LocalDate.parse(text);
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(
          "%s must be a date such as 2026-02-15, got '%s'".formatted(name, text), e);
    }
  }

  private static VolatilityUpdate volatility(YamlFields fields) {
    fields.only("decay", "seed_returns", "scaling", "clamp", "stress_multiple");
    return fields.build(
        () ->
            new VolatilityUpdate(
                fields.number("decay"),
                fields.integer("seed_returns"),
                fields.choice("scaling", VolatilityUpdate.Scaling.class),
                fields.number("clamp"),
                fields.number("stress_multiple")));
  }

  private static StressPeriod stress(YamlFields fields) {
    fields.only("from", "to");
    return fields.build(() -> new StressPeriod(date(fields, "from"), date(fields, "to")));
  }

  private static AntiProcyclicality procyclicality(YamlFields fields) {
    fields.only("binding", "buffer", "low_basis_points", "high_basis_points", "stressed_weight");
    return fields.build(
        () ->
            new AntiProcyclicality(
                fields.choice("binding", AntiProcyclicality.Tool.class),
                fields.number("buffer"),
                fields.integer("low_basis_points"),
                fields.integer("high_basis_points"),
                fields.number("stressed_weight")));
  }

  private static SortedMap<FactorId, ShortHistory.Proxy> proxies(YamlFields fields) {
    SortedMap<FactorId, ShortHistory.Proxy> proxies = new TreeMap<>();
    for (String name : fields.names()) {
      YamlFields proxy = fields.fields(name).only("factor", "beta");
      proxies.put(
          fields.build(() -> new FactorId(name)),
          proxy.build(
              () ->
                  new ShortHistory.Proxy(
                      new FactorId(proxy.text("factor")), proxy.number("beta"))));
    }
    return proxies;
  }

  private static SortedMap<CombinedCommodityId, FactorCurve> curves(YamlFields fields) {
    SortedMap<CombinedCommodityId, FactorCurve> curves = new TreeMap<>();
    for (String name : fields.names()) {
      YamlFields curve = fields.fields(name).only("returns", "points", "volatility");
      curves.put(
          fields.build(() -> new CombinedCommodityId(name)), curve.build(() -> curve(curve)));
    }
    return curves;
  }

  private static FactorCurve curve(YamlFields fields) {
    SortedMap<Integer, FactorId> points = new TreeMap<>();
    YamlFields byMonths = fields.fields("points");
    for (String months : byMonths.names()) {
      points.put(months(months), new FactorId(byMonths.text(months)));
    }
    return new FactorCurve(
        fields.choice("returns", ReturnKind.class),
        points,
        fields.find("volatility").map(SimulationSection::volatilityFactor));
  }

  private static int months(String text) {
    try {
      return Integer.parseInt(text);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "a maturity must be whole months, got '%s'".formatted(text), e);
    }
  }

  private static VolatilityFactor volatilityFactor(YamlFields fields) {
    fields.only("factor", "returns");
    return fields.build(
        () ->
            new VolatilityFactor(
                new FactorId(fields.text("factor")), fields.choice("returns", ReturnKind.class)));
  }

  private static List<ExpertJump> jumps(YamlFields fields) {
    List<ExpertJump> jumps = new ArrayList<>();
    for (String name : fields.names()) {
      YamlFields byCommodity = fields.fields(name);
      SortedMap<CombinedCommodityId, ExpertJump.Move> moves = new TreeMap<>();
      for (String commodity : byCommodity.names()) {
        YamlFields move = byCommodity.fields(commodity).only("price", "volatility");
        moves.put(
            byCommodity.build(() -> new CombinedCommodityId(commodity)),
            move.build(() -> new ExpertJump.Move(move.number("price"), move.number("volatility"))));
      }
      jumps.add(byCommodity.build(() -> new ExpertJump(name, moves)));
    }
    return jumps;
  }

  private static List<MarketRiskSet> sets(YamlFields fields) {
    List<MarketRiskSet> sets = new ArrayList<>();
    for (String name : fields.names()) {
      YamlFields set = fields.fields(name).only("policy", "commodities");
      sets.add(
          set.build(
              () ->
                  new MarketRiskSet(
                      name,
                      set.choice("policy", MarketRiskSet.Policy.class),
                      commodities(set.text("commodities")))));
    }
    return sets;
  }

  private static SortedSet<CombinedCommodityId> commodities(String text) {
    return Arrays.stream(text.split(" ", -1))
        .map(CombinedCommodityId::new)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** Appends the canonical lines of the section. */
  static void write(StringBuilder text, SimulationParameters simulation) {
    line(text, "%s:", FIELD);
    line(text, "  tail_basis_points: %s", simulation.tailBasisPoints());
    line(text, "  horizon_days: %s", simulation.horizonDays());
    line(text, "  antithetic: %s", simulation.isAntithetic());
    line(text, "  uncertainty_z: %s", simulation.uncertaintyZ());
    line(text, "  offset_share: %s", simulation.offsetShare());
    writeVolatility(text, simulation.volatility());
    line(
        text, "  stress: {from: %s, to: %s}", simulation.stress().from(), simulation.stress().to());
    writeProcyclicality(text, simulation.procyclicality());
    line(text, "  pool_constant: %s", simulation.shortHistory().poolConstant());
    head(text, "  proxies:", simulation.shortHistory().proxies().isEmpty());
    simulation
        .shortHistory()
        .proxies()
        .forEach(
            (factor, proxy) ->
                line(
                    text,
                    "    \"%s\": {factor: \"%s\", beta: %s}",
                    factor,
                    proxy.factor(),
                    proxy.beta()));
    head(text, "  curves:", simulation.curves().isEmpty());
    simulation.curves().forEach((commodity, curve) -> writeCurve(text, commodity, curve));
    line(text, "  jump_cover_fraction: %s", simulation.jumpCoverFraction());
    head(text, "  jumps:", simulation.jumps().isEmpty());
    simulation.jumps().forEach(jump -> writeJump(text, jump));
    head(text, "  sets:", simulation.sets().isEmpty());
    simulation.sets().forEach(set -> writeSet(text, set));
  }

  /** YAML takes a head without lines below it for a missing value. */
  private static void head(StringBuilder text, String head, boolean isEmpty) {
    text.append(head).append(isEmpty ? " {}\n" : "\n");
  }

  private static void writeVolatility(StringBuilder text, VolatilityUpdate update) {
    line(
        text,
        "  volatility: {decay: %s, seed_returns: %s, scaling: %s, clamp: %s, stress_multiple: %s}",
        update.decay(),
        update.seedReturns(),
        update.scaling(),
        update.clamp(),
        update.stressMultiple());
  }

  private static void writeProcyclicality(StringBuilder text, AntiProcyclicality tools) {
    line(
        text,
        "  procyclicality: {binding: %s, buffer: %s, low_basis_points: %s,"
            + " high_basis_points: %s, stressed_weight: %s}",
        tools.binding(),
        tools.buffer(),
        tools.lowBasisPoints(),
        tools.highBasisPoints(),
        tools.stressedWeight());
  }

  private static void writeCurve(
      StringBuilder text, CombinedCommodityId commodity, FactorCurve curve) {
    line(text, "    \"%s\":", commodity);
    line(text, "      returns: %s", curve.returns());
    line(
        text,
        "      points: {%s}",
        curve.pointByMonths().entrySet().stream()
            .map(point -> "%d: \"%s\"".formatted(point.getKey(), point.getValue()))
            .collect(Collectors.joining(", ")));
    curve
        .volatility()
        .ifPresent(
            each ->
                line(
                    text,
                    "      volatility: {factor: \"%s\", returns: %s}",
                    each.factor(),
                    each.returns()));
  }

  private static void writeJump(StringBuilder text, ExpertJump jump) {
    line(text, "    \"%s\":", jump.name());
    for (Map.Entry<CombinedCommodityId, ExpertJump.Move> move : jump.moves().entrySet()) {
      line(
          text,
          "      \"%s\": {price: %s, volatility: %s}",
          move.getKey(),
          move.getValue().price(),
          move.getValue().volatility());
    }
  }

  private static void writeSet(StringBuilder text, MarketRiskSet set) {
    line(
        text,
        "    \"%s\": {policy: %s, commodities: \"%s\"}",
        set.name(),
        set.policy(),
        set.commodities().stream()
            .map(CombinedCommodityId::value)
            .collect(Collectors.joining(" ")));
  }
}
