package novate.clearing.cli;

import java.util.ArrayList;
import java.util.List;
import novate.clearing.cli.Table.Column;
import novate.clearing.feed.FeedImport;
import novate.clearing.house.Gateway.Fact;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecordBase;

/** The first facts of a file as a table, one column for each field of their schema. */
final class FactTable {
  private static final int ROWS = 5;
  private static final int CELL_CHARS = 40;

  private FactTable() {}

  static Table first(FeedImport feed) {
    List<Fact> first = feed.facts().stream().limit(ROWS).toList();
    String title = "First %d of %d".formatted(first.size(), feed.facts().size());
    if (first.isEmpty()) {
      return new Table(title, Column.text("fact"));
    }
    List<Schema.Field> fields = first.getFirst().event().getSchema().getFields();
    Column[] columns =
        fields.stream().map(field -> Column.text(field.name())).toArray(Column[]::new);
    Table table = new Table(title, columns);
    first.forEach(fact -> table.row(cells(fact.event(), fields)));
    return table;
  }

  private static Object[] cells(SpecificRecordBase event, List<Schema.Field> fields) {
    List<Object> cells = new ArrayList<>();
    for (Schema.Field field : fields) {
      Object value = event.get(field.pos());
      cells.add(value == null ? "" : shown(value.toString()));
    }
    return cells.toArray();
  }

  private static String shown(String text) {
    String line = text.lines().findFirst().orElse("");
    return line.length() < text.length() || line.length() > CELL_CHARS
        ? line.substring(0, Math.min(line.length(), CELL_CHARS)) + "..."
        : line;
  }
}
