package novate.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.StringReader;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class YamlFieldsTest {
  @Test
  void fieldsListsAndNestedFieldsAreReadInTheOrderOfTheFile() {
    YamlFields fields = read("b: 1.50\na: {x: [p, q]}\nc:\n  - {y: true}\n");

    assertThat(fields.names()).containsExactly("b", "a", "c");
    assertThat(fields.decimal("b")).isEqualTo("1.5");
    assertThat(fields.fields("a").texts("x")).isEqualTo(List.of("p", "q"));
    assertThat(fields.items("c").getFirst().flag("y")).isTrue();
  }

  @Test
  void everyRefusalNamesSourceAndPlace() {
    YamlFields nested = read("a: {x: [p], n: 1.5}\n").fields("a");

    assertRefused(() -> nested.only("x"), "f.yaml: a.n is not a known field; known are x");
    assertRefused(() -> nested.text("x"), "f.yaml: a.x must be a single value, got [p]");
    assertRefused(() -> nested.integer("n"), "f.yaml: a.n must be a whole number, got '1.5'");
    assertRefused(() -> nested.text("z"), "f.yaml: a.z is missing");
    assertRefused(
        () ->
            nested.build(
                () -> {
                  throw new IllegalArgumentException("does not fit");
                }),
        "f.yaml: a: does not fit");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "- a\n",
        "a: &x {b: 1}\n",
        "a: !!int 1\n",
        "a: 1\na: 2\n",
        "a: 1\n---\nb: 2\n",
        "a:\n",
        "a: [1\n",
        "a: {x: 1}\nb: *x\n"
      })
  void whatCouldGrowOrChangeItsTypeOrIsNoMappingIsRefused(String yaml) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> read(yaml))
        .withMessageStartingWith("f.yaml: ");
  }

  @Test
  void oneNumberHasOneFormAndAnEndlessOneIsRefused() {
    YamlFields fields = read("a: 2.50\nb: 1e3\nc: 1e999999999\nd: 1e-999999999");
    assertThat(fields.decimal("a")).hasToString("2.5");
    assertThat(fields.decimal("b")).hasToString("1000");
    for (String endless : List.of("c", "d")) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> fields.decimal(endless))
          .withMessageContaining("at most 40 digits");
    }
  }

  private static YamlFields read(String yaml) {
    return YamlFields.read(new StringReader(yaml), "f.yaml");
  }

  private static void assertRefused(
      org.assertj.core.api.ThrowableAssert.ThrowingCallable call, String message) {
    assertThatIllegalArgumentException().isThrownBy(call).withMessage(message);
  }
}
