package novate.clearing.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import novate.clearing.cli.Table.Column;
import novate.clearing.feed.FeedImport;
import novate.clearing.house.Gateway.Fact;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecordBase;

/**
 * What a file holds, as a table: the first facts with one column for each field of their schema, or
 * of a market how many there are of each kind.
 */
final class FactTable {
  private static final int ROWS = 5;
  private static final int CELL_CHARS = 40;

  private FactTable() {}

  static Table of(FeedImport feed) {
    return feed.kind() == FeedImport.Kind.MARKET ? counts(feed.facts()) : first(feed.facts());
  }

  private static Table counts(List<Fact> facts) {
    Map<String, Integer> countByName = new LinkedHashMap<>();
    facts.forEach(fact -> countByName.merge(fact.event().getSchema().getName(), 1, Integer::sum));
    Table table = new Table("Market", Column.text("fact"), Column.number("records"));
    countByName.forEach(table::row);
    return table;
  }

  private static Table first(List<Fact> facts) {
    if (facts.isEmpty()) {
      return new Table("First 0 of 0", Column.text("fact"));
    }
    Schema schema = facts.getFirst().event().getSchema();
    List<Fact> first =
        facts.stream().limit(ROWS).filter(f -> f.event().getSchema().equals(schema)).toList();
    Column[] columns =
        schema.getFields().stream().map(field -> Column.text(field.name())).toArray(Column[]::new);
    Table table = new Table("First %d of %d".formatted(first.size(), facts.size()), columns);
    first.forEach(fact -> table.row(cells(fact.event(), schema.getFields())));
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
