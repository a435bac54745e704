package novate.scenario;

import static novate.market.Checks.require;
import static novate.scenario.SpreadSection.line;

import java.io.Reader;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import novate.market.AccountClass;
import novate.market.CombinedCommodityId;
import novate.market.CurrencyCode;
import novate.market.Hashing;
import novate.market.Money;
import novate.wire.YamlFields;

/**
 * A parameter set as a YAML file, both ways. The written form is canonical (sorted, one spelling
 * per number), so its SHA-256 names the content whatever the file looked like that it was read
 * from.
 *
 * <pre>
 * id: "compute-2026/1"
 * commodities:
 *   H100:
 *     price: {kind: FRACTION, up: 0.12, down: 0.12}
 *     volatility: {kind: ABSOLUTE, up: 0.10, down: 0.10}
 *     extreme_multiplier: 3
 *     cover_fraction: 0.33
 *     volatility_floor: 0.05
 *     lookahead_days: 1
 *     jump_max: 0.20
 * ratios: {HOUSE: 1.0, CLIENT_NET: 1.0, CLIENT_GROSS: 1.1, SEGREGATED: 1.1}
 * calls:
 *   USD: {threshold: "50000.00", increment: "10000.00"}
 * </pre>
 *
 * <p>A commodity's {@code american_model} is optional; absent it is BARONE_ADESI_WHALEY, and so the
 * default is not written. Tiers, spreads and other charges are optional: {@link SpreadSection}
 * inside a commodity, {@link SpreadPolicySection} between them. So are the rate ladder ({@link
 * RateLadderSection}), the add-ons ({@link AddOnSection}) and the simulation ({@link
 * SimulationSection}) and the fees ({@link FeeSection}).
 */
public final class ParameterFile {
  private static final String ID = "[A-Za-z0-9][A-Za-z0-9._/:-]{0,63}";

  private ParameterFile() {}

  /**
   * Reads and checks a parameter set.
   *
   * @param sourceName what a refusal calls the file
   * @throws IllegalArgumentException naming source, field and value: an unknown, missing or
   *     repeated field, a value out of its range or no number, an anchor, alias or tag
   */
  public static ParameterSet read(Reader reader, String sourceName) {
    YamlFields file =
        YamlFields.read(reader, sourceName)
            .only(
                with(
                    SpreadPolicySection.FIELDS,
                    "id",
                    "commodities",
                    "ratios",
                    "calls",
                    AddOnSection.WRONG_WAY,
                    AddOnSection.MANUAL,
                    SimulationSection.FIELD,
                    FeeSection.NAME));
    YamlFields ratios = file.fields("ratios");
    return file.build(
        () ->
            new ParameterSet(
                file.text("id"),
                commodities(file.fields("commodities")),
                ratios(ratios),
                calls(file.fields("calls")),
                SpreadPolicySection.read(file),
                AddOnSection.policy(file),
                file.find(SimulationSection.FIELD).map(SimulationSection::read),
                FeeSection.read(file)));
  }

  private static SortedMap<CombinedCommodityId, CommodityParameters> commodities(
      YamlFields fields) {
    SortedMap<CombinedCommodityId, CommodityParameters> commodities = new TreeMap<>();
    for (String name : fields.names()) {
      CombinedCommodityId id = fields.build(() -> new CombinedCommodityId(name));
      YamlFields commodity = fields.fields(name);
      commodities.put(id, commodity.build(() -> commodity(commodity)));
    }
    return commodities;
  }

  private static CommodityParameters commodity(YamlFields fields) {
    fields.only(
        with(
            SpreadSection.FIELDS,
            "price",
            "volatility",
            "extreme_multiplier",
            "cover_fraction",
            "volatility_floor",
            "lookahead_days",
            "jump_max",
            "american_model",
            RateLadderSection.NAME,
            AddOnSection.NAME));
    ScanRange price = ScanRangeField.read(fields.fields("price"));
    require(
        price.up() > 0 && price.down() > 0,
        "price scan range must be above zero both ways, got %s up and %s down",
        price.up(),
        price.down());
    return new CommodityParameters(
        price,
        ScanRangeField.read(fields.fields("volatility")),
        fields.number("extreme_multiplier"),
        fields.number("cover_fraction"),
        fields.number("volatility_floor"),
        fields.integer("lookahead_days"),
        fields.number("jump_max"),
        SpreadSection.scanTiers(fields),
        SpreadSection.read(fields),
        fields.has("american_model")
            ? AmericanModel.valueOf(fields.text("american_model"))
            : AmericanModel.BARONE_ADESI_WHALEY);
  }

  /** The fields that must be there before those that may be. */
  private static String[] with(List<String> optional, String... required) {
    return Stream.concat(Stream.of(required), optional.stream()).toArray(String[]::new);
  }

  private static SortedMap<AccountClass, Double> ratios(YamlFields fields) {
    SortedMap<AccountClass, Double> ratios = new TreeMap<>();
    for (String name : fields.names()) {
      ratios.put(fields.build(() -> AccountClass.valueOf(name)), fields.number(name));
    }
    return ratios;
  }

  private static SortedMap<CurrencyCode, CallPolicy> calls(YamlFields fields) {
    SortedMap<CurrencyCode, CallPolicy> calls = new TreeMap<>();
    for (String name : fields.names()) {
      CurrencyCode currency = fields.build(() -> new CurrencyCode(name));
      YamlFields call = fields.fields(name).only("threshold", "increment");
      calls.put(
          currency,
          call.build(
              () ->
                  new CallPolicy(
                      currency,
                      Money.parse(currency, call.text("threshold")).minorUnits(),
                      Money.parse(currency, call.text("increment")).minorUnits())));
    }
    return calls;
  }

  /** The canonical text of a parameter set; {@link #read} gives the same set back. */
  public static String write(ParameterSet set) {
    require(set.id().matches(ID), "id of a parameter set must match %s, got '%s'", ID, set.id());
    StringBuilder text = new StringBuilder();
    line(text, "id: \"%s\"", set.id());
    line(text, "commodities:");
    for (Map.Entry<CombinedCommodityId, CommodityParameters> entry : set.commodities().entrySet()) {
      CommodityParameters commodity = entry.getValue();
      line(text, "  \"%s\":", entry.getKey());
      line(text, "    price: %s", ScanRangeField.flow(commodity.price()));
      line(text, "    volatility: %s", ScanRangeField.flow(commodity.volatility()));
      line(text, "    extreme_multiplier: %s", commodity.extremeMultiplier());
      line(text, "    cover_fraction: %s", commodity.coverFraction());
      line(text, "    volatility_floor: %s", commodity.volatilityFloor());
      line(text, "    lookahead_days: %s", commodity.lookaheadDays());
      line(text, "    jump_max: %s", commodity.jumpMax());
      if (commodity.americanModel() != AmericanModel.BARONE_ADESI_WHALEY) {
        line(text, "    american_model: %s", commodity.americanModel());
      }
      SpreadSection.write(text, commodity.scanTiers(), commodity.spreads());
      AddOnSection.write(text, set.addOns(), entry.getKey());
    }
    line(text, "ratios:");
    set.ratios().forEach((accountClass, ratio) -> line(text, "  %s: %s", accountClass, ratio));
    line(text, "calls:");
    set.calls()
        .forEach(
            (currency, call) ->
                line(
                    text,
                    "  %s: {threshold: \"%s\", increment: \"%s\"}",
                    currency,
                    new Money(currency, call.thresholdMinorUnits()).decimal(),
                    new Money(currency, call.incrementMinorUnits()).decimal()));
    SpreadPolicySection.write(text, set.spreads());
    AddOnSection.write(text, set.addOns().wrongWay(), set.addOns().manual());
    set.simulation().ifPresent(simulation -> SimulationSection.write(text, simulation));
    FeeSection.write(text, set.fees());
    return text.toString();
  }

  /** SHA-256 of the canonical text, hexadecimal: what a margin result names its parameters by. */
  public static String hash(ParameterSet set) {
    return Hashing.sha256(write(set));
  }
}
