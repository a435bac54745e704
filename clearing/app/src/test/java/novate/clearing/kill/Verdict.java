package novate.clearing.kill;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import novate.clearing.log.Clients;
import novate.clearing.log.LogReader;
import novate.clearing.processor.Topic;
import novate.clearing.registry.Registry;
import novate.clearing.registry.RegistryFold;
import novate.clearing.report.DayReader;
import novate.clearing.report.DayReport;
import novate.sample.TradeRow;
import novate.wire.Wire;
import novate.wire.event.LedgerEntryPosted;
import novate.wire.event.LedgerPosting;
import novate.wire.event.Leg;
import novate.wire.event.MarginCall;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.Consumer;

/** Whether a day that was disturbed is the day it should be. */
final class Verdict {
  private Verdict() {}

  /**
   * Throws unless everything holds.
   *
   * @param client who played the day
   * @param undisturbed the report of the same day, left in peace
   */
  static void require(Clients clients, Client client, DayReport undisturbed) {
    requireBookedOnce(clients, client.acknowledged());
    requirePositionsAreTheFoldOfLegs(clients);
    requireBalancedEntries(clients);
    requireNoCallDoubled(clients);
    DayReport found = DayReader.read(clients, client.day().businessDate());
    assertThat(found.isBalanced()).as("I1, I2: sums are zero").isTrue();
    assertThat(found.rejects()).as("I8: rejects").isEqualTo(undisturbed.rejects());
    assertThat(found.trades()).as("I6: trades").isEqualTo(undisturbed.trades());
    assertThat(found.legs()).as("I6: legs").isEqualTo(undisturbed.legs());
    assertThat(found.calls()).as("I7: calls").isEqualTo(undisturbed.calls());
    assertThat(found.digest()).as("I4: digest").isEqualTo(undisturbed.digest());
    // Every record sent was read once and is booked, refused or without effect: none is missing.
    long without = client.sentCount() - tradeRecordsOfUndisturbed(client);
    assertThat(found.duplicates())
        .as("I8: duplicates")
        .isEqualTo(undisturbed.duplicates() + without);
  }

  private static long tradeRecordsOfUndisturbed(Client client) {
    return client.day().script().morning().size() + (long) client.day().script().afternoon().size();
  }

  /** I5 and I6: a new trade or a bust has two legs, a correction four, and nothing else has any. */
  private static void requireBookedOnce(Clients clients, List<TradeRow> acknowledged) {
    Map<String, Integer> expected = new TreeMap<>();
    for (TradeRow row : acknowledged) {
      int legs =
          switch (row.kind()) {
            case NEW, BUST -> 2;
            case CORRECTION -> 4;
          };
      expected.put(
          "%s/%s/%s/%d".formatted(row.venue(), row.date(), row.tradeId(), row.revision()), legs);
    }
    assertThat(expected).as("messages acknowledged").hasSize(acknowledged.size());
    Map<String, Integer> booked = new TreeMap<>();
    read(
        clients,
        Topic.LEGS,
        event -> {
          if (event instanceof Leg leg) {
            booked.merge(
                "%s/%s/%s/%d"
                    .formatted(
                        leg.getVenue(), leg.getTradeDate(), leg.getTradeId(), leg.getRevision()),
                1,
                Integer::sum);
          }
        });
    assertThat(booked).as("I5, I6: legs of each acknowledged message").isEqualTo(expected);
  }

  /** I1, I4: what the keepers hold is what a plain fold of the legs holds, less what expired. */
  private static void requirePositionsAreTheFoldOfLegs(Clients clients) {
    RegistryFold fold = new RegistryFold();
    read(clients, Topic.REGISTRY, fold::apply);
    Registry registry = fold.registry();
    SortedMap<String, SortedMap<String, Long>> traded = new TreeMap<>();
    read(
        clients,
        Topic.LEGS,
        event -> {
          if (event instanceof Leg leg) {
            traded
                .computeIfAbsent(
                    registry.account(leg.getAccountIndex()).id().value(), _ -> new TreeMap<>())
                .merge(
                    registry.catalogue().contract(leg.getContractIndex()).id().value(),
                    leg.getLots(),
                    Math::addExact);
          }
        });
    DayReader.positions(clients)
        .forEach(
            (account, lotsByContract) ->
                assertThat(traded.getOrDefault(account, new TreeMap<>()))
                    .as("I4: positions of " + account)
                    .containsAllEntriesOf(lotsByContract));
  }

  /** I2: each entry sums to zero per currency, and stands in the ledger once. */
  private static void requireBalancedEntries(Clients clients) {
    Set<String> seen = new HashSet<>();
    read(
        clients,
        Topic.LEDGER,
        event -> {
          if (event instanceof LedgerEntryPosted entry) {
            assertThat(seen.add(entry.getEntryId())).as("I2: once " + entry.getEntryId()).isTrue();
            Map<String, Long> sums = new TreeMap<>();
            for (LedgerPosting posting : entry.getPostings()) {
              sums.merge(posting.getCurrency(), posting.getMinorUnits(), Math::addExact);
            }
            assertThat(sums.values()).as("I2: sums of " + entry.getEntryId()).containsOnly(0L);
          }
        });
    assertThat(seen).as("ledger entries").isNotEmpty();
  }

  /** I7: revisions of a call follow one another, and a group is called once a cycle. */
  private static void requireNoCallDoubled(Clients clients) {
    Map<String, Integer> revisionById = new TreeMap<>();
    Map<String, String> idByWhom = new TreeMap<>();
    read(
        clients,
        Topic.CALLS,
        event -> {
          if (event instanceof MarginCall call) {
            int before = revisionById.getOrDefault(call.getCallId(), 0);
            assertThat(call.getRevision()).as("I7: " + call.getCallId()).isEqualTo(before + 1);
            revisionById.put(call.getCallId(), call.getRevision());
            String whom =
                String.join(
                    "|",
                    call.getCycleId(),
                    call.getMemberId(),
                    call.getAccountGroup(),
                    call.getCurrency());
            assertThat(idByWhom.merge(whom, call.getCallId(), (one, _) -> one))
                .as("I7: one call of " + whom)
                .isEqualTo(call.getCallId());
          }
        });
    assertThat(revisionById).as("calls").isNotEmpty();
  }

  /** Legs that are committed. */
  static long legs(Clients clients) {
    AtomicLong count = new AtomicLong();
    read(clients, Topic.LEGS, event -> count.addAndGet(event instanceof Leg ? 1 : 0));
    return count.get();
  }

  private static void read(
      Clients clients, Topic topic, java.util.function.Consumer<SpecificRecord> visitor) {
    try (Consumer<byte[], byte[]> consumer = clients.roamingConsumer("novate-verdict")) {
      LogReader.readToEnd(
          consumer, LogReader.startOf(topic), found -> visitor.accept(Wire.decode(found.value())));
    }
  }
}
