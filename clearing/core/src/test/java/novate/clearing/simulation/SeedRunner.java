package novate.clearing.simulation;

import java.util.function.LongFunction;

/** What a seed breaks, as a word: for a class loader whose classes nobody else knows. */
public final class SeedRunner implements LongFunction<String> {
  @Override
  public String apply(long seed) {
    return Simulation.firstBroken(seed).orElse("");
  }
}
