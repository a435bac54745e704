package novate.margin.format;

import static novate.market.Checks.require;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import novate.margin.format.SpanErrors.FieldException;

/**
 * One record of an XML file: an element with its children. It remembers which of them were asked
 * for, so that what nobody asked for can be told.
 */
final class XmlElement {
  private final String name;
  private final long line;
  private final int column;
  private final List<XmlElement> children = new ArrayList<>(0);
  private Set<String> asked = Set.of();
  private String text = "";

  XmlElement(String name, long line, int column) {
    this.name = name;
    this.line = line;
    this.column = column;
  }

  String text() {
    return text;
  }

  String name() {
    return name;
  }

  long line() {
    return line;
  }

  void add(XmlElement child) {
    children.add(child);
  }

  void setText(String text) {
    this.text = text;
  }

  /** All children of a name, in order; there may be none. */
  List<XmlElement> all(String child) {
    note(child);
    return children.stream().filter(each -> each.name.equals(child)).toList();
  }

  /** The one child of a name, if it is there. */
  Optional<XmlElement> find(String child) {
    List<XmlElement> found = all(child);
    if (found.size() > 1) {
      throw found.get(1).error("stands twice in <%s>".formatted(name));
    }
    return found.stream().findFirst();
  }

  /** The text of a child that may be missing or empty. */
  Optional<String> optional(String child) {
    return find(child).map(each -> each.text).filter(value -> !value.isEmpty());
  }

  /** The text of a child that must be there. */
  String text(String child) {
    return optional(child)
        .orElseThrow(() -> new FieldException(line, at(child), "", "is missing in <" + name + ">"));
  }

  BigDecimal decimal(String child) {
    return value(child, text(child), SpanNumbers::decimal);
  }

  Optional<BigDecimal> optionalDecimal(String child) {
    return optional(child).map(value -> value(child, value, SpanNumbers::decimal));
  }

  int whole(String child) {
    return value(child, text(child), SpanNumbers::whole);
  }

  boolean flag(String child) {
    return value(
        child,
        optional(child).orElse("0"),
        value -> {
          require(Set.of("0", "1", "true", "false").contains(value), "must be 0 or 1");
          return value.equals("1") || value.equals("true");
        });
  }

  /** A child that must be there, read by a parser that throws when it cannot. */
  <T> T parsed(String child, Function<String, T> parser) {
    return value(child, text(child), parser);
  }

  /** A child that may be missing. */
  <T> Optional<T> optionalParsed(String child, Function<String, T> parser) {
    return optional(child).map(value -> value(child, value, parser));
  }

  /** This element's own text as a number. */
  BigDecimal decimal() {
    try {
      return SpanNumbers.decimal(text);
    } catch (IllegalArgumentException e) {
      throw error(String.valueOf(e.getMessage()));
    }
  }

  private <T> T value(String child, String value, Function<String, T> parser) {
    try {
      return parser.apply(value);
    } catch (IllegalArgumentException | DateTimeException | ArithmeticException e) {
      XmlElement place = find(child).orElse(this);
      throw new FieldException(place.line, place.at(), value, String.valueOf(e.getMessage()));
    }
  }

  /** Names of which it is known that they do not matter, or are read elsewhere. */
  void ignore(String... known) {
    for (String child : known) {
      note(child);
    }
  }

  // Most elements are leaves, and there are millions of them: a set is made when it is needed.
  private void note(String child) {
    if (asked.isEmpty()) {
      asked = new HashSet<>();
    }
    asked.add(child);
  }

  FieldException error(String message) {
    return new FieldException(line, at(), text, message);
  }

  /** Says which children were not asked for, once per name, here and below where anyone asked. */
  void untold(Consumer<String> passedOver) {
    for (XmlElement child : children) {
      if (asked.contains(child.name)) {
        child.untold(passedOver);
      } else {
        passedOver.accept(name + "/" + child.name);
      }
    }
  }

  private String at() {
    return "%s (column %d)".formatted(name, column);
  }

  private String at(String child) {
    return "%s/%s (column %d)".formatted(name, child, column);
  }
}
