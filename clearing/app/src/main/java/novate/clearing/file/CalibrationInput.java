package novate.clearing.file;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.function.Function;
import novate.market.Catalogue;
import novate.market.InputError;
import novate.market.InvalidInputException;
import novate.scenario.ParameterSet;
import novate.validation.HistoryFile;
import novate.validation.TenorHistory;
import novate.wire.MarketDirectory;

/**
 * Everything that a calibration rests on, read from files.
 *
 * @param parameters those in force
 * @param history of contract months that are listed, and of the index
 * @param hashByFile SHA-256 of every file read, by its name as given
 */
public record CalibrationInput(
    Catalogue catalogue,
    ParameterSet parameters,
    TenorHistory history,
    SortedMap<String, String> hashByFile) {
  private static final String PARAMETERS = "parameters.yaml";

  /**
   * Reads a market directory and a history file.
   *
   * @throws UncheckedIOException of a {@link NoSuchFileException} when one is not there
   * @throws InvalidInputException with every error of the files that are refused
   */
  public static CalibrationInput read(Path directory, Path historyFile) {
    InputFiles files = new InputFiles();
    MarketDirectory market = files.market(directory);
    Path parametersAt = directory.resolve(PARAMETERS);
    ParameterSet parameters =
        with(files.open(parametersAt), in -> Parameters.read(in, parametersAt.toString()));
    TenorHistory history = with(files.open(historyFile), in -> history(in, historyFile));
    return new CalibrationInput(
        market.catalogue(), parameters, history.listed(market.catalogue()), files.hashByFile());
  }

  private static TenorHistory history(Reader reader, Path file) {
    try {
      return HistoryFile.read(reader, file.toString());
    } catch (IllegalArgumentException e) {
      String told = String.valueOf(e.getMessage());
      String prefix = file + ": ";
      String why = told.startsWith(prefix) ? told.substring(prefix.length()) : told;
      throw new InvalidInputException(List.of(new InputError(file.toString(), 1, "", "", why)));
    }
  }

  private static <T> T with(Reader reader, Function<Reader, T> parser) {
    try (reader) {
      return parser.apply(reader);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
