package novate.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.StringReader;
import java.math.BigDecimal;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.regex.Pattern;
import novate.market.CombinedCommodityId;
import novate.market.CurrencyCode;
import novate.market.ProductId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ParameterFileTest {
  private static final String GOOD = OneCommodity.yaml();

  @Test
  void everyFieldArrivesWhereItBelongs() {
    ParameterSet set = read(GOOD);
    CommodityParameters h100 = set.commodity(new CombinedCommodityId("H100"));
    assertThat(h100.price()).isEqualTo(new ScanRange(ScanRange.Kind.FRACTION, 0.12, 0.1));
    assertThat(h100.coverFraction()).isEqualTo(0.33);
    assertThat(set.call(CurrencyCode.USD))
        .isEqualTo(new CallPolicy(CurrencyCode.USD, 5_000_000, 1_000_000));
  }

  @Test
  void whatIsWrittenReadsBackAsTheSameSet() {
    ParameterSet set = read(GOOD);
    assertThat(read(ParameterFile.write(set))).isEqualTo(set);
  }

  /** A file that says the default is the same content as one that says nothing. */
  @Test
  void theAmericanModelIsOptionalAndItsDefaultIsNotWritten() {
    CombinedCommodityId h100 = new CombinedCommodityId("H100");
    ParameterSet plain = read(GOOD);
    assertThat(plain.commodity(h100).americanModel()).isEqualTo(AmericanModel.BARONE_ADESI_WHALEY);
    assertThat(read(withAmericanModel("BARONE_ADESI_WHALEY"))).isEqualTo(plain);
    ParameterSet declared = read(withAmericanModel("BJERKSUND_STENSLAND_2002"));
    assertThat(read(ParameterFile.write(declared))).isEqualTo(declared).isNotEqualTo(plain);
    assertThatThrownBy(() -> read(withAmericanModel("GUESS")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("GUESS");
  }

  private static String withAmericanModel(String model) {
    return GOOD.replace(
        "    jump_max: 0.20\n", "    jump_max: 0.20\n    american_model: " + model + "\n");
  }

  @Test
  void theHashNamesTheContentNotTheSpelling() {
    String respelled = GOOD.replace("0.10,", "1e-1,").replace("\"test/1\"", "test/1");
    assertThat(ParameterFile.hash(read(respelled))).isEqualTo(ParameterFile.hash(read(GOOD)));
    assertThat(ParameterFile.hash(read(GOOD.replace("0.33", "0.34"))))
        .isNotEqualTo(ParameterFile.hash(read(GOOD)));
  }

  @Test
  void feesAreOptionalAndTheirSpellingIsOne() {
    ParameterSet free = read(GOOD);
    assertThat(free.fees()).isEqualTo(FeeSchedule.NONE);
    assertThat(ParameterFile.write(free)).doesNotContain("fees");
    ParameterSet set = read(GOOD + withFees("0.250", "10"));
    assertThat(set.fees().byProduct())
        .containsExactly(
            Map.entry(
                new ProductId("H100"),
                new FeeSchedule.Fees(new BigDecimal("0.25"), new BigDecimal("1E+1"))));
    assertThat(ParameterFile.write(set)).endsWith(withFees("0.25", "10"));
    assertThat(read(ParameterFile.write(set))).isEqualTo(set);
    assertThat(ParameterFile.hash(read(GOOD + withFees("0.25", "10.0"))))
        .isEqualTo(ParameterFile.hash(set));
  }

  @Test
  void aFeeThatIsNoneIsRefused() {
    for (String fee : new String[] {"-0.01", "1e-2", "NaN", ""}) {
      assertThatThrownBy(() -> read(GOOD + withFees(fee, "0")))
          .as(fee)
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageStartingWith("p.yaml: fees.H100");
    }
    assertThatThrownBy(() -> read(GOOD + withFees("1", "0").replace("exercise", "expiry")))
        .hasMessageStartingWith("p.yaml: fees.H100.expiry is not a known field");
  }

  private static String withFees(String clearing, String exercise) {
    return "fees:\n  \"H100\": {clearing: \"%s\", exercise: \"%s\"}\n"
        .formatted(clearing, exercise);
  }

  @Test
  void anIdThatCannotStandInAFileIsNotWritten() {
    ParameterSet set = read(GOOD);
    ParameterSet odd = new ParameterSet("a\"b", new TreeMap<>(Map.of()), set.ratios(), set.calls());
    assertThatThrownBy(() -> ParameterFile.write(odd)).hasMessageContaining("a\"b");
  }

  @ParameterizedTest(name = "{0} -> {1}: {2}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          jump_max: 0.20         | jump_maximum: 0.20      | p.yaml: commodities.H100.jump_maximum is not a known field
          jump_max: 0.20         | # jump_max              | p.yaml: commodities.H100.jump_max is missing
          cover_fraction: 0.33   | cover_fraction: 1.5     | p.yaml: commodities.H100: cover fraction must be between 0 and 1, got 1.5
          up: 0.12               | up: -0.12               | p.yaml: commodities.H100.price: scan range up must be finite and not negative, got -0.12
          up: 0.12               | up: 0                   | p.yaml: commodities.H100: price scan range must be above zero both ways, got 0.0 up and 0.1 down
          up: 0.12               | up: .nan                | p.yaml: commodities.H100.price.up must be a decimal number, got '.nan'
          up: 0.12               | up: NaN                 | p.yaml: commodities.H100.price.up must be a decimal number, got 'NaN'
          up: 0.12               | up: .inf                | p.yaml: commodities.H100.price.up must be a decimal number, got '.inf'
          up: 0.12               | up: 1e999               | p.yaml: commodities.H100.price.up must have at most 40 digits before and behind the point, got '1e999'
          up: 0.12               | up: ~                   | p.yaml: commodities.H100.price.up must be a decimal number, got '~'
          up: 0.12               | up: [1]                 | p.yaml: commodities.H100.price.up must be a single value, got [1]
          kind: FRACTION         | kind: SHARE             | p.yaml: commodities.H100.price.kind must be one of [ABSOLUTE, FRACTION], got 'SHARE'
          lookahead_days: 1      | lookahead_days: 1.5     | p.yaml: commodities.H100.lookahead_days must be a whole number, got '1.5'
          lookahead_days: 1      | lookahead_days: -1      | p.yaml: commodities.H100: look-ahead must not be negative, got -1
          CLIENT_NET: 1.0,       | CLIENT_ODD: 1.0,        | p.yaml: ratios: No enum constant novate.market.AccountClass.CLIENT_ODD
          CLIENT_NET: 1.0,       | ''                      | p.yaml: parameter set test/1 has no ratio of CLIENT_NET
          HOUSE: 1.0             | HOUSE: 0                | p.yaml: ratio of HOUSE must be above zero, got 0.0
          50000.00               | 50000.001               | p.yaml: calls.USD: amount 50000.001 is not a whole number of minor units of USD
          USD:                   | XAU:                    | p.yaml: calls: currency XAU has no minor unit
          H100:                  | H100: &a                | p.yaml: line 3: anchors, aliases and tags are not allowed
          id: "test/1"           | id: !!str "test/1"      | p.yaml: line 1: anchors, aliases and tags are not allowed
          id: "test/1"           | id: *a                  | p.yaml: line 1: anchors, aliases and tags are not allowed
          jump_max: 0.20         | lookahead_days: 2       | p.yaml:
          commodities:           | commodities: [          | p.yaml: is no YAML
          """)
  void aFileThatIsNotRightIsRefusedByName(String found, String replacement, String message) {
    assertThat(GOOD).contains(found);
    assertThatThrownBy(() -> read(GOOD.replaceFirst(Pattern.quote(found), replacement)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(message);
  }

  @Test
  void aSecondDocumentIsRefused() {
    assertThatThrownBy(() -> read(GOOD + "---\nid: x\n")).hasMessageContaining("more than one");
    assertThatThrownBy(() -> read("")).hasMessageContaining("must hold fields");
    assertThatThrownBy(() -> read("- 1")).hasMessageContaining("must hold fields");
  }

  @Test
  void aTowerOfBracketsIsRefusedBeforeTheStackEnds() {
    assertThatThrownBy(() -> read("id: " + "[".repeat(100_000)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  /** Whatever stands in a file, it is read or refused: no other exception, no hang. */
  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3})
  void aBrokenFileIsReadOrRefusedAndNothingElse(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    String alphabet = "{}[]:,-#&*!|>'\"%@`~ \t\n\u0000\ufeff\ud800xN0.eE";
    int refused = 0;
    for (int i = 0; i < 2_000; i++) {
      StringBuilder text = new StringBuilder(GOOD);
      for (int edits = 1 + random.nextInt(4); edits > 0; edits--) {
        int place = random.nextInt(text.length());
        String letter = String.valueOf(alphabet.charAt(random.nextInt(alphabet.length())));
        text.replace(place, place + random.nextInt(2), letter);
      }
      try {
        read(text.toString());
      } catch (IllegalArgumentException e) {
        assertThat(e.getMessage()).as("seed %d: %s", seed, text).startsWith("p.yaml: ");
        refused++;
      }
    }
    assertThat(refused).isBetween(1_000, 1_999);
  }

  private static ParameterSet read(String text) {
    return ParameterFile.read(new StringReader(text), "p.yaml");
  }
}
