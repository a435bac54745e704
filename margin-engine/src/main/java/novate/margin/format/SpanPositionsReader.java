package novate.margin.format;

import static novate.market.Checks.require;

import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import novate.market.InvalidInputException;
import novate.market.Lots;

/** Reads position files as XML ({@code posFile}). */
public final class SpanPositionsReader {
  private final SpanErrors errors;
  private final XmlCursor cursor;
  private final List<SpanPortfolio> portfolios = new ArrayList<>();

  private SpanPositionsReader(InputStream bytes, String source) {
    errors = new SpanErrors(source);
    cursor = new XmlCursor(bytes, errors);
  }

  /**
   * Reads the portfolios of a file, in its order.
   *
   * @param bytes of the file; not closed
   * @param source the file as its sender knows it, for error messages
   * @throws InvalidInputException with every error
   */
  public static List<SpanPortfolio> read(InputStream bytes, String source) {
    return new SpanPositionsReader(bytes, source).read();
  }

  private List<SpanPortfolio> read() {
    cursor.root("posFile");
    while (cursor.nextChild()) {
      if (cursor.name().equals("pointInTime")) {
        pointInTime();
      } else {
        var _ = cursor.element();
      }
    }
    cursor.end();
    errors.throwIfAny();
    return List.copyOf(portfolios);
  }

  private void pointInTime() {
    while (cursor.nextChild()) {
      XmlElement element = cursor.element();
      if (element.name().equals("portfolio")) {
        errors.record(element.line(), () -> portfolio(element)).ifPresent(portfolios::add);
      }
    }
  }

  private SpanPortfolio portfolio(XmlElement element) {
    SortedMap<SpanContract.Key, Lots> lots = new TreeMap<>();
    for (XmlElement organisation : element.all("ecPort")) {
      positions(organisation, lots);
      for (XmlElement commodity : organisation.all("ccPort")) {
        positions(commodity, lots);
      }
    }
    return new SpanPortfolio(
        element.text("firm"),
        element.text("acctId"),
        element.parsed("acctType", SpanPositionsReader::accountType),
        element.flag("isCust"),
        lots);
  }

  private static String accountType(String code) {
    require(code.matches("[MHS]"), "account type must be M, H or S");
    return code;
  }

  private void positions(XmlElement parent, SortedMap<SpanContract.Key, Lots> lots) {
    for (XmlElement position : parent.all("np")) {
      var _ =
          errors.record(
              position.line(),
              () -> lots.merge(key(position), position.parsed("net", this::lots), Lots::plus));
    }
  }

  private Lots lots(String net) {
    return new Lots(SpanNumbers.decimal(net).longValueExact());
  }

  private static SpanContract.Key key(XmlElement position) {
    SpanProduct.Id product =
        new SpanProduct.Id(
            position.text("exch"),
            position.text("pfCode"),
            position.parsed("pfType", SpanProductType::valueOf));
    SpanPeriod period =
        position.optionalParsed("pe", SpanXmlProducts::period).orElse(SpanPeriod.NONE);
    if (!product.type().isOption()) {
      return SpanContract.Key.of(product, period);
    }
    return new SpanContract.Key(
        product,
        position.optionalParsed("undPe", SpanXmlProducts::period).orElse(SpanPeriod.NONE),
        period,
        Optional.of(position.parsed("o", SpanXmlProducts::right)),
        Optional.of(position.decimal("k")));
  }
}
