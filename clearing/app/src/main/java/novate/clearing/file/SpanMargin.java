package novate.clearing.file;

import static java.nio.charset.StandardCharsets.UTF_8;
import static novate.market.Checks.found;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import novate.margin.Requirement;
import novate.margin.format.SpanContract;
import novate.margin.format.SpanFile;
import novate.margin.format.SpanMarket;
import novate.margin.format.SpanPortfolio;
import novate.margin.format.SpanPositionalReader;
import novate.margin.format.SpanPositionsReader;
import novate.margin.format.SpanXmlReader;
import novate.market.AccountClass;
import novate.market.ContractId;
import novate.market.InputError;
import novate.market.InvalidInputException;
import novate.market.Lots;
import novate.wire.MarketFiles;
import org.jspecify.annotations.Nullable;

/**
 * A file of risk parameters of another house, and perhaps what portfolios need under it.
 *
 * @param requirements by account; empty without positions
 * @param hashByFile SHA-256 of every file read
 */
public record SpanMargin(
    SpanMarket market,
    SortedMap<String, Requirement> requirements,
    SortedMap<String, String> hashByFile) {

  /**
   * Reads a file of either format, told apart by its first character, and margins the positions: a
   * position file in XML, or CSV of account, contract and lots, whose contracts are named as in
   * {@code CME:GC:FUT:202509}.
   *
   * @param positions none to read the file alone
   * @param unnamed class of the accounts of a CSV file
   * @throws UncheckedIOException of a {@link NoSuchFileException} when a file is not there
   * @throws InvalidInputException with every error of a file that is refused, or naming the account
   *     whose positions cannot be margined
   */
  public static SpanMargin read(Path file, @Nullable Path positions, AccountClass unnamed) {
    InputFiles files = new InputFiles();
    SpanMarket market = market(span(files.bytes(file), file.toString()), file);
    SortedMap<String, Requirement> requirements = new TreeMap<>();
    if (positions != null) {
      byte[] bytes = files.bytes(positions);
      if (isXml(bytes)) {
        for (SpanPortfolio portfolio :
            SpanPositionsReader.read(new ByteArrayInputStream(bytes), positions.toString())) {
          String account = portfolio.firm() + "/" + portfolio.account();
          requirements.put(
              account,
              requirement(
                  market,
                  positions,
                  account,
                  portfolio.accountClass(),
                  portfolio.lotsByContract()));
        }
      } else {
        listed(market, bytes, positions)
            .forEach(
                (account, lots) ->
                    requirements.put(
                        account, requirement(market, positions, account, unnamed, lots)));
      }
    }
    return new SpanMargin(market, requirements, files.hashByFile());
  }

  private static SpanFile span(byte[] bytes, String source) {
    return isXml(bytes)
        ? SpanXmlReader.read(new ByteArrayInputStream(bytes), source)
        : SpanPositionalReader.read(reader(bytes), source);
  }

  private static Reader reader(byte[] bytes) {
    return new InputStreamReader(new ByteArrayInputStream(bytes), UTF_8);
  }

  /**
   * Positional text begins with a record id, XML with a bracket, perhaps behind a byte order mark.
   */
  private static boolean isXml(byte[] bytes) {
    String start = new String(bytes, 0, Math.min(bytes.length, 64), UTF_8).strip();
    return start.startsWith("<") || start.startsWith("\uFEFF<");
  }

  private static SpanMarket market(SpanFile file, Path path) {
    try {
      return SpanMarket.of(file);
    } catch (IllegalArgumentException | ArithmeticException e) {
      throw refused(path.toString(), String.valueOf(e.getMessage()));
    }
  }

  private static SortedMap<String, Map<SpanContract.Key, Lots>> listed(
      SpanMarket market, byte[] bytes, Path positions) {
    Map<ContractId, SpanContract.Key> keys = new HashMap<>();
    market.file().contracts().forEach(each -> keys.put(each.key().contractId(), each.key()));
    SortedMap<String, Map<SpanContract.Key, Lots>> accounts = new TreeMap<>();
    try (Reader reader = reader(bytes)) {
      MarketFiles.positions(
              reader,
              positions.toString(),
              market.catalogue(),
              contract ->
                  keys.containsKey(contract.id())
                      ? Optional.empty()
                      : Optional.of("stands for the underlying of options alone"))
          .forEach(
              (account, lots) -> {
                Map<SpanContract.Key, Lots> held = new HashMap<>();
                lots.forEach(
                    (id, number) ->
                        held.put(found(keys.get(id), "contract %s has no key", id), number));
                accounts.put(account.value(), held);
              });
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return accounts;
  }

  private static Requirement requirement(
      SpanMarket market,
      Path positions,
      String account,
      AccountClass accountClass,
      Map<SpanContract.Key, Lots> lots) {
    try {
      return market.requirement(accountClass, lots);
    } catch (IllegalArgumentException | ArithmeticException e) {
      throw refused(positions.toString(), "account %s: %s".formatted(account, e.getMessage()));
    }
  }

  private static InvalidInputException refused(String source, String message) {
    return new InvalidInputException(List.of(new InputError(source, 1, "", "", message)));
  }
}
