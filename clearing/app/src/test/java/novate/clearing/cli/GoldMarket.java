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

  /** October is priced too; a spread against September costs 85.00, September is a spot month. */
  static void withCalendarSpread(Path directory) throws IOException {
    write(
        directory,
        "prices.csv",
        "contract_id,price,source",
        "GC-2025-09,3649.40,EXCHANGE",
        "GC-2025-10,3670.10,EXCHANGE");
    Path parameters = directory.resolve("parameters.yaml");
    Files.writeString(
        parameters,
        Files.readString(parameters)
            .replace(
                "    jump_max: 0.20\n",
                """
                    jump_max: 0.20
                    calendar_spreads:
                      - {priority: 1, charge: 85, legs: [{period: "2025-09", ratio: 1, side: A}, {period: "2025-10", ratio: 1, side: B}]}
                    spot_months:
                      - {period: "2025-09", spread: 10, outright: 30}
                """));
  }

  static void write(Path directory, String name, String... lines) throws IOException {
    Files.write(directory.resolve(name), List.of(lines));
  }
}
