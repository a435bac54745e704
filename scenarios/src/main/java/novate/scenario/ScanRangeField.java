package novate.scenario;

import novate.wire.YamlFields;

/** A scan range in a parameter file: {@code {kind: FRACTION, up: 0.12, down: 0.12}}. */
final class ScanRangeField {
  private ScanRangeField() {}

  static ScanRange read(YamlFields fields) {
    fields.only("kind", "up", "down");
    return fields.build(
        () ->
            new ScanRange(
                fields.choice("kind", ScanRange.Kind.class),
                fields.number("up"),
                fields.number("down")));
  }

  static String flow(ScanRange range) {
    return "{kind: %s, up: %s, down: %s}".formatted(range.kind(), range.up(), range.down());
  }
}
