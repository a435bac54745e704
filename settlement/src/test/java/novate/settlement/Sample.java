package novate.settlement;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.Optional;
import java.util.Set;
import novate.market.BusinessCalendar;
import novate.market.CalendarId;
import novate.market.CombinedCommodityId;
import novate.market.ContractId;
import novate.market.CurrencyCode;
import novate.market.ExerciseStyle;
import novate.market.FinalSettlement;
import novate.market.Fixing;
import novate.market.FixingQuality;
import novate.market.Future;
import novate.market.IndexId;
import novate.market.OptionOnFuture;
import novate.market.OptionRight;
import novate.market.PremiumStyle;
import novate.market.Price;
import novate.market.PricingModel;
import novate.market.Product;
import novate.market.ProductId;
import novate.market.VenueId;

/** H100 rental futures of 730 GPU-hours at 0.001 USD: one tick of one lot is 73 cents. */
final class Sample {
  static final IndexId INDEX = new IndexId("EU-H100");
  static final YearMonth OCTOBER = YearMonth.of(2026, 10);
  static final LocalDate EXPIRY = LocalDate.of(2026, 10, 30);

  /** 12 October is a holiday: 21 business days are left in the month. */
  static final BusinessCalendar CALENDAR =
      new BusinessCalendar(
          new CalendarId("US"), ZoneId.of("America/New_York"), Set.of(LocalDate.of(2026, 10, 12)));

  private Sample() {}

  static Product product(FinalSettlement finalSettlement) {
    return new Product(
        new ProductId("H100"),
        "H100 rental",
        new VenueId("XCME"),
        new CombinedCommodityId("H100"),
        CurrencyCode.USD,
        new BigDecimal("730"),
        "GPU-hour",
        new BigDecimal("0.001"),
        new BigDecimal("0.001"),
        INDEX,
        finalSettlement,
        PricingModel.BACHELIER,
        true,
        CALENDAR.id(),
        Optional.empty(),
        LocalTime.of(16, 0));
  }

  static Future future(FinalSettlement finalSettlement) {
    return new Future(
        new ContractId("H100-2026-10"), product(finalSettlement), OCTOBER, EXPIRY, true);
  }

  static OptionOnFuture option(
      OptionRight right, ExerciseStyle exercise, PremiumStyle style, LocalDate expiry) {
    Future underlying = future(FinalSettlement.LAST_FIXING);
    return new OptionOnFuture(
        new ContractId("H100-2026-10-" + right),
        underlying.product(),
        underlying,
        right,
        new Price(2_500),
        exercise,
        style,
        expiry,
        true);
  }

  static Fixing fixing(LocalDate date, String value, int revision) {
    return new Fixing(
        INDEX,
        date,
        new BigDecimal(value),
        new FixingQuality(5, 5, BigDecimal.ZERO, false),
        "eu-h100/1",
        "00",
        revision);
  }
}
