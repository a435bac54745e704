package novate.wire;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;

/** Records of any schema, filled at random, and their bytes made by Avro's plain generic writer. */
final class RandomRecords {
  private RandomRecords() {}

  static byte[] bytes(Schema schema, Object datum) {
    try {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      out.write(0xC3);
      out.write(0x01);
      out.writeBytes(
          ByteBuffer.allocate(Long.BYTES)
              .order(ByteOrder.LITTLE_ENDIAN)
              .putLong(SchemaNormalization.parsingFingerprint64(schema))
              .array());
      BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(out, null);
      new GenericDatumWriter<>(schema).write(datum, encoder);
      encoder.flush();
      return out.toByteArray();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  static Object value(Schema schema, SplittableRandom random) {
    return switch (schema.getType()) {
      case RECORD -> record(schema, random);
      case ENUM ->
          new GenericData.EnumSymbol(
              schema, schema.getEnumSymbols().get(random.nextInt(schema.getEnumSymbols().size())));
      case ARRAY -> items(schema, random);
      case UNION ->
          random.nextBoolean()
              ? value(schema.getTypes().get(1), random)
              : GenericData.get().getDefaultValue(schemaWithNullDefault(schema));
      case STRING -> text(random);
      case INT -> random.nextInt();
      case LONG -> random.nextLong();
      case DOUBLE -> random.nextDouble();
      case BOOLEAN -> random.nextBoolean();
      case MAP, FIXED, BYTES, FLOAT, NULL ->
          throw new AssertionError("no record of the protocol has a field of " + schema);
    };
  }

  private static Schema.Field schemaWithNullDefault(Schema union) {
    return new Schema.Field("none", union, null, Schema.Field.NULL_DEFAULT_VALUE);
  }

  private static GenericData.Record record(Schema schema, SplittableRandom random) {
    GenericData.Record record = new GenericData.Record(schema);
    for (Schema.Field field : schema.getFields()) {
      record.put(field.pos(), value(field.schema(), random));
    }
    return record;
  }

  private static List<Object> items(Schema schema, SplittableRandom random) {
    List<Object> items = new ArrayList<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      items.add(value(schema.getElementType(), random));
    }
    return items;
  }

  private static String text(SplittableRandom random) {
    return random
        .ints(random.nextInt(12), ' ', 0x24F)
        .filter(Character::isDefined)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }
}
