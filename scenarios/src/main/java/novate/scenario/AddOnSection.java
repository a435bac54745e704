package novate.scenario;

import static novate.market.Checks.require;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import novate.market.AccountId;
import novate.market.CombinedCommodityId;
import novate.market.CurrencyCode;
import novate.market.Money;
import novate.scenario.AddOnParameters.Concentration;
import novate.scenario.AddOnParameters.FixingQuality;
import novate.scenario.AddOnParameters.LastDayGap;
import novate.scenario.AddOnParameters.Liquidity;

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

  static Optional<AddOnParameters> read(YamlFields commodity) {
    return optional(commodity, NAME, AddOnSection::addOns);
  }

  private static AddOnParameters addOns(YamlFields fields) {
    fields.only(
        "horizon_days", "holiday", "liquidity", "concentration", "fixing_quality", "last_day_gap");
    String holiday = fields.text("holiday");
    require(
        holiday.equals("true") || holiday.equals("false"),
        "holiday must be true or false, got '%s'",
        holiday);
    return new AddOnParameters(
        fields.integer("horizon_days"),
        optional(fields, "liquidity", AddOnSection::liquidity),
        optional(fields, "concentration", AddOnSection::concentration),
        holiday.equals("true"),
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
    if (!fields.names().contains(name)) {
      return Optional.empty();
    }
    YamlFields part = fields.fields(name);
    return Optional.of(part.build(() -> reader.apply(part)));
  }

  static List<WrongWayExposure> wrongWay(YamlFields file) {
    return items(file, WRONG_WAY, AddOnSection::exposure);
  }

  private static WrongWayExposure exposure(YamlFields item) {
    item.only("account", "factor", "side", "tail_basis_points", "theta");
    return new WrongWayExposure(
        new AccountId(item.text("account")),
        new CombinedCommodityId(item.text("factor")),
        WrongWayExposure.Side.valueOf(item.text("side")),
        item.integer("tail_basis_points"),
        item.number("theta"));
  }

  static List<ManualAddOn> manual(YamlFields file) {
    return items(file, MANUAL, AddOnSection::manualAddOn);
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

  private static <T> List<T> items(
      YamlFields file, String name, Function<YamlFields, T> reader) {
    List<T> items = new ArrayList<>();
    if (file.names().contains(name)) {
      for (YamlFields item : file.items(name)) {
        items.add(item.build(() -> reader.apply(item)));
      }
    }
    return items;
  }

  /** The canonical text, indented for a commodity's field. */
  static String write(AddOnParameters addOns) {
    StringBuilder text = new StringBuilder("    add_ons:\n");
    line(text, "horizon_days: %s", addOns.horizonDays());
    line(text, "holiday: %s", addOns.isHolidayCharged());
    addOns
        .liquidity()
        .ifPresent(part -> line(text, "liquidity: {stressed_bid_ask: %s}", part.stressedBidAsk()));
    addOns.concentration().ifPresent(part -> concentration(text, part));
    addOns
        .fixingQuality()
        .ifPresent(part -> line(text, "fixing_quality: {multiplier: %s}", part.multiplier()));
    addOns
        .lastDayGap()
        .ifPresent(
            part -> line(text, "last_day_gap: {fixing_change_max: %s}", part.fixingChangeMax()));
    return text.toString();
  }

  private static void concentration(StringBuilder text, Concentration part) {
    line(
        text,
        "concentration: {daily_volume_lots: %s, participation: %s, impact: %s,"
            + " daily_volatility: %s}",
        part.dailyVolumeLots(),
        part.participation(),
        part.impact(),
        part.dailyVolatility());
  }

  private static void line(StringBuilder text, String format, Object... values) {
    text.append("      ").append(format.formatted(values)).append('\n');
  }

  /** The canonical text of the two lists; empty where both are. */
  static String write(List<WrongWayExposure> wrongWay, List<ManualAddOn> manual) {
    StringBuilder text = new StringBuilder();
    if (!wrongWay.isEmpty()) {
      text.append("wrong_way:\n");
    }
    for (WrongWayExposure item : wrongWay) {
      text.append(
          "  - {account: \"%s\", factor: \"%s\", side: %s, tail_basis_points: %s, theta: %s}\n"
              .formatted(
                  item.account(),
                  item.factor(),
                  item.side(),
                  item.tailBasisPoints(),
                  item.theta()));
    }
    if (!manual.isEmpty()) {
      text.append("manual_add_ons:\n");
    }
    for (ManualAddOn item : manual) {
      text.append(
          "  - {account: \"%s\", currency: %s, amount: \"%s\", reason: %s, expiry: \"%s\","
                  .formatted(
                      item.account(),
                      item.amount().currency(),
                      item.amount().decimal(),
                      quoted(item.reason()),
                      item.expiry())
              + " first_approver: %s, second_approver: %s}\n"
                  .formatted(quoted(item.firstApprover()), quoted(item.secondApprover())));
    }
    return text.toString();
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
