package novate.clearing.cli;

/** A command that ends with an exit code other than {@link ExitCode#DONE}, and why, for people. */
final class CommandFailedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final ExitCode exitCode;

  /** Says in {@code message} what was found, what was expected and what to do. */
  CommandFailedException(ExitCode exitCode, String message) {
    super(message);
    this.exitCode = exitCode;
  }

  ExitCode exitCode() {
    return exitCode;
  }
}
