package novate.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.LongStream;
import novate.ledger.LedgerAccount.House;
import novate.ledger.LedgerAccount.MemberCash;
import novate.ledger.LedgerAccount.Purpose;
import novate.ledger.PaymentInstruction.Direction;
import novate.ledger.PaymentInstruction.Flow;
import novate.market.AccountGroup;
import novate.market.CurrencyCode;
import novate.market.MemberId;
import novate.market.Money;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Two days of two members: what their statements, the trial balance and the payments say. */
class BooksTest {
  private static final LocalDate THURSDAY = LocalDate.of(2026, 10, 29);
  private static final LocalDate FRIDAY = LocalDate.of(2026, 10, 30);
  private static final CurrencyCode USD = CurrencyCode.USD;
  private static final AccountGroup HOUSE = group("M01", "HOUSE");
  private static final AccountGroup CLIENT = group("M01", "CLIENT");
  private static final AccountGroup OTHER = group("M02", "HOUSE");
  private static final MemberCash CASH = new MemberCash(HOUSE, USD);

  /** M01's house gains 73.00 and then loses 20.00; its client pays 5.00 premium; fees 1.50. */
  private static List<LedgerEntry> twoDays() {
    return List.of(
        LedgerEntry.deposit("d1", THURSDAY, "payment 1", HOUSE, usd("1000.00")),
        LedgerEntry.deposit("d2", THURSDAY, "payment 2", OTHER, usd("1000.00")),
        LedgerEntry.variationMargin("v1", THURSDAY, "Thu", HOUSE, usd("73.00")),
        LedgerEntry.variationMargin("v2", THURSDAY, "Thu", OTHER, usd("-73.00")),
        LedgerEntry.variationMargin("v3", FRIDAY, "Fri", HOUSE, usd("-20.00")),
        LedgerEntry.variationMargin("v4", FRIDAY, "Fri", OTHER, usd("20.00")),
        LedgerEntry.premium("p1", FRIDAY, "Fri", CLIENT, usd("-5.00")),
        LedgerEntry.premium("p2", FRIDAY, "Fri", OTHER, usd("5.00")),
        LedgerEntry.fees("f1", FRIDAY, "Fri", HOUSE, usd("-1.50")),
        LedgerEntry.deposit("d3", FRIDAY, "payment 3", HOUSE, usd("100.00")));
  }

  @Test
  void aStatementLeadsFromTheOpeningToTheClosingBalance() {
    AccountStatement friday = AccountStatement.of(CASH, FRIDAY, FRIDAY, twoDays());
    assertThat(friday.opening()).isEqualTo(usd("1073.00"));
    assertThat(friday.lines())
        .extracting(
            AccountStatement.Line::entryId,
            AccountStatement.Line::cause,
            AccountStatement.Line::amount,
            AccountStatement.Line::balance)
        .containsExactly(
            tuple("v3", "Fri", usd("-20.00"), usd("1053.00")),
            tuple("f1", "Fri", usd("-1.50"), usd("1051.50")),
            tuple("d3", "payment 3", usd("100.00"), usd("1151.50")));
    assertThat(friday.closing()).isEqualTo(usd("1151.50"));
    AccountStatement weekend =
        AccountStatement.of(CASH, FRIDAY.plusDays(1), FRIDAY.plusDays(2), twoDays());
    assertThat(weekend.lines()).isEmpty();
    assertThat(weekend.opening()).isEqualTo(usd("1151.50")).isEqualTo(weekend.closing());
    assertThat(AccountStatement.of(CASH, THURSDAY, FRIDAY, twoDays()).opening())
        .isEqualTo(usd("0.00"));
    assertThatThrownBy(() -> AccountStatement.of(CASH, FRIDAY, THURSDAY, twoDays()))
        .hasMessage("statement of member/M01/HOUSE/USD from 2026-10-30 to 2026-10-29");
  }

  @Test
  void theTrialBalanceHasEqualDebitsAndCreditsAndFlatClearingAccounts() {
    TrialBalance books = TrialBalance.of(postings(twoDays()));
    assertThat(books.lines())
        .extracting(
            line -> line.account().code(), TrialBalance.Line::debit, TrialBalance.Line::credit)
        .containsExactly(
            tuple("house/settlement_bank/USD", usd("2100.00"), usd("0.00")),
            tuple("house/variation_margin/USD", usd("0.00"), usd("0.00")),
            tuple("house/premium/USD", usd("0.00"), usd("0.00")),
            tuple("house/fees/USD", usd("0.00"), usd("1.50")),
            tuple("member/M01/CLIENT/USD", usd("5.00"), usd("0.00")),
            tuple("member/M01/HOUSE/USD", usd("0.00"), usd("1151.50")),
            tuple("member/M02/HOUSE/USD", usd("0.00"), usd("952.00")));
    assertThat(books.totals())
        .containsOnlyKeys(USD)
        .containsValue(new TrialBalance.Total(usd("2105.00"), usd("2105.00"), usd("0.00")));
    assertThat(books.imbalances()).isEmpty();
    assertThat(books.openClearingAccounts()).isEmpty();
    Ledger ledger = new Ledger();
    twoDays().forEach(ledger::post);
    assertThat(TrialBalance.of(ledger)).isEqualTo(books);
  }

  @Test
  void aPostingThatSomebodyLostOrAddedIsNamed() {
    List<Posting> postings = new ArrayList<>(postings(twoDays()));
    postings.add(new Posting(new House(Purpose.PREMIUM, USD), usd("0.01")));
    TrialBalance books = TrialBalance.of(postings);
    assertThat(books.imbalances())
        .containsExactly(
            "all accounts in USD: debits 2105.00, credits 2105.01, expected equal, difference"
                + " 0.01");
    assertThat(books.openClearingAccounts())
        .containsExactly("clearing account house/premium/USD holds 0.01 USD, expected zero");
    postings.add(new Posting(CASH, usd("-0.01")));
    assertThat(TrialBalance.of(postings).imbalances()).isEmpty();
    assertThat(TrialBalance.of(postings).openClearingAccounts()).hasSize(1);
    assertThat(TrialBalance.of(List.of()).totals()).isEmpty();
  }

  /** Friday: M01 pays 20.00 + 5.00 + 1.50, M02 receives 20.00 + 5.00; deposits are paid already. */
  @Test
  void aDaysFlowsArePaidInOneAmountPerMemberAndCurrency() {
    List<PaymentInstruction> friday = PaymentInstruction.of(FRIDAY, twoDays());
    assertThat(friday)
        .containsExactly(
            new PaymentInstruction(
                "2026-10-30/PAY/M01/USD",
                FRIDAY,
                new MemberId("M01"),
                usd("-26.50"),
                List.of(
                    new Flow(CLIENT, Purpose.PREMIUM, usd("-5.00")),
                    new Flow(HOUSE, Purpose.VARIATION_MARGIN, usd("-20.00")),
                    new Flow(HOUSE, Purpose.FEES, usd("-1.50")))),
            new PaymentInstruction(
                "2026-10-30/PAY/M02/USD",
                FRIDAY,
                new MemberId("M02"),
                usd("25.00"),
                List.of(
                    new Flow(OTHER, Purpose.VARIATION_MARGIN, usd("20.00")),
                    new Flow(OTHER, Purpose.PREMIUM, usd("5.00")))));
    assertThat(friday)
        .extracting(PaymentInstruction::direction)
        .containsExactly(Direction.MEMBER_PAYS, Direction.HOUSE_PAYS);
    assertThat(PaymentInstruction.houseNet(friday)).containsEntry(USD, usd("-1.50"));
    assertThat(PaymentInstruction.of(FRIDAY.plusDays(3), twoDays())).isEmpty();
  }

  @Test
  void whereFlowsCancelOutThereIsNothingToPay() {
    List<LedgerEntry> entries =
        List.of(
            LedgerEntry.variationMargin("a", FRIDAY, "Fri", HOUSE, usd("7.00")),
            LedgerEntry.premium("b", FRIDAY, "Fri", CLIENT, usd("-7.00")));
    assertThat(PaymentInstruction.of(FRIDAY, entries)).isEmpty();
  }

  @Test
  void cashThatDoesNotSayWhereItComesFromIsNotPaid() {
    LedgerEntry between =
        new LedgerEntry(
            "x",
            FRIDAY,
            "Fri",
            List.of(
                new Posting(CASH, usd("1.00")),
                new Posting(new MemberCash(OTHER, USD), usd("-1.00"))));
    assertThatThrownBy(() -> PaymentInstruction.of(FRIDAY, List.of(between)))
        .hasMessage(
            "ledger entry x moves cash of member/M01/HOUSE/USD against house accounts [], expected"
                + " one");
    assertThatThrownBy(
            () -> new PaymentInstruction("p", FRIDAY, HOUSE.member(), usd("1.00"), List.of()))
        .hasMessage("payment instruction p of 1.00 USD has flows of 0.00 USD");
  }

  @Test
  void anAccountIsFoundByItsCode() {
    for (LedgerAccount account :
        List.of(
            CASH,
            new MemberCash(group("M01", "SEGREGATED:M01/S/1"), CurrencyCode.CNY),
            new MemberCash(group("EU/M01", "CLIENT"), USD),
            new House(Purpose.SETTLEMENT_BANK, USD))) {
      assertThat(LedgerAccount.parse(account.code(), account.currency())).isEqualTo(account);
    }
    assertThatThrownBy(() -> LedgerAccount.parse("house/pocket/USD", USD))
        .hasMessage("ledger account 'house/pocket/USD' must be exactly one account, it may be []");
    assertThatThrownBy(() -> LedgerAccount.parse("member/M01/HOUSE/USD", CurrencyCode.CNY))
        .hasMessage("ledger account 'member/M01/HOUSE/USD' is not one of CNY");
    assertThatThrownBy(() -> LedgerAccount.parse("member/A/SEGREGATED:B/HOUSE/USD", USD))
        .hasMessageContaining("must be exactly one account, it may be [");
  }

  /** Payments are the change of all cash that no bank has moved, whatever the order of entries. */
  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void paymentsAreTheDaysChangeOfBalancesLessWhatTheBankMoved(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<LedgerEntry> entries = new ArrayList<>();
    SortedMap<String, Long> expected = new TreeMap<>();
    for (int i = 0; i < 80; i++) {
      AccountGroup group =
          group("M0" + random.nextInt(1, 6), random.nextBoolean() ? "HOUSE" : "CLIENT");
      CurrencyCode currency = random.nextBoolean() ? USD : CurrencyCode.CNY;
      Money amount = new Money(currency, random.nextLong(-1_000_000, 1_000_000));
      LocalDate date = random.nextInt(3) == 0 ? THURSDAY : FRIDAY;
      boolean isBank = random.nextInt(4) == 0;
      entries.add(
          isBank
              ? LedgerEntry.deposit("e" + i, date, "p", group, amount)
              : LedgerEntry.variationMargin("e" + i, date, "EOD", group, amount));
      if (!isBank && date.equals(FRIDAY)) {
        expected.merge(group.member() + "/" + currency, amount.minorUnits(), Long::sum);
      }
    }
    expected.values().removeIf(amount -> amount == 0);
    List<LedgerEntry> shuffled = new ArrayList<>(entries);
    Collections.shuffle(shuffled, new Random(seed));
    List<PaymentInstruction> payments = PaymentInstruction.of(FRIDAY, shuffled);
    SortedMap<String, Long> found = new TreeMap<>();
    payments.forEach(
        each ->
            found.put(each.member() + "/" + each.amount().currency(), each.amount().minorUnits()));
    assertThat(found).as("seed %d", seed).isEqualTo(expected);
    assertThat(payments).as("seed %d", seed).isEqualTo(PaymentInstruction.of(FRIDAY, entries));
    assertThat(TrialBalance.of(postings(shuffled)).imbalances()).as("seed %d", seed).isEmpty();
  }

  static LongStream seeds() {
    return LongStream.range(0, 30);
  }

  private static List<Posting> postings(List<LedgerEntry> entries) {
    return entries.stream().flatMap(entry -> entry.postings().stream()).toList();
  }

  private static AccountGroup group(String member, String name) {
    return new AccountGroup(new MemberId(member), name);
  }

  private static Money usd(String amount) {
    return Money.parse(USD, amount);
  }
}
