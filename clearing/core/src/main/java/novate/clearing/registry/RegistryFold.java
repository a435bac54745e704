package novate.clearing.registry;

import static novate.market.Checks.found;
import static novate.market.Checks.require;

import java.io.StringReader;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import novate.market.Account;
import novate.market.AccountId;
import novate.market.BusinessCalendar;
import novate.market.CalendarId;
import novate.market.Catalogue;
import novate.market.Contract;
import novate.market.ContractId;
import novate.market.FinalSettlement;
import novate.market.Future;
import novate.market.InputError;
import novate.market.Member;
import novate.market.MemberId;
import novate.market.Product;
import novate.market.ProductId;
import novate.scenario.ParameterFile;
import novate.scenario.ParameterSet;
import novate.scenario.ScenarioSet;
import novate.scenario.ScenarioSets;
import novate.wire.RegistryCodec;
import novate.wire.event.AccountOpened;
import novate.wire.event.CalendarPublished;
import novate.wire.event.ContractListed;
import novate.wire.event.MemberAdmitted;
import novate.wire.event.ParametersPublished;
import novate.wire.event.PriceLimit;
import novate.wire.event.PriceLimitsSet;
import novate.wire.event.ProductListed;
import novate.wire.event.ScenariosPublished;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/** Builds the registry from its events. One thread; the registries it hands out are immutable. */
public final class RegistryFold {
  private final Map<CalendarId, BusinessCalendar> calendars = new HashMap<>();
  private final Map<ProductId, Product> products = new HashMap<>();
  private final List<Contract> contracts = new ArrayList<>();
  private final Map<ContractId, Contract> contractById = new HashMap<>();
  private final List<Member> members = new ArrayList<>();
  private final List<Account> accounts = new ArrayList<>();
  private final Map<AccountId, Integer> accountIndexById = new HashMap<>();
  private final List<Integer> memberOfAccount = new ArrayList<>();
  private final LinkedHashMap<String, ParameterSet> parametersByName = new LinkedHashMap<>();
  private final LinkedHashMap<String, ScenarioSet> scenariosByName = new LinkedHashMap<>();
  private final Map<LocalDate, Map<Integer, Registry.TickLimits>> limits = new HashMap<>();
  private long records;
  private @Nullable Registry current;
  private @Nullable Registry last;

  /**
   * Takes in one event.
   *
   * @throws IllegalArgumentException when it reuses or skips an index, names what is not there, or
   *     is no event of the registry; the registry cannot be trusted then
   */
  public void apply(SpecificRecord event) {
    switch (event) {
      case CalendarPublished published -> publish(RegistryCodec.calendar(published));
      case ProductListed listed -> list(RegistryCodec.product(listed));
      case ContractListed listed -> list(listed);
      case MemberAdmitted admitted -> admit(admitted);
      case AccountOpened opened -> open(opened);
      case ParametersPublished published -> publish(published);
      case ScenariosPublished published -> publish(published);
      case PriceLimitsSet set -> limits.put(set.getBusinessDate(), limitsOf(set));
      default ->
          throw new IllegalArgumentException(
              event.getSchema().getName() + " is no event of the registry");
    }
    records++;
    current = null;
  }

  /** The registry as of the events taken in. */
  public Registry registry() {
    Registry known = current;
    if (known == null) {
      known = after(last);
      current = known;
      last = known;
    }
    return known;
  }

  /**
   * Shares with an earlier registry what has only grown since and has the size it had: many are
   * kept.
   */
  private Registry after(@Nullable Registry earlier) {
    Registry listed = earlier == null || contractsOf(earlier) != contracts.size() ? null : earlier;
    Registry admitted =
        earlier == null || earlier.members().size() != members.size() ? null : earlier;
    Registry opened =
        earlier == null || earlier.accounts().size() != accounts.size() ? null : earlier;
    return new Registry(
        records,
        Map.copyOf(calendars),
        Map.copyOf(products),
        listed == null ? new Catalogue(contracts) : listed.catalogue(),
        admitted == null ? List.copyOf(members) : admitted.members(),
        opened == null ? List.copyOf(accounts) : opened.accounts(),
        opened == null ? Map.copyOf(accountIndexById) : opened.accountIndexById(),
        opened == null ? List.copyOf(memberOfAccount) : opened.memberOfAccount(),
        Collections.unmodifiableSequencedMap(new LinkedHashMap<>(parametersByName)),
        Collections.unmodifiableSequencedMap(new LinkedHashMap<>(scenariosByName)),
        Map.copyOf(limits));
  }

  private static int contractsOf(Registry registry) {
    return registry.catalogue().contracts().size();
  }

  /**
   * The number of fixings and the last day of a contract are fixed when it is listed: a calendar
   * that would change them comes too late. Days of months that nothing is listed for may change.
   */
  private void publish(BusinessCalendar calendar) {
    BusinessCalendar known = calendars.get(calendar.id());
    if (known != null) {
      for (Contract contract : contracts) {
        if (contract.product().calendar().equals(calendar.id())) {
          requireUnchanged(contract, known, calendar);
        }
      }
    }
    calendars.put(calendar.id(), calendar);
  }

  private static void requireUnchanged(
      Contract contract, BusinessCalendar known, BusinessCalendar calendar) {
    require(
        calendar.isBusinessDay(contract.expiry()),
        "calendar %s comes too late: contract %s is listed and expires on %s, which it closes",
        calendar.id(),
        contract.id(),
        contract.expiry());
    if (contract instanceof Future future
        && future.product().finalSettlement() == FinalSettlement.MONTHLY_AVERAGE) {
      List<LocalDate> scheduled = known.averagingDays(future.month());
      List<LocalDate> changed = calendar.averagingDays(future.month());
      require(
          scheduled.equals(changed),
          "calendar %s comes too late: contract %s is listed with %d fixings in %s, with it %d",
          calendar.id(),
          contract.id(),
          scheduled.size(),
          future.month(),
          changed.size());
    }
  }

  private void list(Product product) {
    require(
        calendars.containsKey(product.calendar()),
        "product %s has calendar %s, which is not published",
        product.id(),
        product.calendar());
    Product known = products.putIfAbsent(product.id(), product);
    require(
        known == null || known.equals(product),
        "product %s is listed twice with other terms",
        product.id());
  }

  private void list(ContractListed event) {
    requireNext("contract", event.getContractId(), event.getContractIndex(), contracts.size());
    Contract contract =
        RegistryCodec.contract(
            event,
            id -> Optional.ofNullable(products.get(id)),
            id -> Optional.ofNullable(contractById.get(id)));
    require(
        contractById.put(contract.id(), contract) == null,
        "contract %s is listed twice",
        contract.id());
    BusinessCalendar calendar =
        found(
            calendars.get(contract.product().calendar()),
            "contract %s has no calendar",
            contract.id());
    require(
        calendar.isBusinessDay(contract.expiry()),
        "contract %s expires %s, which is no business day of %s",
        contract.id(),
        contract.expiry(),
        calendar.id());
    contracts.add(contract);
  }

  private void admit(MemberAdmitted event) {
    requireNext("member", event.getMemberId(), event.getMemberIndex(), members.size());
    members.add(RegistryCodec.member(event));
  }

  private void open(AccountOpened event) {
    requireNext("account", event.getAccountId(), event.getAccountIndex(), accounts.size());
    Account account = RegistryCodec.account(event, this::memberId);
    require(
        accountIndexById.put(account.id(), event.getAccountIndex()) == null,
        "account %s is opened twice",
        account.id());
    accounts.add(account);
    memberOfAccount.add(event.getMemberIndex());
  }

  private Optional<MemberId> memberId(int index) {
    return index >= 0 && index < members.size()
        ? Optional.of(members.get(index).id())
        : Optional.empty();
  }

  private void publish(ParametersPublished event) {
    ParameterSet set =
        ParameterFile.read(new StringReader(event.getYaml()), event.getParameterSetId());
    requireHash(
        "parameter set", event.getParameterSetId(), event.getHash(), ParameterFile.hash(set));
    List<InputError> errors = HouseParameters.errors(set, event.getParameterSetId());
    require(errors.isEmpty(), "parameter set %s is refused: %s", event.getParameterSetId(), errors);
    requireChargeable(set);
    parametersByName.putLast(event.getParameterSetId() + "@" + event.getHash(), set);
  }

  /** A fee that cannot be charged would stop the house at its next end of day. */
  private void requireChargeable(ParameterSet set) {
    for (ProductId id : set.fees().byProduct().keySet()) {
      Product product =
          found(products.get(id), "parameter set %s has fees of %s, no product", set.id(), id);
      set.fees().clearing(product);
      set.fees().exercise(product);
    }
  }

  private void publish(ScenariosPublished event) {
    ScenarioSet set =
        ScenarioSets.read(new StringReader(event.getYaml()), event.getScenarioSetId());
    requireHash("scenario set", event.getScenarioSetId(), event.getHash(), ScenarioSets.hash(set));
    scenariosByName.putLast(event.getScenarioSetId() + "@" + event.getHash(), set);
  }

  private Map<Integer, Registry.TickLimits> limitsOf(PriceLimitsSet event) {
    Map<Integer, Registry.TickLimits> byContract = new HashMap<>();
    for (PriceLimit limit : event.getLimits()) {
      require(
          limit.getContractIndex() >= 0 && limit.getContractIndex() < contracts.size(),
          "price limits of %s name contract index %d, there are %d",
          event.getBusinessDate(),
          limit.getContractIndex(),
          contracts.size());
      byContract.put(
          limit.getContractIndex(),
          new Registry.TickLimits(limit.getLowTicks(), limit.getHighTicks()));
    }
    return Map.copyOf(byContract);
  }

  private static void requireNext(String kind, String id, int index, int expected) {
    require(index == expected, "%s %s has index %d, the next is %d", kind, id, index, expected);
  }

  private static void requireHash(String kind, String id, String stated, String found) {
    require(
        stated.equals(found), "%s %s states hash %s, its content has %s", kind, id, stated, found);
  }
}
