package novate.clearing.processor;

import static novate.clearing.TinyHouse.THURSDAY;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import novate.clearing.TinyHouse;
import novate.clearing.registry.Registry;
import novate.market.Account;
import novate.market.AccountClass;
import novate.market.AccountId;
import novate.market.BusinessCalendar;
import novate.market.MemberId;
import novate.wire.RegistryCodec;
import novate.wire.Wire;
import novate.wire.event.CycleKind;
import novate.wire.event.Value;
import org.apache.avro.specific.SpecificRecordBase;
import org.junit.jupiter.api.Test;

/** Invariant I4: who asks again, or after a restart, sees what was seen before. Fault E3. */
class ReferenceFoldTest {
  private static final AccountId LATE = new AccountId("M3-N");
  private static final Value VALUE =
      TinyHouse.value(
          CycleKind.END_OF_DAY,
          TinyHouse.priceSet("prices", THURSDAY, TinyHouse.endOf(THURSDAY), TinyHouse.prices()));

  private final ReferenceFold fold = new ReferenceFold();
  private long records;

  ReferenceFoldTest() {
    TinyHouse.registryEvents().forEach(event -> apply((SpecificRecordBase) event));
  }

  private void apply(SpecificRecordBase event) {
    fold.apply(new Found(new Place(Topic.REGISTRY, 0), records++, new byte[0], Wire.encode(event)));
  }

  private void openLateAccount() {
    apply(
        RegistryCodec.event(
            TinyHouse.accounts().size(),
            new Account(LATE, new MemberId("M3"), AccountClass.CLIENT_NET),
            2));
  }

  @Test
  void anAccountThatIsOpenedWhileADayRunsIsNotPartOfIt() {
    Registry before = fold.registryOf(THURSDAY).orElseThrow();
    openLateAccount();
    assertThat(fold.registry().accountIndex(LATE)).isPresent();
    assertThat(fold.registryOf(THURSDAY)).containsSame(before);
    assertThat(before.accountIndex(LATE)).isEmpty();
    assertThat(fold.registryOf(THURSDAY.minusDays(1))).isEmpty();
  }

  @Test
  void aCalendarThatComesLaterIsNotValuedWith() {
    Registry before = fold.registryOf(VALUE).orElseThrow();
    BusinessCalendar calendar = TinyHouse.calendar();
    apply(
        RegistryCodec.event(
            new BusinessCalendar(
                calendar.id(), calendar.zone(), Set.of(LocalDate.of(2027, 3, 1)))));
    assertThat(fold.registryOf(VALUE)).containsSame(before);
    assertThat(before.calendar(calendar.id())).isEqualTo(calendar);
  }

  @Test
  void whatAValuationNamesAndIsNotThereYetIsWaitedFor() {
    assertThat(new ReferenceFold().registryOf(VALUE)).isEmpty();
    assertThat(fold.registryWithParameters("another", "hash")).isEmpty();
  }

  /** Registries of many dates are kept, so they share what has not grown. */
  @Test
  void registriesShareWhatDidNotGrow() {
    Registry thursday = fold.registryOf(THURSDAY).orElseThrow();
    Registry friday = fold.registryOf(TinyHouse.FRIDAY).orElseThrow();
    assertThat(friday.accounts()).isSameAs(thursday.accounts());
    assertThat(friday.catalogue()).isSameAs(thursday.catalogue());
    openLateAccount();
    assertThat(List.of(fold.registry().accounts().size(), friday.accounts().size()))
        .containsExactly(friday.accounts().size() + 1, friday.accounts().size());
  }
}
