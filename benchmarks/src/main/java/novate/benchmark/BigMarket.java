package novate.benchmark;

import static novate.market.Checks.require;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import novate.clearing.day.OpeningLimits;
import novate.clearing.demo.SampleFacts;
import novate.clearing.house.Gateway;
import novate.clearing.house.Gateway.Fact;
import novate.clearing.processor.Topic;
import novate.margin.MarginEngine;
import novate.market.Account;
import novate.market.AccountClass;
import novate.market.AccountId;
import novate.market.Catalogue;
import novate.market.Contract;
import novate.market.ContractId;
import novate.market.ExerciseStyle;
import novate.market.Future;
import novate.market.Member;
import novate.market.MemberId;
import novate.market.OptionOnFuture;
import novate.market.OptionRight;
import novate.market.PremiumStyle;
import novate.market.Price;
import novate.market.PriceSet;
import novate.market.Product;
import novate.sample.PriceHistory;
import novate.sample.ProviderQuotes;
import novate.sample.SampleMarket;
import novate.wire.PriceSetCodec;
import novate.wire.event.CycleKind;
import novate.wire.event.DayOpened;
import novate.wire.event.ParametersPublished;
import novate.wire.event.PriceSetSealed;
import novate.wire.event.QuoteReceived;
import novate.wire.event.ScenariosPublished;
import novate.wire.event.TradeKind;
import novate.wire.event.TradeReport;
import novate.wire.event.Value;

/**
 * The sample market made large: 10,000 accounts of 80 members, and 200 contracts that are open on
 * its day, most of them options. Calendars, indices, products and parameters are the sample's own.
 */
final class BigMarket {
  /** Position accounts; their dense indices run from 0. */
  static final int ACCOUNTS = 10_000;

  /** Contracts, all of which are open on the day; their dense indices run from 0. */
  static final int CONTRACTS = 200;

  private static final int MEMBERS = 80;
  private static final int ACCOUNTS_PER_MEMBER = ACCOUNTS / MEMBERS;
  private static final String OPTIONS = "BLACKWELL-OPT";
  private static final String UNDERLYING = "BLACKWELL";
  private static final YearMonth FIRST_MONTH = YearMonth.of(2026, 11);
  private static final int MONTHS = 5;
  private static final BigDecimal FIRST_STRIKE = new BigDecimal("3.05");
  private static final BigDecimal STRIKE_STEP = new BigDecimal("0.10");
  private static final int LOTS_MAX = 50;
  private static final int STEPS_MAX = 4;

  private final SampleMarket market = enlarged(SampleMarket.compute2026());
  private final PriceHistory history = PriceHistory.generate(market, SampleMarket.DEMO_SEED);
  private final PriceSet atOpen =
      prices("open", market.businessDate().atStartOfDay().toInstant(ZoneOffset.UTC));

  /** The day that is played. */
  LocalDate businessDate() {
    return market.businessDate();
  }

  /** The partition of legs that an account belongs to. */
  static int partition(int accountIndex, int partitionCount) {
    return accountIndex / ACCOUNTS_PER_MEMBER % partitionCount;
  }

  /** Everything a house must know before the day. */
  List<Fact> registry() {
    return SampleFacts.registry(market, history);
  }

  /**
   * Tells a house without a conductor what it must know before the day, and opens the day as the
   * conductor would.
   */
  void open(Gateway gateway) {
    gateway.sendTogether(opening());
  }

  /** Everything a house must know before the day, and what the conductor opens it with. */
  List<Fact> opening() {
    List<Fact> facts = new ArrayList<>(registry());
    Optional<PriceSet> last =
        facts.stream()
            .map(Fact::event)
            .filter(PriceSetSealed.class::isInstance)
            .map(event -> PriceSetCodec.priceSet((PriceSetSealed) event))
            .findFirst();
    facts.add(
        new Fact(
            Topic.REGISTRY,
            businessDate().toString(),
            OpeningLimits.of(businessDate(), market.catalogue(), last)));
    long records = facts.stream().filter(fact -> fact.topic() == Topic.REGISTRY).count();
    facts.add(
        new Fact(Topic.CONTROL, businessDate().toString(), new DayOpened(businessDate(), records)));
    return facts;
  }

  /** The valuation of an intraday cycle on the prices that the registry comes with. */
  Value openingValue() {
    Value.Builder value = Value.newBuilder().setEngineVersion(MarginEngine.VERSION);
    for (Fact fact : registry()) {
      switch (fact.event()) {
        case PriceSetSealed prices ->
            value
                .setCycleId(prices.getPriceSetId())
                .setBusinessDate(prices.getBusinessDate())
                .setKind(CycleKind.INTRADAY)
                .setPriceSetId(prices.getPriceSetId())
                .setPriceSetHash(prices.getHash());
        case ParametersPublished parameters ->
            value
                .setParameterSetId(parameters.getParameterSetId())
                .setParameterSetHash(parameters.getHash());
        case ScenariosPublished scenarios ->
            value
                .setScenarioSetId(scenarios.getScenarioSetId())
                .setScenarioSetHash(scenarios.getHash());
        default -> {}
      }
    }
    return value.build();
  }

  /** What the providers quote in the month. */
  List<QuoteReceived> quotes() {
    return ProviderQuotes.generate(market, history, SampleMarket.DEMO_SEED).stream()
        .map(SampleFacts::quote)
        .toList();
  }

  /** The exchange's prices of a cycle. */
  List<Fact> priceFacts(String cycleId, Instant asOf) {
    return SampleFacts.prices(market, prices(cycleId, asOf));
  }

  private PriceSet prices(String cycleId, Instant asOf) {
    return SampleFacts.priceSet(market, history, cycleId, asOf);
  }

  /** What a contract is worth when the day opens. */
  Price priceAtOpen(int contractIndex) {
    return atOpen.mark(market.catalogue().contract(contractIndex).id()).price();
  }

  /**
   * A trade between two accounts in a contract, all at random, some trading ticks above its price
   * at the open.
   */
  TradeReport trade(int number, SplittableRandom random) {
    int buyer = random.nextInt(ACCOUNTS);
    int seller = (buyer + random.nextInt(1, ACCOUNTS)) % ACCOUNTS;
    Contract contract = market.catalogue().contract(random.nextInt(CONTRACTS));
    Product product = contract.product();
    return TradeReport.newBuilder()
        .setVenue(product.venue().value())
        .setTradeDate(businessDate())
        .setTradeId("T" + number)
        .setKind(TradeKind.NEW)
        .setRevision(0)
        .setContractId(contract.id().value())
        .setLots(random.nextLong(1, LOTS_MAX))
        .setPrice(tradedPrice(contract, random).toPlainString())
        .setBuyerAccount(market.accounts().get(buyer).id().value())
        .setSellerAccount(market.accounts().get(seller).id().value())
        .setIsBlock(false)
        .setExecutedAt(businessDate().atTime(15, 0).toInstant(ZoneOffset.UTC))
        .build();
  }

  private BigDecimal tradedPrice(Contract contract, SplittableRandom random) {
    Product product = contract.product();
    BigDecimal tick = product.tradingTick();
    BigDecimal wholeTicks =
        product.decimal(atOpen.mark(contract.id()).price()).divideToIntegralValue(tick);
    return wholeTicks.add(BigDecimal.valueOf(random.nextInt(1, STEPS_MAX))).multiply(tick);
  }

  /** The key under which an exchange sends a trade. */
  static String key(TradeReport trade) {
    return trade.getVenue() + "/" + trade.getTradeDate() + "/" + trade.getTradeId();
  }

  private static SampleMarket enlarged(SampleMarket sample) {
    return new SampleMarket(
        sample.id(),
        sample.businessDate(),
        sample.products(),
        new Catalogue(contracts(sample)),
        IntStream.range(0, MEMBERS).mapToObj(BigMarket::member).toList(),
        IntStream.range(0, ACCOUNTS).mapToObj(BigMarket::account).toList(),
        sample.calendars(),
        sample.indices(),
        sample.parameters(),
        sample.scenarios());
  }

  private static Member member(int index) {
    return new Member(memberId(index), "Member %02d of the benchmark".formatted(index));
  }

  private static MemberId memberId(int index) {
    return new MemberId("M%02d".formatted(index));
  }

  private static Account account(int index) {
    int place = index % ACCOUNTS_PER_MEMBER;
    AccountClass accountClass =
        place == 0
            ? AccountClass.HOUSE
            : place % 2 == 0 ? AccountClass.CLIENT_GROSS : AccountClass.SEGREGATED;
    return new Account(
        new AccountId("A%05d".formatted(index)),
        memberId(index / ACCOUNTS_PER_MEMBER),
        accountClass);
  }

  /** The sample's contracts that are active and open, and as many options more as are missing. */
  private static List<Contract> contracts(SampleMarket sample) {
    List<Contract> contracts =
        new ArrayList<>(
            sample.catalogue().contracts().stream()
                .filter(contract -> contract.isActive())
                .filter(contract -> !contract.expiry().isBefore(sample.businessDate()))
                .toList());
    contracts.addAll(options(sample).subList(0, CONTRACTS - contracts.size()));
    return contracts;
  }

  private static List<Contract> options(SampleMarket sample) {
    Product product =
        sample.products().stream()
            .filter(each -> each.id().value().equals(OPTIONS))
            .findFirst()
            .orElseThrow();
    List<Contract> options = new ArrayList<>();
    for (int i = 0; options.size() < CONTRACTS; i++) {
      YearMonth month = FIRST_MONTH.plusMonths(i % MONTHS);
      BigDecimal strike = FIRST_STRIKE.add(STRIKE_STEP.multiply(BigDecimal.valueOf(i / MONTHS)));
      Contract underlying = sample.catalogue().contract(new ContractId(UNDERLYING + "-" + month));
      require(underlying instanceof Future, "%s is no future", underlying.id());
      for (OptionRight right : OptionRight.values()) {
        options.add(option(product, (Future) underlying, right, strike));
      }
    }
    return options;
  }

  private static Contract option(
      Product product, Future underlying, OptionRight right, BigDecimal strike) {
    return new OptionOnFuture(
        new ContractId(
            "%s-%s-%s-%s"
                .formatted(product.id(), underlying.month(), right.name().charAt(0), strike)),
        product,
        underlying,
        right,
        product.price(strike),
        ExerciseStyle.EUROPEAN,
        PremiumStyle.PREMIUM,
        underlying.expiry(),
        true);
  }
}
