package novate.clearing.day;

import static novate.clearing.TinyHouse.FRIDAY;
import static novate.clearing.TinyHouse.THURSDAY;
import static novate.clearing.TinyHouse.TOK_NOV;
import static novate.clearing.TinyHouse.TOK_OCT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import novate.clearing.TinyHouse;
import novate.index.FixingOutcome;
import novate.index.IndexEngine;
import novate.index.Methodology;
import novate.index.PriceUnit;
import novate.index.Quote;
import novate.index.QuoteClass;
import novate.index.QuoteSpec;
import novate.market.Catalogue;
import novate.market.CurrencyCode;
import novate.market.IndexId;
import novate.market.PriceSet;
import novate.wire.event.ContractSum;
import novate.wire.event.CurrencySum;
import novate.wire.event.CycleDone;
import novate.wire.event.CycleRole;
import novate.wire.event.FixingPublished;
import novate.wire.event.FixingWithheld;
import novate.wire.event.PriceLimit;
import novate.wire.event.PriceLimitsSet;
import novate.wire.event.QuoteReceived;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SumsLimitsAndFixingsTest {
  private static final IndexId INDEX = new IndexId("IX-GPU");
  private static final Catalogue CATALOGUE = TinyHouse.registry().catalogue();

  private static CycleDone report(ContractSum contract, CurrencySum currency) {
    return new CycleDone(
        "C", CycleRole.SHARD, 0, 1, List.of(contract), List.of(currency), "h", List.of());
  }

  @Test
  void aHouseThatAddsUpHasNoMismatch() {
    List<CycleDone> reports =
        List.of(
            report(new ContractSum(4, 5L, 6L, 7L, 8L), new CurrencySum("USD", 9L)),
            report(new ContractSum(4, -5L, -6L, -7L, -8L), new CurrencySum("USD", -9L)));
    assertThat(HouseSums.mismatches(reports)).isEmpty();
    assertThat(HouseSums.lotsByContract(reports)).isEqualTo(Map.of(4, 0L));
    assertThat(HouseSums.cashByCurrency(reports)).isEqualTo(Map.of("USD", 0L));
  }

  /** Invariants I1, I2, I3, I16: one unit in any sum is found. */
  @Test
  void oneUnitInAnySumIsReported() {
    CurrencySum flat = new CurrencySum("USD", 0L);
    for (ContractSum off :
        List.of(
            new ContractSum(4, 1L, 0L, 0L, 0L),
            new ContractSum(4, 0L, 1L, 0L, 0L),
            new ContractSum(4, 0L, 0L, 1L, 0L),
            new ContractSum(4, 0L, 0L, 0L, 1L))) {
      assertThat(HouseSums.mismatches(List.of(report(off, flat))))
          .singleElement()
          .asString()
          .startsWith("contract index 4 sums to");
    }
    ContractSum even = new ContractSum(4, 0L, 0L, 0L, 0L);
    assertThat(HouseSums.mismatches(List.of(report(even, new CurrencySum("CNY", -1L)))))
        .containsExactly("cash in CNY sums to -1 minor units, expected zero");
  }

  /** 10 % around 2,000 and 1,990 ticks of 0.005; trades are on every second one. */
  @Test
  void aDateOpensWithTheLimitsAroundTheLastSettlementPrice() {
    PriceSet last =
        TinyHouse.priceSet("last", THURSDAY, TinyHouse.endOf(THURSDAY), TinyHouse.prices());
    PriceLimitsSet limits = OpeningLimits.of(FRIDAY, CATALOGUE, Optional.of(last));
    assertThat(limits.getBusinessDate()).isEqualTo(FRIDAY);
    assertThat(limits.getLimits())
        .containsExactly(
            new PriceLimit(TOK_NOV, 1_800L, 2_200L), new PriceLimit(TOK_OCT, 1_792L, 2_188L));
    PriceLimitsSet monday = OpeningLimits.of(TinyHouse.MONDAY, CATALOGUE, Optional.of(last));
    assertThat(monday.getLimits())
        .extracting(PriceLimit::getContractIndex)
        .containsExactly(TOK_NOV);
  }

  @Test
  void aContractWithADailyLimitNeverOpensWithoutAPriceBefore() {
    assertThatThrownBy(() -> OpeningLimits.of(FRIDAY, CATALOGUE, Optional.empty()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("TOK-2026-11");
    SortedMap<Integer, Long> prices = TinyHouse.prices();
    prices.remove(TOK_NOV);
    PriceSet last = TinyHouse.priceSet("last", THURSDAY, TinyHouse.endOf(THURSDAY), prices);
    assertThatThrownBy(() -> OpeningLimits.of(FRIDAY, CATALOGUE, Optional.of(last)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("TOK-2026-11");
  }

  private static List<Quote> quotes(int contributors) {
    List<Quote> quotes = new ArrayList<>();
    for (int i = 0; i < contributors; i++) {
      quotes.add(
          new Quote(
              "Q" + i,
              INDEX,
              FRIDAY,
              Instant.parse("2026-10-30T14:00:00Z"),
              "contributor-" + i,
              "family-" + i,
              QuoteSpec.parse("B200//on_demand"),
              new BigDecimal("4.00").add(new BigDecimal(i).movePointLeft(2)),
              new CurrencyCode("USD"),
              PriceUnit.one("GPU-hour"),
              new BigDecimal("8"),
              QuoteClass.FIRM,
              Optional.empty()));
    }
    return quotes;
  }

  /** Five equal contributors at 4.00 .. 4.04: the median is 4.02. */
  @Test
  void everyIndexHasAMethodologyThatFixesFromFiveContributors() {
    Methodology methodology = Methodologies.of(INDEX);
    assertThat(methodology.hash()).isEqualTo(Methodologies.of(INDEX).hash()).hasSize(64);
    FixingOutcome outcome = IndexEngine.fix(methodology, INDEX, FRIDAY, quotes(5));
    FixingPublished event =
        (FixingPublished) FixingCodec.event(outcome, methodology, INDEX, FRIDAY);
    assertThat(event.getValue()).isEqualTo("4.0200");
    assertThat(event.getContributors()).isEqualTo(5);
    assertThat(event.getInputs()).hasSize(5).allMatch(use -> use.getExcludedBecause() == null);
    assertThat(FixingCodec.fixing(event)).isEqualTo(((FixingOutcome.Published) outcome).fixing());
  }

  @Test
  void fourContributorsGiveNoValueAndTheReason() {
    Methodology methodology = Methodologies.of(INDEX);
    FixingOutcome outcome = IndexEngine.fix(methodology, INDEX, FRIDAY, quotes(4));
    assertThat(FixingCodec.event(outcome, methodology, INDEX, FRIDAY))
        .isInstanceOfSatisfying(
            FixingWithheld.class,
            withheld -> {
              assertThat(withheld.getIndexId()).isEqualTo("IX-GPU");
              assertThat(withheld.getReason()).isNotBlank();
              assertThat(withheld.getMethodologyHash()).isEqualTo(methodology.hash());
            });
  }

  @Test
  void aQuoteComesBackFromTheLogAsItWas() {
    quotes(3)
        .forEach(quote -> assertThat(FixingCodec.quote(FixingCodec.event(quote))).isEqualTo(quote));
  }

  @ParameterizedTest
  @ValueSource(strings = {"NaN", "1e999999999", "", "4,00", "-0"})
  void aQuoteWhosePriceIsNoPlainDecimalIsRefused(String price) {
    QuoteReceived event = FixingCodec.event(quotes(1).getFirst());
    event.put("price", price);
    assertThatThrownBy(() -> FixingCodec.quote(event)).isInstanceOf(IllegalArgumentException.class);
  }
}
