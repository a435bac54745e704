package novate.index.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.StringReader;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TokenMethodologyFileTest {
  private static final String RULES =
      """
      id: small/1
      index: TOKEN
      base_value: 100
      decimals: 4
      providers: [A, B, C]
      provider_cap: 0.4
      models_min: 3
      providers_min: 3
      moves: {flag: 2, hold: 5}
      low_confidence_share: 0.25
      bundles:
        chat: {input: 0.75, output: 0.25, cache_hit: 0.2}
        agent: {input: 0.80, output: 0.2, cache_hit: 0.6}
      baskets:
        first: {named: {A: [a1, a2], B: [b], C: [c]}}
        second: {weighted: [{provider: A, model: a1, quantity: 2}, {provider: B, model: b, quantity: 1}, {provider: C, model: c, quantity: 1}]}
        third: {longest_listed: {count: 9, per_provider: 3}}
      periods:
        - {from: 2026-01-01, listed_days: 0, bundle: chat, basket: first}
        - {from: 2026-04-01, listed_days: 30, bundle: agent, basket: second}
        - {from: 2026-07-01, listed_days: 30, bundle: agent, basket: third}
      """;

  private static TokenMethodology read(String text) {
    return TokenMethodologyFile.read(new StringReader(text), "rules.yaml");
  }

  @Test
  void theCanonicalTextSaysEverythingOnce() {
    assertThat(read(RULES).text())
        .isEqualTo(
            """
            token-methodology small/1
            index TOKEN
            base_value=100 decimals=4
            providers A,B,C
            provider_cap=0.4 models_min=3 providers_min=3
            moves flag=2 hold=5 low_confidence_share=0.25
            period 2026-01-01 listed_days=0 bundle input=0.75 output=0.25 cache_hit=0.2 basket named A|a1,A|a2,B|b,C|c
            period 2026-04-01 listed_days=30 bundle input=0.8 output=0.2 cache_hit=0.6 basket weighted A|a1=2,B|b=1,C|c=1
            period 2026-07-01 listed_days=30 bundle input=0.8 output=0.2 cache_hit=0.6 basket longest-listed count=9 per_provider=3
            """);
  }

  @Test
  void howAFileSpellsItsRulesDoesNotChangeTheHashAndEveryNumberDoes() {
    String hash = read(RULES).hash();
    assertThat(
            read(RULES
                    .replace("[A, B, C]", "[C, A, B]")
                    .replace("0.80", "0.8")
                    .replace("first", "basket-of-spring")
                    .replace("[a1, a2]", "[a2, a1]"))
                .hash())
        .isEqualTo(hash);
    assertThat(read(RULES.replace("cache_hit: 0.6", "cache_hit: 0.61")).hash()).isNotEqualTo(hash);
    assertThat(read(RULES.replace("quantity: 2", "quantity: 3")).hash()).isNotEqualTo(hash);
    assertThat(read(RULES.replace("hold: 5", "hold: 6")).hash()).isNotEqualTo(hash);
  }

  @ParameterizedTest(name = "{1} for {0}")
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '"',
      value = {
        "decimals: 4; decimal: 4; rules.yaml: decimal is not a known field",
        "decimals: 4; \"\"; rules.yaml: decimals is missing",
        "flag: 2,; flag: 2, speed: 3,; moves.speed is not a known field",
        "cache_hit: 0.2; cache_hit: 1.2; cache_hit of a bundle must be 0 to 1, got 1.2",
        "bundle: chat; bundle: talk; no bundle is named 'talk'",
        "basket: third; basket: second; no period uses [third]",
        "first: {named; first: {picked; baskets.first.picked is not a known field",
        "[a1, a2]; [a1, a1]; A|a1 stands twice",
        "[A, B, C]; [A, A, C]; A stands twice",
        "provider_cap: 0.4; provider_cap: 0.5; below 1/2, got 0.5: one provider could decide",
        "provider_cap: 0.4; provider_cap: 0.3; 3 providers capped at 0.3 cannot fill a basket",
        "models_min: 3; models_min: 2; models_min 2 must not be below providers_min 3",
        "from: 2026-04-01; from: 2025-04-01; must be after the one from 2026-01-01",
        "from: 2026-04-01; from: soon; periods[1]: from must be a date, got 'soon'",
        "hold: 5; hold: 1.5; hold 1.5 must not be below flag 2",
        "flag: 2; flag: 1; flag must be a factor above 1",
        "quantity: 2; quantity: 0; quantity of A|a1 must be above zero",
        "count: 9; count: 0; count of a basket must be 1 or more",
        "listed_days: 0; listed_days: -1; must not be negative",
        "base_value: 100; base_value: 0; base_value must be above zero",
        "decimals: 4; decimals: 19; decimals must be 0 to 18",
        "low_confidence_share: 0.25; low_confidence_share: 2; low_confidence_share must be 0 to 1",
      })
  void anUnknownMissingOrContradictoryRuleIsRefused(String rule, String wrong, String message) {
    assertThat(RULES).contains(rule);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> read(RULES.replace(rule, wrong)))
        .withMessageStartingWith("rules.yaml: ")
        .withMessageContaining(message);
  }

  @Test
  void theShippedMethodologyLinksEveryQuarter() {
    TokenMethodology standard = TokenMethodologyFile.standard();
    assertThat(standard.baseDate()).isEqualTo("2025-02-06");
    assertThat(standard.periods().stream().map(TokenPeriod::from).skip(1))
        .containsExactly(
            LocalDate.parse("2025-04-01"),
            LocalDate.parse("2025-07-01"),
            LocalDate.parse("2025-10-01"),
            LocalDate.parse("2026-01-01"),
            LocalDate.parse("2026-04-01"),
            LocalDate.parse("2026-07-01"));
    assertThat(read(TokenMethodologyFile.standardText())).isEqualTo(standard);
  }
}
