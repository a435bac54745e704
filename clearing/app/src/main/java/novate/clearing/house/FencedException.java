package novate.clearing.house;

/** Another process has started the same processor; what this one wrote last was not taken. */
public final class FencedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Names the processor that is done elsewhere now. */
  public FencedException(String processorId, Throwable cause) {
    super(processorId + ": another process has taken its place, and this one stops", cause);
  }
}
