package novate.clearing.feed;

import static novate.market.Checks.found;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import novate.clearing.day.OpeningLimits;
import novate.clearing.file.InputFiles;
import novate.clearing.house.Gateway.Fact;
import novate.clearing.processor.Topic;
import novate.clearing.registry.RegistryFold;
import novate.market.Account;
import novate.market.BusinessCalendar;
import novate.market.Catalogue;
import novate.market.Contract;
import novate.market.InputError;
import novate.market.InvalidInputException;
import novate.market.Member;
import novate.market.MemberId;
import novate.market.PriceSet;
import novate.market.Product;
import novate.scenario.ParameterFile;
import novate.scenario.ParameterSet;
import novate.scenario.ScenarioSet;
import novate.scenario.ScenarioSets;
import novate.wire.MarketDirectory;
import novate.wire.MarketFiles;
import novate.wire.PriceSetCodec;
import novate.wire.RegistryCodec;
import novate.wire.event.ParametersPublished;
import novate.wire.event.ScenariosPublished;
import org.apache.avro.specific.SpecificRecordBase;

/**
 * Everything a house must know before its first day, the standard scenarios included.
 *
 * @param opening settlement prices of the business day before the first one, which its price limits
 *     and jumps are measured from
 */
public record MarketFacts(
    List<BusinessCalendar> calendars,
    List<Product> products,
    Catalogue catalogue,
    List<Member> members,
    List<Account> accounts,
    ParameterSet parameters,
    PriceSet opening) {
  private static final String PARAMETERS = "parameters.yaml";
  private static final String MEMBERS = "members.csv";
  private static final String ACCOUNTS = "accounts.csv";

  /** Keeps its own copies. */
  public MarketFacts {
    calendars = List.copyOf(calendars);
    products = List.copyOf(products);
    members = List.copyOf(members);
    accounts = List.copyOf(accounts);
  }

  /**
   * Reads a market directory: the files of {@link MarketDirectory}, whose prices are the opening
   * ones, {@code parameters.yaml}, {@code members.csv} and {@code accounts.csv}.
   *
   * @throws UncheckedIOException of a {@link NoSuchFileException} when the directory or one of the
   *     last three files is not there
   * @throws InvalidInputException when a file is refused, or the files together make no market that
   *     a house can open a day with
   */
  static MarketFacts read(InputFiles files, Path directory) {
    MarketDirectory market = files.market(directory);
    ParameterSet parameters = read(files, directory, PARAMETERS, HouseParameterFile::read);
    List<Member> members = read(files, directory, MEMBERS, MarketFiles::members);
    List<Account> accounts =
        read(files, directory, ACCOUNTS, (in, at) -> MarketFiles.accounts(in, at, members));
    MarketFacts facts =
        new MarketFacts(
            market.calendars(),
            market.products(),
            market.catalogue(),
            members,
            accounts,
            parameters,
            market.prices());
    facts.requireOpenable(directory);
    return facts;
  }

  private static <T> T read(
      InputFiles files, Path directory, String name, BiFunction<Reader, String, T> parser) {
    Path file = directory.resolve(name);
    try (Reader reader = files.open(file)) {
      return parser.apply(reader, file.toString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The log keeps what it is given: what would stop a house must not get there. */
  private void requireOpenable(Path directory) {
    try {
      RegistryFold registry = new RegistryFold();
      registryFacts().forEach(fact -> registry.apply(fact.event()));
      catalogue.contracts().stream()
          .filter(Contract::isActive)
          .forEach(contract -> parameters.commodity(contract.commodity()));
      OpeningLimits.of(opening.date().plusDays(1), catalogue, Optional.of(opening));
    } catch (IllegalArgumentException e) {
      String why = String.valueOf(e.getMessage());
      throw new InvalidInputException(
          List.of(new InputError(directory.toString(), 1, "", "", why)));
    }
  }

  /** The registry in an order in which everything stands after what it names, then the prices. */
  public List<Fact> facts() {
    List<Fact> facts = registryFacts();
    facts.add(new Fact(Topic.PRICES, opening.id(), PriceSetCodec.event(opening)));
    return facts;
  }

  private List<Fact> registryFacts() {
    List<Fact> facts = new ArrayList<>();
    for (BusinessCalendar calendar : calendars) {
      add(facts, calendar.id().value(), RegistryCodec.event(calendar));
    }
    for (Product product : products) {
      add(facts, product.id().value(), RegistryCodec.event(product));
    }
    List<Contract> contracts = catalogue.contracts();
    for (int i = 0; i < contracts.size(); i++) {
      add(facts, contracts.get(i).id().value(), RegistryCodec.event(i, contracts.get(i)));
    }
    addMembers(facts);
    add(facts, parameters.id(), event(parameters));
    ScenarioSet scenarios = ScenarioSets.standard16();
    add(
        facts,
        scenarios.id(),
        new ScenariosPublished(
            scenarios.id(), ScenarioSets.hash(scenarios), ScenarioSets.standard16Text()));
    return facts;
  }

  private void addMembers(List<Fact> facts) {
    Map<MemberId, Integer> indexById = new HashMap<>();
    for (int i = 0; i < members.size(); i++) {
      indexById.put(members.get(i).id(), i);
      add(facts, members.get(i).id().value(), RegistryCodec.event(i, members.get(i)));
    }
    for (int i = 0; i < accounts.size(); i++) {
      Account account = accounts.get(i);
      int member = found(indexById.get(account.member()), "account %s has no member", account.id());
      add(facts, account.id().value(), RegistryCodec.event(i, account, member));
    }
  }

  /** The event that publishes a parameter set. */
  static ParametersPublished event(ParameterSet set) {
    return new ParametersPublished(set.id(), ParameterFile.hash(set), ParameterFile.write(set));
  }

  private static void add(List<Fact> facts, String key, SpecificRecordBase event) {
    facts.add(new Fact(Topic.REGISTRY, key, event));
  }
}
