package novate;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaAccess.Predicates.target;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitCallTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.properties.HasName;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.io.File;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/** The rules of the house that span its modules: direction, purity, exact money. */
class ModuleRulesTest {
  private static final JavaClasses HOUSE =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("novate");

  private static final String[] SCHEMAS = {"novate.market..", "novate.wire.."};
  private static final String[] SCENARIOS = {"novate.scenario..", "novate.sample.."};
  private static final String[] MARGIN_ENGINE = {
    "novate.pricing..",
    "novate.margin..",
    "novate.stress..",
    "novate.defaultfund..",
    "novate.validation.."
  };
  private static final String[] SETTLEMENT = {
    "novate.index..", "novate.settlement..", "novate.ledger.."
  };
  private static final String[] CLEARING_CORE = {
    "novate.clearing.trade..",
    "novate.clearing.position..",
    "novate.clearing.cycle..",
    "novate.clearing.desk..",
    "novate.clearing.day..",
    "novate.clearing.registry..",
    "novate.clearing.processor..",
    "novate.clearing.replay..",
    "novate.clearing.simulation.."
  };
  private static final String[] SHELL = {
    "novate.clearing.log..",
    "novate.clearing.store..",
    "novate.clearing.api..",
    "novate.clearing.cli..",
    "novate.clearing.report..",
    "novate.clearing.house..",
    "novate.clearing.file..",
    "novate.clearing.chart..",
    "novate.clearing.feed..",
    "novate.clearing.demo..",
    "novate.clearing.evidence.."
  };
  private static final String[] PURE =
      Stream.of(SCHEMAS, SCENARIOS, MARGIN_ENGINE, SETTLEMENT, CLEARING_CORE)
          .flatMap(Stream::of)
          .toArray(String[]::new);

  /** Classes through which time, chance or the outside world would come in. */
  private static final DescribedPredicate<JavaClass> OUTSIDE_WORLD =
      describe(
          "files, sockets, clocks, chance, logs, Kafka or Chronicle",
          type ->
              Pattern.matches(
                  "(java\\.nio\\.(file|channels)\\.|java\\.net\\.|java\\.sql\\.|javax\\.net\\."
                      + "|java\\.util\\.logging\\.|org\\.slf4j\\.|ch\\.qos\\.|org\\.apache\\.kafka\\."
                      + "|net\\.openhft\\.|java\\.io\\.File|java\\.io\\.RandomAccessFile"
                      + "|java\\.time\\.Clock|java\\.time\\.InstantSource|java\\.security\\.SecureRandom"
                      + "|java\\.util\\.concurrent\\.ThreadLocalRandom|java\\.util\\.Timer).*",
                  type.getName()));

  private static final Set<String> CLOCKS_AND_CHANCE =
      Set.of(
          "java.lang.System.currentTimeMillis",
          "java.lang.System.nanoTime",
          "java.lang.System.getenv",
          "java.lang.System.getProperty",
          "java.lang.Math.random",
          "java.lang.StrictMath.random",
          "java.util.UUID.randomUUID",
          "java.time.ZoneId.systemDefault",
          "java.util.random.RandomGenerator.getDefault");

  private static final Pattern UNSEEDED =
      Pattern.compile("java\\.util\\.(Random|SplittableRandom|Date|GregorianCalendar)\\.<init>");

  /** Calls that read the clock or draw unseeded numbers. */
  private static final DescribedPredicate<AccessTarget> UNREPEATABLE =
      describe(
          "a clock or unseeded chance",
          called -> {
            String name = called.getOwner().getName() + "." + called.getName();
            return CLOCKS_AND_CHANCE.contains(name)
                || (name.startsWith("java.time.") && called.getName().equals("now"))
                || (UNSEEDED.matcher(name).matches()
                    && called instanceof CodeUnitCallTarget constructor
                    && constructor.getRawParameterTypes().isEmpty());
          });

  private static final DescribedPredicate<AccessTarget> STANDARD_STREAMS =
      describe(
          "System.in, System.out or System.err",
          used ->
              used.getOwner().isEquivalentTo(System.class)
                  && Set.of("in", "out", "err").contains(used.getName()));

  /** Words in the name of a member that speaks of an exact quantity. */
  private static final Set<String> EXACT =
      Set.of(
          "money",
          "price",
          "prices",
          "amount",
          "cash",
          "balance",
          "premium",
          "payment",
          "posting",
          "fee",
          "fees",
          "cost",
          "strike",
          "ticks",
          "cents",
          "units",
          "lots",
          "requirement",
          "collateral",
          "outstanding");

  private static final DescribedPredicate<JavaMember> SPEAKS_OF_EXACT_QUANTITIES =
      describe(
          "have a name that speaks of money, a price or lots",
          member ->
              Stream.of(member.getName().split("_|(?<=[a-z0-9])(?=[A-Z])"))
                  .anyMatch(word -> EXACT.contains(word.toLowerCase(Locale.ROOT))));

  private static final DescribedPredicate<JavaClass> FLOATING =
      describe(
          "double or float",
          type ->
              Set.of("double", "float", "java.lang.Double", "java.lang.Float")
                  .contains(type.getBaseComponentType().getName()));

  private static final String[] EXACT_PACKAGES = {
    "novate.market..", "novate.ledger..", "novate.settlement..", "novate.clearing.."
  };

  @Test
  void theCoreKnowsNothingOfKafkaFilesSocketsLogsOrTheClock() {
    check(
        noClasses()
            .that()
            .resideInAnyPackage(PURE)
            .should()
            .dependOnClassesThat(OUTSIDE_WORLD)
            .because("a run must be reproducible from its recorded inputs alone"));
  }

  @Test
  void theCoreReadsNoClockAndDrawsNoUnseededNumber() {
    check(
        noClasses()
            .that()
            .resideInAnyPackage(PURE)
            .should()
            .accessTargetWhere(accessTo(UNREPEATABLE))
            .because("the same log gives the same bytes on every machine"));
  }

  @Test
  void theCoreIsSilent() {
    check(
        noClasses()
            .that()
            .resideInAnyPackage(PURE)
            .should()
            .accessTargetWhere(accessTo(STANDARD_STREAMS))
            .because("what it has to say is in its answers"));
  }

  @Test
  void modulesDependDownwardsOnly() {
    check(
        layeredArchitecture()
            .consideringOnlyDependenciesInLayers()
            .withOptionalLayers(true)
            .layer("schemas")
            .definedBy(SCHEMAS)
            .layer("scenarios")
            .definedBy(SCENARIOS)
            .layer("margin-engine")
            .definedBy(MARGIN_ENGINE)
            .layer("settlement")
            .definedBy(SETTLEMENT)
            .layer("clearing/core")
            .definedBy(CLEARING_CORE)
            .layer("clearing/app")
            .definedBy(SHELL)
            .whereLayer("schemas")
            .mayNotAccessAnyLayer()
            .whereLayer("scenarios")
            .mayOnlyAccessLayers("schemas")
            .whereLayer("margin-engine")
            .mayOnlyAccessLayers("schemas", "scenarios")
            .whereLayer("settlement")
            .mayOnlyAccessLayers("schemas")
            .whereLayer("clearing/core")
            .mayOnlyAccessLayers("schemas", "scenarios", "margin-engine", "settlement"));
  }

  @Test
  void theWordsKnowNothingOfHowTheyAreWritten() {
    check(
        noClasses()
            .that()
            .resideInAPackage("novate.market..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("novate.wire..", "org.apache.avro..", "de.siegmar.."));
  }

  @Test
  void everyClassLivesInAPackageOfTheDesign() {
    check(
        classes()
            .that()
            .resideOutsideOfPackages("novate.benchmark..")
            .should()
            .resideInAnyPackage(Stream.of(PURE, SHELL).flatMap(Stream::of).toArray(String[]::new))
            .because("a package outside of it would escape the rules above"));
  }

  /**
   * Rates and volatilities are doubles; money, prices and lots are not, in any signature or field.
   */
  @Test
  void moneyPricesAndLotsAreNeverFloatingPoint() {
    check(
        methods()
            .that()
            .areDeclaredInClassesThat()
            .resideInAnyPackage(EXACT_PACKAGES)
            .and()
            .areNotPrivate()
            .and(SPEAKS_OF_EXACT_QUANTITIES.forSubtype())
            .should()
            .notHaveRawReturnType(FLOATING)
            .andShould()
            .notHaveRawParameterTypes(anyFloating()));
    check(
        fields()
            .that()
            .areDeclaredInClassesThat()
            .resideInAnyPackage(EXACT_PACKAGES)
            .and(SPEAKS_OF_EXACT_QUANTITIES.forSubtype())
            .should()
            .notHaveRawType(FLOATING));
  }

  @Test
  void everyPackageIsNullMarked() {
    assertThat(
            HOUSE.stream()
                .map(JavaClass::getPackage)
                .distinct()
                // Avro's generated classes know nothing of JSpecify.
                .filter(javaPackage -> !javaPackage.getName().equals("novate.wire.event"))
                .filter(javaPackage -> !javaPackage.isAnnotatedWith(NullMarked.class))
                .map(HasName::getName))
        .isEmpty();
  }

  /** A rule that nothing can break proves nothing: each is held against a class that breaks it. */
  @Test
  void theRulesFindWhatTheyLookFor() {
    JavaClass sinner = new ClassFileImporter().importClass(Sinner.class);

    assertThat(sinner.getAccessesFromSelf().stream().map(JavaAccess::getTarget))
        .filteredOn(UNREPEATABLE)
        .extracting(AccessTarget::getName)
        .contains("now", "nanoTime", "<init>");
    assertThat(sinner.getAccessesFromSelf().stream().map(JavaAccess::getTarget))
        .filteredOn(STANDARD_STREAMS)
        .isNotEmpty();
    assertThat(sinner.getDirectDependenciesFromSelf().stream().map(d -> d.getTargetClass()))
        .filteredOn(OUTSIDE_WORLD)
        .extracting(JavaClass::getSimpleName)
        .contains("Clock", "File");
    assertThat(sinner.getMethods())
        .filteredOn(SPEAKS_OF_EXACT_QUANTITIES)
        .filteredOn(method -> FLOATING.test(method.getRawReturnType()))
        .extracting(JavaMethod::getName)
        .containsExactlyInAnyOrder("settlementPrice", "lots");
  }

  private static final class Sinner {
    final Clock clock = Clock.systemUTC();

    double settlementPrice(File file) {
      System.out.println(file);
      return System.nanoTime() + new SplittableRandom().nextDouble() + Instant.now().getNano();
    }

    double[] lots() {
      return new double[0];
    }

    BigDecimal price(double volatility) {
      return BigDecimal.valueOf(new SplittableRandom(1).nextDouble() * volatility);
    }
  }

  private static DescribedPredicate<List<JavaClass>> anyFloating() {
    return describe("any double or float", types -> types.stream().anyMatch(FLOATING));
  }

  private static DescribedPredicate<JavaAccess<?>> accessTo(
      DescribedPredicate<AccessTarget> target) {
    return target(target);
  }

  private static void check(ArchRule rule) {
    rule.allowEmptyShould(true).check(HOUSE);
  }
}
