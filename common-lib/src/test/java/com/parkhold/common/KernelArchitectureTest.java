package com.parkhold.common;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The shared kernel is a closed list of packages, and its words know no framework. */
@AnalyzeClasses(packages = "com.parkhold.common", importOptions = ImportOption.DoNotIncludeTests.class)
class KernelArchitectureTest {

    @ArchTest
    static final ArchRule IS_A_CLOSED_LIST = classes()
            .should()
            .resideInAnyPackage(
                    "com.parkhold.common.contract",
                    "com.parkhold.common.outbox",
                    "com.parkhold.common.inbox",
                    "com.parkhold.common.idempotency",
                    "com.parkhold.common.money",
                    "com.parkhold.common.tariff",
                    "com.parkhold.common.problem",
                    "com.parkhold.common.security",
                    "com.parkhold.common.observability");

    @ArchTest
    static final ArchRule SPEAKS_WITHOUT_SPRING = noClasses()
            .that()
            .resideInAnyPackage("..contract..", "..money..", "..tariff..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.springframework..", "jakarta..");

    @ArchTest
    static final ArchRule KNOWS_NO_SERVICE = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "com.parkhold.inventory..",
                    "com.parkhold.reservation..",
                    "com.parkhold.payment..",
                    "com.parkhold.gate..",
                    "com.parkhold.session..",
                    "com.parkhold.noshow..",
                    "com.parkhold.notification..")
            .allowEmptyShould(false);

    @ArchTest
    static final ArchRule HAS_NO_CYCLES =
            slices().matching("com.parkhold.common.(*)..").should().beFreeOfCycles();
}
