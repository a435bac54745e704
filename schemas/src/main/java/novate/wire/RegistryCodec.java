package novate.wire;

import static novate.market.Checks.found;
import static novate.market.Checks.require;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import novate.market.Account;
import novate.market.AccountClass;
import novate.market.AccountId;
import novate.market.BusinessCalendar;
import novate.market.CalendarId;
import novate.market.CombinedCommodityId;
import novate.market.Contract;
import novate.market.ContractId;
import novate.market.CurrencyCode;
import novate.market.ExerciseStyle;
import novate.market.FinalSettlement;
import novate.market.Future;
import novate.market.IndexId;
import novate.market.Member;
import novate.market.MemberId;
import novate.market.OptionOnFuture;
import novate.market.OptionRight;
import novate.market.PremiumStyle;
import novate.market.Price;
import novate.market.PricingModel;
import novate.market.Product;
import novate.market.ProductId;
import novate.market.VenueId;
import novate.wire.event.AccountOpened;
import novate.wire.event.CalendarPublished;
import novate.wire.event.ContractListed;
import novate.wire.event.MemberAdmitted;
import novate.wire.event.ProductListed;

/**
 * The registry's events and its words. Reading builds the word, so every rule of a word is checked
 * again; whatever is wrong is an {@link IllegalArgumentException} that names the event.
 */
public final class RegistryCodec {
  private RegistryCodec() {}

  /**
   * The event that publishes a calendar; holidays ascend, so that equal calendars write equal
   * bytes.
   */
  public static CalendarPublished event(BusinessCalendar calendar) {
    return new CalendarPublished(
        calendar.id().value(),
        calendar.zone().getId(),
        calendar.holidays().stream().sorted().toList());
  }

  /** The calendar that an event publishes. */
  public static BusinessCalendar calendar(CalendarPublished event) {
    return read(
        "calendar " + event.getCalendarId(),
        () ->
            new BusinessCalendar(
                new CalendarId(event.getCalendarId()),
                ZoneId.of(event.getZone()),
                Set.copyOf(event.getHolidays())));
  }

  /** The event that lists a product. */
  public static ProductListed event(Product product) {
    return new ProductListed(
        product.id().value(),
        product.name(),
        product.venue().value(),
        product.commodity().value(),
        product.currency().code(),
        Decimals.format(product.size()),
        product.unit(),
        Decimals.format(product.settlementTick()),
        Decimals.format(product.tradingTick()),
        product.index().value(),
        product.finalSettlement().name(),
        product.model().name(),
        product.negativePricesAllowed(),
        product.calendar().value(),
        product.dailyLimit().map(Decimals::format).orElse(null),
        product.expiryTime().toString());
  }

  /** The product that an event lists. */
  public static Product product(ProductListed event) {
    return read(
        "product " + event.getProductId(),
        () ->
            new Product(
                new ProductId(event.getProductId()),
                event.getName(),
                new VenueId(event.getVenue()),
                new CombinedCommodityId(event.getCommodity()),
                new CurrencyCode(event.getCurrency()),
                Decimals.parse(event.getSize()),
                event.getUnit(),
                Decimals.parse(event.getSettlementTick()),
                Decimals.parse(event.getTradingTick()),
                new IndexId(event.getIndexId()),
                FinalSettlement.valueOf(event.getFinalSettlement()),
                PricingModel.valueOf(event.getPricingModel()),
                event.getNegativePricesAllowed(),
                new CalendarId(event.getCalendarId()),
                Optional.ofNullable(event.getDailyLimit()).map(Decimals::parse),
                LocalTime.parse(event.getExpiryTime())));
  }

  /**
   * The event that lists a contract.
   *
   * @param index its dense index, from 0
   */
  public static ContractListed event(int index, Contract contract) {
    String id = contract.id().value();
    String product = contract.product().id().value();
    LocalDate expiry = contract.expiry();
    boolean isActive = contract.isActive();
    return switch (contract) {
      case Future future ->
          new ContractListed(
              index,
              id,
              product,
              expiry,
              isActive,
              future.month().toString(),
              null,
              null,
              null,
              null,
              null);
      case OptionOnFuture option ->
          new ContractListed(
              index,
              id,
              product,
              expiry,
              isActive,
              null,
              option.underlying().id().value(),
              option.right().name(),
              option.strike().ticks(),
              option.exercise().name(),
              option.premiumStyle().name());
    };
  }

  /**
   * The contract that an event lists: a future when it has a month, otherwise an option.
   *
   * @param products the products listed so far
   * @param contracts the contracts listed so far, for the underlying of an option
   */
  public static Contract contract(
      ContractListed event,
      Function<ProductId, Optional<Product>> products,
      Function<ContractId, Optional<Contract>> contracts) {
    return read(
        "contract " + event.getContractId(),
        () -> {
          Product product =
              products
                  .apply(new ProductId(event.getProductId()))
                  .orElseThrow(() -> unknown("product", event.getProductId()));
          return event.getMonth() != null
              ? future(event, product)
              : option(event, product, contracts);
        });
  }

  /**
   * The event that admits a member.
   *
   * @param index its dense index, from 0
   */
  public static MemberAdmitted event(int index, Member member) {
    return new MemberAdmitted(index, member.id().value(), member.name());
  }

  /** The member that an event admits. */
  public static Member member(MemberAdmitted event) {
    return read(
        "member " + event.getMemberId(),
        () -> new Member(new MemberId(event.getMemberId()), event.getName()));
  }

  /**
   * The event that opens an account.
   *
   * @param index its dense index, from 0
   * @param memberIndex the dense index of its member
   */
  public static AccountOpened event(int index, Account account, int memberIndex) {
    return new AccountOpened(
        index, account.id().value(), memberIndex, account.accountClass().name());
  }

  /**
   * The account that an event opens.
   *
   * @param members the members admitted so far, by index
   */
  public static Account account(AccountOpened event, IntFunction<Optional<MemberId>> members) {
    return read(
        "account " + event.getAccountId(),
        () ->
            new Account(
                new AccountId(event.getAccountId()),
                members
                    .apply(event.getMemberIndex())
                    .orElseThrow(
                        () -> unknown("member index", Integer.toString(event.getMemberIndex()))),
                AccountClass.valueOf(event.getAccountClass())));
  }

  private static Future future(ContractListed event, Product product) {
    require(
        event.getUnderlying() == null
            && event.getRight() == null
            && event.getStrikeTicks() == null
            && event.getExercise() == null
            && event.getPremiumStyle() == null,
        "a contract with a month is a future and has no terms of an option");
    return new Future(
        new ContractId(event.getContractId()),
        product,
        YearMonth.parse(event.getMonth()),
        event.getExpiry(),
        event.getIsActive());
  }

  private static OptionOnFuture option(
      ContractListed event, Product product, Function<ContractId, Optional<Contract>> contracts) {
    ContractId underlying = new ContractId(found(event.getUnderlying(), "underlying is missing"));
    Contract listed =
        contracts.apply(underlying).orElseThrow(() -> unknown("contract", underlying.value()));
    return switch (listed) {
      case Future future ->
          new OptionOnFuture(
              new ContractId(event.getContractId()),
              product,
              future,
              OptionRight.valueOf(found(event.getRight(), "right is missing")),
              new Price(found(event.getStrikeTicks(), "strike_ticks is missing")),
              ExerciseStyle.valueOf(found(event.getExercise(), "exercise is missing")),
              PremiumStyle.valueOf(found(event.getPremiumStyle(), "premium_style is missing")),
              event.getExpiry(),
              event.getIsActive());
      case OptionOnFuture other ->
          throw new IllegalArgumentException(
              "underlying %s is an option, not a future".formatted(other.id()));
    };
  }

  private static IllegalArgumentException unknown(String kind, String id) {
    return new IllegalArgumentException("%s %s is not known".formatted(kind, id));
  }

  /** Builds a word; whatever it refuses is said of the event that it came from. */
  private static <T> T read(String what, Supplier<T> word) {
    try {
      return word.get();
    } catch (IllegalArgumentException | DateTimeException | ArithmeticException e) {
      throw new IllegalArgumentException("%s: %s".formatted(what, e.getMessage()), e);
    }
  }
}
