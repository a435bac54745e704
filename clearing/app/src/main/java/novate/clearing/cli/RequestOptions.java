package novate.clearing.cli;

import static novate.market.Checks.found;

import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import novate.clearing.day.DayFold;
import novate.clearing.day.Request;
import novate.clearing.house.DayWatch;
import novate.clearing.house.Gateway;
import novate.clearing.log.Clients;
import novate.clearing.processor.Topic;
import novate.market.InputError;
import novate.market.InvalidInputException;
import novate.wire.Decimals;
import novate.wire.event.RequestAnswered;
import org.apache.avro.specific.SpecificRecordBase;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * A request that the conductor answers: who asks and why. Asked again in the same words it is the
 * same request, and has the same answer.
 */
final class RequestOptions {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @Spec(Spec.Target.MIXEE)
  private @Nullable CommandSpec command;

  @Mixin private HouseOptions house = new HouseOptions();

  @Option(names = "--by", required = true, paramLabel = "NAME", description = "Who asks.")
  private String by = "";

  @Option(names = "--reason", required = true, paramLabel = "WHY", description = "Why.")
  private String reason = "";

  /** Who asks. */
  String by() {
    return by;
  }

  /** Why. */
  String reason() {
    return reason;
  }

  /** The log of the house, which must be running: only the conductor answers. */
  Clients running() {
    return house.running();
  }

  /**
   * Sends a request and says what became of it.
   *
   * @param event makes it of the day as it stands
   * @throws CommandFailedException with {@link ExitCode#CONFLICT} when the rules refuse it
   */
  int ask(Clients clients, Function<DayFold, SpecificRecordBase> event) {
    try (DayWatch watch = new DayWatch(clients)) {
      SpecificRecordBase asked = event.apply(watch.look());
      Request request = Request.of(asked).orElseThrow();
      try (Gateway gateway = new Gateway(clients)) {
        gateway.send(Topic.CONTROL, 0, request.subject(), asked);
        gateway.flush();
      }
      watch.await(
          "an answer to " + request.subject(),
          PATIENCE,
          day -> day.requests().answer(request.id()).isPresent(),
          () -> {});
      RequestAnswered answer = watch.look().requests().answer(request.id()).orElseThrow();
      if (!answer.getIsAccepted()) {
        throw new CommandFailedException(ExitCode.CONFLICT, answer.getDetail());
      }
      CommandSpec self = found(command, "options of no command");
      self.commandLine().getErr().println("novate: " + answer.getDetail());
      self.commandLine().getErr().flush();
    }
    return ExitCode.DONE.code();
  }

  /**
   * A price or value as it was typed.
   *
   * @throws InvalidInputException when it is no plain decimal
   */
  static String decimal(String option, String text) {
    try {
      return Decimals.format(Decimals.parse(text));
    } catch (IllegalArgumentException e) {
      throw new InvalidInputException(
          List.of(new InputError("command line", 1, option, text, String.valueOf(e.getMessage()))));
    }
  }
}
