package novate.margin.scan;

/** Whether a contract can be scanned on a price set. */
sealed interface Coverage {
  /** It can: this is how it answers to a scenario. */
  record Priced(Revaluation revaluation) implements Coverage {}

  /**
   * It cannot, because something is missing.
   *
   * @param reason completes the sentence "contract X has no risk array: ..."
   */
  record Absent(String reason) implements Coverage {}
}
