package novate.margin.format;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** The files of these tests. */
final class SpanFiles {
  private SpanFiles() {}

  static byte[] bytes(String name) {
    try (InputStream bytes =
        Objects.requireNonNull(SpanFiles.class.getResourceAsStream(name), name)) {
      return bytes.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static String text(String name) {
    return new String(bytes(name), StandardCharsets.ISO_8859_1);
  }

  /** Either format, as its name ends. */
  static SpanFile read(String name) {
    return name.endsWith(".spn") ? spn(text(name)) : pa2(text(name));
  }

  static SpanFile spn(String text) {
    return SpanXmlReader.read(
        new ByteArrayInputStream(text.getBytes(StandardCharsets.ISO_8859_1)), "tiny.spn");
  }

  static SpanFile pa2(String text) {
    return SpanPositionalReader.read(new StringReader(text), "tiny.pa2");
  }
}
