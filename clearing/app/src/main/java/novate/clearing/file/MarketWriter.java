package novate.clearing.file;

import static novate.market.Checks.found;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.function.Consumer;
import novate.market.Account;
import novate.market.AccountId;
import novate.market.BusinessCalendar;
import novate.market.Catalogue;
import novate.market.ContractId;
import novate.market.Lots;
import novate.market.Member;
import novate.market.PriceSet;
import novate.market.Product;
import novate.scenario.ParameterFile;
import novate.scenario.ParameterSet;
import novate.wire.MarketFiles;
import novate.wire.PriceFiles;

/** Writes a market directory: what {@link MarginInput} reads, the same words the same way. */
public final class MarketWriter {
  private final Path directory;
  private final List<String> written = new ArrayList<>();

  /** A writer into a directory, which is made if absent. */
  public MarketWriter(Path directory) {
    this.directory = directory;
  }

  /** Writes what stands still: calendars, products, contracts, members, accounts, parameters. */
  public void standing(
      Collection<BusinessCalendar> calendars,
      Collection<Product> products,
      Catalogue catalogue,
      List<Member> members,
      List<Account> accounts,
      ParameterSet parameters) {
    List<BusinessCalendar> calendarsById =
        calendars.stream().sorted(Comparator.comparing(BusinessCalendar::id)).toList();
    List<Product> productsById =
        products.stream().sorted(Comparator.comparing(Product::id)).toList();
    file("calendar.csv", out -> MarketFiles.writeCalendars(calendarsById, out));
    file("products.csv", out -> MarketFiles.writeProducts(productsById, out));
    file("contracts.csv", out -> MarketFiles.writeCatalogue(catalogue, out));
    file("members.csv", out -> MarketFiles.writeMembers(members, out));
    file("accounts.csv", out -> MarketFiles.writeAccounts(accounts, out));
    parameters("parameters.yaml", parameters);
  }

  /** Writes a parameter set. */
  public void parameters(String name, ParameterSet parameters) {
    file(name, out -> append(out, ParameterFile.write(parameters)));
  }

  /** Writes a price set, in its six files. */
  public void prices(PriceSet prices, Catalogue catalogue) {
    file("price_set.csv", out -> PriceFiles.writeHeader(prices, out));
    file("prices.csv", out -> PriceFiles.writePrices(prices, catalogue, out));
    file("volatilities.csv", out -> PriceFiles.writeVolatilities(prices, out));
    file("rates.csv", out -> PriceFiles.writeRates(prices, out));
    file("fx.csv", out -> PriceFiles.writeFx(prices, out));
    file("averaging.csv", out -> PriceFiles.writeAveraging(prices, out));
  }

  /** Writes positions by account and contract. */
  public void positions(SortedMap<AccountId, SortedMap<ContractId, Lots>> positions) {
    file("positions.csv", out -> MarketFiles.writePositions(positions, out));
  }

  /** Writes any other file, by its name relative to the directory. */
  public void file(String name, Consumer<Appendable> content) {
    StringBuilder text = new StringBuilder();
    content.accept(text);
    Path file = directory.resolve(name);
    try {
      Files.createDirectories(found(file.getParent(), "file %s has no directory", file));
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + file, e);
    }
    written.add(name);
  }

  /** The files written so far, relative to the directory. */
  public List<String> written() {
    return List.copyOf(written);
  }

  private static void append(Appendable out, String text) {
    try {
      out.append(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
