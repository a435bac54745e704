package novate.clearing.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;

/**
 * The gold market fifty times over, each commodity with a hundred months and one account in all.
 */
final class LargeMarket {
  private static final int COMMODITIES = 50;
  private static final int MONTHS = 100;
  private static final YearMonth FIRST = YearMonth.of(2026, 1);

  private LargeMarket() {}

  /** Writes the market of the gold example, multiplied, with its positions. */
  static Path write(Path directory, Path gold) throws IOException {
    Files.createDirectories(directory);
    for (String name : List.of("calendar.csv", "price_set.csv", "rates.csv")) {
      Files.copy(gold.resolve(name), directory.resolve(name));
    }
    List<String> products = new ArrayList<>(Files.readAllLines(gold.resolve("products.csv")));
    String product = products.removeLast();
    List<String> contracts =
        new ArrayList<>(Files.readAllLines(gold.resolve("contracts.csv")).subList(0, 1));
    List<String> prices = new ArrayList<>(List.of("contract_id,price,source"));
    List<String> positions = new ArrayList<>(List.of("account,contract,lots"));
    String parameters = Files.readString(gold.resolve("parameters.yaml"));
    int from = parameters.indexOf("  GOLD:");
    int to = parameters.indexOf("ratios:");
    StringBuilder commodities = new StringBuilder();
    for (int c = 0; c < COMMODITIES; c++) {
      products.add(product.replace("GOLD", "GOLD" + c).replaceFirst("^GC", "GC" + c));
      commodities
          .append(parameters, from, to)
          .replace(
              commodities.lastIndexOf("  GOLD:"),
              commodities.lastIndexOf("  GOLD:") + 7,
              "  GOLD" + c + ":");
      for (int m = 0; m < MONTHS; m++) {
        YearMonth month = FIRST.plusMonths(m);
        String id = "GC%d-%s".formatted(c, month);
        contracts.add("%s,GC%d,%s,true,%s,,,,,".formatted(id, c, month.atDay(26), month));
        prices.add(id + ",3649.40,EXCHANGE");
        positions.add("LONG," + id + ",1");
        positions.add("MIXED," + id + (month.equals(YearMonth.of(2030, 1)) ? ",-1" : ",1"));
      }
    }
    Files.write(directory.resolve("products.csv"), products);
    Files.write(directory.resolve("contracts.csv"), contracts);
    Files.write(directory.resolve("prices.csv"), prices);
    Files.write(directory.resolve("positions.csv"), positions);
    Files.writeString(
        directory.resolve("parameters.yaml"),
        parameters.substring(0, from) + commodities + parameters.substring(to));
    return directory;
  }
}
