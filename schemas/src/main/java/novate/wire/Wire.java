package novate.wire;

import static novate.wire.WireException.Reason.UNKNOWN_SCHEMA;
import static novate.wire.WireException.Reason.UNREADABLE;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;
import org.apache.avro.specific.SpecificRecordBase;
import org.jspecify.annotations.Nullable;

/**
 * A record of the log as bytes and back: Avro's single-object encoding.
 *
 * <pre>C3 01 | fingerprint of the writer's schema, 8 bytes little-endian | the record in binary
 * </pre>
 *
 * <p>Reading is total: any array gives a record or a {@link WireException}, and costs no more
 * memory than a small multiple of its length. A record written by any released schema is resolved
 * to the current class. Safe for use by several threads, each of which keeps its own codecs.
 *
 * @see <a href="https://avro.apache.org/docs/1.12.0/specification/#single-object-encoding">Avro,
 *     Single-object encoding</a>
 */
public final class Wire {
  private static final byte MARK_0 = (byte) 0xC3;
  private static final byte MARK_1 = 0x01;
  private static final int HEADER_BYTES = 10;
  private static final SchemaStore STORE = new SchemaStore(Records.TOP_LEVEL);
  private static final ThreadLocal<Wire> OF_THREAD = ThreadLocal.withInitial(() -> new Wire(STORE));

  private final SchemaStore store;
  private final Map<Class<?>, RecordWriter> writerByClass = new IdentityHashMap<>();
  private final Map<Schema, SpecificDatumReader<SpecificRecord>> readerBySchema =
      new IdentityHashMap<>();
  private final ByteArrayOutputStream out = new ByteArrayOutputStream(512);
  private final ArrayDecoder decoder = new ArrayDecoder();
  private @Nullable BinaryEncoder encoder;

  private record RecordWriter(byte[] header, SpecificDatumWriter<SpecificRecordBase> writer) {}

  /** One thread's codecs over a store. */
  Wire(SchemaStore store) {
    this.store = store;
  }

  /**
   * The bytes of a record.
   *
   * @throws IllegalArgumentException when the record is not complete, or of a type that does not
   *     stand on the log by itself
   */
  public static byte[] encode(SpecificRecordBase event) {
    return OF_THREAD.get().write(event);
  }

  /**
   * The record in the bytes, of the class that reads its schema.
   *
   * @throws WireException when there is none
   */
  public static SpecificRecord decode(byte[] bytes) {
    return OF_THREAD.get().read(bytes);
  }

  /**
   * The record in the bytes, or none when there is none; for readers that refuse nothing
   * themselves.
   */
  public static Optional<SpecificRecord> find(byte @Nullable [] bytes) {
    try {
      return bytes == null ? Optional.empty() : Optional.of(decode(bytes));
    } catch (WireException e) {
      return Optional.empty();
    }
  }

  byte[] write(SpecificRecordBase event) {
    RecordWriter codec = writerByClass.computeIfAbsent(event.getClass(), _ -> writer(event));
    out.reset();
    out.writeBytes(codec.header());
    // Reconfiguring also drops what a record that failed half-way left in the encoder's buffer.
    encoder = EncoderFactory.get().binaryEncoder(out, encoder);
    try {
      codec.writer().write(event, encoder);
      encoder.flush();
    } catch (NullPointerException | ClassCastException e) {
      throw new IllegalArgumentException(
          "%s is not complete: %s".formatted(event.getSchema().getName(), e.getMessage()), e);
    } catch (IOException e) {
      throw new UncheckedIOException(e); // The target is memory: this does not happen.
    }
    return out.toByteArray();
  }

  SpecificRecord read(byte[] bytes) {
    SchemaStore.Writer writer = writerOf(bytes);
    SpecificDatumReader<SpecificRecord> reader =
        readerBySchema.computeIfAbsent(writer.schema(), schema -> reader(schema, writer.target()));
    decoder.reset(bytes, HEADER_BYTES);
    SpecificRecord event;
    try {
      event = reader.read(null, decoder);
    } catch (IOException | RuntimeException e) {
      // Avro answers nonsense with exceptions of many kinds; all of them mean the same here.
      throw new WireException(
          UNREADABLE, "%s: %s".formatted(writer.schema().getName(), e.getMessage()), e);
    }
    if (decoder.remaining() != 0) {
      throw new WireException(
          UNREADABLE,
          "%s ends %d bytes before its message"
              .formatted(writer.schema().getName(), decoder.remaining()));
    }
    return event;
  }

  private SchemaStore.Writer writerOf(byte[] bytes) {
    if (bytes.length < HEADER_BYTES || bytes[0] != MARK_0 || bytes[1] != MARK_1) {
      throw new WireException(
          UNREADABLE, "%d bytes without the header C3 01 + fingerprint".formatted(bytes.length));
    }
    long fingerprint = 0;
    for (int i = HEADER_BYTES - 1; i >= 2; i--) {
      fingerprint = fingerprint << Byte.SIZE | (bytes[i] & 0xFF);
    }
    SchemaStore.Writer writer = store.find(fingerprint);
    if (writer == null) {
      throw new WireException(
          UNKNOWN_SCHEMA,
          "no current or released schema has fingerprint %016x".formatted(fingerprint));
    }
    return writer;
  }

  private RecordWriter writer(SpecificRecordBase event) {
    Schema schema = event.getSchema();
    long fingerprint = SchemaNormalization.parsingFingerprint64(schema);
    if (store.find(fingerprint) == null) {
      throw new IllegalArgumentException(
          "%s does not stand on the log by itself".formatted(schema.getName()));
    }
    byte[] header = new byte[HEADER_BYTES];
    header[0] = MARK_0;
    header[1] = MARK_1;
    for (int i = 2; i < HEADER_BYTES; i++) {
      header[i] = (byte) (fingerprint >>> Byte.SIZE * (i - 2));
    }
    SpecificData model = SpecificData.getForClass(event.getClass());
    // The generated code writes the same bytes as the interpreter of the schema, in half the time.
    model.setCustomCoders(true);
    return new RecordWriter(header, new SpecificDatumWriter<>(schema, model));
  }

  private static SpecificDatumReader<SpecificRecord> reader(
      Schema writer, Class<? extends SpecificRecordBase> target) {
    SpecificData model = SpecificData.getForClass(target);
    return new SpecificDatumReader<>(writer, model.getSchema(target), model);
  }
}
