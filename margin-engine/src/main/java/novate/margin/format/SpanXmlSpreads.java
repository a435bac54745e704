package novate.margin.format;

import static novate.market.Checks.require;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import novate.margin.format.SpanSpread.Leg;
import novate.margin.format.SpanSpread.Method;
import novate.margin.format.SpanSpread.OfPeriod;
import novate.margin.format.SpanSpread.OfTier;
import novate.margin.format.SpanSpread.Place;
import novate.margin.format.SpanSpread.Side;
import novate.margin.format.SpanSpread.Whole;

/** The spreads of an XML file. */
final class SpanXmlSpreads {
  private SpanXmlSpreads() {}

  /**
   * A delta-based spread; none when its charge is per month, or a leg names its period relative to
   * others.
   */
  static Optional<SpanSpread> credit(XmlElement element) {
    String method = element.optional("chargeMeth").orElse("F");
    require(
        method.equals("F") || method.equals("W") || method.equals("P"),
        "chargeMeth must be F, W or P, got '%s'",
        method);
    if (method.equals("P") || !element.all("rpLeg").isEmpty()) {
      element.ignore("spread", "rate", "pmpsRate", "tLeg", "pLeg");
      return Optional.empty();
    }
    List<Leg> legs = new ArrayList<>();
    element.all("tLeg").forEach(leg -> legs.add(leg(leg, tier(leg))));
    element
        .all("pLeg")
        .forEach(
            leg -> legs.add(leg(leg, new OfPeriod(leg.parsed("pe", SpanXmlProducts::period)))));
    return Optional.of(
        new SpanSpread(
            element.whole("spread"),
            method.equals("F") ? Method.FLAT : Method.WEIGHTED,
            rate(element).orElseThrow(() -> element.error("has no <rate>")),
            legs));
  }

  private static Place tier(XmlElement leg) {
    int number = leg.optionalParsed("tn", SpanNumbers::whole).orElse(0);
    return number == 0 ? new Whole() : new OfTier(number);
  }

  private static Leg leg(XmlElement leg, Place place) {
    return new Leg(
        leg.text("cc"), place, leg.decimal("i"), leg.parsed("rs", SpanXmlSpreads::side), rate(leg));
  }

  private static Side side(String text) {
    return switch (text) {
      case "A" -> Side.A;
      case "B" -> Side.B;
      default -> throw new IllegalArgumentException("side must be A or B");
    };
  }

  /** A scan-based spread. */
  static ScanSpread scanned(XmlElement element) {
    element.ignore("chargeMeth");
    List<ScanSpread.Leg> legs =
        element.all("sLeg").stream()
            .map(
                leg ->
                    new ScanSpread.Leg(
                        leg.text("cc"),
                        leg.flag("isTarget"),
                        leg.flag("isRequired"),
                        leg.decimal("i"),
                        rate(leg).orElse(BigDecimal.ONE)))
            .toList();
    return new ScanSpread(
        element.whole("spread"),
        element.flag("isTargetReq"),
        element.optionalParsed("numLegsReq", SpanNumbers::whole).orElse(0),
        legs);
  }

  /** The rate of the lowest rate class. */
  static Optional<BigDecimal> rate(XmlElement element) {
    List<XmlElement> rates = element.all("rate");
    if (rates.isEmpty()) {
      return Optional.empty();
    }
    rates.forEach(rate -> rate.ignore("r"));
    XmlElement first = rates.getFirst();
    for (XmlElement rate : rates) {
      if (rateClass(rate) < rateClass(first)) {
        first = rate;
      }
    }
    return Optional.of(first.all("val").isEmpty() ? first.decimal() : first.decimal("val"));
  }

  private static int rateClass(XmlElement rate) {
    return rate.optionalParsed("r", SpanNumbers::whole).orElse(0);
  }
}
