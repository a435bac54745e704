package novate.clearing.house;

import java.util.function.Consumer;

/** One processor: a thread that works until it is told to stop, or until it cannot go on. */
abstract class Processor implements AutoCloseable {
  private final Thread thread;
  private volatile boolean isStopping;

  /**
   * @param name of the thread, for people
   * @param onFailure told once, when the processor cannot go on
   */
  Processor(String name, Consumer<Throwable> onFailure) {
    this.thread =
        Thread.ofPlatform()
            .name(name)
            .unstarted(
                () -> {
                  try {
                    work();
                  } catch (
                      Throwable
                          failure) { // An Error stops the house too: nothing may go on unnoticed.
                    if (!isStopping) {
                      onFailure.accept(failure);
                    }
                  }
                });
  }

  final void start() {
    thread.start();
  }

  final boolean isStopping() {
    return isStopping;
  }

  /** Works until {@link #isStopping}; opens and closes its own clients. */
  abstract void work();

  /** Tells the thread to stop, without waiting for it. */
  final void stop() {
    isStopping = true;
  }

  @Override
  public final void close() {
    stop();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
