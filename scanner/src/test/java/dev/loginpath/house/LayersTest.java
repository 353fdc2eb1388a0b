package dev.loginpath.house;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.loginpath.rule.Catalog;
import dev.loginpath.rule.Rule;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Imports point down: a package imports only packages that stand above it in this list. */
class LayersTest {

  private static final List<String> ORDER =
      List.of(
          "report",
          "file",
          "render",
          "gate",
          "redact",
          "verdict",
          "snapshot",
          "joined",
          "collect",
          "network",
          "policy",
          "identity",
          "host",
          "recording",
          "cost",
          "path",
          "advice",
          "rule",
          "config",
          "scan",
          "cli");

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("dev.loginpath");

  @Test
  void importsPointDown() {
    for (int index = 0; index < ORDER.size(); index++) {
      String[] below =
          ORDER.subList(index + 1, ORDER.size()).stream()
              .map(it -> "dev.loginpath." + it + "..")
              .toArray(String[]::new);
      if (below.length > 0) {
        noClasses()
            .that()
            .resideInAPackage("dev.loginpath." + ORDER.get(index) + "..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(below)
            .allowEmptyShould(true)
            .check(CLASSES);
      }
    }
  }

  @Test
  void everyPackageStandsInTheList() {
    assertThat(CLASSES)
        .extracting(JavaClass::getPackageName)
        .allMatch(it ->
            it.startsWith("dev.loginpath.simulator.")
                || ORDER.contains(it.replace("dev.loginpath.", "")));
  }

  @Test
  void thereAreNoCycles() {
    slices().matching("dev.loginpath.(**)").should().beFreeOfCycles().check(CLASSES);
  }

  @Test
  void onlyCollectSeesTheAwsSdk() {
    noClasses()
        .that()
        .resideOutsideOfPackages("dev.loginpath.collect..", "dev.loginpath.simulator..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("software.amazon..")
        .check(CLASSES);
  }

  @Test
  void reportsAndSimulatorDoNotLookBack() {
    noClasses()
        .that()
        .resideInAPackage("dev.loginpath.simulator..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            ORDER.stream().map(it -> "dev.loginpath." + it + "..").toArray(String[]::new))
        .check(CLASSES);
  }

  @Test
  void onlyTheCommandLinePrintsExitsOrReadsTheClock() {
    noClasses()
        .that()
        .resideOutsideOfPackage("dev.loginpath.cli..")
        .should()
        .callMethod(System.class, "exit", int.class)
        .orShould()
        .accessField(System.class, "out")
        .orShould()
        .accessField(System.class, "err")
        .orShould()
        .callMethod(java.time.Instant.class, "now")
        .orShould()
        .callMethod(System.class, "currentTimeMillis")
        .check(CLASSES);
  }

  @Test
  void everyRuleIsInTheCatalogue() {
    List<String> written =
        CLASSES.stream()
            .filter(it -> it.isAssignableTo(Rule.class) && !it.isInterface())
            .map(JavaClass::getSimpleName)
            .sorted()
            .toList();
    assertThat(Catalog.ALL.stream().map(it -> it.getClass().getSimpleName()).sorted())
        .isEqualTo(written);
  }
}
