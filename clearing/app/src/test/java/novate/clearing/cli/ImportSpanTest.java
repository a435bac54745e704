package novate.clearing.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImportSpanTest {
  @TempDir Path directory;
  private Path file;

  @BeforeEach
  void writeFile() throws IOException {
    StringBuilder array = new StringBuilder("<ra><r>1</r>");
    for (int value :
        new int[] {
          0, 0, -5333, -5333, 5333, 5333, -10667, -10667, 10667, 10667, -16000, -16000, 16000,
          16000, -15840, 15840
        }) {
      array.append("<a>").append(value).append("</a>");
    }
    array.append("<d>1</d></ra>");
    file = directory.resolve("gold.spn");
    Files.writeString(
        file,
        """
        <spanFile><fileFormat>4.00</fileFormat><pointInTime><date>20250912</date><isSetl>1</isSetl>
        <clearingOrg><ec>CME</ec><exchange><exch>CME</exch>
        <futPf><pfId>1</pfId><pfCode>GC</pfCode><cvf>100</cvf>
        <fut><cId>1</cId><pe>202509</pe><p>3649.4</p>%1$s</fut>
        <fut><cId>2</cId><pe>202510</pe><p>3668.0</p>%1$s</fut></futPf></exchange>
        <ccDef><cc>GC</cc><currency>USD</currency>
        <pfLink><exch>CME</exch><pfCode>GC</pfCode><pfType>FUT</pfType></pfLink>
        <dSpread><spread>1</spread><chargeMeth>F</chargeMeth><rate><r>1</r><val>300</val></rate>
        <pLeg><cc>GC</cc><pe>202509</pe><rs>A</rs><i>1</i></pLeg>
        <pLeg><cc>GC</cc><pe>202510</pe><rs>B</rs><i>1</i></pLeg></dSpread></ccDef>
        </clearingOrg></pointInTime></spanFile>
        """
            .formatted(array));
  }

  /** CME-GC-CAL1: one September against one October is charged 300. */
  @Test
  void aPortfolioIsMarginedFromTheFileOfAnotherHouse() throws IOException {
    Path positions = directory.resolve("positions.csv");
    Files.writeString(
        positions,
        """
        account,contract,lots
        SPREAD,CME:GC:FUT:202509,1
        SPREAD,CME:GC:FUT:202510,-1
        """);
    CommandRun csv = CommandRun.of("import", "span", file, "--positions", positions, "-o", "csv");
    assertThat(csv.err()).isEmpty();
    assertThat(csv.out())
        .isEqualTo(
            """
            account,account_class,currency,initial_margin,net_option_value
            SPREAD,HOUSE,USD,300.00,0.00
            """);
    CommandRun table = CommandRun.of("import", "span", file, "--positions", positions);
    assertThat(table.out())
        .containsPattern("SPREAD +GC +0.00 +1 +300.00 +0.00 +0.00 +0.00 +300.00 +300.00 +0.0000")
        .contains("Risk parameters of CME, 2025-09-12")
        .contains("2 contracts, 0 without an array; spreads between commodities: 0.");
  }

  @Test
  void theFileAloneIsShown() {
    CommandRun run = CommandRun.of("import", "span", file, "-o", "json");
    assertThat(run.exitCode()).isZero();
    assertThat(run.json().at("/commodities/0/calendar_spreads").asInt()).isEqualTo(1);
    assertThat(run.json().at("/accounts").size()).isZero();
  }

  @Test
  void aFileThatIsCutIsRefusedWithItsPlace() throws IOException {
    Path cut = directory.resolve("cut.spn");
    Files.writeString(cut, Files.readString(file).substring(0, 400));
    CommandRun run = CommandRun.of("import", "span", cut);
    assertThat(run.exitCode()).isEqualTo(ExitCode.INPUT_INVALID.code());
    assertThat(run.err()).contains("cut.spn:4: field 'column");
    assertThat(CommandRun.of("import", "trades", file, "--positions", file).exitCode())
        .isEqualTo(ExitCode.USAGE.code());
  }
}
