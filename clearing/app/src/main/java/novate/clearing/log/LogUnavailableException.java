package novate.clearing.log;

import org.jspecify.annotations.Nullable;

/** The log cannot be reached, or did not answer in time. Nothing is wrong with what is in it. */
public final class LogUnavailableException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Says in {@code message} what was asked of which log and what came instead. */
  public LogUnavailableException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
