package novate.clearing.simulation;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import novate.clearing.processor.Found;
import novate.clearing.processor.Place;
import novate.clearing.processor.Topic;
import novate.market.Contract;
import novate.market.Future;
import novate.wire.Wire;
import novate.wire.event.PriceMark;
import novate.wire.event.PriceSetSealed;
import novate.wire.event.PriceSubmitted;
import novate.wire.event.PricesApproved;

/**
 * What was submitted, read from the log, and held against what was sealed: a price is one that the
 * exchange sent in time, or the previous one, and what is out of order was accepted by two people.
 */
final class SealedPrices {
  private static final Place CONTROL = new Place(Topic.CONTROL, 0);
  private static final Place PRICES = new Place(Topic.PRICES, 0);
  private static final int APPROVERS = 2;

  /** No right price moves so far in a day, and every one that {@link Exchange} makes jump does. */
  private static final int TICKS_FAR = 900;

  private final MemoryLog log;
  private final Promises promises;
  private final Map<String, Contract> contractById = new HashMap<>();
  private final Map<String, List<PriceSubmitted>> submittedByCycle = new HashMap<>();
  private final Map<String, Set<String>> approversByHeldSet = new HashMap<>();
  private final Map<String, Long> lastTicks = new HashMap<>();
  private Instant lastCut = Instant.MIN;
  private long nextControl;
  private long nextPrices;

  SealedPrices(MemoryLog log, SimulatedMarket market, Promises promises) {
    this.log = log;
    this.promises = promises;
    market.contracts().forEach(contract -> contractById.put(contract.id().value(), contract));
  }

  /** Looks at everything sealed since the last look. */
  void check() {
    nextControl = log.read(CONTROL, nextControl, this::approve);
    nextPrices = log.read(PRICES, nextPrices, this::take);
  }

  private void approve(Found found) {
    if (Wire.find(found.value()).orElse(null) instanceof PricesApproved approval) {
      approversByHeldSet
          .computeIfAbsent(
              approval.getCycleId() + " " + approval.getHeldHash(), _ -> new TreeSet<>())
          .add(approval.getApprover());
    }
  }

  private void take(Found found) {
    switch (Wire.find(found.value()).orElse(null)) {
      case PriceSubmitted price ->
          submittedByCycle.computeIfAbsent(price.getCycleId(), _ -> new ArrayList<>()).add(price);
      case PriceSetSealed sealed -> sealed(sealed);
      case null, default -> {}
    }
  }

  private void sealed(PriceSetSealed sealed) {
    boolean isFirst = lastTicks.isEmpty();
    boolean isInOrder = true;
    for (PriceMark mark : sealed.getMarks()) {
      isInOrder &= isFirst || isInOrder(sealed, mark);
    }
    promises.hold(
        isInOrder || isAccepted(sealed.getPriceSetId()),
        "I9",
        "%s is sealed with prices out of order, and two people have not accepted them: %s",
        sealed.getPriceSetId(),
        approversByHeldSet);
    sealed.getMarks().forEach(mark -> lastTicks.put(mark.getContractId(), mark.getTicks()));
    lastCut = sealed.getAsOf();
  }

  /** True when nobody needs to accept the price; what nobody may accept is broken. */
  private boolean isInOrder(PriceSetSealed sealed, PriceMark mark) {
    Long before = lastTicks.get(mark.getContractId());
    switch (mark.getSource()) {
      case "EXCHANGE" -> {
        promises.hold(
            submittedByCycle.getOrDefault(sealed.getPriceSetId(), List.of()).stream()
                .anyMatch(price -> isInTime(price) && isOf(price, mark)),
            "I9",
            "%s of %s was not sent, or too early",
            mark,
            sealed.getPriceSetId());
        boolean isFuture = contractById.get(mark.getContractId()) instanceof Future;
        return !isFuture
            || before == null
            || before <= 0
            || mark.getTicks() <= 2 * before + TICKS_FAR;
      }
      case "PREVIOUS" -> {
        promises.hold(
            before != null && before == mark.getTicks(),
            "I9",
            "%s of %s is not the previous price, which is %s",
            mark,
            sealed.getPriceSetId(),
            String.valueOf(before));
        return false;
      }
      default -> {
        return true;
      }
    }
  }

  private boolean isInTime(PriceSubmitted price) {
    return price.getObservedAt().isAfter(lastCut);
  }

  private boolean isOf(PriceSubmitted price, PriceMark mark) {
    Contract contract = contractById.get(mark.getContractId());
    if (contract == null || !price.getContractId().equals(mark.getContractId())) {
      return false;
    }
    BigDecimal tick = contract.product().settlementTick();
    return price
        .getPrice()
        .equals(tick.multiply(BigDecimal.valueOf(mark.getTicks())).toPlainString());
  }

  private boolean isAccepted(String cycle) {
    return approversByHeldSet.entrySet().stream()
        .anyMatch(
            held -> held.getKey().startsWith(cycle + " ") && held.getValue().size() >= APPROVERS);
  }
}
