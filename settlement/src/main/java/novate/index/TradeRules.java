package novate.index;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;
import novate.index.StepTrace.Figure;
import org.jspecify.annotations.Nullable;

/** The filters that look at who traded. */
final class TradeRules {
  private TradeRules() {}

  static Ruling affiliates(Filter.Affiliates step) {
    Map<String, Integer> groupByParty = step.groupByParty();
    return Ruling.excluding(
        o -> {
          if (o.quote().parties().isEmpty()) {
            boolean isMissing =
                step.arePartiesRequired() && o.quote().quoteClass() == QuoteClass.EXECUTED;
            return isMissing ? "parties_not_told" : "";
          }
          TradeParties parties = o.quote().parties().get();
          Integer group = groupByParty.get(parties.buyer());
          return group != null && group.equals(groupByParty.get(parties.seller()))
              ? "affiliated_parties"
              : "";
        });
  }

  /** Who bought how much from whom. */
  private record Flow(String buyer, String seller, BigDecimal size) {
    static Flow of(Quote quote, TradeParties parties) {
      return new Flow(parties.buyer(), parties.seller(), quote.size().stripTrailingZeros());
    }

    Flow opposite() {
      return new Flow(seller, buyer, size);
    }
  }

  static Ruling wash(Filter.Wash step, List<Observation> in) {
    Map<Flow, NavigableSet<Instant>> times = new HashMap<>();
    for (Observation o : in) {
      o.quote()
          .parties()
          .ifPresent(
              parties ->
                  times
                      .computeIfAbsent(Flow.of(o.quote(), parties), _ -> new TreeSet<>())
                      .add(o.quote().time()));
    }
    Set<Integer> roundTrips = new HashSet<>();
    for (Observation o : in) {
      if (o.quote().parties().isPresent()) {
        Flow flow = Flow.of(o.quote(), o.quote().parties().get());
        if (!flow.buyer().equals(flow.seller())
            && isNear(times.get(flow.opposite()), o.quote().time(), step.window())) {
          roundTrips.add(o.place());
        }
      }
    }
    return Ruling.excluding(
        o -> {
          boolean isSame =
              o.quote().parties().filter(p -> p.buyer().equals(p.seller())).isPresent();
          return isSame
              ? "wash_same_party"
              : roundTrips.contains(o.place()) ? "wash_round_trip" : "";
        },
        Figure.of("round_trip_trades", roundTrips.size()));
  }

  private static boolean isNear(
      @Nullable NavigableSet<Instant> times, Instant time, Duration window) {
    if (times == null) {
      return false;
    }
    Instant nearest = times.ceiling(time.minus(window));
    return nearest != null && !nearest.isAfter(time.plus(window));
  }
}
