package novate.clearing.file;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import novate.market.CombinedCommodityId;
import novate.market.InputError;
import novate.market.InvalidInputException;
import novate.scenario.HistoricalWindows;
import novate.scenario.StressLibrary;
import novate.scenario.StressLibraryFile;
import novate.validation.HistoryFile;

/**
 * The scenarios of a stress, read from files.
 *
 * @param library with the historical windows behind its own scenarios, where there is a history
 * @param history the commodities of the price history; none when there is no history
 * @param hashByFile SHA-256 of every file read, by its name as given
 */
public record StressInput(
    StressLibrary library,
    Optional<SortedSet<CombinedCommodityId>> history,
    SortedMap<String, String> hashByFile) {
  /**
   * Reads a library and a price history ({@link HistoryFile}).
   *
   * @param libraryFile none for the library of the sample market
   * @param historyFile none for no historical windows
   * @param windowDays length of a historical window in business days
   * @throws InvalidInputException with every error of the files that are refused
   */
  public static StressInput read(
      Optional<Path> libraryFile, Optional<Path> historyFile, int windowDays) {
    InputFiles files = new InputFiles();
    StressLibrary library =
        libraryFile
            .map(file -> with(files, file, StressLibraryFile::read))
            .orElseGet(StressLibraryFile::standard);
    var history = historyFile.map(file -> with(files, file, StressInput::history));
    StressLibrary all =
        history
            .map(
                prices ->
                    attempt(
                        historyFile.map(Path::toString).orElse(""),
                        () -> library.with(HistoricalWindows.of(prices, windowDays))))
            .orElse(library);
    return new StressInput(
        all, history.map(prices -> new TreeSet<>(prices.keySet())), files.hashByFile());
  }

  private static SortedMap<CombinedCommodityId, SortedMap<LocalDate, BigDecimal>> history(
      Reader reader, String source) {
    return HistoryFile.read(reader, source).leading();
  }

  private static <T> T with(InputFiles files, Path file, BiFunction<Reader, String, T> parser) {
    String source = file.toString();
    try (Reader reader = files.open(file)) {
      return attempt(source, () -> parser.apply(reader, source));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static <T> T attempt(String source, Supplier<T> value) {
    try {
      return value.get();
    } catch (IllegalArgumentException e) {
      String message = String.valueOf(e.getMessage());
      String found =
          message.startsWith(source + ": ") ? message.substring(source.length() + 2) : message;
      throw new InvalidInputException(List.of(new InputError(source, 1, "", "", found)));
    }
  }
}
