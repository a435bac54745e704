package novate.margin.explain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import novate.margin.explain.WhatIf.Trade;
import novate.market.AccountClass;
import novate.market.ContractId;
import novate.market.CurrencyCode;
import novate.market.Lots;
import novate.market.Money;
import org.junit.jupiter.api.Test;

class WhatIfTest {
  private final ValuedMarket market =
      ExplainMarket.market(LocalDate.of(2026, 10, 29), ExplainMarket.spreads());

  private static Trade trade(String contract, long lots) {
    return new Trade(new ContractId(contract), new Lots(lots));
  }

  private WhatIf whatIf(Map<ContractId, Lots> positions, Trade... trades) {
    return WhatIf.of(
        market, new Holding(ExplainMarket.ACCOUNT, AccountClass.HOUSE, positions), List.of(trades));
  }

  @Test
  void aTradeAndItsOppositeChangeNothing() {
    Map<ContractId, Lots> positions = ExplainMarket.positions(market, 3);
    WhatIf whatIf = whatIf(positions, trade("H100-2026-12", 9), trade("H100-2026-12", -9));
    assertThat(whatIf.after()).isEqualTo(whatIf.before());
    assertThat(whatIf.change(CurrencyCode.USD).isZero()).isTrue();
    List<Money> inTurn = whatIf.inTurn(CurrencyCode.USD);
    assertThat(inTurn.get(0)).isEqualTo(inTurn.get(1).negated());
  }

  @Test
  void startingEmptyTheMarginIsThatOfTheTrades() {
    WhatIf whatIf = whatIf(Map.of(), trade("H100-2026-12", 9), trade("TOKEN-2026-12", 2));
    assertThat(whatIf.before().currencies()).isEmpty();
    assertThat(whatIf.change(CurrencyCode.USD).minorUnits()).isPositive();
    assertThat(whatIf.change(CurrencyCode.CNY).minorUnits()).isPositive();
    assertThat(whatIf.currencies()).containsExactly(CurrencyCode.CNY, CurrencyCode.USD);
  }

  @Test
  void effectsInTurnAndComponentsAddUpToTheChange() {
    for (long seed = 0; seed < 200; seed++) {
      List<Trade> trades = new ArrayList<>();
      ExplainMarket.positions(market, seed + 1_000)
          .forEach((contract, lots) -> trades.add(new Trade(contract, lots)));
      WhatIf whatIf =
          WhatIf.of(
              market,
              new Holding(
                  ExplainMarket.ACCOUNT,
                  AccountClass.CLIENT_GROSS,
                  ExplainMarket.positions(market, seed)),
              trades);
      for (CurrencyCode currency : whatIf.currencies()) {
        long change = whatIf.change(currency).minorUnits();
        assertThat(whatIf.inTurn(currency).stream().mapToLong(Money::minorUnits).sum())
            .as("seed %d", seed)
            .isEqualTo(change);
        assertThat(
                whatIf.components(currency).stream().mapToLong(c -> c.change().minorUnits()).sum())
            .as("seed %d", seed)
            .isEqualTo(change);
      }
    }
  }

  @Test
  void aContractThatCannotBeMarginedIsRefused() {
    assertThatThrownBy(() -> whatIf(Map.of(), trade("H100-OPT-2026-12-C-2.50", 1)))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
