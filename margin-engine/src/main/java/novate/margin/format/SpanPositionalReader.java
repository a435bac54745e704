package novate.margin.format;

import static novate.market.Checks.found;
import static novate.market.Checks.require;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import novate.margin.format.SpanFile.Conversion;
import novate.margin.format.SpanFile.Header;
import novate.margin.format.SpanFile.Qualifier;
import novate.market.CurrencyCode;
import novate.market.InvalidInputException;
import org.jspecify.annotations.Nullable;

/**
 * Reads risk parameters as expanded unpacked positional text ({@code .pa2}, format U2).
 *
 * <p>Read are the records 0, 1, P, 2, S, 3, E, C, 4, B, 6, 81, 82 and T; the other record ids of
 * the format are counted as passed over, and any other id is an error. Where the file implies, this
 * reader makes explicit: decimals, alignment codes, exponents, the sign behind the digits, and the
 * prices that say that there is none.
 *
 * @see <a href="http://www.cme-ch.com/span/spanl300.htm">CME, SPAN risk parameter file layouts</a>
 */
public final class SpanPositionalReader {
  static final String FORMAT = "U2";

  private static final int LINE_MAX = 1_000;
  private static final Set<String> UNUSED =
      Set.of("5", "9", "R", "V", "X", "Y", "Z", "83", "84", "91", "92", "93");

  private final SpanErrors errors;
  private final Reader reader;
  private final SortedMap<String, Integer> passedOver = new TreeMap<>();
  private final List<Conversion> conversions = new ArrayList<>();
  private final List<SpanSpread> interSpreads = new ArrayList<>();
  private final List<SpanSpread> superSpreads = new ArrayList<>();
  private final List<ScanSpread> scanSpreads = new ArrayList<>();
  private final PositionalCommodities commodities = new PositionalCommodities();
  private final PositionalContracts contracts;
  private @Nullable Header header;

  private SpanPositionalReader(Reader reader, String source) {
    this.reader = reader;
    this.errors = new SpanErrors(source);
    this.contracts = new PositionalContracts(errors, commodities);
  }

  /**
   * Reads a file.
   *
   * @param reader characters of the file; not closed
   * @param source the file as its sender knows it, for error messages
   * @throws InvalidInputException with every error: an unknown record, a field that is not digits,
   *     an alignment code that is not known, half an array, a contract twice
   * @throws UncheckedIOException when the reader fails
   */
  public static SpanFile read(Reader reader, String source) {
    return new SpanPositionalReader(reader, source).file();
  }

  private SpanFile file() {
    long number = 0;
    try {
      for (String line = nextLine(1); line != null; line = nextLine(number + 1)) {
        number++;
        if (!line.isBlank()) {
          line(new PositionalLine(number, line));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    if (header == null) {
      errors.add(1, "", "", "the file has no header record 0");
    }
    contracts.finish();
    if (contracts.contracts().isEmpty()) {
      errors.add(
          Math.max(1, number), "record id", "", "the file ends without a contract in 81 and 82");
    }
    Optional<SpanFile> file = errors.record(1, this::built);
    errors.throwIfAny();
    return file.orElseThrow();
  }

  private SpanFile built() {
    interSpreads.sort(Comparator.comparingInt(SpanSpread::priority));
    superSpreads.sort(Comparator.comparingInt(SpanSpread::priority));
    scanSpreads.sort(Comparator.comparingInt(ScanSpread::priority));
    return new SpanFile(
        found(header, "the file has no header record 0"),
        List.of(),
        conversions,
        commodities.commodities(),
        interSpreads,
        superSpreads,
        scanSpreads,
        contracts.products(),
        contracts.contracts(),
        passedOver);
  }

  /** A line without its end; a line that is too long is none of the format. */
  private @Nullable String nextLine(long number) throws IOException {
    StringBuilder line = new StringBuilder();
    int c = reader.read();
    if (c < 0) {
      return null;
    }
    while (c >= 0 && c != '\n') {
      if (line.length() >= LINE_MAX) {
        errors.add(number, "", "", "is longer than %d characters".formatted(LINE_MAX));
        throw errors.failure();
      }
      if (c != '\r') {
        line.append((char) c);
      }
      c = reader.read();
    }
    return line.toString();
  }

  private void line(PositionalLine line) {
    if (header == null && !line.id().equals("0")) {
      errors.add(line.number(), "record id", line.raw(1, 2), "the first record must be 0");
      throw errors.failure();
    }
    var _ =
        errors.record(
            line.number(),
            () -> {
              read(line);
              return line;
            });
  }

  private void read(PositionalLine line) {
    switch (line.id()) {
      case "0" -> header(line);
      case "1" -> line.text("exchange", 3, 5);
      case "T" -> conversion(line);
      case "P" -> contracts.product(line);
      case "2" -> commodities.definition(line);
      case "S" -> commodities.scanTiers(line);
      case "3" -> commodities.intraTiers(line);
      case "E" -> commodities.seriesSpread(line);
      case "C" -> commodities.tierSpread(line);
      case "4" -> commodities.delivery(line);
      case "B" -> contracts.parameters(line);
      case "6" -> interSpread(line);
      case "81" -> contracts.firstHalf(line);
      case "82" -> contracts.secondHalf(line);
      default -> {
        if (!UNUSED.contains(line.id())) {
          throw line.error("record id", 1, 2, "is not a record of this format");
        }
        passedOver.merge("record " + line.id(), 1, Integer::sum);
      }
    }
  }

  private void header(PositionalLine line) {
    require(header == null, "a second header: one file holds one point in time");
    String format = line.text("format", 36, 37);
    if (!format.equals(FORMAT)) {
      // Without its layout nothing below means anything.
      errors.add(
          line.number(),
          "format (columns 36-37 of record 0)",
          format,
          format.equals("UP")
              ? "the Paris expanded format is not read; must be " + FORMAT
              : "must be " + FORMAT);
      throw errors.failure();
    }
    header =
        new Header(
            FORMAT,
            line.parsed("business date", 9, 16, SpanNumbers::date),
            line.field(24, 35),
            line.text("exchange complex", 3, 8),
            qualifier(line));
  }

  private static Qualifier qualifier(PositionalLine line) {
    return switch (line.text("settlement or intraday", 17, 17)) {
      case "I" -> Qualifier.INTRADAY;
      case "S" ->
          switch (line.field(18, 19)) {
            case "E" -> Qualifier.EARLY;
            case "C" -> Qualifier.COMPLETE;
            case "F", "" -> Qualifier.FINAL;
            default -> throw line.error("file id", 18, 19, "must be E, C or F");
          };
      default -> throw line.error("settlement or intraday", 17, 17, "must be S or I");
    };
  }

  private void conversion(PositionalLine line) {
    conversions.add(
        new Conversion(
            line.parsed("from currency", 3, 5, CurrencyCode::new),
            line.parsed("to currency", 7, 9, CurrencyCode::new),
            line.number("conversion multiplier", 11, 20, 6)));
  }

  private void interSpread(PositionalLine line) {
    if (PositionalSpreads.isScanned(line)) {
      scanSpreads.add(PositionalSpreads.scanned(line));
    } else {
      SpanSpread spread = PositionalSpreads.credit(line);
      (PositionalSpreads.isSuper(line) ? superSpreads : interSpreads).add(spread);
    }
  }
}
