package novate.clearing.file;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import novate.index.token.TokenIndex;
import novate.index.token.TokenMethodology;
import novate.index.token.TokenMethodologyFile;
import novate.index.token.TokenPriceBook;
import novate.index.token.TokenPriceFile;
import novate.index.token.TokenSeries;
import novate.market.InputError;
import novate.market.InvalidInputException;

/**
 * A token index made from files.
 *
 * @param hashByFile SHA-256 of every file read
 */
public record TokenRun(TokenSeries series, SortedMap<String, String> hashByFile) {
  /**
   * Runs a methodology over a price list, on every snapshot from its base date on.
   *
   * @param prices change log of price lists, see {@link TokenPriceFile}
   * @param dates the days of the snapshots
   * @param methodology the one that is shipped when none is given
   * @throws InvalidInputException with every error of a file that is refused
   */
  public static TokenRun of(Path prices, Path dates, Optional<Path> methodology) {
    InputFiles files = new InputFiles();
    TokenMethodology rules =
        methodology
            .map(
                file ->
                    read(
                        files,
                        file,
                        reader ->
                            refusing(
                                file, () -> TokenMethodologyFile.read(reader, file.toString()))))
            .orElseGet(TokenMethodologyFile::standard);
    NavigableSet<LocalDate> snapshots =
        read(files, dates, reader -> TokenPriceFile.readDates(reader, dates.toString()));
    TokenPriceBook book =
        read(
            files,
            prices,
            r -> refusing(prices, () -> TokenPriceFile.read(r, prices.toString(), snapshots)));
    TokenSeries series =
        refusing(
            dates, () -> TokenIndex.run(book, rules, snapshots.tailSet(rules.baseDate(), true)));
    return new TokenRun(series, files.hashByFile());
  }

  private static <T> T read(InputFiles files, Path file, Function<Reader, T> parser) {
    try (Reader reader = files.open(file)) {
      return parser.apply(reader);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What does not fit together is told in the way of every other refused file. */
  private static <T> T refusing(Path file, Supplier<T> made) {
    try {
      return made.get();
    } catch (IllegalArgumentException e) {
      String message =
          String.valueOf(e.getMessage()).replaceFirst("^" + Pattern.quote(file + ": "), "");
      throw new InvalidInputException(List.of(new InputError(file.toString(), 1, "", "", message)));
    }
  }
}
