package novate.clearing.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import novate.clearing.damage.Damage;
import novate.clearing.damage.Damage.Others;
import novate.clearing.damage.DamageCount;
import novate.clearing.damage.DamageCount.Outcome;
import novate.clearing.demo.DemoDirectory;
import novate.clearing.house.RunningHouse;
import novate.clearing.log.LogUnavailableException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Faults S4, S5 and S6 of the files that the house writes and reads again: a margin result and the
 * market it was computed on, the mark of a demo, the address of a house.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ReportDamageTest {
  private static final long SEED = 20_261_122L;
  private static final int PERCENT = 20;
  private static final String RESULT = "result.json";

  private Path root = Path.of("");

  private byte[] good = {};

  @BeforeAll
  void computeResults(@TempDir Path directory) throws IOException, URISyntaxException {
    root = directory;
    good = compute("now", "A,GC-2025-09,2", "A,GC-2025-10,-1", "B,GC-2025-09,-3");
    compute("older", "A,GC-2025-09,2", "B,GC-2025-09,-3");
    compute("newer", "A,GC-2025-09,2", "A,GC-2025-10,-1", "B,GC-2025-09,-2");
    compute("foreign", "X,GC-2025-10,7");
  }

  private byte[] compute(String name, String... rows) throws IOException, URISyntaxException {
    Path market = Files.createDirectories(root.resolve(name));
    GoldMarket.copyTo(market);
    GoldMarket.withCalendarSpread(market);
    Path positions = GoldMarket.positions(market, rows);
    CommandRun run =
        CommandRun.of(
            "margin", "compute", "--market", market, "--positions", positions, "-o", "json");
    assertThat(run.exitCode()).as(run.err()).isZero();
    Files.writeString(market.resolve(RESULT), run.out());
    return Files.readAllBytes(market.resolve(RESULT));
  }

  private Path copy() throws IOException {
    Path work = root.resolve("work");
    if (Files.exists(work)) {
      try (Stream<Path> tree = Files.walk(work)) {
        for (Path each : tree.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(each);
        }
      }
    }
    Files.createDirectories(work);
    try (Stream<Path> files = Files.list(root.resolve("now"))) {
      for (Path file : files.toList()) {
        Files.copy(file, work.resolve(file.getFileName()));
      }
    }
    return work;
  }

  /** Every file of the market and the result itself: a damage is named, or nothing differs. */
  @Test
  void noDamageMakesAResultPassThatIsAnother() throws IOException {
    SplittableRandom random = new SplittableRandom(SEED);
    DamageCount count = new DamageCount("report", SEED);
    Others others =
        new Others(root.resolve("foreign"), root.resolve("older"), root.resolve("newer"));
    Damage[] kinds = Damage.values();
    List<String> names;
    try (Stream<Path> files = Files.list(root.resolve("now"))) {
      names = files.map(file -> file.getFileName().toString()).sorted().toList();
    }
    for (int i = 0; i < DamageCount.tries(PERCENT); i++) {
      Path work = copy();
      Damage damage = kinds[i % kinds.length];
      String name = random.nextInt(3) == 0 ? names.get(random.nextInt(names.size())) : RESULT;
      damage.apply(work.resolve(name), others, random);
      Outcome outcome = outcome(work);
      count.add(damage, outcome);
      assertThat(outcome)
          .as("%s of %s, try %d, seed %d", damage, name, i, SEED)
          .isNotEqualTo(Outcome.WRONG);
    }
    count.report(EnumSet.allOf(Damage.class));
  }

  private Outcome outcome(Path work) throws IOException {
    Path result = work.resolve(RESULT);
    CommandRun run =
        CommandRun.of(
            "margin",
            "verify",
            result,
            "--market",
            work,
            "--positions",
            work.resolve("positions.csv"));
    return switch (ExitCode.values()[run.exitCode()]) {
      case DONE -> isSame(result) ? Outcome.SAME : Outcome.WRONG;
      case MISMATCH -> named(run.out(), work);
      case INPUT_INVALID, NO_MARKET_DATA -> named(run.err(), work);
      default ->
          throw new AssertionError("exit %d: %s".formatted(run.exitCode(), run.err() + run.out()));
    };
  }

  private static Outcome named(String message, Path work) {
    assertThat(message).contains(work.toString());
    return Outcome.REFUSED;
  }

  /** Says the same to anybody who reads it: spaces and paths aside. */
  private boolean isSame(Path result) throws IOException {
    try {
      JsonMapper mapper = JsonMapper.shared();
      return withoutPaths(mapper.readTree(Files.readAllBytes(result)))
          .equals(withoutPaths(mapper.readTree(good)));
    } catch (JacksonException e) {
      return false;
    }
  }

  private static String withoutPaths(JsonNode node) {
    return node.toString().replaceAll("\"file\":\"[^\"]*\"", "");
  }

  /** The mark of a demo, and by turns the id of the demo that stands with its log. */
  @Test
  void aDamagedMarkOfADemoIsRefusedAndTheDemoLeftAsItIs() throws IOException {
    SplittableRandom random = new SplittableRandom(SEED);
    DamageCount count = new DamageCount("demo", SEED);
    Path another = root.resolve("demo-another");
    DemoDirectory.prepare(another, false, 700);
    EnumSet<Damage> kinds = EnumSet.complementOf(EnumSet.of(Damage.MISSING));
    for (Damage damage : kinds) {
      for (int i = 0; i < 10; i++) {
        Path demo = root.resolve("demo-" + damage + i);
        DemoDirectory.prepare(demo, false, 500);
        Path kept = Files.writeString(demo.resolve("log").resolve("kept"), "records");
        Path file = Path.of(i % 2 == 0 ? "demo.txt" : "log/demo-id.txt");
        Path from = i % 2 == 0 ? another : another.resolve("log");
        damage.apply(demo.resolve(file), new Others(from, from, from), random);
        Outcome outcome = demoOutcome(demo);
        count.add(damage, outcome);
        assertThat(outcome)
            .as("%s of %s, try %d, seed %d", damage, file, i, SEED)
            .isNotEqualTo(Outcome.WRONG);
        if (damage.isExchange()) {
          assertThat(outcome).as("%s of %s", damage, file).isEqualTo(Outcome.REFUSED);
        }
        assertThat(kept).hasContent("records");
      }
    }
    count.report(kinds);
  }

  private static Outcome demoOutcome(Path demo) throws IOException {
    int trades;
    try {
      trades = DemoDirectory.prepare(demo, true, 0);
    } catch (IllegalArgumentException | IOException refusal) {
      assertThat(refusal).hasMessageContaining(demo.toString());
      return Outcome.REFUSED;
    }
    return trades == 500 ? Outcome.SAME : Outcome.WRONG;
  }

  @Test
  void aDamagedAddressOfAHouseIsRefusedByName() throws IOException {
    SplittableRandom random = new SplittableRandom(SEED);
    for (Damage damage :
        EnumSet.of(Damage.BITS, Damage.BYTES, Damage.TRUNCATED, Damage.EMPTY, Damage.MISSING)) {
      Path house = Files.createDirectories(root.resolve("house-" + damage));
      Path file =
          Files.writeString(house.resolve("bootstrap"), "127.0.0.1:1\nrezLfxf_SM644RHVQeOv9w\n");
      damage.apply(file, new Others(root, root, root), random);
      assertThatThrownBy(() -> RunningHouse.on(house))
          .as("%s", damage)
          .isInstanceOfAny(
              LogUnavailableException.class,
              IllegalArgumentException.class,
              java.io.UncheckedIOException.class);
    }
  }
}
