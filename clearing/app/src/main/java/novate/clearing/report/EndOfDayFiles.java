package novate.clearing.report;

import static novate.market.Checks.found;

import java.nio.file.Path;
import java.util.SortedMap;
import java.util.TreeMap;
import novate.clearing.file.MarketWriter;
import novate.clearing.log.Clients;
import novate.clearing.log.LogReader;
import novate.clearing.processor.Topic;
import novate.clearing.registry.Registry;
import novate.clearing.registry.RegistryFold;
import novate.market.AccountId;
import novate.market.ContractId;
import novate.market.Lots;
import novate.market.PriceSet;
import novate.wire.PriceSetCodec;
import novate.wire.Wire;
import novate.wire.event.PriceSetSealed;
import org.apache.kafka.clients.consumer.Consumer;

/**
 * The last cycle of a house as a market directory with its positions: what {@code margin compute}
 * needs to make the same initial margin again, position by position, without the house.
 */
public final class EndOfDayFiles {
  private final RegistryFold registry = new RegistryFold();
  private final SortedMap<String, PriceSet> priceSetById = new TreeMap<>();

  private EndOfDayFiles() {}

  /**
   * Writes the files.
   *
   * @param cycleId the cycle whose price set is written
   * @throws IllegalArgumentException when the cycle has no sealed price set
   */
  public static void write(Clients clients, String cycleId, Path directory) {
    EndOfDayFiles files = new EndOfDayFiles();
    try (Consumer<byte[], byte[]> consumer = clients.roamingConsumer("novate-report")) {
      LogReader.readToEnd(
          consumer,
          LogReader.startOf(Topic.REGISTRY),
          found -> files.registry.apply(Wire.decode(found.value())));
      LogReader.readToEnd(
          consumer, LogReader.startOf(Topic.PRICES), found -> files.take(found.value()));
    }
    files.write(cycleId, words(DayReader.positions(clients)), new MarketWriter(directory));
  }

  private void take(byte[] value) {
    if (Wire.find(value).orElse(null) instanceof PriceSetSealed sealed) {
      priceSetById.put(sealed.getPriceSetId(), PriceSetCodec.priceSet(sealed));
    }
  }

  private void write(
      String cycleId,
      SortedMap<AccountId, SortedMap<ContractId, Lots>> positions,
      MarketWriter writer) {
    Registry known = registry.registry();
    writer.standing(
        known.calendars().values(),
        known.products().values(),
        known.catalogue(),
        known.members(),
        known.accounts(),
        known.parametersInForce());
    writer.prices(
        found(priceSetById.get(cycleId), "cycle %s has no sealed price set", cycleId),
        known.catalogue());
    writer.positions(positions);
  }

  private static SortedMap<AccountId, SortedMap<ContractId, Lots>> words(
      SortedMap<String, SortedMap<String, Long>> positions) {
    SortedMap<AccountId, SortedMap<ContractId, Lots>> words = new TreeMap<>();
    positions.forEach(
        (account, lotsByContract) -> {
          SortedMap<ContractId, Lots> own = new TreeMap<>();
          lotsByContract.forEach((id, lots) -> own.put(new ContractId(id), new Lots(lots)));
          words.put(new AccountId(account), own);
        });
    return words;
  }
}
