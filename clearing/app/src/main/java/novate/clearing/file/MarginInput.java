package novate.clearing.file;

import static novate.market.Checks.found;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import novate.market.Account;
import novate.market.AccountClass;
import novate.market.AccountId;
import novate.market.BusinessCalendar;
import novate.market.CalendarId;
import novate.market.Contract;
import novate.market.ContractId;
import novate.market.InvalidInputException;
import novate.market.Lots;
import novate.market.Member;
import novate.scenario.ParameterSet;
import novate.wire.MarketDirectory;
import novate.wire.MarketFiles;

/**
 * Everything that a margin rests on, read from files.
 *
 * @param calendars of the market, by id
 * @param accounts that {@code accounts.csv} names, by id; there may be none
 * @param positions signed lots by account and contract; only contracts that may be held
 * @param hashByFile SHA-256 of every file read, by its name as given
 */
public record MarginInput(
    MarketDirectory market,
    SortedMap<CalendarId, BusinessCalendar> calendars,
    ParameterSet parameters,
    SortedMap<AccountId, Account> accounts,
    SortedMap<AccountId, SortedMap<ContractId, Lots>> positions,
    SortedMap<String, String> hashByFile) {
  private static final String PARAMETERS = "parameters.yaml";
  private static final String MEMBERS = "members.csv";
  private static final String ACCOUNTS = "accounts.csv";

  /**
   * Reads a market directory ({@link MarketDirectory}, {@code parameters.yaml}, and perhaps {@code
   * members.csv} with {@code accounts.csv}) and a positions file.
   *
   * @throws UncheckedIOException of a {@link NoSuchFileException} when the directory or the
   *     positions file is not there
   * @throws InvalidInputException with every error of the files that are refused
   */
  public static MarginInput read(Path directory, Path positionsFile) {
    if (!Files.isDirectory(directory)) {
      throw new UncheckedIOException(new NoSuchFileException(directory + "/"));
    }
    InputFiles files = new InputFiles();
    MarketDirectory market =
        MarketDirectory.read(name -> files.openIfPresent(directory.resolve(name)));
    SortedMap<CalendarId, BusinessCalendar> calendars = new TreeMap<>();
    market.calendars().forEach(calendar -> calendars.put(calendar.id(), calendar));
    ParameterSet parameters =
        with(files.open(directory.resolve(PARAMETERS)), in -> Parameters.read(in, PARAMETERS));
    SortedMap<AccountId, Account> accounts = accounts(files, directory);
    var positions =
        with(
            files.open(positionsFile),
            reader ->
                MarketFiles.positions(
                    reader,
                    positionsFile.toString(),
                    market.catalogue(),
                    contract -> refusal(contract, calendars, market.prices().asOf())));
    return new MarginInput(market, calendars, parameters, accounts, positions, files.hashByFile());
  }

  /** The class of an account: of one that is not named, the one given. */
  public AccountClass accountClass(AccountId account, AccountClass unnamed) {
    Account named = accounts.get(account);
    return named == null ? unnamed : named.accountClass();
  }

  private static SortedMap<AccountId, Account> accounts(InputFiles files, Path directory) {
    SortedMap<AccountId, Account> byId = new TreeMap<>();
    Optional<Reader> accounts = files.openIfPresent(directory.resolve(ACCOUNTS));
    if (accounts.isPresent()) {
      List<Member> members =
          with(
              files.open(directory.resolve(MEMBERS)),
              reader -> MarketFiles.members(reader, MEMBERS));
      with(accounts.get(), reader -> MarketFiles.accounts(reader, ACCOUNTS, members))
          .forEach(account -> byId.put(account.id(), account));
    }
    return byId;
  }

  private static Optional<String> refusal(
      Contract contract, Map<CalendarId, BusinessCalendar> calendars, Instant asOf) {
    if (!contract.isActive()) {
      return Optional.of("is listed but not active");
    }
    BusinessCalendar calendar =
        found(calendars.get(contract.product().calendar()), "contract %s", contract.id());
    Instant expiry =
        contract
            .expiry()
            .atTime(contract.product().expiryTime())
            .atZone(calendar.zone())
            .toInstant();
    return expiry.isAfter(asOf)
        ? Optional.empty()
        : Optional.of("expired on %s, before the prices of %s".formatted(contract.expiry(), asOf));
  }

  private static <T> T with(Reader reader, Function<Reader, T> parser) {
    try (reader) {
      return parser.apply(reader);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
