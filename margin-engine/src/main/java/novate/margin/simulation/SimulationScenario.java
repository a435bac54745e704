package novate.margin.simulation;

/**
 * One scenario of a simulation.
 *
 * @param id its place in every array of losses, from 0
 * @param block what kind of scenario it is
 * @param label the date on which its returns end (ISO), or the name of an expert jump
 * @param isMirrored true when every move is turned round
 */
public record SimulationScenario(int id, Block block, String label, boolean isMirrored) {
  /** The kinds of scenarios, in the order of their ids. */
  public enum Block {
    /** History at the volatility of today, every factor by its own returns. */
    FILTERED,
    /** The same, young factors by their proxies. */
    FILTERED_PROXY,
    /** History at today's volatility or the long-run one, whichever is higher, by own returns. */
    LONG_RUN,
    /** The same, young factors by their proxies. */
    LONG_RUN_PROXY,
    /** The stress period as it was, no volatility brought to today. */
    STRESSED,
    /** Expert jumps; they carry no weight. */
    JUMP
  }

  /** {@code 2026-03-02}, {@code 2026-03-02 mirrored}, {@code scarcity spike}. */
  @Override
  public String toString() {
    return isMirrored ? label + " mirrored" : label;
  }
}
