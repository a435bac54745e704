package novate.pricing;

/**
 * How the hot kernels compute: several lanes at once, or one after the other. Both give the same
 * doubles and so the same cents: the same operations in the same order, each rounded as IEEE 754
 * says, fused multiply-adds included.
 */
public enum KernelPath {
  /** Plain Java: runs on every JVM. */
  PLAIN,
  /** The Vector API: needs a JVM started with {@code --add-modules=jdk.incubator.vector}. */
  VECTOR;

  private static final KernelPath OF_THIS_JVM =
      ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent() ? VECTOR : PLAIN;

  /** The faster of those that this JVM can run; it never changes while the JVM lives. */
  public static KernelPath ofThisJvm() {
    return OF_THIS_JVM;
  }
}
