package novate.clearing.store;

import java.io.IOException;

/** A file is not as it was written; the message names it. */
public final class DamagedFileException extends IOException {
  private static final long serialVersionUID = 1L;

  /** Says in {@code message} which file is damaged, and how that shows. */
  public DamagedFileException(String message) {
    super(message);
  }

  /** The same with its cause. */
  public DamagedFileException(String message, Throwable cause) {
    super(message, cause);
  }
}
