package novate.index;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Reader;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import novate.market.AccountId;
import novate.market.BusinessCalendar;
import novate.market.CalendarId;
import novate.market.CombinedCommodityId;
import novate.market.ContractId;
import novate.market.CurrencyCode;
import novate.market.FinalSettlement;
import novate.market.Fixing;
import novate.market.FixingQuality;
import novate.market.Future;
import novate.market.IndexId;
import novate.market.Lots;
import novate.market.Price;
import novate.market.PricingModel;
import novate.market.Product;
import novate.market.ProductId;
import novate.market.VenueId;
import novate.settlement.ContractSettlement;
import novate.settlement.Expiry;
import novate.settlement.FinalSettlementPrice;
import novate.settlement.FinalSettlementPrice.Outcome.Determined;
import novate.settlement.FinalSettlementPrice.Outcome.FixingsMissing;
import novate.settlement.PreviousValue;
import org.junit.jupiter.api.Test;

/**
 * A simulated H100 average contract of August 2026 on the published values of EU-CRI-H100. They end
 * on 22 August, so its calendar closes from the 24th on: 15 fixing dates, 3 to 21 August. Three
 * have a value in its highest revision (10 August 3.25; 17 and 20 August 3.29). The others take the
 * one before: 2.99 of 18 July from 3 to 7 August, 3.25 of 10 August (or the Saturday before) up to
 * the 14th, 3.29 from the 17th on:
 *
 * <pre>(5 * 2.99 + 5 * 3.25 + 5 * 3.29) / 15 = 47.65 / 15 = 3.17666..., FSP 3.177</pre>
 */
class MonthOnRealFixingsTest {
  private static final IndexId INDEX = new IndexId("EU-CRI-H100");
  private static final YearMonth AUGUST = YearMonth.of(2026, 8);
  private static final LocalDate EXPIRY = LocalDate.of(2026, 8, 21);

  @Test
  void aMonthOfPublishedValuesSettlesOnceTheFallbackIsAskedFor() throws IOException {
    List<Fixing> published = published();
    Future future = future();
    FixingsMissing missing =
        (FixingsMissing) FinalSettlementPrice.of(future, calendar(), published);
    assertThat(missing.missing()).hasSize(12).doesNotContain(LocalDate.of(2026, 8, 10));

    List<Fixing> filled = PreviousValue.filled(calendar().averagingDays(AUGUST), published);
    Determined determined = (Determined) FinalSettlementPrice.of(future, calendar(), filled);
    assertThat(determined.fixings()).hasSize(15);
    assertThat(determined.fixings().stream().filter(PreviousValue::isCarried).map(Fixing::date))
        .isEqualTo(missing.missing());
    assertThat(determined.fixings())
        .allMatch(each -> each.quality().isLowConfidence() == PreviousValue.isCarried(each));
    assertThat(determined.sum()).isEqualByComparingTo("47.65");
    assertThat(determined.mean(6)).isEqualTo(new BigDecimal("3.176667"));
    assertThat(determined.price()).isEqualTo(new Price(3_177));

    // From 3.150 on the day before: 27 ticks of 0.73 USD, 19.71 a lot.
    SortedMap<AccountId, Lots> house = new TreeMap<>();
    house.put(new AccountId("A"), new Lots(100));
    house.put(new AccountId("B"), new Lots(-60));
    house.put(new AccountId("C"), new Lots(-40));
    ContractSettlement settled =
        ContractSettlement.of(
            future, Expiry.of(future, determined.price()), Optional.of(new Price(3_150)), house);
    assertThat(settled.lines())
        .extracting(line -> line.cash().decimal())
        .containsExactly("1971.00", "-1182.60", "-788.40");
    assertThat(settled.total().isZero()).isTrue();
  }

  /** A revision without a value takes the value of the one before back. */
  private static List<Fixing> published() throws IOException {
    SortedMap<LocalDate, PublishedValue> latest = new TreeMap<>();
    try (Reader in = SharedData.open("gpu-index-eu-daily.csv")) {
      for (PublishedValue value : PublishedFile.read(in, "gpu-index-eu-daily.csv")) {
        if (value.key().index().equals(INDEX)) {
          latest.merge(
              value.key().date(),
              value,
              (one, other) -> one.key().revision() > other.key().revision() ? one : other);
        }
      }
    }
    List<Fixing> fixings = new ArrayList<>();
    latest.forEach(
        (date, value) ->
            value
                .value()
                .ifPresent(
                    each ->
                        fixings.add(
                            new Fixing(
                                INDEX,
                                date,
                                each,
                                new FixingQuality(1, 1, BigDecimal.ZERO, false),
                                "published",
                                "00",
                                value.key().revision()))));
    return fixings;
  }

  private static BusinessCalendar calendar() {
    Set<LocalDate> closed =
        new HashSet<>(EXPIRY.plusDays(1).datesUntil(LocalDate.of(2026, 9, 1)).toList());
    return new BusinessCalendar(new CalendarId("EU"), ZoneId.of("Europe/Paris"), closed);
  }

  private static Future future() {
    Product product =
        new Product(
            new ProductId("EU-H100"),
            "H100 rental in Europe, monthly average",
            new VenueId("SIM"),
            new CombinedCommodityId("H100"),
            CurrencyCode.USD,
            new BigDecimal("730"),
            "GPU-hour",
            new BigDecimal("0.001"),
            new BigDecimal("0.001"),
            INDEX,
            FinalSettlement.MONTHLY_AVERAGE,
            PricingModel.BLACK_76,
            false,
            new CalendarId("EU"),
            Optional.empty(),
            LocalTime.of(16, 0));
    return new Future(new ContractId("EU-H100-2026-08"), product, AUGUST, EXPIRY, true);
  }
}
