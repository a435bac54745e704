package novate.clearing.cli;

import java.util.List;
import java.util.concurrent.Callable;
import novate.clearing.cli.StressAnswer.Scenario;
import novate.clearing.cli.Table.Column;
import novate.clearing.file.StressInput;
import novate.scenario.StressLibrary;
import novate.scenario.StressLibraryFile;
import novate.scenario.StressScenario;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** The scenarios there are, and what each is about. */
@Command(
    name = "list",
    mixinStandardHelpOptions = true,
    description = "The stress scenarios there are: id, title, what moves, and what happens.")
final class StressListCommand implements Callable<Integer> {
  private static final int LINE_CHARS = 96;
  private static final String NO_BREAK = "\u00a0";

  @Mixin private LibraryOptions options = new LibraryOptions();

  @Mixin private OutputOptions output = new OutputOptions();

  /** A library as JSON. */
  record Library(String id, String hash, List<Scenario> scenarios) {}

  @Override
  public Integer call() {
    StressInput input = options.read();
    StressLibrary library = input.library();
    Table table =
        new Table(
            "Stress scenarios " + library.id(), Column.text("scenario"), Column.text("title"));
    Table whole =
        new Table(
            "",
            Column.text("scenario"),
            Column.text("title"),
            Column.text("moves"),
            Column.text("narrative"));
    StringBuilder stories = new StringBuilder();
    for (StressScenario scenario : library.scenarios()) {
      table.row(scenario.id(), scenario.title());
      String moves = ShockWords.of(scenario);
      whole.row(scenario.id(), scenario.title(), moves, scenario.narrative());
      stories.append(scenario.id()).append(": ").append(moves).append('\n');
      stories.append(folded(scenario.narrative())).append('\n');
    }
    output.print(
        new Answer(
            new Library(
                library.id(),
                StressLibraryFile.hash(library),
                library.scenarios().stream().map(Scenario::of).toList()),
            List.of(table),
            whole,
            List.of(stories.toString().stripTrailing())));
    return ExitCode.DONE.code();
  }

  /** A story in lines that a terminal holds. */
  static String folded(String text) {
    StringBuilder lines = new StringBuilder();
    StringBuilder line = new StringBuilder(" ");
    // A number stays with its per cent sign.
    for (String word : text.replace(" %", NO_BREAK + "%").split(" ")) {
      if (line.length() + word.length() + 1 > LINE_CHARS) {
        lines.append(line).append('\n');
        line = new StringBuilder(" ");
      }
      line.append(' ').append(word);
    }
    return lines.append(line).append('\n').toString().replace(NO_BREAK, " ");
  }
}
