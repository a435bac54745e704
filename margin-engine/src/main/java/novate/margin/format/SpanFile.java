package novate.margin.format;

import static novate.market.Checks.require;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import novate.market.CurrencyCode;

/**
 * The risk parameters of one clearing organisation at one point in time, whatever the format they
 * came in. Every number is exact; arrays and charges are in units of currency with the exponents of
 * the file applied once.
 *
 * @param points the 16 scenarios, where the file defines them; empty when it does not
 * @param conversions of currencies
 * @param interSpreads between combined commodities, by priority
 * @param superSpreads those formed before the calendar spreads
 * @param scanSpreads scan-based ones
 * @param passedOver what the file says and nothing here uses: how often, by element or record id
 */
public record SpanFile(
    Header header,
    List<Point> points,
    List<Conversion> conversions,
    List<SpanCommodity> commodities,
    List<SpanSpread> interSpreads,
    List<SpanSpread> superSpreads,
    List<ScanSpread> scanSpreads,
    List<SpanProduct> products,
    List<SpanContract> contracts,
    SortedMap<String, Integer> passedOver) {

  /** Whether a file is made during the day or of settlement prices. */
  public enum Qualifier {
    /** During the day. */
    INTRADAY,
    /** Of settlement prices that may still change. */
    EARLY,
    /** Of settlement prices that are complete. */
    COMPLETE,
    /** Of final settlement prices. */
    FINAL
  }

  /**
   * Where a file comes from.
   *
   * @param format {@code 4.00} or {@code U2}
   * @param created as stated
   * @param clearingOrganisation its code
   */
  public record Header(
      String format,
      LocalDate date,
      String created,
      String clearingOrganisation,
      Qualifier qualifier) {}

  /** One unit of {@code from} is {@code factor} units of {@code to}. */
  public record Conversion(CurrencyCode from, CurrencyCode to, BigDecimal factor) {
    /** Refuses what converts to nothing. */
    public Conversion {
      require(factor.signum() > 0, "conversion of %s to %s must be above zero", from, to);
    }
  }

  /**
   * One scenario as a file defines it.
   *
   * @param number from 1
   * @param priceThirds move of price in thirds of its scan range
   * @param volatilityDirection +1, 0 or -1 scan ranges
   * @param weight share of the loss that counts
   * @param pair number of the paired scenario
   */
  public record Point(
      int number, int priceThirds, int volatilityDirection, BigDecimal weight, int pair) {}

  /** Keeps its own copies; every product belongs to one commodity, every contract stands once. */
  public SpanFile {
    points = List.copyOf(points);
    conversions = List.copyOf(conversions);
    commodities = List.copyOf(commodities);
    interSpreads = List.copyOf(interSpreads);
    superSpreads = List.copyOf(superSpreads);
    scanSpreads = List.copyOf(scanSpreads);
    products = List.copyOf(products);
    contracts = List.copyOf(contracts);
    passedOver = new TreeMap<>(passedOver);
    Set<Object> seen = new HashSet<>();
    for (SpanCommodity commodity : commodities) {
      require(seen.add(commodity.code()), "combined commodity %s stands twice", commodity.code());
      for (SpanProduct.Id product : commodity.products()) {
        require(seen.add(product), "product %s is in two combined commodities", product);
      }
    }
  }
}
