package novate.wire;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;
import org.apache.avro.specific.SpecificData;

/**
 * Writes the schema of every record whose current one is not released yet, as its next version:
 * {@code java -cp <test class path> novate.wire.ReleaseSchemas schemas/released}. What is released
 * is never rewritten.
 */
final class ReleaseSchemas {
  private ReleaseSchemas() {}

  /** The first argument is the directory of released schemas. */
  public static void main(String[] arguments) throws IOException {
    Path directory = Path.of(arguments[0]);
    for (var record : Records.TOP_LEVEL) {
      Schema current = SpecificData.get().getSchema(record);
      List<Schema> released = SchemaStore.released(record.getSimpleName());
      if (released.stream().noneMatch(schema -> sameOnTheWire(schema, current))) {
        Path file = directory.resolve(fileName(current, released.size() + 1));
        Files.writeString(file, current.toString(true) + "\n");
      }
    }
  }

  static String fileName(Schema schema, int version) {
    return "%s.%d.avsc".formatted(schema.getName(), version);
  }

  private static boolean sameOnTheWire(Schema one, Schema other) {
    return SchemaNormalization.parsingFingerprint64(one)
        == SchemaNormalization.parsingFingerprint64(other);
  }
}
