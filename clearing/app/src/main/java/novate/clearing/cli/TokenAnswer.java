package novate.clearing.cli;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import novate.clearing.cli.Table.Column;
import novate.clearing.cli.TokenMoves.Move;
import novate.clearing.file.TokenRun;
import novate.index.token.TokenConstituent;
import novate.index.token.TokenFixing;
import novate.index.token.TokenFlag;
import novate.index.token.TokenLink;
import novate.index.token.TokenSeries;

/** How a token index is shown: its links, the days it moved, and for machines everything. */
final class TokenAnswer {
  private static final int SHARE_DECIMALS = 4;

  private TokenAnswer() {}

  /** The whole answer; numbers are strings, unrounded where they say so. */
  record Tokens(
      String index,
      String methodologyId,
      String methodologyHash,
      List<InputHash> inputs,
      List<Link> links,
      List<Print> fixings) {}

  /** One link; with its level and quantities every later fixing can be repeated. */
  record Link(
      LocalDate date,
      String bundleInput,
      String bundleOutput,
      String bundleCacheHit,
      String unroundedLevel,
      String unroundedBasketPrice,
      List<Member> members,
      List<Excluded> excluded) {}

  /** One model of a basket. */
  record Member(String provider, String model, String price, String share, String quantity) {}

  /** A model that may not enter. */
  record Excluded(String provider, String model, String reason) {}

  /** One fixing. */
  record Print(
      LocalDate date,
      String level,
      String unroundedLevel,
      String basketPrice,
      LocalDate linkDate,
      boolean isLinkDay,
      int observations,
      int contributors,
      String dispersion,
      boolean isLowConfidence,
      List<String> providersAboveCap,
      List<Constituent> constituents) {}

  /** One model of one fixing. */
  record Constituent(
      String provider,
      String model,
      String price,
      String previousPrice,
      String weight,
      String ratio,
      String contribution,
      List<String> flags) {}

  static Answer of(TokenRun run) {
    TokenSeries series = run.series();
    return new Answer(
        json(run),
        headline(series),
        List.of(links(series), moves(series), flagged(series)),
        csv(series),
        List.of(
            "The chained level may be settled on. The basket price moves with every change of"
                + " basket and mix, and may not.",
            "Methodology %s, %s".formatted(series.methodology().id(), series.methodology().hash()),
            "-o json has every constituent of every day, -o csv both series."));
  }

  private static List<String> headline(TokenSeries series) {
    TokenFixing first = series.fixings().getFirst();
    TokenFixing last = series.fixings().getLast();
    TokenFixing low = lowest(series, Comparator.comparing(TokenFixing::unroundedLevel));
    TokenFixing high = lowest(series, Comparator.comparing(TokenFixing::unroundedLevel).reversed());
    return List.of(
        "%s: %s on %s, %s on %s."
            .formatted(
                series.methodology().index(),
                first.level(),
                first.date(),
                last.level(),
                last.date()),
        "%d fixings; lowest %s on %s, highest %s on %s. A bundle of the basket now costs %s USD."
            .formatted(
                series.fixings().size(),
                low.level(),
                low.date(),
                high.level(),
                high.date(),
                last.basketPrice()));
  }

  private static TokenFixing lowest(TokenSeries series, Comparator<TokenFixing> order) {
    return series.fixings().stream().min(order).orElseThrow();
  }

  private static Table links(TokenSeries series) {
    Table table =
        new Table(
            "Links",
            Column.text("date"),
            Column.number("level"),
            Column.number("basket_price"),
            Column.number("models"),
            Column.number("providers"),
            Column.text("bundle"),
            Column.text("left_out"));
    for (TokenLink link : series.links()) {
      table.row(
          link.date(),
          rounded(series, link.level()),
          rounded(series, link.basketPrice()),
          link.members().size(),
          link.members().stream().map(m -> m.model().provider()).distinct().count(),
          "%s in, %s out, %s cached"
              .formatted(
                  link.period().bundle().input(),
                  link.period().bundle().output(),
                  link.period().bundle().cacheHit()),
          link.excluded().stream()
              .map(e -> TokenMoves.shortName(e.model()) + " " + e.reason().code())
              .collect(Collectors.joining(", ")));
    }
    return table;
  }

  private static BigDecimal rounded(TokenSeries series, BigDecimal value) {
    return value.setScale(series.methodology().decimals(), RoundingMode.HALF_EVEN);
  }

  private static Table moves(TokenSeries series) {
    Table table =
        new Table(
            "Days on which it moved",
            Column.text("date"),
            Column.number("level"),
            Column.number("return_percent"),
            Column.text("mostly"),
            Column.number("weight"),
            Column.number("price"),
            Column.number("price_before"));
    for (Move move : TokenMoves.of(series)) {
      table.row(
          move.fixing().date(),
          move.fixing().level(),
          move.dayReturn().movePointRight(2).setScale(2, RoundingMode.HALF_EVEN),
          "%s %s".formatted(move.driver().model().provider(), move.words()),
          move.driver().weight().setScale(SHARE_DECIMALS, RoundingMode.HALF_EVEN),
          move.driver().price().stripTrailingZeros().toPlainString(),
          move.driver().previousPrice().stripTrailingZeros().toPlainString());
    }
    return table;
  }

  /** A flag stands for as long as it lasts; its first day is the one to look at. */
  private static Table flagged(TokenSeries series) {
    Table table =
        new Table(
            "Prices to know about",
            Column.text("since"),
            Column.text("provider"),
            Column.text("model"),
            Column.text("flag"),
            Column.number("price"));
    List<TokenConstituent> before = List.of();
    for (TokenFixing fixing : series.fixings()) {
      for (TokenConstituent constituent : fixing.constituents()) {
        for (TokenFlag flag : constituent.flags()) {
          if (!flag.isCarried() || !stood(before, constituent, flag)) {
            table.row(
                fixing.date(),
                constituent.model().provider(),
                TokenMoves.shortName(constituent.model()),
                flag.code(),
                constituent.price().stripTrailingZeros().toPlainString());
          }
        }
      }
      before = fixing.constituents();
    }
    return table;
  }

  private static boolean stood(
      List<TokenConstituent> before, TokenConstituent constituent, TokenFlag flag) {
    return before.stream()
        .anyMatch(c -> c.model().equals(constituent.model()) && c.flags().contains(flag));
  }

  private static Table csv(TokenSeries series) {
    Table table =
        new Table(
            "",
            Column.text("date"),
            Column.number("level"),
            Column.number("basket_price"),
            Column.text("link_date"),
            Column.text("is_link_day"),
            Column.number("observations"),
            Column.number("contributors"),
            Column.text("is_low_confidence"),
            Column.text("methodology_hash"));
    String hash = series.methodology().hash();
    for (TokenFixing fixing : series.fixings()) {
      table.row(
          fixing.date(),
          fixing.level().toPlainString(),
          fixing.basketPrice().toPlainString(),
          fixing.link().date(),
          fixing.isLinkDay(),
          fixing.quality().observations(),
          fixing.quality().contributors(),
          fixing.quality().isLowConfidence(),
          hash);
    }
    return table;
  }

  private static Tokens json(TokenRun run) {
    TokenSeries series = run.series();
    return new Tokens(
        series.methodology().index().value(),
        series.methodology().id(),
        series.methodology().hash(),
        InputHash.of(run.hashByFile()),
        series.links().stream().map(TokenAnswer::link).toList(),
        series.fixings().stream().map(TokenAnswer::print).toList());
  }

  private static Link link(TokenLink link) {
    return new Link(
        link.date(),
        link.period().bundle().input().toPlainString(),
        link.period().bundle().output().toPlainString(),
        link.period().bundle().cacheHit().toPlainString(),
        link.level().toPlainString(),
        link.basketPrice().toPlainString(),
        link.members().stream()
            .map(
                m ->
                    new Member(
                        m.model().provider(),
                        m.model().name(),
                        m.price().toPlainString(),
                        m.share().toPlainString(),
                        m.quantity().toPlainString()))
            .toList(),
        link.excluded().stream()
            .map(e -> new Excluded(e.model().provider(), e.model().name(), e.reason().code()))
            .toList());
  }

  private static Print print(TokenFixing fixing) {
    return new Print(
        fixing.date(),
        fixing.level().toPlainString(),
        fixing.unroundedLevel().toPlainString(),
        fixing.basketPrice().toPlainString(),
        fixing.link().date(),
        fixing.isLinkDay(),
        fixing.quality().observations(),
        fixing.quality().contributors(),
        fixing.quality().dispersion().toPlainString(),
        fixing.quality().isLowConfidence(),
        List.copyOf(fixing.aboveCap()),
        fixing.constituents().stream().map(TokenAnswer::constituent).toList());
  }

  private static Constituent constituent(TokenConstituent constituent) {
    List<String> flags = new ArrayList<>();
    constituent.flags().forEach(flag -> flags.add(flag.code()));
    return new Constituent(
        constituent.model().provider(),
        constituent.model().name(),
        constituent.price().toPlainString(),
        constituent.previousPrice().toPlainString(),
        constituent.weight().toPlainString(),
        constituent.ratio().toPlainString(),
        constituent.contribution().toPlainString(),
        flags);
  }
}
