package novate.margin.simulation;

/**
 * One scenario of a tail.
 *
 * @param scenario its id
 * @param loss minor units; negative for a gain
 * @param part how much of the tail it is, in the unit of {@link TailRisk#mass}
 */
public record TailScenario(int scenario, long loss, long part) {}
