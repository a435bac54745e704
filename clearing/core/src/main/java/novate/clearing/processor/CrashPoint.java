package novate.clearing.processor;

/** Told at named places, so that a test may end the processor exactly there. */
@FunctionalInterface
public interface CrashPoint {
  /** Nothing happens anywhere. */
  CrashPoint NONE = place -> {};

  /** May not return. */
  void hit(String place);
}
