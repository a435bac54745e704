package novate.benchmark;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_DOUBLE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What we are measured against: the libraries that {@code benchmarks/peers/build.sh} makes, called
 * in the same process as our own code.
 */
final class Peers {
  static final String C_KERNELS = "libkernels.so";
  static final String QUANTLIB = "libquantlibpeer.so";

  /** A line of the processor's cache, and a vector of AVX-512. */
  private static final long ALIGNMENT = 64;

  private Peers() {}

  /**
   * Where a peer's library is, from the working directory or one above it; none when it has not
   * been built.
   */
  static Optional<Path> find(String library) {
    Path start = Path.of("").toAbsolutePath();
    for (Path at = start; at != null; at = at.getParent()) {
      Path found = at.resolve("benchmarks/peers/build").resolve(library);
      if (Files.isRegularFile(found)) {
        return Optional.of(found);
      }
    }
    return Optional.empty();
  }

  /**
   * A function of a peer.
   *
   * @throws IllegalStateException when the library has not been built
   */
  static MethodHandle function(String library, String name, FunctionDescriptor descriptor) {
    Path path =
        find(library)
            .orElseThrow(
                () ->
                    new IllegalStateException(
                        "%s has not been built: run benchmarks/peers/build.sh".formatted(library)));
    return Linker.nativeLinker()
        .downcallHandle(
            SymbolLookup.libraryLookup(path, Arena.global()).findOrThrow(name), descriptor);
  }

  /** A call failed in the peer or on the way to it. */
  static IllegalStateException failed(String name, Throwable cause) {
    return new IllegalStateException("the peer's " + name + " failed", cause);
  }

  static MemorySegment copy(Arena arena, int[] values) {
    return aligned(arena, JAVA_INT, values.length).copyFrom(MemorySegment.ofArray(values));
  }

  static MemorySegment copy(Arena arena, long[] values) {
    return aligned(arena, JAVA_LONG, values.length).copyFrom(MemorySegment.ofArray(values));
  }

  static MemorySegment copy(Arena arena, double[] values) {
    return aligned(arena, JAVA_DOUBLE, values.length).copyFrom(MemorySegment.ofArray(values));
  }

  /** Room that starts where a vector may. */
  static MemorySegment aligned(Arena arena, MemoryLayout element, long count) {
    return arena.allocate(element.byteSize() * count, ALIGNMENT);
  }

  /** Arguments of a function: letters for int, long, double and address, the result first. */
  static FunctionDescriptor signature(String letters) {
    MemoryLayout[] arguments =
        letters.substring(1).chars().mapToObj(Peers::layout).toArray(MemoryLayout[]::new);
    return letters.charAt(0) == 'V'
        ? FunctionDescriptor.ofVoid(arguments)
        : FunctionDescriptor.of(layout(letters.charAt(0)), arguments);
  }

  private static MemoryLayout layout(int letter) {
    return switch (letter) {
      case 'I' -> JAVA_INT;
      case 'J' -> JAVA_LONG;
      case 'D' -> JAVA_DOUBLE;
      case 'A' -> ADDRESS;
      default -> throw new IllegalArgumentException("no layout for " + (char) letter);
    };
  }
}
