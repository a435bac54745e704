package novate.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static novate.wire.WireException.Reason.UNKNOWN_SCHEMA;
import static novate.wire.WireException.Reason.UNREADABLE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;
import novate.wire.event.CurrencySum;
import novate.wire.event.CycleBroken;
import novate.wire.event.Leg;
import novate.wire.event.TradeKind;
import novate.wire.event.TradeReport;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;
import org.apache.avro.specific.SpecificRecordBase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class WireTest {
  private static final int HEADER_BYTES = 10;

  static LongStream seeds() {
    return LongStream.rangeClosed(1, 6);
  }

  @Test
  void aTradeComesBackAsItWas() {
    TradeReport trade = trade();

    assertThat(Wire.decode(Wire.encode(trade))).isEqualTo(trade);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void everyRecordTypeIsReadAndWrittenByteForByte(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    for (Class<? extends SpecificRecordBase> type : Records.TOP_LEVEL) {
      byte[] bytes = randomRecord(type, random);

      SpecificRecord event = Wire.decode(bytes);

      assertThat(event).as("seed %d", seed).isInstanceOf(type);
      assertThat(Wire.encode((SpecificRecordBase) event))
          .as("%s, seed %d", type.getSimpleName(), seed)
          .isEqualTo(bytes);
    }
  }

  /** Fault K6: random bytes. */
  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void randomBytesAreRefused(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    for (int i = 0; i < 500; i++) {
      byte[] bytes = new byte[random.nextInt(200)];
      random.nextBytes(bytes);
      assertThatThrownBy(() -> Wire.decode(bytes))
          .as("seed %d", seed)
          .isInstanceOf(WireException.class);
    }
  }

  /** Fault K6: random bytes behind a header that is known. */
  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void randomBodiesGiveARecordOrARefusalOfFewWords(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    for (Class<? extends SpecificRecordBase> type : Records.TOP_LEVEL) {
      for (int i = 0; i < 40; i++) {
        byte[] bytes =
            Arrays.copyOf(randomRecord(type, random), HEADER_BYTES + random.nextInt(120));
        for (int at = HEADER_BYTES; at < bytes.length; at++) {
          bytes[at] = (byte) random.nextInt();
        }
        recordOrRefusal(bytes, seed);
      }
    }
  }

  /** Fault K6: truncated Avro. */
  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void aRecordCutAnywhereIsRefused(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    for (Class<? extends SpecificRecordBase> type : Records.TOP_LEVEL) {
      byte[] bytes = randomRecord(type, random);
      for (int length = 0; length < bytes.length; length++) {
        byte[] cut = Arrays.copyOf(bytes, length);
        assertThat(refusal(cut).reason()).as("seed %d", seed).isEqualTo(UNREADABLE);
      }
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void aFlippedBitGivesARecordOrARefusal(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    for (Class<? extends SpecificRecordBase> type : Records.TOP_LEVEL) {
      byte[] bytes = randomRecord(type, random);
      for (int bit = 0; bit < bytes.length * Byte.SIZE; bit++) {
        byte[] flipped = bytes.clone();
        flipped[bit / Byte.SIZE] ^= (byte) (1 << bit % Byte.SIZE);
        recordOrRefusal(flipped, seed);
      }
    }
  }

  @Test
  void bytesBehindTheRecordAreRefused() {
    byte[] bytes = Wire.encode(trade());

    WireException refused = refusal(Arrays.copyOf(bytes, bytes.length + 1));

    assertThat(refused.reason()).isEqualTo(UNREADABLE);
    assertThat(refused.detail()).isEqualTo("TradeReport ends 1 bytes before its message");
  }

  @Test
  void aSchemaNobodyReleasedIsNamedByItsFingerprint() {
    byte[] bytes = Wire.encode(trade());
    Arrays.fill(bytes, 2, HEADER_BYTES, (byte) 0x11);

    WireException refused = refusal(bytes);

    assertThat(refused.reason()).isEqualTo(UNKNOWN_SCHEMA);
    assertThat(refused.detail()).contains("1111111111111111");
  }

  /** Fault K6: a length prefix of 1.5 billion and a count of 2^40 cost nothing. */
  @Test
  void aLengthPrefixBombIsRefusedBeforeAnythingIsAllocated() {
    byte[] text = body(Wire.encode(new CycleBroken("c", "d")), 0xFE, 0xFF, 0xFF, 0xFF, 0x0B, 'x');
    assertThat(refusal(text).detail()).contains("length 1610612735 announced at byte 15");

    Schema day = SpecificData.get().getSchema(novate.wire.event.PriceLimitsSet.class);
    byte[] header = RandomRecords.bytes(day, RandomRecords.value(day, new SplittableRandom(1)));
    byte[] array = body(header, 0x02, 0x80, 0x80, 0x80, 0x80, 0x80, 0x40, 0x00);
    assertThat(refusal(array).detail()).contains("1099511627776 items announced");
    byte[] negative = body(header, 0x02, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x3F, 0x00, 0x00);
    assertThat(refusal(negative).detail()).contains("1099511627776 items announced");
  }

  @Test
  void textThatIsNotUtf8IsRefusedAndTheReplacementCharacterItselfIsNot() {
    byte[] broken = body(Wire.encode(new CycleBroken("c", "d")), 0x02, 0xFF, 0x02, 'd');
    assertThat(refusal(broken).detail()).contains("not UTF-8");

    CycleBroken odd = new CycleBroken("c", "\uFFFD");
    assertThat(Wire.decode(Wire.encode(odd))).isEqualTo(odd);
  }

  /** Fault K7: a producer one release ahead of us has added an optional field. */
  @Test
  void aRecordOfAnotherReleasedVersionIsResolvedToTheCurrentClass() {
    Schema evolved = withOptionalField(SpecificData.get().getSchema(CycleBroken.class), "severity");
    SchemaStore store = new SchemaStore(Records.TOP_LEVEL);
    store.add(new SchemaStore.Writer(evolved, CycleBroken.class));
    GenericRecord newer = new GenericData.Record(evolved);
    newer.put("cycle_id", "2026-10-30/EOD");
    newer.put("detail", "positions of H100-2026-10 sum to 1");
    newer.put("severity", "high");

    byte[] bytes = RandomRecords.bytes(evolved, newer);

    assertThat(refusal(bytes).reason()).isEqualTo(UNKNOWN_SCHEMA);
    assertThat(new Wire(store).read(bytes))
        .isEqualTo(new CycleBroken("2026-10-30/EOD", "positions of H100-2026-10 sum to 1"));
  }

  /** Fault K7: a symbol that the current class does not know is refused, never read as another. */
  @Test
  void anUnknownEnumSymbolIsRefused() {
    Schema current = SpecificData.get().getSchema(Leg.class);
    String text = current.toString().replace("\"NOVATED\"", "\"COMPRESSED\"");
    Schema evolved = new Schema.Parser().parse(text);
    SchemaStore store = new SchemaStore(Records.TOP_LEVEL);
    store.add(new SchemaStore.Writer(evolved, Leg.class));
    GenericRecord leg = (GenericRecord) RandomRecords.value(evolved, new SplittableRandom(1));
    leg.put("kind", new GenericData.EnumSymbol(evolved.getField("kind").schema(), "COMPRESSED"));

    byte[] bytes = RandomRecords.bytes(evolved, leg);

    assertThatThrownBy(() -> new Wire(store).read(bytes))
        .isInstanceOf(WireException.class)
        .hasMessageContaining("COMPRESSED");
  }

  @Test
  void partsAndIncompleteRecordsAreNotWritten() {
    assertThatThrownBy(() -> Wire.encode(new CurrencySum("USD", 1L)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("CurrencySum does not stand on the log by itself");
    assertThatThrownBy(() -> Wire.encode(new CycleBroken()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("CycleBroken is not complete");

    // What the failed record left behind does not get into the next one.
    assertThat(Wire.decode(Wire.encode(trade()))).isEqualTo(trade());
  }

  @Test
  void threadsDoNotDisturbEachOther() throws Exception {
    try (var threads = Executors.newFixedThreadPool(4)) {
      List<Future<?>> jobs = new ArrayList<>();
      for (long seed = 1; seed <= 8; seed++) {
        SplittableRandom random = new SplittableRandom(seed);
        jobs.add(threads.submit(() -> roundTrips(random)));
      }
      for (Future<?> job : jobs) {
        job.get();
      }
    }
  }

  private static void roundTrips(SplittableRandom random) {
    for (int i = 0; i < 50; i++) {
      for (Class<? extends SpecificRecordBase> type : Records.TOP_LEVEL) {
        byte[] bytes = randomRecord(type, random);
        assertThat(Wire.encode((SpecificRecordBase) Wire.decode(bytes))).isEqualTo(bytes);
      }
    }
  }

  private static void recordOrRefusal(byte[] bytes, long seed) {
    try {
      assertThat(Wire.decode(bytes)).isNotNull();
    } catch (WireException e) {
      assertThat(e.detail().getBytes(UTF_8).length)
          .as("a detail stays short, seed %d: %s", seed, e.detail())
          .isLessThan(1_000);
    }
  }

  private static WireException refusal(byte[] bytes) {
    return catchThrowableOfType(WireException.class, () -> Wire.decode(bytes));
  }

  /** The header of some bytes with another body. */
  private static byte[] body(byte[] bytes, int... body) {
    byte[] changed = Arrays.copyOf(bytes, HEADER_BYTES + body.length);
    for (int i = 0; i < body.length; i++) {
      changed[HEADER_BYTES + i] = (byte) body[i];
    }
    return changed;
  }

  private static byte[] randomRecord(
      Class<? extends SpecificRecordBase> type, SplittableRandom random) {
    Schema schema = SpecificData.get().getSchema(type);
    return RandomRecords.bytes(schema, RandomRecords.value(schema, random));
  }

  private static Schema withOptionalField(Schema schema, String name) {
    List<Schema.Field> fields = new ArrayList<>();
    schema.getFields().forEach(field -> fields.add(new Schema.Field(field, field.schema())));
    fields.addFirst(
        new Schema.Field(
            name,
            Schema.createUnion(Schema.create(Schema.Type.NULL), Schema.create(Schema.Type.STRING)),
            null,
            Schema.Field.NULL_DEFAULT_VALUE));
    return Schema.createRecord(
        schema.getName(), schema.getDoc(), schema.getNamespace(), false, fields);
  }

  private static TradeReport trade() {
    return new TradeReport(
        "CME",
        LocalDate.of(2026, 10, 30),
        "T-1",
        TradeKind.NEW,
        0,
        "H100-2026-10",
        12L,
        "2.345",
        "ALPHA/C",
        "BETA/H",
        false,
        Instant.ofEpochMilli(1_793_000_000_123L));
  }
}
