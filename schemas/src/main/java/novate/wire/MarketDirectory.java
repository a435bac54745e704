package novate.wire;

import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import novate.market.BusinessCalendar;
import novate.market.Catalogue;
import novate.market.Fixing;
import novate.market.InputError;
import novate.market.InvalidInputException;
import novate.market.PriceSet;
import novate.market.Product;

/**
 * A whole market directory, as file mode takes it: {@code calendar.csv}, {@code products.csv},
 * {@code contracts.csv}, {@code fixings.csv} and the price files, of which {@code
 * volatilities.csv}, {@code fx.csv}, {@code averaging.csv} and {@code fixings.csv} may be absent.
 */
public record MarketDirectory(
    List<BusinessCalendar> calendars,
    List<Product> products,
    Catalogue catalogue,
    PriceSet prices,
    List<Fixing> fixings) {

  /** Where the files are; the shell's business. */
  @FunctionalInterface
  public interface Files {
    /** The characters of a file, UTF-8; none when there is no such file. */
    Optional<Reader> open(String name);

    /** What errors call a file; its name, unless there is a place to say too. */
    default String source(String name) {
      return name;
    }
  }

  /** Keeps its own copies. */
  public MarketDirectory {
    calendars = List.copyOf(calendars);
    products = List.copyOf(products);
    fixings = List.copyOf(fixings);
  }

  /**
   * Reads the directory. Files that others refer to come first; what refers to a file that is
   * refused is not looked at, all the rest is.
   *
   * @throws InvalidInputException with the errors of all files looked at
   */
  public static MarketDirectory read(Files files) {
    Reading reading = new Reading(files);
    var calendars = reading.required("calendar.csv", MarketFiles::calendars);
    var products =
        calendars.flatMap(
            known ->
                reading.required("products.csv", (in, at) -> MarketFiles.products(in, at, known)));
    var catalogue =
        products.flatMap(
            known ->
                reading.required(
                    "contracts.csv", (in, at) -> MarketFiles.catalogue(in, at, known)));
    var fixings = reading.optional("fixings.csv", MarketFiles.FIXINGS, MarketFiles::fixings);
    var prices = catalogue.flatMap(known -> prices(reading, known));
    reading.refuseErrors();
    return new MarketDirectory(
        calendars.orElseThrow(),
        products.orElseThrow(),
        catalogue.orElseThrow(),
        prices.orElseThrow(),
        fixings.orElseThrow());
  }

  private static Optional<PriceSet> prices(Reading reading, Catalogue catalogue) {
    var header = reading.required("price_set.csv", PriceFiles::header);
    var prices = reading.required("prices.csv", (in, at) -> PriceFiles.prices(in, at, catalogue));
    var volatilities =
        reading.optional(
            "volatilities.csv",
            PriceFiles.VOLATILITIES,
            (in, at) -> PriceFiles.volatilities(in, at, catalogue));
    var rates = reading.required("rates.csv", PriceFiles::rates);
    var fx = reading.optional("fx.csv", PriceFiles.FX, PriceFiles::fx);
    var averaging =
        reading.optional(
            "averaging.csv",
            PriceFiles.AVERAGING,
            (in, at) -> PriceFiles.averaging(in, at, catalogue));
    if (!reading.errors.isEmpty()) {
      return Optional.empty();
    }
    return reading.attempt(
        "volatilities.csv",
        () ->
            PriceFiles.priceSet(
                header.orElseThrow(),
                prices.orElseThrow(),
                volatilities.orElseThrow(),
                rates.orElseThrow(),
                fx.orElseThrow(),
                averaging.orElseThrow()));
  }

  /** Reads file after file and keeps the errors of each. */
  private static final class Reading {
    private final Files files;
    private final List<InputError> errors = new ArrayList<>();

    Reading(Files files) {
      this.files = files;
    }

    <T> Optional<T> required(String name, BiFunction<Reader, String, T> parser) {
      Optional<Reader> reader = files.open(name);
      if (reader.isEmpty()) {
        errors.add(
            new InputError(files.source(name), 1, "", "", "is missing in the market directory"));
        return Optional.empty();
      }
      return parsed(name, reader.get(), parser);
    }

    /** An absent file is read as one of a header and no rows. */
    <T> Optional<T> optional(
        String name, List<String> columns, BiFunction<Reader, String, T> parser) {
      Reader none = new StringReader(String.join(",", columns));
      return parsed(name, files.open(name).orElse(none), parser);
    }

    <T> Optional<T> attempt(String name, Supplier<T> value) {
      try {
        return Optional.of(value.get());
      } catch (InvalidInputException e) {
        errors.addAll(e.errors());
      } catch (IllegalArgumentException e) {
        errors.add(new InputError(files.source(name), 1, "", "", String.valueOf(e.getMessage())));
      }
      return Optional.empty();
    }

    void refuseErrors() {
      if (!errors.isEmpty()) {
        throw new InvalidInputException(errors);
      }
    }

    private <T> Optional<T> parsed(
        String name, Reader reader, BiFunction<Reader, String, T> parser) {
      try (reader) {
        return attempt(name, () -> parser.apply(reader, files.source(name)));
      } catch (IOException e) {
        throw new UncheckedIOException("reading " + name, e);
      }
    }
  }
}
