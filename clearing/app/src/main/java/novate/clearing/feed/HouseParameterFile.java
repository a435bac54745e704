package novate.clearing.feed;

import java.io.Reader;
import java.util.List;
import novate.clearing.file.Parameters;
import novate.clearing.registry.HouseParameters;
import novate.market.InputError;
import novate.market.InvalidInputException;
import novate.scenario.ParameterSet;

/** Parameter files as a house takes them. */
final class HouseParameterFile {
  private HouseParameterFile() {}

  /**
   * Reads a parameter set.
   *
   * @throws InvalidInputException when the file is refused, or with everything in it that a house
   *     cannot margin by: {@link HouseParameters}
   */
  static ParameterSet read(Reader reader, String source) {
    ParameterSet set = Parameters.read(reader, source);
    List<InputError> errors = HouseParameters.errors(set, source);
    if (!errors.isEmpty()) {
      throw new InvalidInputException(errors);
    }
    return set;
  }
}
