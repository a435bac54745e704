package novate.clearing.replay;

/**
 * One thing that is not as it follows from the log.
 *
 * @param place topic and partition
 * @param offset of the record that was found; where nothing was found, that of the record it should
 *     stand before, or the end of the partition
 * @param found what stands there, in words
 * @param expected what follows from the log, in words
 */
public record Difference(String place, long offset, String found, String expected) {
  @Override
  public String toString() {
    return "%s@%d: found %s, expected %s".formatted(place, offset, found, expected);
  }
}
