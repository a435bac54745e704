package novate.clearing.file;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import novate.index.Quote;
import novate.index.QuoteFile;
import novate.index.intake.QuoteMapping;
import novate.market.InvalidInputException;
import org.jspecify.annotations.Nullable;

/** Quotes of a file, in our own layout or by a mapping. */
public final class QuoteInput {
  private QuoteInput() {}

  /**
   * All quotes of a file.
   *
   * @param mapping a file, or the name of a mapping that comes with the project; null for our own
   *     layout
   * @throws InvalidInputException with every error of the file that is refused
   */
  public static List<Quote> read(InputFiles files, Path quotes, @Nullable String mapping) {
    try (Reader reader = files.open(quotes)) {
      return mapping == null
          ? QuoteFile.read(reader, quotes.toString())
          : mapping(files, mapping).quotes(reader, quotes.toString(), files.hash(quotes));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static QuoteMapping mapping(InputFiles files, String mapping) {
    if (QuoteMapping.shippedNames().contains(mapping)) {
      return QuoteMapping.shipped(mapping);
    }
    try (Reader reader = files.open(Path.of(mapping))) {
      return QuoteMapping.read(reader, mapping);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (IllegalArgumentException e) {
      throw InputFiles.refused(mapping, e);
    }
  }
}
