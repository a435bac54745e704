package novate.clearing.cli;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;

/** A file that a command was asked to write. */
final class TargetFile {
  private TargetFile() {}

  /**
   * Writes a text.
   *
   * @throws CommandFailedException naming the file and why it cannot be written
   */
  static void write(Path file, String text, OpenOption... options) {
    try {
      Files.writeString(file, text, options);
    } catch (IOException e) {
      throw new CommandFailedException(
          ExitCode.INPUT_INVALID, "cannot write %s: %s".formatted(file, why(e)));
    }
  }

  private static String why(IOException failure) {
    return switch (failure) {
      case NoSuchFileException _ -> "its directory is not there";
      case AccessDeniedException _ -> "access is denied";
      case FileSystemException known when known.getReason() != null -> known.getReason();
      default -> String.valueOf(failure.getMessage());
    };
  }
}
