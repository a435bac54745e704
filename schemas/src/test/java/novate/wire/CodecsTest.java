package novate.wire;

import static novate.wire.SampleWords.CALENDAR;
import static novate.wire.SampleWords.CATALOGUE;
import static novate.wire.SampleWords.FUTURE;
import static novate.wire.SampleWords.OPTION;
import static novate.wire.SampleWords.OPTIONS;
import static novate.wire.SampleWords.PRICES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import novate.market.Account;
import novate.market.AccountClass;
import novate.market.AccountId;
import novate.market.Hashing;
import novate.market.Member;
import novate.market.MemberId;
import novate.wire.event.CalendarPublished;
import novate.wire.event.ContractListed;
import novate.wire.event.PriceMark;
import novate.wire.event.PriceSetSealed;
import novate.wire.event.ProductListed;
import novate.wire.event.TradeKind;
import novate.wire.event.TradeReport;
import org.apache.avro.specific.SpecificRecordBase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CodecsTest {
  @Test
  void theWordsOfTheRegistryComeBackFromTheLog() {
    assertThat(RegistryCodec.calendar(throughTheLog(RegistryCodec.event(CALENDAR))))
        .isEqualTo(CALENDAR);
    assertThat(RegistryCodec.product(throughTheLog(RegistryCodec.event(OPTIONS))))
        .isEqualTo(OPTIONS);
    assertThat(contract(throughTheLog(RegistryCodec.event(0, FUTURE)))).isEqualTo(FUTURE);
    assertThat(contract(throughTheLog(RegistryCodec.event(1, OPTION)))).isEqualTo(OPTION);

    Member member = new Member(new MemberId("ALPHA"), "Alpha Clearing");
    assertThat(RegistryCodec.member(throughTheLog(RegistryCodec.event(4, member))))
        .isEqualTo(member);
    Account account = new Account(new AccountId("ALPHA/H"), member.id(), AccountClass.HOUSE);
    assertThat(
            RegistryCodec.account(
                throughTheLog(RegistryCodec.event(9, account, 4)),
                index -> index == 4 ? Optional.of(member.id()) : Optional.empty()))
        .isEqualTo(account);
  }

  @Test
  void whatAnEventRefersToMustBeKnown() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                RegistryCodec.contract(
                    RegistryCodec.event(1, OPTION), _ -> Optional.empty(), CATALOGUE::find))
        .withMessage("contract BW-2026-12-C4.5: product BW-O is not known");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                RegistryCodec.contract(
                    RegistryCodec.event(1, OPTION),
                    _ -> Optional.of(OPTIONS),
                    _ -> Optional.empty()))
        .withMessage("contract BW-2026-12-C4.5: contract BW-2026-12 is not known");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                RegistryCodec.account(
                    RegistryCodec.event(
                        0,
                        new Account(new AccountId("A"), new MemberId("M"), AccountClass.CLIENT_NET),
                        7),
                    _ -> Optional.empty()))
        .withMessage("account A: member index 7 is not known");
  }

  @Test
  void anEventThatMakesNoWordIsRefusedWithItsName() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> RegistryCodec.calendar(new CalendarPublished("US", "Mars/Base", List.of())))
        .withMessageContaining("calendar US: ")
        .withMessageContaining("Mars/Base");
    ProductListed bomb = RegistryCodec.event(OPTIONS);
    bomb.put("size", "1e999999999");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RegistryCodec.product(bomb))
        .withMessage("product BW-O: must be a plain decimal such as -37.63, got '1e999999999'");
    ContractListed both = RegistryCodec.event(0, FUTURE);
    both.put("strike_ticks", 1L);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> contract(both))
        .withMessageContaining("has no terms of an option");
  }

  @Test
  void aPriceSetComesBackFromTheLog() {
    assertThat(PriceSetCodec.priceSet(throughTheLog(PriceSetCodec.event(PRICES))))
        .isEqualTo(PRICES);
  }

  @Test
  void aPriceSetWhoseContentWasChangedIsRefused() {
    PriceSetSealed price = PriceSetCodec.event(PRICES);
    PriceMark first = price.getMarks().getFirst();
    first.put("ticks", first.getTicks() + 1);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> PriceSetCodec.priceSet(price))
        .withMessageContaining("its content has");

    PriceSetSealed count = PriceSetCodec.event(PRICES);
    count.put("count", 3);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> PriceSetCodec.priceSet(count))
        .withMessage("price set 2026-11-20/EOD/1 holds 2 marks, its count says 3");

    PriceSetSealed twice = PriceSetCodec.event(PRICES);
    twice.put("marks", List.of(first, first));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> PriceSetCodec.priceSet(twice))
        .withMessageContaining("holds BW-2026-12 twice");
  }

  /** The abc example of FIPS 180-2, appendix B.1. */
  @Test
  void hashesAreSha256() {
    assertThat(Hashing.sha256("abc"))
        .isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  }

  @Test
  void aTradeSentAgainHasTheSameHash() {
    TradeReport first = trade("2.50", 12, Instant.EPOCH);

    assertThat(TradeReportHash.of(first)).matches("[0-9a-f]{32}");
    assertThat(TradeReportHash.of(trade("2.5", 12, Instant.EPOCH.plusSeconds(5))))
        .isEqualTo(TradeReportHash.of(first));
  }

  /** Invariant I6. */
  @Test
  void aTradeWithOtherContentHasAnotherHash() {
    String first = TradeReportHash.of(trade("2.50", 12, Instant.EPOCH));

    assertThat(TradeReportHash.of(trade("2.51", 12, Instant.EPOCH))).isNotEqualTo(first);
    assertThat(TradeReportHash.of(trade("2.50", 13, Instant.EPOCH))).isNotEqualTo(first);
    TradeReport moved = trade("2.50", 12, Instant.EPOCH);
    moved.put("buyer_account", "AB");
    moved.put("seller_account", "C");
    TradeReport split = trade("2.50", 12, Instant.EPOCH);
    split.put("buyer_account", "A");
    split.put("seller_account", "BC");
    assertThat(TradeReportHash.of(moved)).isNotEqualTo(TradeReportHash.of(split));
    assertThat(TradeReportHash.of(trade("1e9", 12, Instant.EPOCH)))
        .as("a price that is no plain decimal counts by its text")
        .isNotEqualTo(TradeReportHash.of(trade("1000000000", 12, Instant.EPOCH)));
  }

  /** Fault X7. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " 1",
        "1,234.5",
        "1.234,5",
        "NaN",
        "Infinity",
        "-0.0",
        "-0",
        "+1",
        "1e5",
        ".5",
        "5.",
        "0x1",
        "１",
        "1234567890123456789",
        "-",
        "--1",
        "1..2",
        "1.2.3",
        "1.-2",
        "1.2345678901234567890123456789012"
      })
  void whatIsNoPlainDecimalIsRefused(String text) {
    assertThatIllegalArgumentException().isThrownBy(() -> Decimals.parse(text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0",
        "-1",
        "007",
        "123456789012345678",
        "-1.0",
        "0.123456789012345678901234567890"
      })
  void whatIsAPlainDecimalIsTheNumberThatItSays(String text) {
    assertThat(Decimals.parse(text)).isEqualTo(new BigDecimal(text));
  }

  @Test
  void doublesAreWrittenInFullAndReadBackTheSame() {
    for (double value : new double[] {0.04, -37.63, 1.0E-4, 0.1 + 0.2, 123456789.123456789, 0}) {
      assertThat(Decimals.parseDouble(Decimals.format(value))).isEqualTo(value);
    }
    for (double value : new double[] {Double.NaN, 1e308, Double.MIN_VALUE, -1 / 0.0}) {
      assertThatIllegalArgumentException().isThrownBy(() -> Decimals.format(value));
    }
  }

  private static novate.market.Contract contract(ContractListed event) {
    return RegistryCodec.contract(
        event,
        id ->
            List.of(SampleWords.FUTURES, OPTIONS).stream()
                .filter(p -> p.id().equals(id))
                .findFirst(),
        CATALOGUE::find);
  }

  @SuppressWarnings("unchecked") // What was written is what is read.
  private static <T extends SpecificRecordBase> T throughTheLog(T event) {
    return (T) Wire.decode(Wire.encode(event));
  }

  private static TradeReport trade(String price, long lots, Instant executedAt) {
    return new TradeReport(
        "ICE",
        LocalDate.of(2026, 11, 20),
        "T-1",
        TradeKind.NEW,
        0,
        "BW-2026-12",
        lots,
        price,
        "ALPHA/H",
        "BETA/H",
        false,
        executedAt);
  }
}
