package novate.index.token;

import static novate.market.Checks.found;
import static novate.market.Checks.require;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import novate.index.token.TokenLink.Member;
import novate.market.FixingQuality;

/**
 * Chains a token index over a price book.
 *
 * <p>With quantities frozen, the product of the daily ratios since a link is the ratio of two
 * basket prices:
 *
 * <pre>
 * I_t = I_(t-1) * sum w_(m,t-1) * P_(m,t) / P_(m,t-1) = I_link * V_t / V_link,   V = sum(Q_m P_m)
 * </pre>
 *
 * <p>The right-hand side is computed: one division and one rounding to 34 digits between a link and
 * any day after it, so a level does not depend on which dates are asked for, and a price that goes
 * up and comes back leaves no trace. Published values are rounded from it; nothing is ever chained
 * from a rounded value.
 *
 * <p>The provider cap holds at a link. Between links shares drift with prices, and a fixing names
 * the providers that have drifted above. Capping every day instead was rejected: a provider at the
 * cap could then raise its price at full weight and lower it again at less, and each such round
 * would lift the index. With the cap at the link, a provider's whole effect since the link is at
 * most its capped share times its own largest relative move.
 */
public final class TokenIndex {
  private static final MathContext DIGITS = MathContext.DECIMAL128;

  /** Finer differences of a share from the cap are roundings of the 34th digit. */
  private static final int SHARE_DECIMALS = 12;

  private final TokenPriceBook book;
  private final TokenMethodology methodology;
  private final NavigableMap<LocalDate, TokenPeriod> periodByLink;
  private final ScreenedPrices prices;

  private TokenIndex(
      TokenPriceBook book,
      TokenMethodology methodology,
      NavigableMap<LocalDate, TokenPeriod> periodByLink) {
    this.book = book;
    this.methodology = methodology;
    this.periodByLink = periodByLink;
    this.prices = new ScreenedPrices(book, methodology.moves(), periodByLink);
  }

  /**
   * A fixing for each date.
   *
   * @param dates from the base date on, with every link day between the first and the last; other
   *     days than snapshots are priced as last quoted
   * @throws IllegalArgumentException when the dates do not begin at the base date, run beyond the
   *     last snapshot or pass over a link, when the base date is no snapshot, two periods link on
   *     the same one, or a link finds too few models or providers
   */
  public static TokenSeries run(
      TokenPriceBook book, TokenMethodology methodology, NavigableSet<LocalDate> dates) {
    NavigableMap<LocalDate, TokenPeriod> links = links(book, methodology);
    check(book, methodology, dates, links);
    return new TokenIndex(book, methodology, links).series(dates);
  }

  private static NavigableMap<LocalDate, TokenPeriod> links(
      TokenPriceBook book, TokenMethodology methodology) {
    NavigableMap<LocalDate, TokenPeriod> links = new TreeMap<>();
    for (TokenPeriod period : methodology.periods()) {
      LocalDate link = book.snapshots().ceiling(period.from());
      if (link != null) {
        TokenPeriod other = links.put(link, period);
        require(
            other == null,
            "%s: two periods link on %s, the second from %s: no snapshot lies between",
            methodology.id(),
            link,
            period.from());
      }
    }
    return links;
  }

  private static void check(
      TokenPriceBook book,
      TokenMethodology methodology,
      NavigableSet<LocalDate> dates,
      NavigableMap<LocalDate, TokenPeriod> links) {
    LocalDate base = methodology.baseDate();
    require(links.containsKey(base), "%s: the base date %s is no snapshot", methodology.id(), base);
    require(
        !dates.isEmpty() && dates.first().equals(base),
        "%s: dates must begin at the base date %s, got %s",
        methodology.id(),
        base,
        dates.isEmpty() ? "none" : dates.first());
    LocalDate last = book.snapshots().last();
    require(
        !dates.last().isAfter(last),
        "%s: no price is known on %s, the last snapshot is of %s",
        methodology.id(),
        dates.last(),
        last);
    for (LocalDate link : links.headMap(dates.last(), true).keySet()) {
      require(dates.contains(link), "%s: dates pass over the link on %s", methodology.id(), link);
    }
  }

  private TokenSeries series(NavigableSet<LocalDate> dates) {
    List<TokenFixing> fixings = new ArrayList<>();
    List<TokenLink> links = new ArrayList<>();
    links.add(link(dates.first(), methodology.baseValue()));
    LocalDate previous = dates.first();
    for (LocalDate date : dates) {
      TokenFixing fixing = fixing(links.getLast(), previous, date);
      fixings.add(fixing);
      if (fixing.isLinkDay() && fixings.size() > 1) {
        links.add(link(date, fixing.unroundedLevel()));
      }
      previous = date;
    }
    return new TokenSeries(methodology, fixings, links);
  }

  private TokenLink link(LocalDate date, BigDecimal level) {
    TokenPeriod period = found(periodByLink.get(date), "no period links on %s", date);
    return new BasketSelection(book, methodology, prices, period, date).link(level);
  }

  private TokenFixing fixing(TokenLink link, LocalDate previous, LocalDate date) {
    TokenBundle bundle = link.period().bundle();
    BigDecimal before = value(link, previous);
    BigDecimal now = value(link, date);
    List<TokenConstituent> constituents = new ArrayList<>();
    for (Member member : link.members()) {
      ScreenedPrice screened = prices.at(member.model(), date);
      BigDecimal price = bundle.price(screened.used().orElseThrow());
      BigDecimal previousPrice = price(member, bundle, previous);
      constituents.add(
          new TokenConstituent(
              member.model(),
              price,
              previousPrice,
              member.quantity().multiply(previousPrice).divide(before, DIGITS),
              price.divide(previousPrice, DIGITS),
              member.quantity().multiply(price.subtract(previousPrice)).divide(before, DIGITS),
              screened.flags()));
    }
    return new TokenFixing(
        methodology,
        date,
        link.level().multiply(now).divide(link.basketPrice(), DIGITS),
        now,
        link,
        periodByLink.containsKey(date),
        constituents,
        aboveCap(link, date, now),
        quality(link, date, constituents, now));
  }

  private BigDecimal value(TokenLink link, LocalDate date) {
    BigDecimal value = BigDecimal.ZERO;
    for (Member member : link.members()) {
      value = value.add(member.quantity().multiply(price(member, link.period().bundle(), date)));
    }
    return value;
  }

  private BigDecimal price(Member member, TokenBundle bundle, LocalDate date) {
    return bundle.price(prices.at(member.model(), date).used().orElseThrow());
  }

  private SortedSet<String> aboveCap(TokenLink link, LocalDate date, BigDecimal now) {
    SortedMap<String, BigDecimal> values = new TreeMap<>();
    for (Member member : link.members()) {
      values.merge(
          member.model().provider(),
          member.quantity().multiply(price(member, link.period().bundle(), date)),
          BigDecimal::add);
    }
    return values.entrySet().stream()
        .filter(
            entry ->
                entry
                        .getValue()
                        .divide(now, SHARE_DECIMALS, RoundingMode.HALF_EVEN)
                        .compareTo(methodology.providerCap())
                    > 0)
        .map(Map.Entry::getKey)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private FixingQuality quality(
      TokenLink link, LocalDate date, List<TokenConstituent> constituents, BigDecimal now) {
    List<TokenConstituent> priced = constituents.stream().filter(c -> !c.isCarried()).toList();
    BigDecimal carried = BigDecimal.ZERO;
    for (Member member : link.members()) {
      if (prices.at(member.model(), date).isCarried()) {
        carried =
            carried.add(member.quantity().multiply(price(member, link.period().bundle(), date)));
      }
    }
    BigDecimal highest =
        constituents.stream().map(TokenConstituent::price).reduce(BigDecimal::max).orElseThrow();
    BigDecimal lowest =
        constituents.stream().map(TokenConstituent::price).reduce(BigDecimal::min).orElseThrow();
    return new FixingQuality(
        priced.size(),
        (int) priced.stream().map(c -> c.model().provider()).distinct().count(),
        highest.subtract(lowest),
        carried.compareTo(methodology.lowConfidenceShare().multiply(now)) > 0);
  }
}
