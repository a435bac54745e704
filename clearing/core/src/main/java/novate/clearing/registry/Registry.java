package novate.clearing.registry;

import static novate.market.Checks.found;
import static novate.market.Checks.require;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SequencedMap;
import novate.market.Account;
import novate.market.AccountId;
import novate.market.BusinessCalendar;
import novate.market.CalendarId;
import novate.market.Catalogue;
import novate.market.Member;
import novate.market.MemberId;
import novate.market.Product;
import novate.market.ProductId;
import novate.scenario.ParameterSet;
import novate.scenario.ScenarioSet;

/**
 * The registry as of a number of records: immutable, so that every processor that has read as far
 * sees the same.
 *
 * @param records registry records folded to get here
 * @param memberOfAccount member index by account index
 * @param parametersByName parameter sets by {@code id@hash}, in the order they were published
 * @param scenariosByName scenario sets by {@code id@hash}, in the order they were published
 * @param limits price limits by business date, then by contract index
 */
public record Registry(
    long records,
    Map<CalendarId, BusinessCalendar> calendars,
    Map<ProductId, Product> products,
    Catalogue catalogue,
    List<Member> members,
    List<Account> accounts,
    Map<AccountId, Integer> accountIndexById,
    List<Integer> memberOfAccount,
    SequencedMap<String, ParameterSet> parametersByName,
    SequencedMap<String, ScenarioSet> scenariosByName,
    Map<LocalDate, Map<Integer, TickLimits>> limits) {

  /**
   * The lowest and the highest price, in settlement ticks, at which a trade may be booked on a day.
   */
  public record TickLimits(long low, long high) {}

  /** The account at an index; throws when there is none. */
  public Account account(int index) {
    require(
        index >= 0 && index < accounts.size(), "account index %d is not in the registry", index);
    return accounts.get(index);
  }

  /** The index of an account, if it is known. */
  public OptionalInt accountIndex(AccountId id) {
    Integer index = accountIndexById.get(id);
    return index == null ? OptionalInt.empty() : OptionalInt.of(index);
  }

  /** The index of a member, if it is known. */
  public OptionalInt memberIndex(MemberId id) {
    for (int i = 0; i < members.size(); i++) {
      if (members.get(i).id().equals(id)) {
        return OptionalInt.of(i);
      }
    }
    return OptionalInt.empty();
  }

  /** The partition of legs and all that follows from them: all accounts of a member are in one. */
  public int partitionOfAccount(int accountIndex, int partitionCount) {
    require(
        accountIndex < memberOfAccount.size(),
        "account index %d is not in the registry",
        accountIndex);
    return memberOfAccount.get(accountIndex) % partitionCount;
  }

  /** The partition of a member; throws when the member is not known. */
  public int partitionOfMember(MemberId id, int partitionCount) {
    OptionalInt index = memberIndex(id);
    require(index.isPresent(), "member %s is not in the registry", id);
    return index.getAsInt() % partitionCount;
  }

  /** The calendar of a product; throws when it was never published. */
  public BusinessCalendar calendar(CalendarId id) {
    return found(calendars.get(id), "calendar %s is not in the registry", id);
  }

  /**
   * A parameter set by id and hash; throws when it is not there, so that nothing is valued with
   * another.
   */
  public ParameterSet parameters(String id, String hash) {
    return found(
        parametersByName.get(id + "@" + hash),
        "parameter set %s with hash %s is not in the registry",
        id,
        hash);
  }

  /** A scenario set by id and hash; throws when it is not there. */
  public ScenarioSet scenarios(String id, String hash) {
    return found(
        scenariosByName.get(id + "@" + hash),
        "scenario set %s with hash %s is not in the registry",
        id,
        hash);
  }

  /** The parameter set in force: the one published last; throws when there is none. */
  public ParameterSet parametersInForce() {
    require(!parametersByName.isEmpty(), "the registry has no parameter set");
    return parametersByName.lastEntry().getValue();
  }

  /** The scenario set in force: the one published last; throws when there is none. */
  public ScenarioSet scenariosInForce() {
    require(!scenariosByName.isEmpty(), "the registry has no scenario set");
    return scenariosByName.lastEntry().getValue();
  }

  /** The price limits of a contract on a day, if it has any. */
  public Optional<TickLimits> limits(LocalDate businessDate, int contractIndex) {
    return Optional.ofNullable(limits.getOrDefault(businessDate, Map.of()).get(contractIndex));
  }
}
