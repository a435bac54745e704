package novate.margin.format;

import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.Deque;
import javax.xml.stream.Location;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * Walks through an XML file from record to record, holding one record at a time. A document type,
 * an entity, an attribute-borne payload, too deep a nesting, too long a text and too large a record
 * end the reading: nothing in a file can grow.
 */
final class XmlCursor {
  private static final int DEPTH_MAX = 32;
  private static final int TEXT_MAX = 1_000;
  private static final int RECORD_ELEMENTS_MAX = 10_000_000;

  private final XMLStreamReader reader;
  private final SpanErrors errors;
  private int elementCount;

  XmlCursor(InputStream bytes, SpanErrors errors) {
    this.errors = errors;
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    factory.setProperty(XMLInputFactory.IS_COALESCING, false);
    try {
      reader = factory.createXMLStreamReader(bytes);
    } catch (XMLStreamException e) {
      throw malformed(e);
    }
  }

  /** Moves to the root, which must have the name. */
  void root(String name) {
    while (true) {
      int event = next();
      if (event == XMLStreamConstants.START_ELEMENT) {
        if (!name().equals(name)) {
          throw failure(name(), "the root must be <%s>".formatted(name));
        }
        return;
      }
    }
  }

  /** Moves to the next child of the element entered last; false at its end. */
  boolean nextChild() {
    while (true) {
      switch (next()) {
        case XMLStreamConstants.START_ELEMENT -> {
          return true;
        }
        case XMLStreamConstants.END_ELEMENT -> {
          return false;
        }
        case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> {
          if (!reader.isWhiteSpace()) {
            throw failure(shown(), "text where only elements may stand");
          }
        }
        default -> {}
      }
    }
  }

  /** Reads what follows the root: nothing but comments. */
  void end() {
    while (!isAtEnd()) {
      next();
    }
  }

  /** Name of the element the cursor stands on. */
  String name() {
    return reader.getLocalName();
  }

  long line() {
    return Math.max(1, reader.getLocation().getLineNumber());
  }

  /** The element the cursor stands on, whole; the cursor moves behind it. */
  XmlElement element() {
    elementCount = 0;
    Deque<XmlElement> open = new ArrayDeque<>();
    open.push(opened());
    StringBuilder text = new StringBuilder();
    while (true) {
      switch (next()) {
        case XMLStreamConstants.START_ELEMENT -> {
          if (open.size() > DEPTH_MAX) {
            throw failure(name(), "is nested deeper than %d".formatted(DEPTH_MAX));
          }
          XmlElement child = opened();
          open.getFirst().add(child);
          open.push(child);
          text.setLength(0);
        }
        case XMLStreamConstants.END_ELEMENT -> {
          XmlElement closed = open.pop();
          closed.setText(text.toString().strip());
          text.setLength(0);
          if (open.isEmpty()) {
            return closed;
          }
        }
        case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> {
          if (text.length() + reader.getTextLength() > TEXT_MAX) {
            throw failure(shown(), "is longer than %d characters".formatted(TEXT_MAX));
          }
          text.append(reader.getText());
        }
        default -> {}
      }
    }
  }

  private XmlElement opened() {
    if (++elementCount > RECORD_ELEMENTS_MAX) {
      throw failure(name(), "a record has more than %d elements".formatted(RECORD_ELEMENTS_MAX));
    }
    Location location = reader.getLocation();
    return new XmlElement(
        name(), Math.max(1, location.getLineNumber()), Math.max(0, location.getColumnNumber()));
  }

  private boolean isAtEnd() {
    try {
      return !reader.hasNext();
    } catch (XMLStreamException e) {
      throw malformed(e);
    }
  }

  private int next() {
    if (isAtEnd()) {
      throw failure("", "ends in the middle");
    }
    try {
      int event = reader.next();
      if (event == XMLStreamConstants.DTD || event == XMLStreamConstants.ENTITY_REFERENCE) {
        throw failure("", "document types and entities are not allowed");
      }
      if (event == XMLStreamConstants.START_ELEMENT && reader.getAttributeCount() > 0) {
        throw failure(name(), "the format has no attributes");
      }
      return event;
    } catch (XMLStreamException e) {
      throw malformed(e);
    }
  }

  private String shown() {
    return reader.getText().strip();
  }

  private RuntimeException failure(String value, String message) {
    Location location = reader.getLocation();
    errors.add(line(), "column " + Math.max(0, location.getColumnNumber()), value, message);
    return errors.failure();
  }

  private RuntimeException malformed(XMLStreamException e) {
    Location location = e.getLocation();
    String first = String.valueOf(e.getMessage()).lines().reduce((_, last) -> last).orElse("");
    errors.add(
        location == null ? 1 : Math.max(1, location.getLineNumber()),
        location == null ? "" : "column " + Math.max(0, location.getColumnNumber()),
        "",
        "after this place the file is not XML: " + first);
    return errors.failure();
  }
}
