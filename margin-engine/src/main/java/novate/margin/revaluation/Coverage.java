package novate.margin.revaluation;

/** Whether a contract can be revalued on a price set. */
public sealed interface Coverage {
  /** It can: this is how it answers to a move of the market. */
  record Priced(Revaluation revaluation) implements Coverage {}

  /**
   * It cannot, because something is missing.
   *
   * @param reason completes the sentence "contract X has no risk array: ..."
   */
  record Absent(String reason) implements Coverage {}
}
