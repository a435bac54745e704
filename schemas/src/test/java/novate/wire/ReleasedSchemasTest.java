package novate.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import novate.wire.event.Log;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.SchemaCompatibilityType;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecordBase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What once stood on the log stays readable. Fault K7. */
class ReleasedSchemasTest {
  private static final Path DIRECTORY = Path.of("released");

  static Stream<Class<? extends SpecificRecordBase>> records() {
    return Records.TOP_LEVEL.stream();
  }

  @ParameterizedTest
  @MethodSource("records")
  void everyReleasedVersionIsReadableByTheCurrentClass(Class<? extends SpecificRecordBase> record) {
    Schema current = SpecificData.get().getSchema(record);
    for (Schema released : SchemaStore.released(record.getSimpleName())) {
      var answer = SchemaCompatibility.checkReaderWriterCompatibility(current, released);
      assertThat(answer.getType())
          .as("%s: %s", record.getSimpleName(), answer.getDescription())
          .isEqualTo(SchemaCompatibilityType.COMPATIBLE);
    }
  }

  /** The current schema is a released one, or a compatible successor by the test above. */
  @ParameterizedTest
  @MethodSource("records")
  void everyRecordIsReleased(Class<? extends SpecificRecordBase> record) {
    assertThat(SchemaStore.released(record.getSimpleName()))
        .as(
            "released/%s.1.avsc is missing: run novate.wire.ReleaseSchemas schemas/released",
            record.getSimpleName())
        .isNotEmpty();
  }

  /** A record that is renamed or removed leaves its released schemas behind and fails here. */
  @Test
  void everyReleasedFileIsAVersionOfARecordThatStillExists() throws IOException {
    List<String> expected = new ArrayList<>();
    for (var record : Records.TOP_LEVEL) {
      List<Schema> released = SchemaStore.released(record.getSimpleName());
      for (int version = 1; version <= released.size(); version++) {
        assertThat(released.get(version - 1).getFullName()).isEqualTo(record.getName());
        expected.add(ReleaseSchemas.fileName(released.get(version - 1), version));
      }
    }
    try (Stream<Path> files = Files.list(DIRECTORY)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrderElementsOf(expected);
    }
  }

  @Test
  void everyRecordOfTheProtocolStandsAloneOrIsPartOfOneThatDoes() {
    Set<String> reachable =
        Records.TOP_LEVEL.stream()
            .flatMap(record -> records(SpecificData.get().getSchema(record)))
            .map(Schema::getFullName)
            .collect(Collectors.toSet());
    assertThat(
            Log.PROTOCOL.getTypes().stream()
                .filter(schema -> schema.getType() == Schema.Type.RECORD)
                .map(Schema::getFullName))
        .containsExactlyInAnyOrderElementsOf(reachable);
  }

  private static Stream<Schema> records(Schema schema) {
    return switch (schema.getType()) {
      case RECORD ->
          Stream.concat(
              Stream.of(schema),
              schema.getFields().stream().flatMap(field -> records(field.schema())));
      case ARRAY -> records(schema.getElementType());
      case UNION -> schema.getTypes().stream().flatMap(ReleasedSchemasTest::records);
      case ENUM, MAP, FIXED, STRING, BYTES, INT, LONG, FLOAT, DOUBLE, BOOLEAN, NULL ->
          Stream.empty();
    };
  }
}
