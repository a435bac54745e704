package novate.clearing.simulation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import novate.clearing.processor.Found;
import novate.clearing.processor.Place;
import novate.clearing.processor.Topic;
import novate.market.Account;
import novate.market.Contract;
import novate.wire.Decimals;
import novate.wire.TradeReportHash;
import novate.wire.Wire;
import novate.wire.event.Leg;
import novate.wire.event.LegKind;
import novate.wire.event.TradeReport;

/** What was reported, read from the log, and held against the legs that were made of it. */
final class Reports {
  /** One side of a trade as it was booked. */
  private record Side(int account, int contract, long lots, long ticks) {}

  private final MemoryLog log;
  private final List<Contract> contracts;
  private final List<Account> accounts;
  private final Promises promises;
  private final Map<Place, Long> next = new TreeMap<>();
  private final Map<String, TradeReport> reportByContent = new HashMap<>();
  private final Map<String, List<Side>> standingByTrade = new HashMap<>();
  private final Set<String> booked = new TreeSet<>();

  Reports(MemoryLog log, SimulatedMarket market, Promises promises) {
    this.log = log;
    this.contracts = market.contracts();
    this.accounts = market.accounts();
    this.promises = promises;
    Place.all(Topic.TRADES).forEach(place -> next.put(place, 0L));
  }

  /** A leg says what its report says, and a reversal takes back what stands. */
  void take(Leg leg) {
    next.replaceAll((place, from) -> log.read(place, from, this::take));
    String trade = leg.getVenue() + "/" + leg.getTradeId();
    String content = "%s/%d/%s".formatted(trade, leg.getRevision(), leg.getContentHash());
    booked.add(content);
    TradeReport report = reportByContent.get(content);
    promises.hold(report != null, "I5", "%s is booked, and nobody reported it", content);
    Side side =
        new Side(leg.getAccountIndex(), leg.getContractIndex(), leg.getLots(), leg.getPriceTicks());
    List<Side> standing = standingByTrade.computeIfAbsent(trade, _ -> new ArrayList<>());
    if (leg.getKind() == LegKind.NOVATED) {
      boolean isAsReported = report != null && isSide(leg, report);
      promises.hold(
          isAsReported, "I5", "%s was reported otherwise: %s", leg, String.valueOf(report));
      standing.add(side);
    } else {
      Side taken = new Side(side.account, side.contract, -side.lots, side.ticks);
      promises.hold(standing.remove(taken), "I5", "%s takes back what does not stand", leg);
    }
  }

  private void take(Found found) {
    report(found).ifPresent(report -> reportByContent.putIfAbsent(content(report), report));
  }

  private boolean isSide(Leg leg, TradeReport report) {
    boolean isBuyer = leg.getLots() > 0;
    Contract contract = contracts.get(leg.getContractIndex());
    return contract.id().value().equals(report.getContractId())
        && Math.abs(leg.getLots()) == report.getLots()
        && contract.product().price(Decimals.parse(report.getPrice())).ticks()
            == leg.getPriceTicks()
        && id(leg.getAccountIndex())
            .equals(isBuyer ? report.getBuyerAccount() : report.getSellerAccount())
        && id(leg.getContraAccountIndex())
            .equals(isBuyer ? report.getSellerAccount() : report.getBuyerAccount());
  }

  private String id(int account) {
    return accounts.get(account).id().value();
  }

  /** The trade report in a record, if it is one. */
  static Optional<TradeReport> report(Found found) {
    return Wire.find(found.value())
        .filter(TradeReport.class::isInstance)
        .map(TradeReport.class::cast);
  }

  private static String content(TradeReport report) {
    return "%s/%s/%d/%s"
        .formatted(
            report.getVenue(),
            report.getTradeId(),
            report.getRevision(),
            TradeReportHash.of(report));
  }

  /** True when legs stand for just this content of this revision. */
  boolean isBooked(TradeReport report) {
    return booked.contains(content(report));
  }
}
