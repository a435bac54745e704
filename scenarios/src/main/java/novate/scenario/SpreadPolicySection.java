package novate.scenario;

import static novate.scenario.SpreadSection.line;
import static novate.scenario.SpreadSection.plain;

import java.math.BigDecimal;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import novate.market.CombinedCommodityId;
import novate.market.CurrencyCode;
import novate.wire.YamlFields;

/**
 * The part of a parameter file that describes what holds between commodities and currencies. Every
 * field is optional.
 *
 * <pre>
 * inter_commodity_spreads:
 *   - {priority: 1, super: false, legs: [{commodity: H100, ratio: 1, side: A, credit: 0.4}, ...]}
 * scan_based_credits:
 *   - {priority: 1, target: H100, target_required: true, legs: [{commodity: B200, ratio: 1, credit: 0.6, required: true}]}
 * net_option_value: POOLED
 * fx: {base: USD, base_covers_others: true, haircuts: {CNY: 0.05}}
 * </pre>
 */
final class SpreadPolicySection {
  static final List<String> FIELDS =
      List.of("inter_commodity_spreads", "scan_based_credits", "net_option_value", "fx");

  private SpreadPolicySection() {}

  static SpreadPolicy read(YamlFields file) {
    return file.build(
        () ->
            new SpreadPolicy(
                file.itemsIfPresent("inter_commodity_spreads").stream()
                    .map(SpreadPolicySection::spread)
                    .toList(),
                file.itemsIfPresent("scan_based_credits").stream()
                    .map(SpreadPolicySection::scanBased)
                    .toList(),
                file.has("net_option_value")
                    ? file.choice("net_option_value", NetOptionValueMethod.class)
                    : NetOptionValueMethod.POOLED,
                file.find("fx").map(SpreadPolicySection::fx)));
  }

  private static InterCommoditySpread spread(YamlFields item) {
    item.only("priority", "super", "legs");
    return item.build(
        () ->
            new InterCommoditySpread(
                item.integer("priority"),
                item.has("super") && item.flag("super"),
                item.items("legs").stream().map(SpreadPolicySection::leg).toList()));
  }

  private static InterCommoditySpread.Leg leg(YamlFields item) {
    item.only("commodity", "tier", "ratio", "side", "credit");
    return item.build(
        () ->
            new InterCommoditySpread.Leg(
                new CombinedCommodityId(item.text("commodity")),
                SpreadSection.tierIfPresent(item),
                item.decimal("ratio"),
                item.choice("side", SpreadSide.class),
                item.decimal("credit")));
  }

  private static ScanBasedCredit scanBased(YamlFields item) {
    item.only("priority", "target", "target_required", "legs");
    return item.build(
        () ->
            new ScanBasedCredit(
                item.integer("priority"),
                new CombinedCommodityId(item.text("target")),
                item.flag("target_required"),
                item.items("legs").stream()
                    .map(
                        leg ->
                            leg.only("commodity", "ratio", "credit", "required")
                                .build(
                                    () ->
                                        new ScanBasedCredit.Leg(
                                            new CombinedCommodityId(leg.text("commodity")),
                                            leg.decimal("ratio"),
                                            leg.decimal("credit"),
                                            leg.flag("required"))))
                    .toList()));
  }

  private static FxPolicy fx(YamlFields fields) {
    fields.only("base", "base_covers_others", "haircuts");
    YamlFields haircuts = fields.fields("haircuts");
    SortedMap<CurrencyCode, BigDecimal> byCurrency = new TreeMap<>();
    for (String currency : haircuts.names()) {
      byCurrency.put(haircuts.build(() -> new CurrencyCode(currency)), haircuts.decimal(currency));
    }
    return fields.build(
        () ->
            new FxPolicy(
                new CurrencyCode(fields.text("base")),
                byCurrency,
                fields.flag("base_covers_others")));
  }

  static void write(StringBuilder text, SpreadPolicy policy) {
    if (!policy.interCommodity().isEmpty()) {
      line(text, "inter_commodity_spreads:");
      policy.interCommodity().forEach(spread -> line(text, "  - %s", flow(spread)));
    }
    if (!policy.scanBased().isEmpty()) {
      line(text, "scan_based_credits:");
      policy.scanBased().forEach(credit -> line(text, "  - %s", flow(credit)));
    }
    if (policy.netOptionValue() != NetOptionValueMethod.POOLED) {
      line(text, "net_option_value: %s", policy.netOptionValue());
    }
    policy.fx().ifPresent(fx -> line(text, "fx: %s", flow(fx)));
  }

  private static String flow(InterCommoditySpread spread) {
    List<String> legs =
        spread.legs().stream()
            .map(
                leg ->
                    "{commodity: \"%s\"%s, ratio: %s, side: %s, credit: %s}"
                        .formatted(
                            leg.commodity(),
                            leg.tier().isPresent() ? ", tier: " + leg.tier().getAsInt() : "",
                            plain(leg.ratio()),
                            leg.side(),
                            plain(leg.creditRate())))
            .toList();
    return "{priority: %d, super: %s, legs: [%s]}"
        .formatted(spread.priority(), spread.isSuper(), String.join(", ", legs));
  }

  private static String flow(ScanBasedCredit credit) {
    List<String> legs =
        credit.legs().stream()
            .map(
                leg ->
                    "{commodity: \"%s\", ratio: %s, credit: %s, required: %s}"
                        .formatted(
                            leg.commodity(),
                            plain(leg.ratio()),
                            plain(leg.creditRate()),
                            leg.isRequired()))
            .toList();
    return "{priority: %d, target: \"%s\", target_required: %s, legs: [%s]}"
        .formatted(
            credit.priority(), credit.target(), credit.isTargetRequired(), String.join(", ", legs));
  }

  private static String flow(FxPolicy fx) {
    List<String> haircuts =
        fx.haircuts().entrySet().stream()
            .map(entry -> "%s: %s".formatted(entry.getKey(), plain(entry.getValue())))
            .toList();
    return "{base: %s, base_covers_others: %s, haircuts: {%s}}"
        .formatted(fx.base(), fx.baseCoversOthers(), String.join(", ", haircuts));
  }
}
