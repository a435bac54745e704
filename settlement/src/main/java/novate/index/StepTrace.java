package novate.index;

import java.math.BigDecimal;
import java.util.List;

/**
 * What one step did: with the inputs, enough to recompute a fixing by hand.
 *
 * @param scope what it looked at: a date, {@code pool} or {@code segment name}
 * @param step the step as the methodology's text has it
 * @param inputsIn quotes it was given
 * @param inputsOut quotes it left
 * @param figures what it computed on the way, in order
 */
public record StepTrace(
    String scope, String step, int inputsIn, int inputsOut, List<Figure> figures) {
  /** Keeps its own copy. */
  public StepTrace {
    figures = List.copyOf(figures);
  }

  /**
   * One number on the way.
   *
   * @param name what it is, in the words of the step's formula
   * @param value as text, exact unless its step says otherwise
   */
  public record Figure(String name, String value) {
    static Figure of(String name, BigDecimal value) {
      return new Figure(name, CanonicalYaml.plain(value));
    }

    static Figure of(String name, int value) {
      return new Figure(name, Integer.toString(value));
    }
  }
}
