package novate.clearing.cli;

import static novate.market.Checks.found;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The worked example of the gold future as a market directory of its own, to be changed. */
final class GoldMarket {
  private GoldMarket() {}

  /** Copies the market into a directory. */
  static void copyTo(Path directory) throws IOException, URISyntaxException {
    Path gold = Path.of(found(GoldMarket.class.getResource("gold"), "no resource gold").toURI());
    try (Stream<Path> files = Files.list(gold)) {
      for (Path file : files.toList()) {
        Files.copy(file, directory.resolve(gold.relativize(file).toString()));
      }
    }
  }

  /** Writes a positions file. */
  static Path positions(Path directory, String... rows) throws IOException {
    Path file = directory.resolve("positions.csv");
    Files.write(file, Stream.concat(Stream.of("account,contract,lots"), Stream.of(rows)).toList());
    return file;
  }

  static void write(Path directory, String name, String... lines) throws IOException {
    Files.write(directory.resolve(name), List.of(lines));
  }
}
