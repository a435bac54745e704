package novate.clearing.store;

import net.openhft.chronicle.bytes.Bytes;
import net.openhft.chronicle.hash.serialization.SizedReader;
import net.openhft.chronicle.hash.serialization.SizedWriter;
import net.openhft.chronicle.wire.Marshallable;
import net.openhft.chronicle.wire.WireIn;
import net.openhft.chronicle.wire.WireOut;
import novate.clearing.position.PositionEntry;
import org.jspecify.annotations.Nullable;

/** An entry as eight longs in a row. Public because the map writes its class name into the file. */
public final class EntryMarshaller
    implements SizedReader<PositionEntry>, SizedWriter<PositionEntry>, Marshallable {
  private static final int ENTRY_BYTES = 8 * Long.BYTES;

  @Override
  @SuppressWarnings("rawtypes")
  public PositionEntry read(Bytes in, long size, @Nullable PositionEntry using) {
    PositionEntry entry = using == null ? new PositionEntry() : using;
    entry.lots = in.readLong();
    entry.costTicks = in.readLong();
    entry.cutLots = in.readLong();
    entry.cutCostTicks = in.readLong();
    entry.cutSequence = in.readLong();
    entry.premiumDueMinor = in.readLong();
    entry.feeLots = in.readLong();
    entry.cutFeeLots = in.readLong();
    return entry;
  }

  @Override
  public long size(PositionEntry entry) {
    return ENTRY_BYTES;
  }

  @Override
  @SuppressWarnings("rawtypes")
  public void write(Bytes out, long size, PositionEntry entry) {
    out.writeLong(entry.lots);
    out.writeLong(entry.costTicks);
    out.writeLong(entry.cutLots);
    out.writeLong(entry.cutCostTicks);
    out.writeLong(entry.cutSequence);
    out.writeLong(entry.premiumDueMinor);
    out.writeLong(entry.feeLots);
    out.writeLong(entry.cutFeeLots);
  }

  @Override
  public void readMarshallable(WireIn wire) {
    // It has no state of its own.
  }

  @Override
  public void writeMarshallable(WireOut wire) {
    // It has no state of its own.
  }
}
