package novate.clearing.cli;

import java.io.PrintWriter;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CancellationException;
import novate.clearing.cli.OutputOptions.Format;
import novate.clearing.file.MarketDataMissingException;
import novate.clearing.house.FencedException;
import novate.clearing.log.LogUnavailableException;
import novate.clearing.store.DirectoryInUseException;
import novate.market.InputError;
import novate.market.InvalidInputException;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/**
 * What is said on standard error when a command fails, and the exit code it ends with. With {@code
 * -o json} it is one JSON object; with {@code --verbose} the stack follows.
 */
final class Failures implements IExecutionExceptionHandler, IParameterExceptionHandler {
  private static final String VERBOSE = "--verbose";

  /** A failure as JSON; rows are those of a file that was refused. */
  record Failure(String error, int exitCode, String message, List<InputError> rows) {}

  @Override
  public int handleExecutionException(
      Exception failure, CommandLine command, ParseResult parsedFromTop) {
    Throwable cause = cause(failure);
    ExitCode exitCode = exitCode(cause);
    ParseResult parsed = command.getParseResult();
    boolean isVerbose = parsed.matchedOptionValue(VERBOSE, false);
    PrintWriter err = command.getErr();
    if (parsed.matchedOptionValue("-o", Format.table) == Format.json) {
      err.println(Json.text(json(cause, exitCode)));
    } else {
      message(cause).forEach(line -> err.println("novate: " + line));
    }
    if (isVerbose) {
      failure.printStackTrace(err);
    } else if (exitCode == ExitCode.UNEXPECTED) {
      err.println("novate: " + VERBOSE + " shows where it happened");
    }
    err.flush();
    return exitCode.code();
  }

  @Override
  public int handleParseException(ParameterException wrong, String[] arguments) {
    CommandLine command = wrong.getCommandLine();
    PrintWriter err = command.getErr();
    err.println("novate: " + wrong.getMessage());
    CommandLine.UnmatchedArgumentException.printSuggestions(wrong, err);
    err.println("novate: " + command.getCommandSpec().qualifiedName() + " --help shows how");
    err.flush();
    return ExitCode.USAGE.code();
  }

  /** What was thrown first by those who know; wrappers say nothing of their own. */
  private static Throwable cause(Throwable failure) {
    Throwable cause = failure;
    while (exitCode(cause) == ExitCode.UNEXPECTED && cause.getCause() != null) {
      cause = cause.getCause();
    }
    return exitCode(cause) == ExitCode.UNEXPECTED ? failure : cause;
  }

  private static ExitCode exitCode(Throwable failure) {
    return switch (failure) {
      case CommandFailedException known -> known.exitCode();
      case InvalidInputException _ -> ExitCode.INPUT_INVALID;
      case NoSuchFileException _ -> ExitCode.INPUT_INVALID;
      case MarketDataMissingException _ -> ExitCode.NO_MARKET_DATA;
      case LogUnavailableException _ -> ExitCode.UNAVAILABLE;
      case DirectoryInUseException _ -> ExitCode.CONFLICT;
      case FencedException _ -> ExitCode.CONFLICT;
      case InterruptedException _ -> ExitCode.INTERRUPTED;
      case CancellationException _ -> ExitCode.INTERRUPTED;
      default -> ExitCode.UNEXPECTED;
    };
  }

  private static Failure json(Throwable failure, ExitCode exitCode) {
    List<InputError> rows =
        failure instanceof InvalidInputException invalid ? invalid.errors() : List.of();
    String message =
        rows.isEmpty()
            ? String.join("\n", message(failure))
            : "what was handed in is refused; every error is in rows";
    return new Failure(exitCode.name().toLowerCase(Locale.ROOT), exitCode.code(), message, rows);
  }

  private static List<String> message(Throwable failure) {
    return switch (failure) {
      case InvalidInputException invalid -> invalid.errors().stream().map(Failures::row).toList();
      case NoSuchFileException absent -> List.of("there is no file " + absent.getFile());
      case InterruptedException _, CancellationException _ -> List.of("interrupted");
      default ->
          failure.getMessage() == null
              ? List.of(failure.getClass().getSimpleName())
              : failure.getMessage().lines().toList();
    };
  }

  private static String row(InputError error) {
    String value = error.value().isEmpty() ? "" : "'" + error.value() + "'";
    String subject =
        error.field().isEmpty()
            ? value
            : "field '%s' = '%s'".formatted(error.field(), error.value());
    return "%s:%d: %s%s%s"
        .formatted(
            error.source(), error.line(), subject, subject.isEmpty() ? "" : ": ", error.message());
  }
}
