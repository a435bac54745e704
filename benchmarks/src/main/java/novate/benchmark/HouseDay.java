package novate.benchmark;

import java.time.Duration;
import java.time.Instant;
import novate.clearing.day.CycleProgress;
import novate.clearing.day.DayFold;
import novate.clearing.house.DayWatch;
import novate.clearing.house.Gateway;
import novate.clearing.processor.Topic;
import novate.wire.event.CycleKind;
import novate.wire.event.CycleRequested;
import novate.wire.event.OpenDayRequested;
import novate.wire.event.QuoteReceived;

/** Plays the day of the big market against a whole house. */
final class HouseDay {
  private static final Duration PATIENCE = Duration.ofMinutes(4);

  private final BigMarket market;
  private final Gateway gateway;
  private final DayWatch watch;
  private final Runnable requireAlive;

  /**
   * A day that has not begun.
   *
   * @param requireAlive throws when the house has stopped
   */
  HouseDay(BigMarket market, Gateway gateway, DayWatch watch, Runnable requireAlive) {
    this.market = market;
    this.gateway = gateway;
    this.watch = watch;
    this.requireAlive = requireAlive;
  }

  /** Lists what there is, sends the quotes of the month and opens the date. */
  void open() {
    gateway.sendFirst(Topic.REGISTRY, market.registry());
    for (QuoteReceived quote : market.quotes()) {
      gateway.send(Topic.QUOTES, 0, quote.getIndexId(), quote);
    }
    gateway.flush();
    gateway.send(Topic.CONTROL, 0, date(), new OpenDayRequested(market.businessDate()));
    gateway.flush();
    watch.await(
        "the opening of " + date(),
        PATIENCE,
        day -> day.openedDates().contains(market.businessDate()),
        requireAlive);
  }

  /** Sends the prices of a cycle and asks for it; returns when it is closed. */
  void cycle(String name, CycleKind kind, Instant asOf) {
    request(name, kind, asOf);
    String id = id(name);
    watch.await(id, PATIENCE, day -> isClosed(day, id), requireAlive);
  }

  /** Sends the prices of a cycle and asks for it. */
  void request(String name, CycleKind kind, Instant asOf) {
    market
        .priceFacts(id(name), asOf)
        .forEach(fact -> gateway.send(fact.topic(), 0, fact.key(), fact.event()));
    gateway.flush();
    gateway.send(
        Topic.CONTROL, 0, date(), new CycleRequested(id(name), market.businessDate(), kind, asOf));
    gateway.flush();
  }

  /** The id of a cycle of the day. */
  String id(String name) {
    return date() + "/" + name;
  }

  /** True when a cycle is closed; throws when it is held or does not add up, and never will be. */
  static boolean isClosed(DayFold day, String id) {
    CycleProgress cycle = day.find(id).orElse(null);
    if (cycle == null) {
      return false;
    }
    if (cycle.broken() != null || cycle.held() != null) {
      throw new IllegalStateException(
          "%s is held for %s, broken by %s".formatted(id, cycle.held(), cycle.broken()));
    }
    return cycle.closed() != null;
  }

  private String date() {
    return market.businessDate().toString();
  }
}
