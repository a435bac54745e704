package novate.clearing.file;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import novate.index.Methodology;
import novate.index.MethodologyFile;
import novate.index.ShippedMethodologies;
import novate.market.InputError;
import novate.market.InvalidInputException;

/** Methodologies by the name of a shipped one, or from a file. */
final class MethodologyInput {
  private MethodologyInput() {}

  /**
   * The methodology.
   *
   * @throws InvalidInputException when the file is no methodology, naming the key
   */
  static Methodology read(InputFiles files, String name) {
    if (ShippedMethodologies.NAMES.contains(name)) {
      return ShippedMethodologies.of(name);
    }
    try (Reader reader = files.open(Path.of(name))) {
      return MethodologyFile.read(reader, name);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (IllegalArgumentException e) {
      throw new InvalidInputException(
          List.of(new InputError(name, 1, "", "", String.valueOf(e.getMessage()))));
    }
  }
}
