package novate.clearing.file;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import novate.index.Methodology;
import novate.index.MethodologyFile;
import novate.index.ShippedMethodologies;

/** Methodologies by the name of a shipped one, or from a file. */
final class MethodologyInput {
  private MethodologyInput() {}

  /**
   * The methodology.
   *
   * @throws novate.market.InvalidInputException when the file is no methodology, naming the key
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
      throw InputFiles.refused(name, e);
    }
  }
}
