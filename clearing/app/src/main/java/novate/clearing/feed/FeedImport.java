package novate.clearing.feed;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import novate.clearing.day.FixingCodec;
import novate.clearing.file.InputFiles;
import novate.clearing.file.Parameters;
import novate.clearing.house.Gateway;
import novate.clearing.house.Gateway.Fact;
import novate.clearing.log.Topic;
import novate.index.QuoteFile;
import novate.scenario.ParameterFile;
import novate.scenario.ParameterSet;
import novate.wire.FeedFiles;
import novate.wire.Wire;
import novate.wire.event.ParametersPublished;
import novate.wire.event.TradeReport;
import org.apache.avro.specific.SpecificRecordBase;

/**
 * A file of facts from outside, checked in form and ready for the log.
 *
 * @param facts in the order of the file, all for one topic
 * @param hashByFile SHA-256 of the file
 */
public record FeedImport(Kind kind, List<Fact> facts, SortedMap<String, String> hashByFile) {
  /** What a file can hold. */
  public enum Kind {
    /** Trades, corrections and busts of an exchange. */
    TRADES(Topic.TRADES),
    /** Prices of an exchange for a cycle. */
    PRICES(Topic.PRICES),
    /** Quotes of providers. */
    QUOTES(Topic.QUOTES),
    /** One margin parameter set, as YAML. */
    PARAMETERS(Topic.REGISTRY);

    private final Topic topic;

    Kind(Topic topic) {
      this.topic = topic;
    }

    /** Where such facts go. */
    public Topic topic() {
      return topic;
    }
  }

  /** Keeps its own copy of the facts. */
  public FeedImport {
    facts = List.copyOf(facts);
  }

  /**
   * Reads a file.
   *
   * @throws novate.market.InvalidInputException with every error of it
   */
  public static FeedImport read(Kind kind, Path file) {
    InputFiles files = new InputFiles();
    try (Reader reader = files.open(file)) {
      List<Fact> facts = facts(kind, reader, file.toString(), files.hash(file));
      return new FeedImport(kind, facts, files.hashByFile());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<Fact> facts(Kind kind, Reader reader, String source, String fileHash) {
    return switch (kind) {
      case TRADES ->
          FeedFiles.trades(reader, source).stream().map(t -> fact(kind, key(t), t)).toList();
      case PRICES ->
          FeedFiles.prices(reader, source).stream()
              .map(price -> fact(kind, price.getContractId(), price))
              .toList();
      case QUOTES ->
          QuoteFile.read(reader, source, fileHash).stream()
              .map(quote -> fact(kind, quote.index().value(), FixingCodec.event(quote)))
              .toList();
      case PARAMETERS -> List.of(parameters(Parameters.read(reader, source)));
    };
  }

  private static Fact fact(Kind kind, String key, SpecificRecordBase event) {
    return new Fact(kind.topic(), key, event);
  }

  private static String key(TradeReport trade) {
    return trade.getVenue() + "/" + trade.getTradeDate() + "/" + trade.getTradeId();
  }

  private static Fact parameters(ParameterSet set) {
    return fact(
        Kind.PARAMETERS,
        set.id(),
        new ParametersPublished(set.id(), ParameterFile.hash(set), ParameterFile.write(set)));
  }

  /** Sends everything and returns when the log has it; parameters as one transaction. */
  public void send(Gateway gateway) {
    switch (kind) {
      case TRADES ->
          facts.forEach(fact -> gateway.sendTrade(fact.key(), Wire.encode(fact.event())));
      case PRICES, QUOTES ->
          facts.forEach(fact -> gateway.send(fact.topic(), 0, fact.key(), fact.event()));
      case PARAMETERS -> gateway.sendTogether(facts);
    }
    gateway.flush();
  }
}
