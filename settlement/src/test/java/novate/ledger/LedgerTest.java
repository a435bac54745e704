package novate.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import novate.ledger.LedgerAccount.House;
import novate.ledger.LedgerAccount.MemberCash;
import novate.ledger.LedgerAccount.Purpose;
import novate.market.AccountGroup;
import novate.market.CurrencyCode;
import novate.market.MemberId;
import novate.market.Money;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class LedgerTest {
  private static final LocalDate DATE = LocalDate.of(2026, 10, 30);
  private static final CurrencyCode USD = CurrencyCode.USD;
  private static final AccountGroup LONG = group("M01", "HOUSE");
  private static final AccountGroup SHORT = group("M02", "CLIENT");

  /** Deposits of 1,000.00 each; the long gains 73.00, pays 5.00 premium and 1.50 fees. */
  @Test
  void aDayOfBookingsLeavesTheHouseFlat() {
    Ledger ledger = new Ledger();
    ledger.post(LedgerEntry.deposit("d1", DATE, "payment 1", LONG, usd("1000.00")));
    ledger.post(LedgerEntry.deposit("d2", DATE, "payment 2", SHORT, usd("1000.00")));
    ledger.post(LedgerEntry.variationMargin("v1", DATE, "EOD", LONG, usd("73.00")));
    ledger.post(LedgerEntry.variationMargin("v2", DATE, "EOD", SHORT, usd("-73.00")));
    ledger.post(LedgerEntry.premium("p1", DATE, "EOD", LONG, usd("-5.00")));
    ledger.post(LedgerEntry.premium("p2", DATE, "EOD", SHORT, usd("5.00")));
    ledger.post(LedgerEntry.settlement("s1", DATE, "EOD", LONG, usd("94.90")));
    ledger.post(LedgerEntry.settlement("s2", DATE, "EOD", SHORT, usd("-94.90")));
    ledger.post(LedgerEntry.fees("f1", DATE, "EOD", LONG, usd("-1.50")));

    assertThat(ledger.balance(new MemberCash(LONG, USD))).isEqualTo(usd("1161.40"));
    assertThat(ledger.balance(new MemberCash(SHORT, USD))).isEqualTo(usd("837.10"));
    assertThat(ledger.balance(new House(Purpose.VARIATION_MARGIN, USD))).isEqualTo(usd("0.00"));
    assertThat(ledger.balance(new House(Purpose.PREMIUM, USD))).isEqualTo(usd("0.00"));
    assertThat(ledger.balance(new House(Purpose.SETTLEMENT, USD))).isEqualTo(usd("0.00"));
    assertThat(ledger.balance(new House(Purpose.SETTLEMENT_BANK, USD))).isEqualTo(usd("-2000.00"));
    assertThat(ledger.balance(new House(Purpose.FEES, USD))).isEqualTo(usd("1.50"));
    assertThat(ledger.sums()).containsOnlyKeys(USD).containsValue(usd("0.00"));
    assertThat(ledger.balances().keySet().stream().map(LedgerAccount::code))
        .containsExactly(
            "house/settlement_bank/USD",
            "house/variation_margin/USD",
            "house/premium/USD",
            "house/settlement/USD",
            "house/fees/USD",
            "member/M01/HOUSE/USD",
            "member/M02/CLIENT/USD");
  }

  @Test
  void anEntryThatDoesNotBalanceCannotExist() {
    MemberCash usd = new MemberCash(LONG, USD);
    MemberCash cny = new MemberCash(LONG, CurrencyCode.CNY);
    assertThatThrownBy(
            () ->
                new LedgerEntry(
                    "x",
                    DATE,
                    "EOD",
                    List.of(
                        new Posting(usd, usd("1.00")),
                        new Posting(cny, Money.parse(CurrencyCode.CNY, "-1.00")))))
        .hasMessage("ledger entry x sums to -1.00 CNY, expected zero");
    assertThatThrownBy(() -> new LedgerEntry("x", DATE, "EOD", List.of()))
        .hasMessage("ledger entry x has no postings");
    assertThatThrownBy(() -> new Posting(cny, usd("1.00")))
        .hasMessage("cannot post 1.00 USD to account member/M01/HOUSE/CNY: currencies differ");
  }

  /** Fault C5: balances are carried into the next books, entries are not. */
  @Test
  void closedBooksKeepTheirBalancesAndNothingElse() {
    Ledger closed = new Ledger();
    closed.post(LedgerEntry.deposit("d1", DATE, "p", LONG, usd("7.00")));
    closed.closeEntries();
    assertThat(closed.entries()).isEmpty();
    Ledger opened = new Ledger();
    closed.balances().forEach(opened::carryForward);
    assertThat(opened.balances()).isEqualTo(closed.balances());
    opened.post(LedgerEntry.deposit("d2", DATE, "p", LONG, usd("1.00")));
    assertThat(opened.balance(new MemberCash(LONG, USD))).isEqualTo(usd("8.00"));
    assertThat(opened.sums()).containsValue(usd("0.00"));
    assertThatThrownBy(() -> opened.carryForward(new MemberCash(LONG, USD), usd("7.00")))
        .hasMessage("ledger account member/M01/HOUSE/USD is carried forward after entries");
  }

  @Test
  void theSameEntryAgainHasNoEffect() {
    Ledger ledger = new Ledger();
    assertThat(ledger.post(LedgerEntry.deposit("d1", DATE, "p", LONG, usd("7.00")))).isTrue();
    assertThat(ledger.post(LedgerEntry.deposit("d1", DATE, "p", LONG, usd("7.00")))).isFalse();
    assertThat(ledger.balance(new MemberCash(LONG, USD))).isEqualTo(usd("7.00"));
    assertThat(ledger.entries()).hasSize(1);
  }

  @Test
  void anIdThatComesBackWithOtherContentIsRefusedAndChangesNothing() {
    Ledger ledger = new Ledger();
    ledger.post(LedgerEntry.deposit("d1", DATE, "p", LONG, usd("7.00")));
    assertThatThrownBy(() -> ledger.post(LedgerEntry.deposit("d1", DATE, "p", LONG, usd("7.01"))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("ledger entry d1 is posted as ");
    assertThat(ledger.balance(new MemberCash(LONG, USD))).isEqualTo(usd("7.00"));
  }

  @Test
  void aBalanceThatDoesNotFitLeavesNothingBehind() {
    Ledger ledger = new Ledger();
    Money most = new Money(USD, Long.MAX_VALUE);
    ledger.post(LedgerEntry.deposit("d1", DATE, "p", LONG, most));
    LedgerEntry second = LedgerEntry.deposit("d2", DATE, "p", LONG, usd("0.01"));
    assertThatThrownBy(() -> ledger.post(second)).isInstanceOf(ArithmeticException.class);
    assertThat(ledger.entries()).hasSize(1);
    assertThat(ledger.balance(new House(Purpose.SETTLEMENT_BANK, USD))).isEqualTo(most.negated());
    assertThat(ledger.sums().get(USD)).isEqualTo(usd("0.00"));
  }

  @Test
  void accountsWhoseNamesReadAlikeStayApart() {
    Ledger ledger = new Ledger();
    AccountGroup one = group("M", "SEGREGATED:a/HOUSE");
    AccountGroup other = group("M/SEGREGATED:a", "HOUSE");
    assertThat(one).hasToString(other.toString());
    ledger.post(LedgerEntry.deposit("d1", DATE, "p", one, usd("1.00")));
    ledger.post(LedgerEntry.deposit("d2", DATE, "p", other, usd("2.00")));
    assertThat(ledger.balance(new MemberCash(one, USD))).isEqualTo(usd("1.00"));
    assertThat(ledger.balance(new MemberCash(other, USD))).isEqualTo(usd("2.00"));
  }

  @Test
  void twoPostingsToOneAccountInOneEntryAddUp() {
    MemberCash cash = new MemberCash(LONG, USD);
    Ledger ledger = new Ledger();
    ledger.post(
        new LedgerEntry(
            "x",
            DATE,
            "EOD",
            List.of(
                new Posting(cash, usd("1.00")),
                new Posting(cash, usd("2.00")),
                new Posting(new House(Purpose.FEES, USD), usd("-3.00")))));
    assertThat(ledger.balance(cash)).isEqualTo(usd("3.00"));
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void sumsAreZeroAndNeitherOrderNorRepetitionMatters(long seed) {
    List<LedgerEntry> entries = random(new SplittableRandom(seed));
    Ledger ledger = new Ledger();
    for (LedgerEntry entry : entries) {
      ledger.post(entry);
      assertThat(ledger.sums().values()).as("seed %d", seed).allMatch(Money::isZero);
    }
    List<LedgerEntry> shuffled = new ArrayList<>(entries);
    shuffled.addAll(entries.subList(0, entries.size() / 2));
    Collections.shuffle(shuffled, new Random(seed));
    Ledger again = new Ledger();
    shuffled.forEach(again::post);
    assertThat(again.balances()).as("seed %d", seed).isEqualTo(ledger.balances());
    assertThat(again.entries()).as("seed %d", seed).hasSameSizeAs(entries);
  }

  static LongStream seeds() {
    return LongStream.range(0, 30);
  }

  private static List<LedgerEntry> random(SplittableRandom random) {
    List<LedgerEntry> entries = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      AccountGroup group =
          group("M0" + random.nextInt(1, 5), random.nextBoolean() ? "HOUSE" : "CLIENT");
      CurrencyCode currency = random.nextBoolean() ? USD : CurrencyCode.CNY;
      Money amount = new Money(currency, random.nextLong(-1_000_000, 1_000_000));
      String id = "e" + i;
      entries.add(
          switch (random.nextInt(4)) {
            case 0 -> LedgerEntry.deposit(id, DATE, "p", group, amount);
            case 1 -> LedgerEntry.variationMargin(id, DATE, "EOD", group, amount);
            case 2 -> LedgerEntry.premium(id, DATE, "EOD", group, amount);
            default -> LedgerEntry.settlement(id, DATE, "EOD", group, amount);
          });
    }
    return entries;
  }

  private static AccountGroup group(String member, String name) {
    return new AccountGroup(new MemberId(member), name);
  }

  private static Money usd(String amount) {
    return Money.parse(USD, amount);
  }
}
