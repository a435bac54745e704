package novate.clearing.demo;

/** Hears how far the feed is and says nothing. */
final class Silence implements DemoDay.Progress {
  @Override
  public void step(String name) {}

  @Override
  public void sent(long count, long total) {}
}
