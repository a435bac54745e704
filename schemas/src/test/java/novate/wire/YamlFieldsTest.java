package novate.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.StringReader;
import org.junit.jupiter.api.Test;

class YamlFieldsTest {
  private static YamlFields read(String text) {
    return YamlFields.read(new StringReader(text), "rules.yaml");
  }

  @Test
  void aRefusalNamesTheFileThePlaceAndTheValue() {
    YamlFields bundle = read("bundle: {input: much}").fields("bundle");
    assertThatThrownBy(() -> bundle.decimal("input"))
        .hasMessage("rules.yaml: bundle.input must be a decimal number, got 'much'");
    assertThatThrownBy(() -> bundle.only("output"))
        .hasMessage("rules.yaml: bundle.input is not a known field; known are output");
    assertThatThrownBy(() -> bundle.text("output"))
        .hasMessage("rules.yaml: bundle.output is missing");
  }

  @Test
  void aRepeatedFieldAnAliasAndASecondDocumentAreRefused() {
    assertThatThrownBy(() -> read("a: 1\na: 2")).hasMessageContaining("a stands twice");
    assertThatThrownBy(() -> read("a: &x {b: 1}\nc: *x")).hasMessageContaining("anchors");
    assertThatThrownBy(() -> read("a: 1\n---\nb: 2")).hasMessageContaining("one document");
  }

  @Test
  void oneNumberHasOneFormAndAnEndlessOneIsRefused() {
    YamlFields fields = read("a: 2.50\nb: 1e3\nc: 1e999999999\nd: 1e-999999999");
    assertThat(fields.decimal("a")).hasToString("2.5");
    assertThat(fields.decimal("b")).hasToString("1000");
    assertThatThrownBy(() -> fields.decimal("c")).hasMessageContaining("at most 40 digits");
    assertThatThrownBy(() -> fields.decimal("d")).hasMessageContaining("at most 40 digits");
  }
}
