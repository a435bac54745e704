package novate.margin.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.fail;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.stream.Collectors;
import novate.market.InputError;
import novate.market.InvalidInputException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that are cut, bent or meant to do harm: a clear refusal, or a file; nothing else. */
class HostileFilesTest {
  private static final int MUTATIONS = 500;

  @Test
  void anEntityThatGrowsIsNotExpanded() {
    StringBuilder bomb = new StringBuilder("<?xml version=\"1.0\"?><!DOCTYPE spanFile [");
    bomb.append("<!ENTITY a0 \"lol\">");
    for (int i = 1; i < 10; i++) {
      bomb.append("<!ENTITY a%d \"%s\">".formatted(i, "&a%d;".formatted(i - 1).repeat(10)));
    }
    bomb.append("]><spanFile><fileFormat>&a9;</fileFormat></spanFile>");
    assertThat(errors(() -> SpanFiles.spn(bomb.toString())).getFirst().message())
        .contains("document types and entities are not allowed");
    String external =
        "<!DOCTYPE spanFile SYSTEM \"file:///etc/passwd\"><spanFile><created/></spanFile>";
    assertThat(errors(() -> SpanFiles.spn(external))).isNotEmpty();
    String undeclared = SpanFiles.text("tiny.spn").replace("Chicago", "&chicago;");
    assertThat(errors(() -> SpanFiles.spn(undeclared)).getFirst().line())
        .isEqualTo(undeclared.substring(0, undeclared.indexOf("&chicago;")).lines().count());
  }

  @Test
  void aFileThatIsNestedWithoutEndIsRefused() {
    String deep = "<spanFile>" + "<a>".repeat(200_000);
    assertThat(errors(() -> SpanFiles.spn(deep)).getFirst().message()).contains("deeper than");
    String inContainers = "<spanFile>" + "<pointInTime>".repeat(200_000);
    assertThat(errors(() -> SpanFiles.spn(inContainers)).getFirst().message())
        .contains("deeper than");
  }

  @ParameterizedTest
  @ValueSource(strings = {"tiny.spn", "tiny.pa2"})
  void aTextOrLineThatIsTooLongIsRefused(String name) {
    String long1 = "9".repeat(500_000);
    List<InputError> errors =
        name.endsWith(".spn")
            ? errors(() -> SpanFiles.spn(SpanFiles.text(name).replace("3649.40", long1)))
            : errors(() -> SpanFiles.pa2(SpanFiles.text(name).replace("0000036494", long1)));
    assertThat(errors.getFirst().message()).contains("longer than");
    assertThat(errors.getFirst().value().length()).isLessThan(100);
  }

  /** Each says where it is and what stands there. */
  @ParameterizedTest(name = "{0} -> {1}")
  @CsvSource(
      delimiter = '|',
      value = {
        "<p>3649.40</p>|<p>3649.4O</p>|p (column|3649.4O|must be a decimal number",
        "<a>-15840.00</a>|<a>1e99</a>|a (column|1e99|must be below 10^15",
        "<o>C</o>|<o>X</o>|o (column|X|right must be C or P",
        "<chargeMeth>F</chargeMeth>|<chargeMeth>Z</chargeMeth>||| chargeMeth must be F, W or P",
        "<fileFormat>4.00</fileFormat>|<fileFormat>3.00</fileFormat>|||file format must be 4.00",
        "<a>-15840.00</a>|<b>1</b>|ra (column||an array has 16 values, got 15",
        "<sc>1.0000</sc>|<sc>0</sc>|||delta scaling of",
        "<cId>14</cId>|<cId>99</cId>|||is on Place",
        "<currency>JPY</currency><cvf>|<currency>ZZZ</currency><cvf>|currency (column|ZZZ|",
        "<wfprMeth>NORMAL</wfprMeth>|<wfprMeth>ODD</wfprMeth>|wfprMeth (column|ODD|",
      })
  void aWrongFieldOfXmlIsNamedWithLineAndColumn(
      String from, String to, String field, String value, String message) {
    String text = SpanFiles.text("tiny.spn");
    assertThat(text).contains(from);
    String changed = text.replaceFirst(java.util.regex.Pattern.quote(from), to);
    InputError error = errors(() -> SpanFiles.spn(changed)).getFirst();
    assertThat(error.field()).contains(field == null ? "" : field);
    assertThat(error.value()).isEqualTo(value == null ? "" : value);
    assertThat(error.message()).contains(message == null ? "" : message.strip());
    long line = changed.substring(0, changed.indexOf(to)).lines().count();
    if (field != null) {
      assertThat(error.line()).isEqualTo(Math.max(1, line));
    }
  }

  @ParameterizedTest(name = "{0} at {1} -> {3}")
  @CsvSource(
      delimiter = '|',
      value = {
        "81CMEGC        GC        FUT 202509|56|X|array value (columns 55-59 of record 81)|digits",
        "81CMEGC        GC        FUT 202509|60|7|sign of array value (column 60|must be + or -",
        "82CMEGC        GC        FUT 202509|97|A|composite delta (columns 97-101|digits",
        "P CME26        FUT|40|Q||alignment code 'Q' is not known",
        "2 CME GC|14|Z|currency (columns 14-16|ZSD",
        "S CMEGC|1|?|record id (columns 1-2|is not a record of this format",
        "C GC|13|9|legs (columns 13-14|must be 2 to 8",
        "6 ALL|34|C|side of leg (column 34|must be A or B",
        "E GC|24|x|period of leg (columns 21-27|period must be",
        "0 CME|37|P|format (columns 36-37|Paris",
      })
  void aWrongFieldOfPositionalTextIsNamedWithLineAndColumns(
      String record, int column, char wrong, String field, String message) {
    List<String> lines = SpanFiles.text("tiny.pa2").lines().collect(Collectors.toList());
    int at = 0;
    while (!lines.get(at).startsWith(record.replace("S CME", "S "))) {
      at++;
    }
    StringBuilder line = new StringBuilder(lines.get(at));
    line.setCharAt(column - 1, wrong);
    lines.set(at, line.toString());
    List<InputError> errors = errors(() -> SpanFiles.pa2(String.join("\n", lines)));
    assertThat(errors)
        .anySatisfy(
            error -> {
              assertThat(error.field()).contains(field == null ? "" : field);
              assertThat(error.message() + error.value()).contains(message);
            });
    if (field != null) {
      assertThat(errors).extracting(InputError::line).contains((long) at + 1);
    }
  }

  @Test
  void everyErrorIsToldNotTheFirst() {
    String twice = SpanFiles.text("tiny.pa2").replace("82CMEGC ", "82CMEXX ");
    List<InputError> errors = errors(() -> SpanFiles.pa2(twice));
    assertThat(errors).hasSizeGreaterThanOrEqualTo(6);
    assertThat(errors).extracting(InputError::line).isSorted();
    String many = SpanFiles.text("tiny.pa2") + "?? what\n".repeat(50_000);
    assertThat(errors(() -> SpanFiles.pa2(many)).getLast().message()).contains("too many errors");
  }

  @Test
  void halfAnArrayIsNoArray() {
    String cut =
        SpanFiles.text("tiny.pa2")
            .lines()
            .filter(line -> !line.startsWith("82CMENK"))
            .collect(Collectors.joining("\n"));
    assertThat(errors(() -> SpanFiles.pa2(cut)))
        .singleElement()
        .satisfies(
            error -> assertThat(error.message()).isEqualTo("record 81 without its record 82"));
  }

  @Test
  void aTextThatEndsBeforeItsFirstContractIsCut() {
    String cut = SpanFiles.text("tiny.pa2").substring(0, 200);
    assertThat(errors(() -> SpanFiles.pa2(cut)))
        .anySatisfy(error -> assertThat(error.message()).contains("ends without a contract"));
  }

  @Test
  void aFileThatIsCutIsRefusedWhereverItIsCut() {
    String text = SpanFiles.text("tiny.spn").strip();
    for (int end = 0; end < text.length(); end += 97) {
      String cut = text.substring(0, end);
      assertThat(errors(() -> SpanFiles.spn(cut))).as("cut at %d", end).isNotEmpty();
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {91, 92, 93, 94})
  void aMutatedFileIsReadOrRefusedAndNothingElse(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    boolean isXml = seed % 2 == 0;
    byte[] original = SpanFiles.bytes(isXml ? "tiny.spn" : "tiny.pa2");
    Function<byte[], SpanFile> reader =
        isXml
            ? bytes -> SpanXmlReader.read(new ByteArrayInputStream(bytes), "mutated")
            : bytes -> SpanFiles.pa2(new String(bytes, StandardCharsets.UTF_8));
    int read = 0;
    for (int round = 0; round < MUTATIONS; round++) {
      byte[] mutated = mutated(original, random);
      try {
        SpanFile file = reader.apply(mutated);
        read += file.header().clearingOrganisation().isEmpty() ? 0 : 1;
        if (round % 5 == 0) {
          marginOrRefuse(file);
        }
      } catch (InvalidInputException refused) {
        assertThat(refused.errors()).isNotEmpty();
      } catch (RuntimeException | StackOverflowError e) {
        fail("seed %d, round %d: %s".formatted(seed, round, e), e);
      }
    }
    assertThat(read).as("files that were still good").isPositive();
  }

  /** What could be read either makes a market or is refused with a reason. */
  private static void marginOrRefuse(SpanFile file) {
    try {
      assertThat(SpanMarket.of(file).catalogue().size()).isNotNegative();
    } catch (IllegalArgumentException | ArithmeticException refused) {
      assertThat(refused.getMessage()).isNotEmpty();
    }
  }

  private static byte[] mutated(byte[] original, SplittableRandom random) {
    byte[] bytes = original.clone();
    int changes = 1 + random.nextInt(3);
    for (int i = 0; i < changes; i++) {
      bytes = mutatedOnce(bytes, random);
    }
    return bytes;
  }

  private static byte[] mutatedOnce(byte[] bytes, SplittableRandom random) {
    int at = random.nextInt(Math.max(1, bytes.length));
    return switch (random.nextInt(7)) {
      case 0 -> Arrays.copyOf(bytes, at);
      case 1 ->
          replaced(bytes, at, at + 1, new byte[] {(byte) (bytes[at] ^ 1 << random.nextInt(8))});
      case 2 -> {
        String line = line(bytes, at);
        yield replaced(bytes, at - column(bytes, at), at - column(bytes, at), latin(line + "\n"));
      }
      case 3 -> replaced(bytes, at, Math.min(bytes.length, at + random.nextInt(40)), new byte[0]);
      case 4 -> replaced(bytes, at, at, latin("9".repeat(1 + random.nextInt(400))));
      case 5 -> replaced(bytes, at, at, latin(random.nextBoolean() ? "&lt;" : "<x>&a;"));
      default -> {
        String line = line(bytes, at);
        int start = at - column(bytes, at);
        yield replaced(
            bytes, start, Math.min(bytes.length, start + line.length() + 1), new byte[0]);
      }
    };
  }

  private static int column(byte[] bytes, int at) {
    int start = at;
    while (start > 0 && bytes[start - 1] != '\n') {
      start--;
    }
    return at - start;
  }

  private static String line(byte[] bytes, int at) {
    int start = at - column(bytes, at);
    int end = start;
    while (end < bytes.length && bytes[end] != '\n') {
      end++;
    }
    return new String(bytes, start, end - start, StandardCharsets.ISO_8859_1);
  }

  private static byte[] latin(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  private static byte[] replaced(byte[] bytes, int from, int to, byte[] by) {
    byte[] changed = new byte[from + by.length + bytes.length - to];
    System.arraycopy(bytes, 0, changed, 0, from);
    System.arraycopy(by, 0, changed, from, by.length);
    System.arraycopy(bytes, to, changed, from + by.length, bytes.length - to);
    return changed;
  }

  private static List<InputError> errors(Runnable reading) {
    InvalidInputException[] refused = new InvalidInputException[1];
    assertThatExceptionOfType(InvalidInputException.class)
        .isThrownBy(reading::run)
        .satisfies(e -> refused[0] = e);
    return refused[0].errors();
  }
}
