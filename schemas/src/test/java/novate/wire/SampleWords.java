package novate.wire;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeMap;
import novate.market.AveragingState;
import novate.market.BusinessCalendar;
import novate.market.CalendarId;
import novate.market.Catalogue;
import novate.market.CombinedCommodityId;
import novate.market.ContractId;
import novate.market.CurrencyCode;
import novate.market.ExerciseStyle;
import novate.market.FinalSettlement;
import novate.market.Future;
import novate.market.IndexId;
import novate.market.OptionOnFuture;
import novate.market.OptionRight;
import novate.market.PremiumStyle;
import novate.market.Price;
import novate.market.PriceSet;
import novate.market.PricingModel;
import novate.market.Product;
import novate.market.ProductId;
import novate.market.VenueId;

/** A small market: one future, one option on it, one price set. */
final class SampleWords {
  static final BusinessCalendar CALENDAR =
      new BusinessCalendar(
          new CalendarId("US"),
          ZoneId.of("America/New_York"),
          Set.of(LocalDate.of(2026, 12, 25), LocalDate.of(2026, 11, 26)));
  static final Product FUTURES = product("BW", "Blackwell spot future", Optional.empty());
  static final Product OPTIONS =
      product("BW-O", "=cmd|options, \"weekly\"", Optional.of(new BigDecimal("0.10")));
  static final Future FUTURE =
      new Future(
          new ContractId("BW-2026-12"),
          FUTURES,
          YearMonth.of(2026, 12),
          LocalDate.of(2026, 12, 31),
          true);
  static final OptionOnFuture OPTION =
      new OptionOnFuture(
          new ContractId("BW-2026-12-C4.5"),
          OPTIONS,
          FUTURE,
          OptionRight.CALL,
          new Price(4_500),
          ExerciseStyle.EUROPEAN,
          PremiumStyle.PREMIUM,
          LocalDate.of(2026, 12, 30),
          false);
  static final Catalogue CATALOGUE = new Catalogue(List.of(FUTURE, OPTION));
  static final PriceSet PRICES =
      new PriceSet(
          "2026-11-20/EOD/1",
          LocalDate.of(2026, 11, 20),
          Instant.parse("2026-11-20T21:00:00.123Z"),
          new TreeMap<>(
              Map.of(
                  FUTURE.id(),
                  new PriceSet.Mark(new Price(-37), OptionalDouble.empty(), "EXCHANGE"),
                  OPTION.id(),
                  new PriceSet.Mark(
                      new Price(120), OptionalDouble.of(0.012345678901234567), "@MODEL"))),
          new TreeMap<>(Map.of(CurrencyCode.USD, 0.0431, CurrencyCode.CNY, 1.0E-4)),
          new TreeMap<>(Map.of("USD/CNY", new BigDecimal("7.1200"))),
          new TreeMap<>(Map.of(FUTURE.id(), new AveragingState(22, 3, new BigDecimal("12.345")))));

  private SampleWords() {}

  private static Product product(String id, String name, Optional<BigDecimal> dailyLimit) {
    return new Product(
        new ProductId(id),
        name,
        new VenueId("ICE"),
        new CombinedCommodityId("BW"),
        CurrencyCode.USD,
        new BigDecimal("1000"),
        "GPU-hour",
        new BigDecimal("0.001"),
        new BigDecimal("0.005"),
        new IndexId("ORNN-BW"),
        FinalSettlement.LAST_FIXING,
        PricingModel.BACHELIER,
        true,
        CALENDAR.id(),
        dailyLimit,
        LocalTime.of(16, 0));
  }
}
