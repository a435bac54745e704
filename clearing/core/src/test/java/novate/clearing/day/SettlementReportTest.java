package novate.clearing.day;

import static novate.clearing.TinyHouse.AVG_OCT;
import static novate.clearing.TinyHouse.FRIDAY;
import static novate.clearing.TinyHouse.GPU_OCT;
import static novate.clearing.TinyHouse.GPU_OCT_CALL;
import static novate.clearing.TinyHouse.HOUSE_1;
import static novate.clearing.TinyHouse.HOUSE_2;
import static novate.clearing.TinyHouse.HOUSE_3;
import static novate.clearing.TinyHouse.MONDAY;
import static novate.clearing.TinyHouse.THURSDAY;
import static novate.market.CurrencyCode.USD;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;
import novate.clearing.ConductedHouse;
import novate.clearing.TinyHouse;
import novate.clearing.day.SettlementReport.Line;
import novate.clearing.day.SettlementReport.State;
import novate.index.FixingPolicy;
import novate.market.ContractId;
import novate.market.Money;
import novate.market.Price;
import novate.wire.event.FixingRestatementRequested;
import novate.wire.event.QuoteWithdrawn;
import novate.wire.event.SettlementCorrected;
import org.junit.jupiter.api.Test;

/** How far what expires has come, told from the records of conducted days. */
class SettlementReportTest {
  private static final LocalDate WEDNESDAY = LocalDate.of(2026, 11, 4);

  private final ConductedHouse house = new ConductedHouse();

  private void quotes() {
    for (LocalDate day : TinyHouse.calendar().averagingDays(YearMonth.of(2026, 10))) {
      house.fiveQuotes("IX-AVG", day, "2.500");
    }
    house.fiveQuotes("IX-GPU", THURSDAY, "4.090");
    house.fiveQuotes("IX-GPU", FRIDAY, "4.120");
    house.fiveQuotes("IX-TOK", FRIDAY, "10.000");
  }

  private void thursday() {
    quotes();
    house.open(THURSDAY);
    house.trade(HOUSE_1, HOUSE_2, GPU_OCT, 4, 4_000);
    house.trade(HOUSE_1, HOUSE_2, GPU_OCT_CALL, 3, 110);
    house.trade(HOUSE_3, HOUSE_1, AVG_OCT, 5, 2_500);
    assertThat(house.endOfDay(THURSDAY)).as("%s", house.heldBecause(THURSDAY)).isTrue();
  }

  private void day(LocalDate date) {
    house.open(date);
    assertThat(house.endOfDay(date)).isTrue();
  }

  private List<Line> lines(LocalDate date) {
    SettlementReport report = new SettlementReport(FixingPolicy.HOUSE);
    house.everything().stream()
        .filter(event -> !(event instanceof SettlementCorrected))
        .forEach(report::apply);
    house.corrections().forEach(report::apply); // once, as control has them
    house.results().forEach(report::apply);
    return report.lines(house.registry(), date, house.isClosed(date));
  }

  private Line line(int contract, LocalDate date) {
    ContractId id = TinyHouse.contracts().get(contract).id();
    return lines(date).stream()
        .filter(line -> line.contract().id().equals(id))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void beforeItsLastDayAnAveragedContractShowsWhichFixingsAreToCome() {
    thursday();
    Line line = line(AVG_OCT, THURSDAY);
    assertThat(line.state()).isEqualTo(State.EXPIRING);
    assertThat(line.finalPrice()).isEmpty();
    assertThat(line.missing()).isEmpty();
    assertThat(line.toCome()).containsExactly(FRIDAY);
    assertThat(line.openLots()).isZero();
  }

  @Test
  void onItsLastDayItIsPaidAndProvisionalAndAfterTheWindowFinal() {
    thursday();
    day(FRIDAY);
    Line provisional = line(GPU_OCT, FRIDAY);
    assertThat(provisional.state()).isEqualTo(State.PROVISIONAL);
    assertThat(provisional.finalPrice()).contains(new Price(4_120));
    assertThat(provisional.openLots()).isEqualTo(4);
    // 4 lots, 20 ticks up from Thursday's 4,100, 1.00 USD a tick.
    assertThat(provisional.cash()).isEqualTo(new Money(USD, 80_00));
    Line call = line(GPU_OCT_CALL, FRIDAY);
    assertThat(call.finalPrice()).contains(new Price(120));
    assertThat(List.of(call.exercised(), call.abandoned())).containsExactly(3L, 0L);
    assertThat(line(AVG_OCT, FRIDAY).finalPrice()).contains(new Price(2_500));
    day(MONDAY);
    day(MONDAY.plusDays(1));
    day(WEDNESDAY);
    assertThat(line(GPU_OCT, WEDNESDAY).state()).isEqualTo(State.FINAL);
    assertThat(line(GPU_OCT, FRIDAY).state()).isEqualTo(State.PROVISIONAL);
  }

  @Test
  void aRestatementIsItsSecondRevision() {
    thursday();
    day(FRIDAY);
    house.open(MONDAY);
    house.quote(new QuoteWithdrawn(TinyHouse.quoteId("IX-GPU", FRIDAY, 'a'), "typo", "eve"));
    house.quote(new QuoteWithdrawn(TinyHouse.quoteId("IX-GPU", FRIDAY, 'b'), "typo", "eve"));
    house.quotes("IX-GPU", FRIDAY, "fg", "4.150", "4.160");
    house.tell(new FixingRestatementRequested("IX-GPU", FRIDAY, 1, "two typos", "ann"));
    assertThat(house.endOfDay(MONDAY)).isTrue();
    Line restated = line(GPU_OCT, MONDAY);
    assertThat(restated.revision()).isEqualTo(2);
    assertThat(restated.finalPrice()).isNotEqualTo(Optional.of(new Price(4_120)));
    assertThat(line(GPU_OCT, FRIDAY).revision()).isEqualTo(1);
    assertThat(line(GPU_OCT, FRIDAY).finalPrice()).contains(new Price(4_120));
  }

  @Test
  void whatExpiredBeforeTheHouseOpenedIsNotItsBusiness() {
    quotes();
    house.open(MONDAY);
    assertThat(house.endOfDay(MONDAY)).isTrue();
    assertThat(lines(MONDAY)).noneMatch(line -> line.contract().expiry().isBefore(MONDAY));
  }
}
