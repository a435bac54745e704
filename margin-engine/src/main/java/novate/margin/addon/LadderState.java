package novate.margin.addon;

import static novate.market.Checks.require;

import java.util.SortedMap;
import java.util.TreeMap;
import novate.market.ContractId;
import novate.market.Lots;

/**
 * What a rate ladder must know of the market besides prices.
 *
 * <p>One default: a contract that is not named in {@code lockedDays} was not limit-locked, as the
 * exchange announces those that were. A contract that is not named in {@code openInterest} has no
 * rate on a ladder with bands of it: {@link MarketStateMissingException}.
 *
 * @param openInterest lots open in a contract, counted on one side; zero or more
 * @param lockedDays consecutive trading days up to the margin date on which the contract closed
 *     locked at the same limit; zero or more
 */
public record LadderState(
    SortedMap<ContractId, Lots> openInterest, SortedMap<ContractId, Integer> lockedDays) {
  /** Nothing is known but that no contract was limit-locked. */
  public static final LadderState NONE = new LadderState(new TreeMap<>(), new TreeMap<>());

  /** Keeps its own copies; nothing is negative. */
  public LadderState {
    openInterest = new TreeMap<>(openInterest);
    lockedDays = new TreeMap<>(lockedDays);
    openInterest.forEach(
        (contract, lots) ->
            require(
                lots.value() >= 0,
                "open interest of %s must not be negative, got %d",
                contract,
                lots.value()));
    lockedDays.forEach(
        (contract, days) ->
            require(
                days >= 0, "limit-locked days of %s must not be negative, got %d", contract, days));
  }

  int lockedDays(ContractId contract) {
    return lockedDays.getOrDefault(contract, 0);
  }
}
