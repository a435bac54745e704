package novate.clearing.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import novate.clearing.evidence.Evidence;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code novate evidence}. */
@Command(
    name = "evidence",
    mixinStandardHelpOptions = true,
    description = {
      "Gathers what tests and long runs have left, with the catalogue of faults and the versions,"
          + " into one file.",
      "Exit code 5 when a failure is open."
    })
final class EvidenceCommand implements Callable<Integer> {
  @Mixin private OutputOptions output = new OutputOptions();

  @Option(
      names = "--runs",
      split = ",",
      paramLabel = "DIR",
      defaultValue = "clearing/core/target/evidence,clearing/app/target/evidence,target/evidence",
      description = "Where runs have left their files (default: ${DEFAULT-VALUE}).")
  private List<Path> runs = List.of();

  @Option(
      names = "--to",
      paramLabel = "FILE",
      defaultValue = "target/evidence.json",
      description = "The file to write (default: ${DEFAULT-VALUE}).")
  private Path target = Path.of("target", "evidence.json");

  @Override
  public Integer call() {
    Evidence evidence = Evidence.gather(runs);
    write(evidence);
    output.print(EvidenceAnswer.of(evidence, target));
    return (evidence.isOpen() ? ExitCode.MISMATCH : ExitCode.DONE).code();
  }

  private void write(Evidence evidence) {
    try {
      Files.createDirectories(target.toAbsolutePath().getParent());
      Files.writeString(target, Json.text(evidence) + "\n");
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + target, e);
    }
  }
}
