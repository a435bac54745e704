package novate.clearing.feed;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.function.BiFunction;
import novate.clearing.day.FixingCodec;
import novate.clearing.file.InputFiles;
import novate.clearing.file.QuoteInput;
import novate.clearing.house.Gateway;
import novate.clearing.house.Gateway.Fact;
import novate.clearing.processor.Topic;
import novate.index.Quote;
import novate.scenario.ParameterSet;
import novate.wire.FeedFiles;
import novate.wire.Wire;
import novate.wire.event.TradeReport;
import org.jspecify.annotations.Nullable;

/**
 * A file of facts from outside, or a directory of them, checked in form and ready for the log.
 *
 * @param facts in the order of the file
 * @param openCycles cycles that have prices here without the word that these are all
 * @param hashByFile SHA-256 of every file read
 */
public record FeedImport(
    Kind kind, List<Fact> facts, List<String> openCycles, SortedMap<String, String> hashByFile) {
  /** What can be handed in. */
  public enum Kind {
    /** A whole market directory, for a house that knows nothing yet. */
    MARKET,
    /** Trades, corrections and busts of an exchange. */
    TRADES,
    /** Prices of an exchange for a cycle. */
    PRICES,
    /** Quotes of providers. */
    QUOTES,
    /** One margin parameter set, as YAML. */
    PARAMETERS
  }

  /** Keeps its own copies. */
  public FeedImport {
    facts = List.copyOf(facts);
    openCycles = List.copyOf(openCycles);
  }

  /**
   * Reads a file, or a market directory.
   *
   * @param rates of prices only: {@code rates.csv} of a market directory, which goes with the word
   *     that the prices are all; null when more are to come
   * @param fx of prices only: {@code fx.csv} of one; null for none
   * @param mapping of quotes only: a mapping file, or the name of one that comes with the project;
   *     null for our own layout
   * @throws novate.market.InvalidInputException with every error of the file that is refused
   */
  public static FeedImport read(
      Kind kind, Path path, @Nullable Path rates, @Nullable Path fx, @Nullable String mapping) {
    InputFiles files = new InputFiles();
    List<Fact> facts =
        switch (kind) {
          case MARKET -> MarketFacts.read(files, path).facts();
          case TRADES ->
              read(files, path, FeedFiles::trades).stream().map(FeedImport::trade).toList();
          case PRICES -> PriceFacts.read(files, path, rates, fx);
          case QUOTES ->
              QuoteInput.read(files, path, mapping).stream().map(FeedImport::quote).toList();
          case PARAMETERS -> List.of(parameters(read(files, path, HouseParameterFile::read)));
        };
    List<String> openCycles =
        kind == Kind.PRICES && rates == null ? PriceFacts.cycles(facts) : List.of();
    return new FeedImport(kind, facts, openCycles, files.hashByFile());
  }

  static <T> T read(InputFiles files, Path file, BiFunction<Reader, String, T> parser) {
    try (Reader reader = files.open(file)) {
      return parser.apply(reader, file.toString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Fact trade(TradeReport trade) {
    String key = trade.getVenue() + "/" + trade.getTradeDate() + "/" + trade.getTradeId();
    return new Fact(Topic.TRADES, key, trade);
  }

  private static Fact quote(Quote quote) {
    return new Fact(Topic.QUOTES, quote.index().value(), FixingCodec.event(quote));
  }

  private static Fact parameters(ParameterSet set) {
    return new Fact(Topic.REGISTRY, set.id(), MarketFacts.event(set));
  }

  /**
   * Sends everything and returns when the log has it; a market and parameters as one transaction.
   *
   * @return false, and nothing is sent, when it is a market and the house has one
   */
  public boolean send(Gateway gateway) {
    switch (kind) {
      case MARKET -> {
        return gateway.sendFirst(Topic.REGISTRY, facts);
      }
      case TRADES ->
          facts.forEach(fact -> gateway.sendTrade(fact.key(), Wire.encode(fact.event())));
      case PRICES, QUOTES ->
          facts.forEach(fact -> gateway.send(fact.topic(), 0, fact.key(), fact.event()));
      case PARAMETERS -> gateway.sendTogether(facts);
    }
    gateway.flush();
    return true;
  }
}
