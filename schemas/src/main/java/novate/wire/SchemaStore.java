package novate.wire;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import novate.wire.event.Log;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.avro.util.ClassSecurityValidator;
import org.jspecify.annotations.Nullable;

/**
 * Every schema that may have written a record on the log, by fingerprint: the current ones and the
 * released ones, {@code novate/wire/released/<Record>.<version>.avsc}, versions from 1 without a
 * gap. Immutable once built.
 */
final class SchemaStore {
  /** A schema that a record may have been written with, and the class that reads it. */
  record Writer(Schema schema, Class<? extends SpecificRecordBase> target) {}

  static {
    trustOwnClasses();
  }

  private final Map<Long, Writer> writerByFingerprint = new HashMap<>();

  /** The current and released schemas of these classes. */
  SchemaStore(List<Class<? extends SpecificRecordBase>> records) {
    for (Class<? extends SpecificRecordBase> record : records) {
      add(new Writer(SpecificData.get().getSchema(record), record));
      released(record.getSimpleName()).forEach(schema -> add(new Writer(schema, record)));
    }
  }

  /** What wrote a record with this fingerprint; null when no current or released schema has it. */
  @Nullable Writer find(long fingerprint) {
    return writerByFingerprint.get(fingerprint);
  }

  /** Makes a schema known, as if it had been released. */
  void add(Writer writer) {
    writerByFingerprint.putIfAbsent(
        SchemaNormalization.parsingFingerprint64(writer.schema()), writer);
  }

  /** The released schemas of a record, oldest first. */
  static List<Schema> released(String record) {
    List<Schema> schemas = new ArrayList<>();
    for (int version = 1; ; version++) {
      String resource = "released/%s.%d.avsc".formatted(record, version);
      try (InputStream in = SchemaStore.class.getResourceAsStream(resource)) {
        if (in == null) {
          return schemas;
        }
        schemas.add(new Schema.Parser().parse(in));
      } catch (IOException e) {
        throw new IllegalStateException("released schema " + resource + " cannot be read", e);
      }
    }
  }

  /**
   * Avro builds no class that is not on its list. Exactly the types of the protocol are added to
   * it, so that a schema can never name another class (CVE-2024-47561).
   */
  private static void trustOwnClasses() {
    ClassSecurityValidator.Builder own = ClassSecurityValidator.builder();
    Log.PROTOCOL.getTypes().forEach(type -> own.add(type.getFullName()));
    ClassSecurityValidator.setGlobal(
        ClassSecurityValidator.composite(ClassSecurityValidator.getGlobal(), own.build()));
  }
}
