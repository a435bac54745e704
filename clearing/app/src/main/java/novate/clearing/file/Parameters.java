package novate.clearing.file;

import java.io.Reader;
import java.util.List;
import java.util.regex.Pattern;
import novate.market.InputError;
import novate.market.InvalidInputException;
import novate.scenario.ParameterFile;
import novate.scenario.ParameterSet;

/** Parameter files, refused in the same way as every other file. */
public final class Parameters {
  private Parameters() {}

  /** Reads a parameter set; throws {@link InvalidInputException}. */
  public static ParameterSet read(Reader reader, String source) {
    try {
      return ParameterFile.read(reader, source);
    } catch (IllegalArgumentException e) {
      // The parser names the source itself, as the error does here.
      String message =
          String.valueOf(e.getMessage()).replaceFirst("^" + Pattern.quote(source + ": "), "");
      throw new InvalidInputException(List.of(new InputError(source, 1, "", "", message)));
    }
  }
}
