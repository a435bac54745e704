package novate.margin.simulation;

/**
 * The expert jump that costs a portfolio most.
 *
 * @param scenario its id
 * @param name as its parameters call it
 * @param loss minor units; negative when even the worst one gains
 */
public record WorstJump(int scenario, String name, long loss) {}
