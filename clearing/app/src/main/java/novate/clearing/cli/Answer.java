package novate.clearing.cli;

import java.util.List;

/**
 * What a command has to say, in all the ways it can be asked for.
 *
 * @param json a record whose components become snake_case fields, see {@link Json}
 * @param headline sentences above the tables, for people only
 * @param tables for people all of them, with a blank line between; none when the headline says it
 *     all
 * @param csv the one table for spreadsheets
 * @param remarks lines under the tables, for people only
 */
record Answer(
    Object json, List<String> headline, List<Table> tables, Table csv, List<String> remarks) {
  /** Keeps its own copies. */
  Answer {
    headline = List.copyOf(headline);
    tables = List.copyOf(tables);
    remarks = List.copyOf(remarks);
  }

  /** An answer whose first table says it all. */
  Answer(Object json, List<String> headline, List<Table> tables, List<String> remarks) {
    this(json, headline, tables, tables.getFirst(), remarks);
  }

  /** An answer without a headline. */
  Answer(Object json, List<Table> tables, Table csv, List<String> remarks) {
    this(json, List.of(), tables, csv, remarks);
  }

  /** An answer without a headline whose first table says it all. */
  Answer(Object json, List<Table> tables, List<String> remarks) {
    this(json, List.of(), tables, remarks);
  }

  /** An answer without headline and remarks. */
  Answer(Object json, Table... tables) {
    this(json, List.of(tables), List.of());
  }
}
