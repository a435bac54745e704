package novate.clearing.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.StringReader;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import novate.clearing.SampleHouse;
import novate.clearing.TinyHouse;
import novate.market.AccountId;
import novate.market.BusinessCalendar;
import novate.market.Contract;
import novate.market.ContractId;
import novate.market.Future;
import novate.market.MemberId;
import novate.scenario.ParameterFile;
import novate.scenario.ParameterSet;
import novate.scenario.ScenarioSets;
import novate.wire.RegistryCodec;
import novate.wire.event.AccountOpened;
import novate.wire.event.CycleBroken;
import novate.wire.event.MemberAdmitted;
import novate.wire.event.ParametersPublished;
import novate.wire.event.PriceLimit;
import novate.wire.event.PriceLimitsSet;
import novate.wire.event.ProductListed;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class RegistryFoldTest {
  private final RegistryFold fold = new RegistryFold();

  RegistryFoldTest() {
    TinyHouse.registryEvents().forEach(fold::apply);
  }

  @Test
  void itKnowsWhatItsEventsSaid() {
    Registry registry = fold.registry();
    assertThat(registry.records()).isEqualTo(TinyHouse.registryEvents().size());
    assertThat(registry.catalogue().contracts()).isEqualTo(TinyHouse.contracts());
    assertThat(registry.accounts()).isEqualTo(TinyHouse.accounts());
    assertThat(registry.accountIndex(new AccountId("M2-H"))).hasValue(TinyHouse.HOUSE_2);
    assertThat(registry.accountIndex(new AccountId("GHOST"))).isEmpty();
    assertThat(registry.calendars().values()).containsExactly(TinyHouse.calendar());
    assertThat(registry.limits(TinyHouse.FRIDAY, TinyHouse.TOK_NOV))
        .contains(new Registry.TickLimits(1_800, 2_200));
    assertThat(registry.limits(TinyHouse.FRIDAY, TinyHouse.GPU_NOV)).isEmpty();
    ParameterSet parameters = TinyHouse.parameters();
    assertThat(registry.parameters("tiny/1", ParameterFile.hash(parameters))).isEqualTo(parameters);
    assertThat(
            registry.scenarios(
                ScenarioSets.standard16().id(), ScenarioSets.hash(ScenarioSets.standard16())))
        .isEqualTo(ScenarioSets.standard16());
    assertThat(SampleHouse.registry().catalogue().contracts())
        .isEqualTo(SampleHouse.MARKET.catalogue().contracts());
  }

  @Test
  void allAccountsOfAMemberAreInOnePartition() {
    Registry registry = fold.registry();
    for (int i = 0; i < registry.accounts().size(); i++) {
      MemberId member = registry.account(i).member();
      assertThat(registry.partitionOfAccount(i, 2))
          .isEqualTo(registry.partitionOfMember(member, 2));
    }
  }

  @Test
  void aRegistryDoesNotChangeWhenMoreIsRead() {
    Registry before = fold.registry();
    fold.apply(new MemberAdmitted(3, "M4", "Member 4"));
    assertThat(before.members()).hasSize(3);
    assertThat(fold.registry().members()).hasSize(4);
    assertThat(fold.registry()).isSameAs(fold.registry());
  }

  private static ParametersPublished withFee(String product, String fee) {
    String yaml =
        ParameterFile.write(TinyHouse.parameters())
            + "fees:\n  \"%s\": {clearing: \"%s\", exercise: \"0\"}\n".formatted(product, fee);
    ParameterSet set = ParameterFile.read(new StringReader(yaml), "fees");
    return new ParametersPublished(set.id(), ParameterFile.hash(set), ParameterFile.write(set));
  }

  /** Measured by simulation, and no history of factors is on the log. */
  private static ParameterSet wrongWay() {
    ParameterSet tiny = TinyHouse.parameters();
    return ParameterFile.read(
        new StringReader(
            ParameterFile.write(tiny)
                + "\nwrong_way:\n  - {account: M1-H, factor: GPU, side: LONG,"
                + " tail_basis_points: 100, theta: 0.25}\n"),
        tiny.id());
  }

  /** A rate ladder with bands of open interest, which is not on the log. */
  private static ParameterSet banded() {
    ParameterSet tiny = TinyHouse.parameters();
    return ParameterFile.read(
        new StringReader(
            ParameterFile.write(tiny)
                .replaceFirst(
                    "(\n    jump_max: [0-9.]+)",
                    "$1\n    rate_ladder: {basis: LARGER_WITH_SCAN, sides: LARGER,"
                        + " both_sides_last_days: 0, normal: 0.05,"
                        + " open_interest: [{above_lots: 100, rate: 0.1}]}")),
        tiny.id());
  }

  /** The sample's calendar does not close on Columbus Day: October was listed with 22 fixings. */
  @Test
  void aCalendarMayChangeOnlyDaysThatNothingListedRestsOn() {
    fold.apply(calendar(LocalDate.of(2026, 11, 26), LocalDate.of(2031, 7, 4)));
    assertThat(fold.registry().calendar(TinyHouse.calendar().id()).holidays()).hasSize(2);
    assertThatThrownBy(
            () -> fold.apply(calendar(LocalDate.of(2026, 10, 12), LocalDate.of(2026, 11, 26))))
        .hasMessageContaining("comes too late: contract")
        .hasMessageContaining("is listed with 22 fixings in 2026-10, with it 21");
    assertThatThrownBy(
            () -> fold.apply(calendar(LocalDate.of(2026, 11, 26), LocalDate.of(2026, 11, 30))))
        .hasMessageContaining("is listed and expires on 2026-11-30, which it closes");
  }

  private static SpecificRecord calendar(LocalDate... holidays) {
    BusinessCalendar sample = TinyHouse.calendar();
    return RegistryCodec.event(new BusinessCalendar(sample.id(), sample.zone(), Set.of(holidays)));
  }

  static Stream<Arguments> wrongEvents() {
    ParameterSet parameters = TinyHouse.parameters();
    ProductListed product = RegistryCodec.event(TinyHouse.products().getFirst());
    product.put("size", "2000");
    Future november = (Future) TinyHouse.contracts().get(TinyHouse.GPU_NOV);
    Contract thanksgiving =
        new Future(
            new ContractId("NEW"),
            november.product(),
            november.month(),
            LocalDate.of(2026, 11, 26),
            true);
    return Stream.of(
        Arguments.of("M1 has index 0, the next is 3", new MemberAdmitted(0, "M1", "again")),
        Arguments.of("M9 has index 4, the next is 3", new MemberAdmitted(4, "M9", "a gap")),
        Arguments.of("account A has index 0", new AccountOpened(0, "A", 0, "HOUSE")),
        Arguments.of("M1-H is opened twice", new AccountOpened(7, "M1-H", 0, "HOUSE")),
        Arguments.of("member index 9", new AccountOpened(7, "A", 9, "HOUSE")),
        Arguments.of("listed twice", RegistryCodec.event(12, TinyHouse.contracts().getFirst())),
        Arguments.of("no business day", RegistryCodec.event(12, thanksgiving)),
        Arguments.of("product GPU is listed twice with other terms", product),
        Arguments.of("has fees of XYZ, no product", withFee("XYZ", "0.25")),
        Arguments.of("not a whole number of minor units", withFee("GPU", "0.255")),
        Arguments.of(
            "states hash none",
            new ParametersPublished(parameters.id(), "none", ParameterFile.write(parameters))),
        Arguments.of(
            "parameter set %s is refused: [%s line 1, wrong_way 'M1-H': is measured by simulation"
                .formatted(parameters.id(), parameters.id()),
            new ParametersPublished(
                parameters.id(), ParameterFile.hash(wrongWay()), ParameterFile.write(wrongWay()))),
        Arguments.of(
            "open_interest 'AVG': needs to know how much is open in a contract, which is not on",
            new ParametersPublished(
                parameters.id(), ParameterFile.hash(banded()), ParameterFile.write(banded()))),
        Arguments.of(
            "name contract index 12",
            new PriceLimitsSet(TinyHouse.FRIDAY, List.of(new PriceLimit(12, 1L, 2L)))),
        Arguments.of("CycleBroken is no event of the registry", new CycleBroken("C", "d")));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("wrongEvents")
  void anEventThatReusesSkipsOrContradictsIsAnError(String message, SpecificRecord event) {
    assertThatThrownBy(() -> fold.apply(event))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(message);
  }

  @Test
  void whatIsNotThereIsAnErrorAndNeverAnother() {
    Registry registry = fold.registry();
    assertThatThrownBy(() -> registry.account(7)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> registry.parameters("tiny/1", "other"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("tiny/1 with hash other");
    assertThatThrownBy(() -> registry.partitionOfMember(new MemberId("M9"), 2))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("M9");
  }
}
