package novate.market;

import static novate.market.Checks.found;
import static novate.market.Checks.require;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * All listed contracts with their dense indices. An index is the contract's place in the order of
 * listing; it is never reused, so a flat array by index is the natural home of anything per
 * contract.
 */
public final class Catalogue {
  private final List<Contract> contracts;
  private final Map<ContractId, Integer> indexById = new HashMap<>();

  /**
   * Builds the catalogue; refuses a contract listed twice and an option whose underlying is not
   * listed.
   */
  public Catalogue(List<? extends Contract> contracts) {
    this.contracts = List.copyOf(contracts);
    for (int i = 0; i < this.contracts.size(); i++) {
      Contract contract = this.contracts.get(i);
      require(
          indexById.put(contract.id(), i) == null, "contract %s is listed twice", contract.id());
    }
    for (Contract contract : this.contracts) {
      if (contract instanceof OptionOnFuture option) {
        require(
            indexById.containsKey(option.underlying().id()),
            "option %s is on %s, which is not listed",
            option.id(),
            option.underlying().id());
      }
    }
  }

  /** Number of contracts; indices run from 0 to one less. */
  public int size() {
    return contracts.size();
  }

  /** The contract at an index. */
  public Contract contract(int index) {
    return contracts.get(index);
  }

  /** The contract of an identity, if it is listed. */
  public Optional<Contract> find(ContractId id) {
    return Optional.ofNullable(indexById.get(id)).map(contracts::get);
  }

  /** The contract of an identity; throws when it is not listed. */
  public Contract contract(ContractId id) {
    return contracts.get(index(id));
  }

  /** The dense index of a contract; throws when it is not listed. */
  public int index(ContractId id) {
    return found(indexById.get(id), "contract %s is not listed", id);
  }

  /** All contracts by index. */
  public List<Contract> contracts() {
    return contracts;
  }
}
