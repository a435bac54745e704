package novate.wire;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.apache.avro.InvalidNumberEncodingException;
import org.apache.avro.io.Decoder;
import org.apache.avro.util.Utf8;

/**
 * Avro's binary encoding read from an array that nobody trusts.
 *
 * <p>Avro's own decoder believes a length or a count up to a global limit and allocates for it
 * first. Here both are held against the bytes that are left (an item has at least one byte), so
 * that a message never costs more memory than a small multiple of its own length. Booleans other
 * than 0 and 1 and malformed UTF-8 are refused instead of being read as something else.
 */
final class ArrayDecoder extends Decoder {
  private byte[] bytes = new byte[0];
  private int position;

  /** Starts over on other bytes. */
  void reset(byte[] newBytes, int newPosition) {
    bytes = newBytes;
    position = newPosition;
  }

  /** Bytes not read yet. */
  int remaining() {
    return bytes.length - position;
  }

  @Override
  public void readNull() {}

  @Override
  public boolean readBoolean() throws IOException {
    int found = next();
    if (found != 0 && found != 1) {
      throw new IOException("boolean at byte %d is %d".formatted(position - 1, found));
    }
    return found == 1;
  }

  @Override
  public int readInt() throws IOException {
    long value = readLong();
    if (value != (int) value) {
      throw new InvalidNumberEncodingException(
          "%d before byte %d does not fit an int".formatted(value, position));
    }
    return (int) value;
  }

  @Override
  public long readLong() throws IOException {
    long bits = 0;
    for (int shift = 0; shift < Long.SIZE; shift += 7) {
      int found = next();
      bits |= (found & 0x7FL) << shift;
      if (found >= 0) {
        return (bits >>> 1) ^ -(bits & 1);
      }
    }
    throw new InvalidNumberEncodingException(
        "number before byte %d is too long".formatted(position));
  }

  @Override
  public float readFloat() throws IOException {
    return Float.intBitsToFloat((int) littleEndian(Float.BYTES));
  }

  @Override
  public double readDouble() throws IOException {
    return Double.longBitsToDouble(littleEndian(Double.BYTES));
  }

  @Override
  public Utf8 readString(Utf8 old) throws IOException {
    return new Utf8(readString());
  }

  @Override
  public String readString() throws IOException {
    int length = length();
    int start = advance(length);
    String text = new String(bytes, start, length, StandardCharsets.UTF_8);
    if (text.indexOf('\uFFFD') >= 0) {
      checkUtf8(start, length);
    }
    return text;
  }

  @Override
  public void skipString() throws IOException {
    advance(length());
  }

  @Override
  public ByteBuffer readBytes(ByteBuffer old) throws IOException {
    int length = length();
    byte[] copy = new byte[length];
    System.arraycopy(bytes, advance(length), copy, 0, length);
    return ByteBuffer.wrap(copy);
  }

  @Override
  public void skipBytes() throws IOException {
    advance(length());
  }

  @Override
  public void readFixed(byte[] target, int start, int length) throws IOException {
    System.arraycopy(bytes, advance(length), target, start, length);
  }

  @Override
  public void skipFixed(int length) throws IOException {
    advance(length);
  }

  @Override
  public int readEnum() throws IOException {
    return readInt();
  }

  @Override
  public int readIndex() throws IOException {
    return readInt();
  }

  @Override
  public long readArrayStart() throws IOException {
    return blockCount();
  }

  @Override
  public long arrayNext() throws IOException {
    return blockCount();
  }

  @Override
  public long skipArray() throws IOException {
    return skipBlocks();
  }

  @Override
  public long readMapStart() throws IOException {
    return blockCount();
  }

  @Override
  public long mapNext() throws IOException {
    return blockCount();
  }

  @Override
  public long skipMap() throws IOException {
    return skipBlocks();
  }

  private byte next() throws EOFException {
    if (position == bytes.length) {
      throw new EOFException("ends at byte %d, before the record does".formatted(position));
    }
    return bytes[position++];
  }

  /** Passes over bytes and says where they began. */
  private int advance(int length) throws IOException {
    if (length < 0 || length > remaining()) {
      throw new EOFException(
          "%d bytes announced at byte %d, %d are left".formatted(length, position, remaining()));
    }
    int start = position;
    position += length;
    return start;
  }

  private int length() throws IOException {
    long length = readLong();
    if (length < 0 || length > remaining()) {
      throw new EOFException(
          "length %d announced at byte %d, %d bytes are left"
              .formatted(length, position, remaining()));
    }
    return (int) length;
  }

  /** Items of the next block; a negative count is followed by the block's size in bytes. */
  private long blockCount() throws IOException {
    long count = readLong();
    if (count < 0) {
      length();
      count = -count;
    }
    if (count < 0 || count > remaining()) {
      throw new EOFException(
          "%d items announced at byte %d, %d bytes are left"
              .formatted(count, position, remaining()));
    }
    return count;
  }

  /** Skips blocks that tell their size; stops at one that does not and returns its count. */
  private long skipBlocks() throws IOException {
    long count = readLong();
    while (count < 0) {
      advance(length());
      count = readLong();
    }
    if (count > remaining()) {
      throw new EOFException(
          "%d items announced at byte %d, %d bytes are left"
              .formatted(count, position, remaining()));
    }
    return count;
  }

  private long littleEndian(int size) throws IOException {
    int start = advance(size);
    long bits = 0;
    for (int i = size - 1; i >= 0; i--) {
      bits = bits << Byte.SIZE | (bytes[start + i] & 0xFF);
    }
    return bits;
  }

  private void checkUtf8(int start, int length) throws IOException {
    try {
      StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes, start, length));
    } catch (CharacterCodingException e) {
      throw new IOException("text at byte %d is not UTF-8".formatted(start), e);
    }
  }
}
