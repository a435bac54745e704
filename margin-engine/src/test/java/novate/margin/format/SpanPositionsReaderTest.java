package novate.margin.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import novate.market.AccountClass;
import novate.market.CurrencyCode;
import novate.market.InvalidInputException;
import novate.market.Lots;
import novate.market.Money;
import org.junit.jupiter.api.Test;

class SpanPositionsReaderTest {
  private static final String FILE =
      """
      <posFile><fileFormat>4.00</fileFormat><pointInTime><date>20250912</date>
        <portfolio><firm>F1</firm><acctId>A1</acctId><acctType>M</acctType><isCust>0</isCust>
          <seg>N/A</seg>
          <ecPort><ec>CME</ec>
            <np><exch>CME</exch><pfCode>GC</pfCode><pfType>FUT</pfType><pe>202509</pe><net>3</net></np>
            <np><exch>CME</exch><pfCode>GC</pfCode><pfType>FUT</pfType><pe>202509</pe><net>-2</net></np>
            <ccPort><cc>GC</cc>
              <np><exch>CME</exch><pfCode>GC</pfCode><pfType>FUT</pfType><pe>202510</pe><net>-1</net></np>
            </ccPort></ecPort></portfolio>
        <portfolio><firm>F1</firm><acctId>A2</acctId><acctType>S</acctType><isCust>1</isCust>
          <seg>CUST</seg>
          <ecPort><ec>CME</ec>
            <np><exch>CME</exch><pfCode>CS</pfCode><pfType>OOF</pfType><pe>202512</pe>
              <undPe>202512</undPe><o>C</o><k>410.00</k><net>-4</net></np></ecPort></portfolio>
      </pointInTime></posFile>
      """;

  @Test
  void rowsOfOneContractAddUpAndAreMarginedFromTheFile() {
    List<SpanPortfolio> portfolios = read(FILE);
    assertThat(portfolios).extracting(SpanPortfolio::account).containsExactly("A1", "A2");
    assertThat(portfolios)
        .extracting(SpanPortfolio::accountClass)
        .containsExactly(AccountClass.HOUSE, AccountClass.SEGREGATED);
    assertThat(portfolios.get(0).lotsByContract().values())
        .containsExactly(new Lots(1), new Lots(-1));
    assertThat(portfolios.get(1).lotsByContract().firstKey())
        .hasToString("CME:CS:OOF:202512:202512:C:410");
    SpanMarket market = SpanMarket.of(SpanFiles.read("tiny.spn"));
    assertThat(
            market
                .requirement(AccountClass.HOUSE, portfolios.get(0).lotsByContract())
                .initialMargin(CurrencyCode.USD))
        .isEqualTo(Money.parse(CurrencyCode.USD, "300.00"));
  }

  @Test
  void aPositionThatIsNoneIsRefusedWithItsLine() {
    assertThatThrownBy(() -> read(FILE.replace("<net>-4</net>", "<net>-4.5</net>")))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("line 14, net");
    assertThatThrownBy(() -> read(FILE.replace("<o>C</o>", "")))
        .hasMessageContaining("np/o (column");
  }

  private static List<SpanPortfolio> read(String text) {
    return SpanPositionsReader.read(
        new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), "positions.xml");
  }
}
