package novate.clearing.cli;

import static novate.market.Checks.found;

import java.io.PrintWriter;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The option {@code -o}, the same in every command, and the one place where answers are shown. */
final class OutputOptions {
  /** How an answer is written to standard output. */
  @SuppressWarnings("JavaCase") // The names are what a person types.
  enum Format {
    table,
    json,
    csv
  }

  @Spec(Spec.Target.MIXEE)
  private @Nullable CommandSpec command;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FORMAT",
      description = "table (default), json or csv, on standard output.")
  private Format format = Format.table;

  /** Writes an answer to standard output in the form that was asked for. */
  void print(Answer answer) {
    PrintWriter out = found(command, "options of no command").commandLine().getOut();
    switch (format) {
      case table -> table(answer, out);
      case json -> out.println(Json.text(answer.json()));
      case csv -> answer.csv().csv(out);
    }
    out.flush();
  }

  private static void table(Answer answer, PrintWriter out) {
    if (!answer.headline().isEmpty()) {
      answer.headline().forEach(out::println);
      if (!answer.tables().isEmpty()) {
        out.println();
      }
    }
    for (Iterator<Table> tables = answer.tables().iterator(); tables.hasNext(); ) {
      out.print(tables.next().text());
      if (tables.hasNext()) {
        out.println();
      }
    }
    if (!answer.remarks().isEmpty()) {
      out.println();
      answer.remarks().forEach(out::println);
    }
  }
}
