package novate.clearing.log;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class UnstableClassesTest {
  private static final JavaClasses OURS =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("novate.clearing");

  @Test
  void theBrokersOwnClassesAreUsedInItsProcessOnly() {
    noClasses()
        .that()
        .doNotHaveFullyQualifiedName(BrokerProcess.class.getName())
        .and()
        .doNotHaveFullyQualifiedName(BrokerProcess.class.getName() + "$Stop")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "kafka..", "org.apache.kafka.metadata..", "org.apache.kafka.server..", "sun.misc..")
        .because("they promise no stability from one release to the next")
        .check(OURS);
  }

  @Test
  void theMapLibraryIsUsedInTheStoreOnly() {
    noClasses()
        .that()
        .resideOutsideOfPackage("novate.clearing.store..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("net.openhft..")
        .because("only the store switches its statistics off before its first class loads")
        .check(OURS);
  }
}
