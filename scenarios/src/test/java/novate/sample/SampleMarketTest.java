package novate.sample;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.EnumSet;
import java.util.Set;
import novate.market.Account;
import novate.market.AccountClass;
import novate.market.BusinessCalendar;
import novate.market.CalendarId;
import novate.market.Contract;
import novate.market.ContractId;
import novate.market.ExerciseStyle;
import novate.market.FinalSettlement;
import novate.market.OptionOnFuture;
import novate.market.Product;
import novate.scenario.ParameterFile;
import org.junit.jupiter.api.Test;

class SampleMarketTest {
  private static final SampleMarket MARKET = SampleMarket.compute2026();

  @Test
  void oneTickOfEveryProductIsAWholeNumberOfMinorUnits() {
    assertThat(tick("H100")).isEqualTo(73); // 730 GPU-hours x 0.001 USD = 0.73 USD
    assertThat(tick("B200")).isEqualTo(73);
    assertThat(tick("BLACKWELL")).isEqualTo(100); // 1,000 GPU-hours x 0.001 USD = 1 USD
    assertThat(tick("TOKEN")).isEqualTo(1_000); // 2,000 million tokens x 0.005 CNY = 10 CNY
    assertThat(MARKET.products()).allMatch(product -> product.tickMinorUnits() > 0);
  }

  @Test
  void allOctoberContractsExpireOnTheBusinessDate() {
    assertThat(MARKET.businessDate()).isEqualTo(LocalDate.of(2026, 10, 30));
    assertThat(MARKET.catalogue().contracts())
        .filteredOn(contract -> contract.id().value().contains("2026-10"))
        .hasSizeGreaterThan(20)
        .allMatch(contract -> contract.expiry().equals(MARKET.businessDate()));
  }

  @Test
  void contractsExpireAtTheTimeOfTheirZone() {
    assertThat(MARKET.expiryInstant(contract("H100-2026-10")))
        .isEqualTo(Instant.parse("2026-10-30T20:00:00Z")); // 16:00 in New York, summer time
    assertThat(MARKET.expiryInstant(contract("H100-2026-11")))
        .isEqualTo(Instant.parse("2026-11-30T21:00:00Z")); // winter time
    assertThat(MARKET.expiryInstant(contract("TOKEN-2026-10")))
        .isEqualTo(Instant.parse("2026-10-30T07:00:00Z"));
  }

  @Test
  void optionsOnAveragesAndAmericanOnesAreActiveAndOnlyThoseOfJanuaryAreNot() {
    for (Contract contract : MARKET.catalogue().contracts()) {
      assertThat(contract.isActive())
          .as("%s", contract.id())
          .isEqualTo(!contract.id().value().startsWith("H100-OPT-2027-01"));
    }
    assertThat(MARKET.catalogue().contracts())
        .filteredOn(Contract::isActive)
        .hasSize(102)
        .anyMatch(
            contract ->
                contract instanceof OptionOnFuture option
                    && option.exercise() == ExerciseStyle.AMERICAN)
        .anyMatch(
            contract ->
                contract instanceof OptionOnFuture option
                    && option.underlying().product().finalSettlement()
                        == FinalSettlement.MONTHLY_AVERAGE);
    assertThat(MARKET.catalogue().contracts()).anyMatch(contract -> !contract.isActive());
  }

  @Test
  void everyMemberHasAHouseAndClientAccountsOfAllClassesExist() {
    assertThat(MARKET.members()).hasSizeGreaterThanOrEqualTo(12);
    assertThat(MARKET.accounts()).hasSizeGreaterThanOrEqualTo(40);
    assertThat(MARKET.accounts().stream().map(Account::id).collect(toSet()))
        .hasSameSizeAs(MARKET.accounts());
    assertThat(MARKET.accounts().stream().map(Account::accountClass).collect(toSet()))
        .isEqualTo(EnumSet.allOf(AccountClass.class));
    for (var member : MARKET.members()) {
      assertThat(MARKET.accounts())
          .anyMatch(
              account ->
                  account.member().equals(member.id())
                      && account.accountClass() == AccountClass.HOUSE)
          .anyMatch(
              account ->
                  account.member().equals(member.id())
                      && account.accountClass() != AccountClass.HOUSE);
    }
    Set<Object> members = Set.copyOf(MARKET.members().stream().map(member -> member.id()).toList());
    assertThat(MARKET.accounts()).allMatch(account -> members.contains(account.member()));
  }

  @Test
  void everyCommodityHasParametersAndEveryCurrencyACallPolicy() {
    for (Product product : MARKET.products()) {
      assertThat(MARKET.parameters().commodity(product.commodity())).isNotNull();
      assertThat(MARKET.parameters().call(product.currency())).isNotNull();
      assertThat(MARKET.index(product.index()).currency()).isEqualTo(product.currency());
      assertThat(MARKET.index(product.index()).calendar()).isEqualTo(product.calendar());
    }
    String text = ParameterFile.write(MARKET.parameters());
    assertThat(ParameterFile.read(new StringReader(text), "again")).isEqualTo(MARKET.parameters());
  }

  /** New York Stock Exchange and Shanghai exchanges: published closures. */
  @Test
  void calendarsKnowTheHolidaysOfTheirCountry() {
    BusinessCalendar us = MARKET.calendar(new CalendarId("US"));
    BusinessCalendar cn = MARKET.calendar(new CalendarId("CN"));
    assertThat(us.isBusinessDay(LocalDate.of(2026, 11, 26))).isFalse(); // Thanksgiving
    assertThat(us.isBusinessDay(LocalDate.of(2026, 7, 3))).isFalse(); // 4 July is a Saturday
    assertThat(us.isBusinessDay(LocalDate.of(2025, 4, 18))).isFalse(); // Good Friday
    assertThat(us.averagingDays(YearMonth.of(2026, 10))).hasSize(22);
    assertThat(cn.isBusinessDay(LocalDate.of(2026, 10, 7))).isFalse(); // National Day
    assertThat(cn.isBusinessDay(LocalDate.of(2026, 10, 8))).isTrue();
    assertThat(cn.isBusinessDay(LocalDate.of(2026, 2, 23))).isFalse(); // Spring Festival
    assertThat(cn.averagingDays(YearMonth.of(2026, 10))).hasSize(17);
    for (int year = 2024; year <= 2027; year++) {
      int thisYear = year;
      assertThat(us.holidays().stream().filter(day -> day.getYear() == thisYear))
          .hasSizeBetween(10, 11);
      assertThat(cn.holidays().stream().filter(day -> day.getYear() == thisYear))
          .hasSizeBetween(16, 20);
    }
  }

  private static long tick(String product) {
    return MARKET.products().stream()
        .filter(each -> each.id().value().equals(product))
        .findFirst()
        .orElseThrow()
        .tickMinorUnits();
  }

  private static Contract contract(String id) {
    return MARKET.catalogue().contract(new ContractId(id));
  }
}
