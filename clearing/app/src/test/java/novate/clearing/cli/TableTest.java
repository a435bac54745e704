package novate.clearing.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import novate.clearing.cli.Table.Column;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TableTest {
  @Test
  void numbersStandToTheRightWithSeparatorsAndWordsToTheLeft() {
    Table table = new Table("Margin", Column.text("account"), Column.number("initial_margin"));
    table.row("A", "1234567.50").row("LONGER", "-12.00").row("NONE", "");
    assertThat(table.text())
        .isEqualTo(
            """
            Margin
            account  initial margin
            -------  --------------
            A          1,234,567.50
            LONGER           -12.00
            NONE
            """);
  }

  @Test
  void aTableWithoutRowsSaysSo() {
    assertThat(new Table("", Column.text("account")).text()).endsWith("-------\n(none)\n");
  }

  @Test
  void csvHasPlainNumbersAndTextThatNoSpreadsheetTakesForAFormula() {
    StringBuilder csv = new StringBuilder();
    Table table = new Table("x", Column.text("account"), Column.number("amount"));
    table.row("=1+1", "-1234567.50").row("B", "").csv(csv);
    assertThat(csv.toString()).isEqualTo("account,amount\n'=1+1,-1234567.50\nB,\n");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0|0",
        "999|999",
        "1000|1,000",
        "-1000|-1,000",
        "123456.123456|123,456.123456",
        "1234567|1,234,567"
      })
  void separatorsStandBeforeThePointOnly(String plain, String shown) {
    assertThat(Table.grouped(plain)).isEqualTo(shown);
  }

  @Test
  void aRowHasOneCellForEachColumn() {
    Table table = new Table("", Column.text("account"));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> table.row("A", "B"))
        .withMessage("row of 2 cells under 1 columns");
  }
}
