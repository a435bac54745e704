package novate.clearing.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** One command as a person starts it, with what it wrote and how it ended. */
record CommandRun(int exitCode, String out, String err) {
  static CommandRun of(Object... arguments) {
    return of(Main.commandLine(), arguments);
  }

  static CommandRun of(CommandLine command, Object... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    command.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
    String[] words = new String[arguments.length];
    for (int i = 0; i < words.length; i++) {
      words[i] = arguments[i].toString();
    }
    int exitCode = command.execute(words);
    return new CommandRun(exitCode, out.toString(), err.toString());
  }

  /** Standard output, which must be one JSON value and nothing else. */
  JsonNode json() {
    return JsonMapper.shared().readTree(out);
  }
}
