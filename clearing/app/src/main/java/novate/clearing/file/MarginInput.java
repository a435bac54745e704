package novate.clearing.file;

import static novate.market.Checks.found;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.function.Function;
import novate.margin.MarketState;
import novate.margin.MarketState.FixingTrust;
import novate.margin.MarketStateFile;
import novate.margin.addon.LadderState;
import novate.margin.simulation.ConstantMaturity;
import novate.margin.simulation.FactorHistory;
import novate.market.Account;
import novate.market.AccountClass;
import novate.market.AccountId;
import novate.market.BusinessCalendar;
import novate.market.CalendarId;
import novate.market.Catalogue;
import novate.market.Contract;
import novate.market.ContractId;
import novate.market.InputError;
import novate.market.InvalidInputException;
import novate.market.Lots;
import novate.market.Member;
import novate.scenario.ParameterSet;
import novate.scenario.SimulationParameters;
import novate.validation.HistoryFile;
import novate.wire.MarketDirectory;
import novate.wire.MarketFiles;
import novate.wire.MarketFiles.IntendedTrade;

/**
 * Everything that a margin rests on, read from files.
 *
 * @param calendars of the market, by id
 * @param accounts that {@code accounts.csv} names, by id; there may be none
 * @param positions signed lots by account and contract; only contracts that may be held
 * @param trades that have not happened, in the order of their file
 * @param state what is known of the market besides its prices
 * @param files every file read, by role
 */
public record MarginInput(
    MarketDirectory market,
    SortedMap<CalendarId, BusinessCalendar> calendars,
    ParameterSet parameters,
    SortedMap<AccountId, Account> accounts,
    SortedMap<AccountId, SortedMap<ContractId, Lots>> positions,
    List<IntendedTrade> trades,
    MarketState state,
    List<InputFile> files) {
  private static final String PARAMETERS = "parameters.yaml";
  private static final String MEMBERS = "members.csv";
  private static final String ACCOUNTS = "accounts.csv";
  private static final String HISTORY = "history.csv";
  private static final String OPEN_INTEREST = "open_interest.csv";
  private static final String FIXING_QUALITY = "fixing_quality.csv";

  /**
   * Reads a market directory ({@link MarketDirectory}, {@code parameters.yaml}, and perhaps {@code
   * members.csv} with {@code accounts.csv}, {@code open_interest.csv}, {@code fixing_quality.csv})
   * and a positions file. Where the parameters simulate, {@code history.csv} is read too.
   *
   * @throws UncheckedIOException of a {@link NoSuchFileException} when the directory or the
   *     positions file is not there
   * @throws InvalidInputException with every error of the files that are refused
   */
  public static MarginInput read(Path directory, Path positionsFile) {
    return read(directory, Optional.empty(), Optional.of(positionsFile), Optional.empty());
  }

  /**
   * The same with other parameters, or with trades that have not happened.
   *
   * @param parametersFile none for {@code parameters.yaml} of the directory
   * @param positionsFile none when nothing is held
   * @param tradesFile none when nothing would be traded
   */
  public static MarginInput read(
      Path directory,
      Optional<Path> parametersFile,
      Optional<Path> positionsFile,
      Optional<Path> tradesFile) {
    InputFiles files = new InputFiles();
    MarketDirectory market = files.market(directory);
    SortedMap<CalendarId, BusinessCalendar> calendars = new TreeMap<>();
    market.calendars().forEach(calendar -> calendars.put(calendar.id(), calendar));
    Path parametersAt = parametersFile.orElse(directory.resolve(PARAMETERS));
    ParameterSet parameters =
        with(files.open(parametersAt), in -> Parameters.read(in, parametersAt.toString()));
    SortedMap<AccountId, Account> accounts = accounts(files, directory);
    Function<Contract, Optional<String>> refusal =
        contract -> refusal(contract, calendars, market.prices().asOf());
    SortedMap<AccountId, SortedMap<ContractId, Lots>> positions =
        positionsFile
            .map(
                file ->
                    with(
                        files.open(file),
                        in ->
                            MarketFiles.positions(
                                in, file.toString(), market.catalogue(), refusal)))
            .orElseGet(TreeMap::new);
    List<IntendedTrade> trades =
        tradesFile
            .map(
                file ->
                    with(
                        files.open(file),
                        in ->
                            MarketFiles.intendedTrades(
                                in, file.toString(), market.catalogue(), refusal)))
            .orElse(List.of());
    return new MarginInput(
        market,
        calendars,
        parameters,
        accounts,
        positions,
        trades,
        state(files, directory, market.catalogue(), parameters),
        roles(files.hashByFile(), parametersAt, positionsFile, tradesFile));
  }

  private static MarketState state(
      InputFiles files, Path directory, Catalogue catalogue, ParameterSet parameters) {
    Optional<LadderState> ladder =
        ifPresent(
            files,
            directory.resolve(OPEN_INTEREST),
            (in, at) -> MarketStateFile.ladder(in, at, catalogue));
    Optional<SortedMap<ContractId, FixingTrust>> fixings =
        ifPresent(
            files,
            directory.resolve(FIXING_QUALITY),
            (in, at) -> MarketStateFile.fixings(in, at, catalogue));
    return new MarketState(
        ladder.orElse(MarketState.NONE.ladder()),
        parameters
            .simulation()
            .filter(simulation -> !simulation.simulatedSets().isEmpty())
            .flatMap(simulation -> history(files, directory, simulation)),
        fixings.orElse(MarketState.NONE.fixings()));
  }

  /** Two years of every contract month are not read for an answer that does not rest on them. */
  private static Optional<FactorHistory> history(
      InputFiles files, Path directory, SimulationParameters simulation) {
    return ifPresent(
        files,
        directory.resolve(HISTORY),
        (in, at) -> {
          try {
            return ConstantMaturity.of(HistoryFile.read(in, at), simulation);
          } catch (IllegalArgumentException | DateTimeException e) {
            String why = String.valueOf(e.getMessage());
            throw new InvalidInputException(List.of(new InputError(at, 1, "", "", why)));
          }
        });
  }

  private static List<InputFile> roles(
      SortedMap<String, String> hashByFile,
      Path parameters,
      Optional<Path> positions,
      Optional<Path> trades) {
    List<InputFile> inputs = new ArrayList<>();
    hashByFile.forEach(
        (file, hash) -> {
          String role =
              is(file, positions)
                  ? "positions"
                  : is(file, trades)
                      ? "trades"
                      : file.equals(parameters.toString())
                          ? PARAMETERS
                          : String.valueOf(Path.of(file).getFileName());
          inputs.add(new InputFile(role, file, hash));
        });
    inputs.sort(Comparator.comparing(InputFile::role));
    return List.copyOf(inputs);
  }

  private static boolean is(String file, Optional<Path> given) {
    return given.map(Path::toString).filter(file::equals).isPresent();
  }

  /** What an account holds; nothing when the positions file does not name it. */
  public SortedMap<ContractId, Lots> positionsOf(AccountId account) {
    return positions.getOrDefault(account, new TreeMap<>());
  }

  /** The class of an account: of one that is not named, the one given. */
  public AccountClass accountClass(AccountId account, AccountClass unnamed) {
    Account named = accounts.get(account);
    return named == null ? unnamed : named.accountClass();
  }

  /** SHA-256 of every file read, by its name as given. */
  public SortedMap<String, String> hashByFile() {
    SortedMap<String, String> hashByFile = new TreeMap<>();
    files.forEach(input -> hashByFile.put(input.file(), input.sha256()));
    return hashByFile;
  }

  private static SortedMap<AccountId, Account> accounts(InputFiles files, Path directory) {
    SortedMap<AccountId, Account> byId = new TreeMap<>();
    ifPresent(
            files,
            directory.resolve(ACCOUNTS),
            (in, at) -> MarketFiles.accounts(in, at, members(files, directory)))
        .ifPresent(accounts -> accounts.forEach(account -> byId.put(account.id(), account)));
    return byId;
  }

  private static List<Member> members(InputFiles files, Path directory) {
    Path file = directory.resolve(MEMBERS);
    return with(files.open(file), in -> MarketFiles.members(in, file.toString()));
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

  /** What a parser makes of a file under its name as given, if there is one. */
  private static <T> Optional<T> ifPresent(
      InputFiles files, Path file, BiFunction<Reader, String, T> parser) {
    return files
        .openIfPresent(file)
        .map(reader -> with(reader, in -> parser.apply(in, file.toString())));
  }

  private static <T> T with(Reader reader, Function<Reader, T> parser) {
    try (reader) {
      return parser.apply(reader);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
