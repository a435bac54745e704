package novate.scenario;

import static novate.scenario.SpreadSection.line;

import java.math.BigDecimal;
import java.util.SortedMap;
import java.util.TreeMap;
import novate.market.ProductId;
import novate.scenario.FeeSchedule.Fees;
import novate.wire.Decimals;
import novate.wire.YamlFields;

/**
 * The section {@code fees} of a parameter file, both ways; absent, nothing is charged.
 *
 * <pre>
 * fees:
 *   "H100": {clearing: "0.85", exercise: "0"}
 *   "H100-OPT": {clearing: "0.60", exercise: "1"}
 * </pre>
 */
final class FeeSection {
  static final String NAME = "fees";

  private FeeSection() {}

  static FeeSchedule read(YamlFields file) {
    return file.find(NAME).map(FeeSection::schedule).orElse(FeeSchedule.NONE);
  }

  private static FeeSchedule schedule(YamlFields section) {
    SortedMap<ProductId, Fees> byProduct = new TreeMap<>();
    for (String name : section.names()) {
      ProductId product = section.build(() -> new ProductId(name));
      YamlFields fees = section.fields(name).only("clearing", "exercise");
      byProduct.put(
          product,
          fees.build(
              () -> new Fees(decimal(fees.text("clearing")), decimal(fees.text("exercise")))));
    }
    return new FeeSchedule(byProduct);
  }

  /** One spelling per number, so that the content alone makes the hash. */
  private static BigDecimal decimal(String text) {
    BigDecimal amount = Decimals.parse(text);
    return amount.signum() == 0 ? BigDecimal.ZERO : amount.stripTrailingZeros();
  }

  static void write(StringBuilder text, FeeSchedule fees) {
    if (fees.byProduct().isEmpty()) {
      return;
    }
    line(text, "%s:", NAME);
    fees.byProduct()
        .forEach(
            (product, each) ->
                line(
                    text,
                    "  \"%s\": {clearing: \"%s\", exercise: \"%s\"}",
                    product,
                    each.clearing().toPlainString(),
                    each.exercise().toPlainString()));
  }
}
