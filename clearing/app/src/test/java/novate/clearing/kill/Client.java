package novate.clearing.kill;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntConsumer;
import novate.clearing.demo.DemoDay;
import novate.clearing.house.DayWatch;
import novate.clearing.house.Gateway;
import novate.clearing.log.Clients;
import novate.sample.Deposit;
import novate.sample.FeedRecord;
import novate.sample.TradeRow;

/**
 * Plays the sample day in slices and keeps its own list of the good trade messages that the log has
 * acknowledged. What was acknowledged is sent once more with the next slice, as a feed does that is
 * not sure of it.
 */
final class Client {
  /** Slices that the trades of one day are sent in. */
  static final int SLICES = 40;

  private final List<TradeRow> acknowledged = new ArrayList<>();
  private final Clients clients;
  private final DemoDay day;
  private long sentCount;

  /**
   * @param tradeCount good new trades of the day
   * @param requireUndisturbed throws when going on is pointless
   */
  Client(Clients clients, int tradeCount, Runnable requireUndisturbed) {
    this.clients = clients;
    this.day = new DemoDay(clients, tradeCount, requireUndisturbed, new Silence());
  }

  /**
   * Plays the day to its end.
   *
   * @param pace told the number of each slice, from 0, before it is sent; it may wait
   */
  void play(IntConsumer pace) {
    try (Gateway gateway = new Gateway(clients);
        DayWatch watch = new DayWatch(clients)) {
      day.open(gateway, watch);
      send(gateway, day.script().deposits(), day.script().morning(), 0, pace);
      day.intraday(gateway, watch);
      send(gateway, List.of(), day.script().afternoon(), SLICES / 2, pace);
      day.endOfDay(gateway, watch);
    }
  }

  private void send(
      Gateway gateway,
      List<Deposit> deposits,
      List<FeedRecord> records,
      int firstSlice,
      IntConsumer pace) {
    int slices = SLICES / 2;
    List<FeedRecord> before = List.of();
    for (int i = 0; i < slices; i++) {
      pace.accept(firstSlice + i);
      part(deposits, i, slices).forEach(deposit -> day.pay(gateway, deposit));
      List<FeedRecord> now = part(records, i, slices);
      List<FeedRecord> both = new ArrayList<>(before);
      both.addAll(now);
      day.send(gateway, both);
      sentCount += both.size();
      acknowledge(now);
      before = now;
    }
  }

  private void acknowledge(List<FeedRecord> records) {
    for (FeedRecord each : records) {
      if (each instanceof FeedRecord.Good good) {
        acknowledged.add(good.trade());
      }
    }
  }

  private static <T> List<T> part(List<T> all, int index, int count) {
    return all.subList(all.size() * index / count, all.size() * (index + 1) / count);
  }

  DemoDay day() {
    return day;
  }

  /** Good messages that the log has acknowledged, in the order of the feed. */
  List<TradeRow> acknowledged() {
    return acknowledged;
  }

  /** Trade records sent and acknowledged, all kinds, repeated ones too. */
  long sentCount() {
    return sentCount;
  }

  /** Nobody watches. */
  static final class Silence implements DemoDay.Progress {
    @Override
    public void step(String name) {}

    @Override
    public void sent(long count, long total) {}
  }
}
