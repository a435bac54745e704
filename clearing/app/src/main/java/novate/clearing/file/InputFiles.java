package novate.clearing.file;

import static java.nio.charset.StandardCharsets.UTF_8;
import static novate.market.Checks.found;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import novate.market.Hashing;
import novate.market.InputError;
import novate.market.InvalidInputException;
import novate.wire.MarketDirectory;

/** Opens the files that an answer rests on, and remembers the hash of each. */
public final class InputFiles {
  private final SortedMap<String, String> hashByFile = new TreeMap<>();

  /**
   * The characters of a file, which must be there.
   *
   * @throws UncheckedIOException of a {@link NoSuchFileException} when it is not
   * @throws InvalidInputException when it is there but cannot be read
   */
  public Reader open(Path file) {
    return openIfPresent(file)
        .orElseThrow(() -> new UncheckedIOException(new NoSuchFileException(file.toString())));
  }

  /**
   * The characters of a file, if there is one. Bytes that are not UTF-8 become the replacement
   * character, which every parser of ours refuses.
   *
   * @throws InvalidInputException when it is there but cannot be read
   */
  public Optional<Reader> openIfPresent(Path file) {
    return bytesIfPresent(file)
        .map(bytes -> new InputStreamReader(new ByteArrayInputStream(bytes), UTF_8));
  }

  /**
   * The bytes of a file, which must be there: for a format that names its own encoding.
   *
   * @throws UncheckedIOException of a {@link NoSuchFileException} when it is not
   * @throws InvalidInputException when it is there but cannot be read
   */
  public byte[] bytes(Path file) {
    return bytesIfPresent(file)
        .orElseThrow(() -> new UncheckedIOException(new NoSuchFileException(file.toString())));
  }

  private Optional<byte[]> bytesIfPresent(Path file) {
    try {
      byte[] bytes = Files.readAllBytes(file);
      hashByFile.put(file.toString(), Hashing.sha256(bytes));
      return Optional.of(bytes);
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      String why = "cannot be read: " + e.getMessage();
      throw new InvalidInputException(List.of(new InputError(file.toString(), 1, "", "", why)));
    }
  }

  /**
   * A market directory; its errors name every file with the directory as given.
   *
   * @throws UncheckedIOException of a {@link NoSuchFileException} when there is no directory
   * @throws InvalidInputException with the errors of all files looked at
   */
  public MarketDirectory market(Path directory) {
    if (!Files.isDirectory(directory)) {
      throw new UncheckedIOException(new NoSuchFileException(directory + "/"));
    }
    return MarketDirectory.read(
        new MarketDirectory.Files() {
          @Override
          public Optional<Reader> open(String name) {
            return openIfPresent(directory.resolve(name));
          }

          @Override
          public String source(String name) {
            return directory.resolve(name).toString();
          }
        });
  }

  /**
   * The refusal of a file whose reader names the file and the place in its message, as those of
   * YAML do.
   */
  static InvalidInputException refused(String source, IllegalArgumentException reason) {
    String message = String.valueOf(reason.getMessage());
    String place =
        message.startsWith(source + ": ") ? message.substring(source.length() + 2) : message;
    return new InvalidInputException(List.of(new InputError(source, 1, "", "", place)));
  }

  /** SHA-256 of the bytes of a file that was opened here. */
  public String hash(Path file) {
    return found(hashByFile.get(file.toString()), "file %s was not opened", file);
  }

  /** SHA-256 in lower-case hex by file, of every file opened so far, by name. */
  public SortedMap<String, String> hashByFile() {
    return new TreeMap<>(hashByFile);
  }
}
