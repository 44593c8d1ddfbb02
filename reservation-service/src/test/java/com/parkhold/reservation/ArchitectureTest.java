package com.parkhold.reservation;

import com.parkhold.testing.architecture.ArchitectureRules;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

    private static final String ROOT = "com.parkhold.reservation";

    @Test
    void keepsTheRulesOfEveryService() {
        ArchitectureRules.of(ROOT).check();
    }

    @Test
    void signsTokensInOnePackageAndBreaksCircuitsInOne() {
        ArchitectureRules rules = ArchitectureRules.of(ROOT);
        rules.keepsVendor("com.nimbusds..", ROOT + ".qr");
        rules.keepsVendor("io.github.resilience4j..", ROOT + ".neighbours");
    }

    @Test
    void keepsTheAggregateFreeOfItsEdgesAndOfTheContract() {
        JavaClasses classes = new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages(ROOT);
        ArchRuleDefinition.noClasses()
                .that()
                .resideInAPackage(ROOT)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        ROOT + ".saga..",
                        ROOT + ".web..",
                        ROOT + ".messaging..",
                        ROOT + ".config..",
                        ROOT + ".neighbours..",
                        "com.parkhold.common.contract..")
                .check(classes);
    }
}
