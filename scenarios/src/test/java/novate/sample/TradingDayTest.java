package novate.sample;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import novate.market.Account;
import novate.market.AccountGroup;
import novate.market.AccountId;
import novate.market.Contract;
import novate.market.ContractId;
import novate.market.CurrencyCode;
import novate.market.OptionOnFuture;
import novate.market.Price;
import novate.market.PriceSet;
import novate.market.Product;
import novate.market.VenueId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TradingDayTest {
  private static final SampleMarket MARKET = SampleMarket.compute2026();
  private static final PriceHistory HISTORY = PriceHistory.generate(MARKET, SampleMarket.DEMO_SEED);
  private static final TradingDay DAY = day(SampleMarket.DEMO_SEED, 4_000);

  @Test
  void theSameSeedGivesTheSameDayAndAnotherSeedAnother() {
    assertThat(day(SampleMarket.DEMO_SEED, 4_000)).isEqualTo(DAY);
    assertThat(day(1, 4_000)).isNotEqualTo(DAY);
  }

  @ParameterizedTest(name = "seed {0}, {1} trades")
  @CsvSource({"20261030, 4000", "1, 100", "2, 500", "3, 2000"})
  void everyGoodTradeIsOneThatTheCatalogueAllows(long seed, int count) {
    TradingDay day = day(seed, count);
    Set<AccountId> accounts = MARKET.accounts().stream().map(Account::id).collect(toSet());
    Map<String, TradeRow> lastById = new HashMap<>();
    for (FeedRecord record : feed(day)) {
      if (record instanceof FeedRecord.Good(Instant sentAt, TradeRow trade)) {
        assertThat(sentAt).isBeforeOrEqualTo(day.endOfDayCutAt());
        assertThat(accounts).contains(new AccountId(trade.buyer()), new AccountId(trade.seller()));
        assertThat(trade.buyer()).isNotEqualTo(trade.seller());
        assertValid(trade);
        TradeRow before = lastById.put(trade.venue() + trade.tradeId(), trade);
        assertThat(trade.revision()).isEqualTo(before == null ? 0 : before.revision() + 1);
        assertThat(trade.kind() == TradeRow.Kind.NEW).isEqualTo(before == null);
        assertThat(before == null || before.kind() != TradeRow.Kind.BUST).isTrue();
      }
    }
    assertThat(good(day)).filteredOn(trade -> trade.kind() == TradeRow.Kind.NEW).hasSize(count);
    assertThat(good(day)).anyMatch(trade -> trade.kind() == TradeRow.Kind.CORRECTION);
  }

  private static void assertValid(TradeRow trade) {
    Contract contract = MARKET.catalogue().contract(new ContractId(trade.contract()));
    Product product = contract.product();
    assertThat(contract.isActive()).isTrue();
    assertThat(contract.expiry()).isAfterOrEqualTo(MARKET.businessDate());
    assertThat(trade.executedAt()).isBefore(MARKET.expiryInstant(contract));
    assertThat(new VenueId(trade.venue())).isEqualTo(product.venue());
    assertThat(trade.lots()).isBetween(1L, 1_001L);
    Price price = product.price(new BigDecimal(trade.price()));
    assertThat(product.isOnTradingTick(price)).isTrue();
    assertThat(price.ticks()).isPositive();
    TradeFlow.limits(MARKET, HISTORY, contract)
        .ifPresent(limits -> assertThat(limits.contain(price)).isTrue());
  }

  @ParameterizedTest(name = "seed {0}, {1} trades")
  @CsvSource({"20261030, 4000", "1, 100", "2, 500"})
  void everyBadRecordIsBadForTheReasonItCarriesAndEveryReasonOccursTwice(long seed, int count) {
    TradingDay day = day(seed, count);
    Map<String, TradeRow> newById = new HashMap<>();
    good(day).stream()
        .filter(trade -> trade.kind() == TradeRow.Kind.NEW)
        .forEach(trade -> newById.put(trade.venue() + trade.tradeId(), trade));
    Map<String, Integer> countByReason = new TreeMap<>();
    for (FeedRecord record : feed(day)) {
      switch (record) {
        case FeedRecord.Bad(var _, TradeRow trade, String reason) -> {
          countByReason.merge(reason, 1, Integer::sum);
          assertThat(isBad(trade, reason, newById)).as("%s: %s", reason, trade).isTrue();
        }
        case FeedRecord.Poison poison -> {
          countByReason.merge(poison.reason(), 1, Integer::sum);
          assertThat(poison.bytes()).isNotEmpty();
        }
        case FeedRecord.Good _, FeedRecord.Duplicate _ -> {}
      }
    }
    assertThat(countByReason).hasSize(13);
    assertThat(countByReason.values()).allMatch(times -> times >= 2);
  }

  private static boolean isBad(TradeRow trade, String reason, Map<String, TradeRow> newById) {
    ContractId id = new ContractId(trade.contract());
    return switch (reason) {
      case RejectCode.UNKNOWN_CONTRACT -> MARKET.catalogue().find(id).isEmpty();
      case RejectCode.INACTIVE_CONTRACT -> !MARKET.catalogue().contract(id).isActive();
      case RejectCode.EXPIRED_CONTRACT ->
          MARKET.catalogue().contract(id).expiry().isBefore(MARKET.businessDate());
      case RejectCode.UNKNOWN_ACCOUNT -> trade.buyer().equals("GHOST-H");
      case RejectCode.LOTS_NOT_POSITIVE -> trade.lots() <= 0;
      case RejectCode.LOTS_TOO_LARGE -> trade.lots() == Long.MAX_VALUE;
      case RejectCode.INVALID_FIELD -> trade.price().equals("two dollars");
      case RejectCode.PRICE_OFF_TICK ->
          new BigDecimal(trade.price())
                  .remainder(MARKET.catalogue().contract(id).product().tradingTick())
                  .signum()
              != 0;
      case RejectCode.PRICE_OUTSIDE_LIMIT -> {
        Contract contract = MARKET.catalogue().contract(id);
        yield !TradeFlow.limits(MARKET, HISTORY, contract)
            .orElseThrow()
            .contain(contract.product().price(new BigDecimal(trade.price())));
      }
      case RejectCode.UNKNOWN_TRADE ->
          trade.kind() == TradeRow.Kind.BUST
              && !newById.containsKey(trade.venue() + trade.tradeId());
      case RejectCode.DUPLICATE_ID_OTHER_CONTENT -> {
        TradeRow original = newById.get(trade.venue() + trade.tradeId());
        yield original != null && !original.equals(trade);
      }
      default -> false;
    };
  }

  @Test
  void aDuplicateComesAfterItsOriginalAndEqualsIt() {
    Set<TradeRow> sent = new HashSet<>();
    int duplicates = 0;
    for (FeedRecord record : feed(DAY)) {
      switch (record) {
        case FeedRecord.Good(var _, TradeRow trade) -> sent.add(trade);
        case FeedRecord.Duplicate(var _, TradeRow trade) -> {
          duplicates++;
          assertThat(sent).contains(trade);
        }
        case FeedRecord.Bad(var _, TradeRow trade, String reason) -> {
          if (reason.equals(RejectCode.DUPLICATE_ID_OTHER_CONTENT)) {
            assertThat(sent).anyMatch(good -> good.tradeId().equals(trade.tradeId()));
          }
        }
        case FeedRecord.Poison _ -> {}
      }
    }
    assertThat(duplicates).isGreaterThan(10);
  }

  @Test
  void theFeedIsInOrderAndCutWhereItSays() {
    assertThat(feed(DAY).stream().map(FeedRecord::sentAt).toList()).isSorted();
    assertThat(DAY.morning()).allMatch(record -> record.sentAt().isBefore(DAY.intradayCutAt()));
    assertThat(DAY.afternoon())
        .hasSizeGreaterThan(1_000)
        .allMatch(record -> !record.sentAt().isBefore(DAY.intradayCutAt()));
    assertThat(DAY.morning()).hasSizeGreaterThan(1_000);
    assertThat(reasons(DAY.morning())).hasSize(13).isEqualTo(reasons(DAY.afternoon()));
  }

  @Test
  void theDayHasBurstsBlocksOptionsAndEveryAccount() {
    List<TradeRow> trades = good(DAY);
    assertThat(trades.stream().filter(TradeRow::block).count()).isBetween(40L, 160L);
    assertThat(trades.stream().filter(TradingDayTest::isOption).count()).isGreaterThan(300);
    Set<String> accounts = new HashSet<>();
    trades.forEach(trade -> accounts.addAll(List.of(trade.buyer(), trade.seller())));
    assertThat(accounts).hasSameSizeAs(MARKET.accounts());
    int inBurst = 0;
    for (int i = 4; i < trades.size(); i++) {
      TradeRow first = trades.get(i - 4);
      TradeRow last = trades.get(i);
      if (first.contract().equals(last.contract())
          && last.executedAt().isBefore(first.executedAt().plusSeconds(2))) {
        inBurst++;
      }
    }
    assertThat(inBurst).isGreaterThan(20);
  }

  /** By the rough guess: the real calls are asserted where the margin engine is at hand. */
  @Test
  void someGroupsHaveTooLittleCashAndMostHaveEnough() {
    int calledAtNoon = missing(DAY.morning(), DAY.intradayCutAt());
    int missingAtEnd = missing(feed(DAY), DAY.endOfDayCutAt());
    int groups = DAY.deposits().size();
    assertThat(calledAtNoon).isBetween(3, groups / 3);
    assertThat(missingAtEnd).isBetween(3, groups / 2);
    assertThat(DAY.deposits()).allMatch(deposit -> deposit.money().minorUnits() > 0);
    assertThat(DAY.deposits().stream().map(Deposit::id).distinct()).hasSize(groups);
  }

  private static int missing(List<FeedRecord> records, Instant at) {
    PriceSet prices =
        HISTORY.priceSet(MARKET.businessDate(), "x", at, Black76::price, new TreeMap<>());
    SortedMap<CurrencyCode, SortedMap<AccountGroup, Double>> needs =
        new RoughRequirement(MARKET, Black76::price, prices).of(records);
    int missing = 0;
    for (Deposit deposit : DAY.deposits()) {
      CurrencyCode currency = deposit.money().currency();
      double need =
          needs.getOrDefault(currency, new TreeMap<>()).getOrDefault(deposit.group(), 0.0);
      double shortfall = need - new BigDecimal(deposit.money().decimal()).doubleValue();
      if (shortfall > (currency.equals(CurrencyCode.USD) ? 50_000 : 300_000)) {
        missing++;
      }
    }
    return missing;
  }

  private static Set<String> reasons(List<FeedRecord> records) {
    Set<String> reasons = new HashSet<>();
    for (FeedRecord record : records) {
      switch (record) {
        case FeedRecord.Bad bad -> reasons.add(bad.reason());
        case FeedRecord.Poison poison -> reasons.add(poison.reason());
        case FeedRecord.Good _, FeedRecord.Duplicate _ -> {}
      }
    }
    return reasons;
  }

  private static boolean isOption(TradeRow trade) {
    return MARKET.catalogue().contract(new ContractId(trade.contract())) instanceof OptionOnFuture;
  }

  private static TradingDay day(long seed, int count) {
    return TradingDay.generate(MARKET, HISTORY, Black76::price, seed, count);
  }

  private static List<FeedRecord> feed(TradingDay day) {
    List<FeedRecord> feed = new ArrayList<>(day.morning());
    feed.addAll(day.afternoon());
    return feed;
  }

  private static List<TradeRow> good(TradingDay day) {
    return feed(day).stream()
        .filter(FeedRecord.Good.class::isInstance)
        .map(record -> ((FeedRecord.Good) record).trade())
        .toList();
  }
}
