package novate.index.token;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Reader;
import java.time.LocalDate;
import java.util.NavigableSet;
import novate.index.SharedData;
import org.junit.jupiter.api.Test;

class TokenRealDataTest {
  private static TokenSeries series() throws IOException {
    NavigableSet<LocalDate> dates;
    try (Reader reader = SharedData.open("token-price-snapshot-dates.csv")) {
      dates = TokenPriceFile.readDates(reader, "dates");
    }
    try (Reader reader = SharedData.open("token-price-changes.csv")) {
      TokenPriceBook book = TokenPriceFile.read(reader, "changes", dates);
      return TokenIndex.run(book, TokenMethodologyFile.standard(), dates);
    }
  }

  @Test
  void show() throws IOException {
    TokenSeries s = series();
    for (TokenLink l : s.links()) {
      System.out.println("LINK " + l.date() + " " + l.level() + " " + l.basketPrice() + " " + l.excluded());
      l.members().forEach(m -> System.out.println("   " + m.model() + " " + m.price() + " " + m.share().setScale(6, java.math.RoundingMode.HALF_EVEN)));
    }
    var prev = s.fixings().getFirst();
    for (TokenFixing f : s.fixings()) {
      boolean moved = f.level().compareTo(prev.level()) != 0;
      boolean flags = f.constituents().stream().anyMatch(c -> !c.flags().isEmpty() && !c.flags().contains(TokenFlag.DELISTED_CARRIED));
      if (moved || flags || f.isLinkDay()) {
        System.out.println(f.date() + " " + f.level() + " " + f.basketPrice() + " " + f.quality() + " " + f.aboveCap() + (f.isLinkDay() ? " LINK" : ""));
        f.constituents().stream().filter(c -> c.contribution().signum() != 0 || !c.flags().isEmpty()).forEach(c -> System.out.println("      " + c.model() + " " + c.previousPrice() + ">" + c.price() + " w " + c.weight().setScale(6, java.math.RoundingMode.HALF_EVEN) + " c " + c.contribution().setScale(6, java.math.RoundingMode.HALF_EVEN) + " " + c.flags()));
      }
      prev = f;
    }
    assertThat(s.fixings()).hasSize(330);
  }
}
