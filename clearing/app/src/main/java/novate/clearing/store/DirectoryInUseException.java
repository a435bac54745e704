package novate.clearing.store;

/**
 * Another process, or another part of this one, holds the directory. The message names the
 * directory and the holder; nothing has been changed in it.
 */
public final class DirectoryInUseException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Says in {@code message} which directory is held, and by whom. */
  public DirectoryInUseException(String message) {
    super(message);
  }
}
