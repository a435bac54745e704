package novate.clearing.cli;

/**
 * Makes Ctrl-C and SIGTERM end a command in order: what it runs is closed first, then the process
 * ends with the code that says it can be resumed. Closing this takes the watch off.
 */
final class Interruption implements AutoCloseable {
  private final Thread hook;

  private Interruption(Thread hook) {
    this.hook = hook;
  }

  /** Watches over something that must be closed whenever the process is asked to end. */
  static Interruption closes(AutoCloseable running, String advice) {
    Thread hook =
        Thread.ofPlatform()
            .name("novate-interruption")
            .unstarted(
                () -> {
                  try {
                    running.close();
                    System.err.println("novate: interrupted; " + advice);
                  } catch (
                      Exception e) { // close() may throw anything; the process ends all the same.
                    System.err.println("novate: interrupted, and could not stop in order: " + e);
                  } finally {
                    Runtime.getRuntime().halt(ExitCode.INTERRUPTED.code());
                  }
                });
    Runtime.getRuntime().addShutdownHook(hook);
    return new Interruption(hook);
  }

  @Override
  public void close() {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The process is ending already and the hook is at work: let it finish.
      Thread.currentThread().interrupt();
    }
  }
}
