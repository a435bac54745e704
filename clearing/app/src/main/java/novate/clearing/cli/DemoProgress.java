package novate.clearing.cli;

import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import novate.clearing.demo.DemoDay;
import org.jspecify.annotations.Nullable;

/** Steps and a bar on standard error, so that standard output holds the answer alone. */
final class DemoProgress implements DemoDay.Progress, AutoCloseable {
  private static final int UPDATE_MILLIS = 200;

  private @Nullable ProgressBar bar;

  @Override
  public void step(String name) {
    close();
    System.err.println("novate: " + name);
  }

  @Override
  public void sent(long count, long total) {
    ProgressBar current = bar;
    if (current == null) {
      current =
          new ProgressBarBuilder()
              .setTaskName("records")
              .setStyle(ProgressBarStyle.ASCII)
              .setInitialMax(total)
              .setUpdateIntervalMillis(UPDATE_MILLIS)
              .setMaxRenderedLength(80)
              .build();
      bar = current;
    }
    current.stepTo(count);
  }

  @Override
  public void close() {
    ProgressBar current = bar;
    if (current != null) {
      current.close();
      bar = null;
    }
  }
}
