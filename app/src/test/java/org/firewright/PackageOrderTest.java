package org.firewright;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The order of docs/architecture.md: a package knows only those to its left in its row. */
class PackageOrderTest {
    private static final List<String> AGENT =
            List.of("api", "linux", "netlink", "bpf", "nftables", "iplist", "inspect", "deploy");
    private static final List<String> DESKTOP = List.of(
            "expression", "policy", "iplist", "compile", "simulate", "analyse", "remote", "deploy", "lab", "cli", "ui");

    private static JavaClasses classes;

    @BeforeAll
    static void readClasses() {
        classes = new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages("org.firewright");
        assertThat(classes.stream().map(type -> type.getPackageName()))
                .as("both rows are on the class path")
                .contains("org.firewright.agent.linux", "org.firewright.policy");
    }

    @TestFactory
    Stream<DynamicTest> agentPackagesKnowOnlyThoseToTheirLeft() {
        return row("org.firewright.agent.", AGENT);
    }

    @TestFactory
    Stream<DynamicTest> desktopPackagesKnowOnlyThoseToTheirLeft() {
        return row("org.firewright.", DESKTOP);
    }

    @Test
    void onlyTheWindowsKnowJavaFx() {
        noClasses()
                .that(resideInAPackage("org.firewright..")
                        .and(resideInAnyPackage("org.firewright.ui..").negate()))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("javafx..", "atlantafx..")
                .check(classes);
    }

    @Test
    void onlyTheSystemCallsKnowJna() {
        noClasses()
                .that(resideInAPackage("org.firewright..")
                        .and(resideInAPackage("org.firewright.agent.linux..").negate()))
                .should()
                .dependOnClassesThat()
                .resideInAPackage("com.sun.jna..")
                .check(classes);
    }

    /** The lab makes packets with the agent's system calls; everything else speaks to the agent over the wire. */
    @Test
    void theDesktopSeesOnlyTheContract() {
        noClasses()
                .that(resideInAPackage("org.firewright..")
                        .and(resideInAnyPackage("org.firewright.agent..", "org.firewright.lab..")
                                .negate()))
                .should()
                .dependOnClassesThat(resideInAPackage("org.firewright.agent..")
                        .and(resideInAPackage("org.firewright.agent.api..").negate()))
                .check(classes);
    }

    private static Stream<DynamicTest> row(String prefix, List<String> names) {
        return names.stream().limit(names.size() - 1).map(name -> {
            String[] right = names.subList(names.indexOf(name) + 1, names.size()).stream()
                    .map(other -> prefix + other + "..")
                    .toArray(String[]::new);
            return DynamicTest.dynamicTest(
                    name,
                    () -> noClasses()
                            .that()
                            .resideInAPackage(prefix + name + "..")
                            .should()
                            .dependOnClassesThat()
                            .resideInAnyPackage(right)
                            .allowEmptyShould(true)
                            .check(classes));
        });
    }
}
