package novate.scenario;

import static novate.market.Checks.require;
import static novate.scenario.SpreadSection.line;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import novate.market.AccountId;
import novate.market.CombinedCommodityId;
import novate.market.CurrencyCode;
import novate.market.Money;
import novate.scenario.AddOnParameters.Concentration;
import novate.scenario.AddOnParameters.FixingQuality;
import novate.scenario.AddOnParameters.LastDayGap;
import novate.scenario.AddOnParameters.Liquidity;
import novate.wire.YamlFields;

/**
 * The sections {@code add_ons} of a commodity, {@code wrong_way} and {@code manual_add_ons} of a
 * parameter file, both ways; all may be absent.
 *
 * <pre>
 * commodities:
 *   H100:
 *     add_ons:
 *       horizon_days: 2
 *       holiday: true
 *       liquidity: {stressed_bid_ask: 0.04}
 *       concentration: {daily_volume_lots: 2500, participation: 0.2, impact: 0.7, daily_volatility: 0.06}
 *       fixing_quality: {multiplier: 1.25}
 *       last_day_gap: {fixing_change_max: 0.35}
 * wrong_way:
 *   - {account: M03-H, factor: H100, side: LONG, tail_basis_points: 100, theta: 0.25}
 * manual_add_ons:
 *   - {account: M03-H, currency: USD, amount: "250000.00", reason: "…", expiry: "2026-12-31", first_approver: a, second_approver: b}
 * </pre>
 */
final class AddOnSection {
  static final String NAME = "add_ons";
  static final String WRONG_WAY = "wrong_way";
  static final String MANUAL = "manual_add_ons";

  private AddOnSection() {}

  /** The ladders and add-ons of every commodity of a file, and what it says of accounts. */
  static AddOnPolicy policy(YamlFields file) {
    SortedMap<CombinedCommodityId, RateLadderParameters> ladders = new TreeMap<>();
    SortedMap<CombinedCommodityId, AddOnParameters> addOns = new TreeMap<>();
    YamlFields commodities = file.fields("commodities");
    for (String name : commodities.names()) {
      CombinedCommodityId id = new CombinedCommodityId(name);
      YamlFields commodity = commodities.fields(name);
      RateLadderSection.read(commodity).ifPresent(ladder -> ladders.put(id, ladder));
      optional(commodity, NAME, AddOnSection::addOns).ifPresent(part -> addOns.put(id, part));
    }
    return new AddOnPolicy(
        ladders,
        addOns,
        items(file, WRONG_WAY, AddOnSection::exposure),
        items(file, MANUAL, AddOnSection::manualAddOn));
  }

  private static AddOnParameters addOns(YamlFields fields) {
    fields.only(
        "horizon_days", "holiday", "liquidity", "concentration", "fixing_quality", "last_day_gap");
    return new AddOnParameters(
        fields.integer("horizon_days"),
        optional(fields, "liquidity", AddOnSection::liquidity),
        optional(fields, "concentration", AddOnSection::concentration),
        fields.flag("holiday"),
        optional(fields, "fixing_quality", AddOnSection::fixingQuality),
        optional(fields, "last_day_gap", AddOnSection::lastDayGap));
  }

  private static Liquidity liquidity(YamlFields fields) {
    return new Liquidity(fields.only("stressed_bid_ask").number("stressed_bid_ask"));
  }

  private static Concentration concentration(YamlFields fields) {
    fields.only("daily_volume_lots", "participation", "impact", "daily_volatility");
    return new Concentration(
        fields.number("daily_volume_lots"),
        fields.number("participation"),
        fields.number("impact"),
        fields.number("daily_volatility"));
  }

  private static FixingQuality fixingQuality(YamlFields fields) {
    return new FixingQuality(fields.only("multiplier").number("multiplier"));
  }

  private static LastDayGap lastDayGap(YamlFields fields) {
    return new LastDayGap(fields.only("fixing_change_max").number("fixing_change_max"));
  }

  private static <T> Optional<T> optional(
      YamlFields fields, String name, Function<YamlFields, T> reader) {
    return fields.find(name).map(part -> part.build(() -> reader.apply(part)));
  }

  private static WrongWayExposure exposure(YamlFields item) {
    item.only("account", "factor", "side", "tail_basis_points", "theta");
    return new WrongWayExposure(
        new AccountId(item.text("account")),
        new CombinedCommodityId(item.text("factor")),
        item.choice("side", WrongWayExposure.Side.class),
        item.integer("tail_basis_points"),
        item.number("theta"));
  }

  private static ManualAddOn manualAddOn(YamlFields item) {
    item.only(
        "account", "currency", "amount", "reason", "expiry", "first_approver", "second_approver");
    return new ManualAddOn(
        new AccountId(item.text("account")),
        Money.parse(new CurrencyCode(item.text("currency")), item.text("amount")),
        item.text("reason"),
        date(item.text("expiry")),
        item.text("first_approver"),
        item.text("second_approver"));
  }

  private static LocalDate date(String text) {
    try {
      return LocalDate.parse(text);
    } catch (DateTimeParseException e) {
      throw new IllegalArgumentException(
          "expiry must be a date such as 2026-12-31, got '%s'".formatted(text), e);
    }
  }

  private static <T> List<T> items(YamlFields file, String name, Function<YamlFields, T> reader) {
    List<T> items = new ArrayList<>();
    for (YamlFields item : file.itemsIfPresent(name)) {
      items.add(item.build(() -> reader.apply(item)));
    }
    return items;
  }

  /** Writes the ladder and the add-ons of one commodity, where it has any. */
  static void write(StringBuilder text, AddOnPolicy policy, CombinedCommodityId commodity) {
    RateLadderParameters ladder = policy.ladders().get(commodity);
    if (ladder != null) {
      RateLadderSection.write(text, ladder);
    }
    AddOnParameters addOns = policy.addOns().get(commodity);
    if (addOns != null) {
      write(text, addOns);
    }
  }

  private static void write(StringBuilder text, AddOnParameters addOns) {
    line(text, "    add_ons:");
    line(text, "      horizon_days: %s", addOns.horizonDays());
    line(text, "      holiday: %s", addOns.isHolidayCharged());
    addOns
        .liquidity()
        .ifPresent(
            part -> line(text, "      liquidity: {stressed_bid_ask: %s}", part.stressedBidAsk()));
    addOns
        .concentration()
        .ifPresent(
            part ->
                line(
                    text,
                    "      concentration: {daily_volume_lots: %s, participation: %s, impact: %s,"
                        + " daily_volatility: %s}",
                    part.dailyVolumeLots(),
                    part.participation(),
                    part.impact(),
                    part.dailyVolatility()));
    addOns
        .fixingQuality()
        .ifPresent(part -> line(text, "      fixing_quality: {multiplier: %s}", part.multiplier()));
    addOns
        .lastDayGap()
        .ifPresent(
            part ->
                line(text, "      last_day_gap: {fixing_change_max: %s}", part.fixingChangeMax()));
  }

  /** Writes what is said of accounts, where there is any. */
  static void write(StringBuilder text, List<WrongWayExposure> wrongWay, List<ManualAddOn> manual) {
    if (!wrongWay.isEmpty()) {
      line(text, "%s:", WRONG_WAY);
    }
    for (WrongWayExposure item : wrongWay) {
      line(
          text,
          "  - {account: \"%s\", factor: \"%s\", side: %s, tail_basis_points: %s, theta: %s}",
          item.account(),
          item.factor(),
          item.side(),
          item.tailBasisPoints(),
          item.theta());
    }
    if (!manual.isEmpty()) {
      line(text, "%s:", MANUAL);
    }
    for (ManualAddOn item : manual) {
      line(
          text,
          "  - {account: \"%s\", currency: %s, amount: \"%s\", reason: %s, expiry: \"%s\","
              + " first_approver: %s, second_approver: %s}",
          item.account(),
          item.amount().currency(),
          item.amount().decimal(),
          quoted(item.reason()),
          item.expiry(),
          quoted(item.firstApprover()),
          quoted(item.secondApprover()));
    }
  }

  /** A single-quoted YAML text: nothing in it is special but the quote itself, which is doubled. */
  private static String quoted(String text) {
    require(
        text.chars().noneMatch(Character::isISOControl),
        "text for a parameter file must have no control characters, got '%s'",
        text);
    return "'" + text.replace("'", "''") + "'";
  }
}
