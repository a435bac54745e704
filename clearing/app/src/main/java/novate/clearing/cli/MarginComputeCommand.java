package novate.clearing.cli;

import static novate.market.Checks.found;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import novate.clearing.file.FileMargin;
import novate.clearing.file.MarginInput;
import novate.margin.format.SpanFile;
import novate.margin.format.SpanXmlWriter;
import novate.scenario.AddOnPolicy;
import novate.scenario.ParameterSet;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The margin of a positions file on a market directory; needs no log and no network. */
@Command(
    name = "compute",
    mixinStandardHelpOptions = true,
    description = {
      "Initial margin of every account of a positions file (account,contract,lots).",
      "A market directory has products, contracts, calendar, prices, volatilities, rates,"
          + " parameters.yaml; 'novate market export DIR' writes one to start from. It may have"
          + " history.csv, which parameters that simulate need, open_interest.csv for rate ladders"
          + " and fixing_quality.csv for the add-on of fixings.",
      "What -o json says can be proven later: 'novate margin verify'."
    })
final class MarginComputeCommand implements Callable<Integer> {
  @Mixin private MarginOptions options = new MarginOptions();

  @Mixin private PositionsOption positions = new PositionsOption();

  @Option(
      names = "--span-out",
      paramLabel = "FILE",
      description = {
        "New file that the risk arrays and charges of the scan are written to, as .spn; 'novate"
            + " import span' reads it."
      })
  private @Nullable Path spanFile;

  @Option(
      names = "--timing",
      description = "Say on standard error how long the computation took, without reading files.")
  private boolean isTimed;

  @Spec private @Nullable CommandSpec command;

  @Mixin private OutputOptions output = new OutputOptions();

  @Override
  public Integer call() {
    if (spanFile != null && Files.exists(spanFile)) {
      throw new CommandFailedException(
          ExitCode.CONFLICT, spanFile + " is there already; it was not changed: name a new file");
    }
    MarginInput input = options.read(positions);
    long start = System.nanoTime();
    FileMargin margin = FileMargin.of(input, options.accountClass());
    long end = System.nanoTime();
    if (spanFile != null) {
      write(spanFile, margin.spanFile());
      sayWhatIsLeftOut(margin.input().parameters());
    }
    output.print(MarginAnswer.of(margin, options.accountClass()));
    if (isTimed) {
      say(
          "computed in %d ms: risk arrays of %d contracts, requirements of %d accounts"
              .formatted(
                  TimeUnit.NANOSECONDS.toMillis(end - start),
                  margin.market().catalogue().size(),
                  margin.requirements().size()));
    }
    return ExitCode.DONE.code();
  }

  private void sayWhatIsLeftOut(ParameterSet parameters) {
    List<String> parts = new ArrayList<>();
    if (!parameters.addOns().ladders().isEmpty()) {
      parts.add("rate ladders");
    }
    if (parameters.simulation().isPresent()) {
      parts.add("simulation");
    }
    AddOnPolicy addOns = parameters.addOns();
    if (!addOns.addOns().isEmpty() || !addOns.wrongWay().isEmpty() || !addOns.manual().isEmpty()) {
      parts.add("add-ons");
    }
    if (!parts.isEmpty()) {
      say(
          "the file has the scan alone: of parameter set %s it leaves out %s"
              .formatted(parameters.id(), String.join(", ", parts)));
    }
  }

  private void say(String line) {
    PrintWriter err = found(command, "no command").commandLine().getErr();
    err.println("novate: " + line);
    err.flush();
  }

  private static void write(Path file, SpanFile span) {
    StringBuilder text = new StringBuilder();
    SpanXmlWriter.write(span, text);
    try {
      Files.writeString(file, text, StandardOpenOption.CREATE_NEW);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + file, e);
    }
  }
}
