package novate.clearing.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigDecimal;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class MarginDiffCommandTest {
  @TempDir Path directory;
  private Path before;
  private Path after;

  MarginDiffCommandTest() {
    before = Path.of("before");
    after = Path.of("after");
  }

  @BeforeEach
  void copyMarkets() throws IOException, URISyntaxException {
    before = Files.createDirectory(directory.resolve("before"));
    after = Files.createDirectory(directory.resolve("after"));
    GoldMarket.copyTo(before);
    GoldMarket.copyTo(after);
    GoldMarket.withCalendarSpread(after);
  }

  private CommandRun diff(Path held, Path holds, Object... more) {
    Object[] first = {
      "margin",
      "diff",
      "--market",
      after,
      "--positions",
      holds,
      "--before-market",
      before,
      "--before-positions",
      held
    };
    return CommandRun.of(Stream.of(first, more).flatMap(Stream::of).toArray());
  }

  /** October had no price before, so it enters with the positions; spreads come with parameters. */
  @Test
  void everyStepIsNamedAndTheStepsAddUp() throws IOException {
    Path held = GoldMarket.positions(before, "A,GC-2025-09,3");
    Path holds = GoldMarket.positions(after, "A,GC-2025-09,3", "A,GC-2025-10,-1");
    CommandRun run = diff(held, holds);
    assertThat(run.exitCode()).isZero();
    assertThat(run.out())
        .startsWith(
            """
            Change of what is required
            account  currency  step               change   required  by commodity
            -------  --------  -------------  ----------  ---------  ---------------
            A        USD       before                     48,000.00
            A        USD       positions      -16,000.00  32,000.00  GOLD -16,000.00
            A        USD       prices               0.00  32,000.00
            A        USD       volatilities         0.00  32,000.00
            A        USD       scenario roll        0.00  32,000.00
            A        USD       parameters         155.00  32,155.00  GOLD +155.00
            A        USD       add-ons              0.00  32,155.00
            A        USD       fx                   0.00  32,155.00
            A        USD       after          -15,845.00  32,155.00
            """)
        .contains("Each step is a recomputation")
        .doesNotContain("%s");
    JsonNode account = diff(held, holds, "-o", "json").json().at("/accounts/0");
    BigDecimal sum = BigDecimal.ZERO;
    for (JsonNode step : account.get("steps")) {
      sum = sum.add(new BigDecimal(step.at("/change/amount").asString()));
    }
    assertThat(sum.toPlainString())
        .isEqualTo(account.at("/change/amount").asString())
        .isEqualTo("-15845.00");
  }

  @Test
  void anAccountOfOneDayAloneComesOrGoesWithItsPositions() throws IOException {
    Path held = GoldMarket.positions(before, "GONE,GC-2025-09,1");
    Path holds = GoldMarket.positions(after, "NEW,GC-2025-09,-1");
    assertThat(diff(held, holds, "-o", "csv").out())
        .contains("GONE,USD,before,,16000.00", "GONE,USD,positions,-16000.00,0.00")
        .contains("NEW,USD,positions,16000.00,16000.00", "NEW,USD,parameters,30.00,16030.00");
    assertThat(diff(held, holds, "--account", "NEW", "-o", "csv").out()).doesNotContain("GONE");
  }

  @Test
  void whatIsMissingOrUnknownEndsAsEverywhere() throws IOException {
    Path held = GoldMarket.positions(before, "A,GC-2025-10,1");
    Path holds = GoldMarket.positions(after, "A,GC-2025-09,1");
    CommandRun unpriced = diff(held, holds);
    assertThat(unpriced.exitCode()).isEqualTo(7);
    assertThat(unpriced.err()).contains("contract GC-2025-10 cannot be valued");
    assertThat(diff(holds, holds, "--account", "NOBODY").err())
        .contains("account NOBODY is not in " + holds + " nor in " + holds);
    assertThat(diff(directory.resolve("none.csv"), holds).exitCode()).isEqualTo(3);
    assertThat(CommandRun.of("margin", "diff", "--market", after).exitCode()).isEqualTo(2);
  }
}
