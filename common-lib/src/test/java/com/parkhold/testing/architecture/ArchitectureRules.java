package com.parkhold.testing.architecture;

import static com.tngtech.archunit.lang.conditions.ArchConditions.callMethod;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.NullMarked;

/**
 * The rules that every service keeps. A service names its root package; each rule that speaks of its classes fails
 * where it matches none, so that it cannot guard nothing.
 */
public final class ArchitectureRules {

    private static final List<String> SERVICES =
            List.of("gateway", "reservation", "inventory", "payment", "gate", "session", "noshow", "notification");

    private final String root;
    private final JavaClasses classes;

    private ArchitectureRules(String root) {
        this.root = root;
        this.classes = new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_JARS)
                .importPackages(root);
    }

    /** @param root such as {@code com.parkhold.inventory} */
    public static ArchitectureRules of(String root) {
        return new ArchitectureRules(root);
    }

    /** Checks what holds for every service. */
    public void check() {
        for (ArchRule rule : List.of(
                dependsOnNoOtherService(),
                keepsEdgesOutOfItsFeatures(),
                keepsWebAndMessagingApart(),
                keepsKafkaInMessaging(),
                takesTimeFromItsClock(),
                injectsNoFields(),
                setsNothingOnEntities(),
                hasNoCycles(),
                marksItsPackages())) {
            rule.check(classes);
        }
    }

    /** Checks that a vendor's library is only seen in one package. */
    public void keepsVendor(String vendorPackage, String onlyIn) {
        noClasses()
                .that()
                .resideOutsideOfPackage(onlyIn)
                .should()
                .dependOnClassesThat()
                .resideInAPackage(vendorPackage)
                .because("a vendor's library stays behind our own interface")
                .check(classes);
        if (classes.stream().noneMatch(type -> usesPackage(type, vendorPackage))) {
            throw new AssertionError("Nothing uses " + vendorPackage + ": the rule guards nothing");
        }
    }

    private ArchRule dependsOnNoOtherService() {
        String[] others = SERVICES.stream()
                .map(name -> "com.parkhold." + name)
                .filter(name -> !name.equals(root))
                .map(name -> name + "..")
                .toArray(String[]::new);
        return noClasses()
                .that()
                .resideInAPackage(root + "..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(others)
                .because("services talk over REST and Kafka only");
    }

    private ArchRule keepsEdgesOutOfItsFeatures() {
        return noClasses()
                .that()
                .resideInAPackage(root + "..")
                .and()
                .resideOutsideOfPackages(
                        root + "..web..", root + "..messaging..", root + "..saga..", root + "..config..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(root + "..web..", root + "..messaging..")
                .because("a feature does not know who calls it");
    }

    private ArchRule keepsWebAndMessagingApart() {
        return noClasses()
                .that()
                .resideInAPackage(root + "..web..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage(root + "..messaging..")
                .allowEmptyShould(true)
                .because("both call use cases");
    }

    private ArchRule keepsKafkaInMessaging() {
        return noClasses()
                .that()
                .resideOutsideOfPackage(root + "..messaging..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.apache.kafka..", "org.springframework.kafka..");
    }

    private ArchRule takesTimeFromItsClock() {
        return noClasses()
                .that()
                .resideOutsideOfPackage(root + "..config..")
                .should(callMethod(Instant.class, "now")
                        .or(callMethod(LocalDate.class, "now"))
                        .or(callMethod(System.class, "currentTimeMillis"))
                        .or(callMethod(Clock.class, "systemUTC"))
                        .or(callMethod(Clock.class, "systemDefaultZone")))
                .because("time comes from the injected clock");
    }

    private ArchRule injectsNoFields() {
        return fields().should()
                .notBeAnnotatedWith("org.springframework.beans.factory.annotation.Autowired")
                .andShould()
                .notBeAnnotatedWith("org.springframework.beans.factory.annotation.Value")
                .allowEmptyShould(true);
    }

    private ArchRule setsNothingOnEntities() {
        return methods()
                .that()
                .areDeclaredInClassesThat()
                .areAnnotatedWith("jakarta.persistence.Entity")
                .should()
                .haveNameNotMatching("set[A-Z].*")
                .allowEmptyShould(true)
                .because("mutators carry domain verbs");
    }

    private ArchRule hasNoCycles() {
        return slices().matching(root + ".(*)..").should().beFreeOfCycles().allowEmptyShould(true);
    }

    private ArchRule marksItsPackages() {
        return classes().should(new ArchCondition<>("live in a @NullMarked package") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                boolean marked = type.getPackage().isAnnotatedWith(NullMarked.class);
                events.add(new SimpleConditionEvent(type, marked, type.getName() + " is not in a @NullMarked package"));
            }
        });
    }

    private static boolean usesPackage(JavaClass type, String vendorPackage) {
        String prefix = vendorPackage.replace("..", "");
        return type.getDirectDependenciesFromSelf().stream()
                .anyMatch(dependency ->
                        dependency.getTargetClass().getPackageName().startsWith(prefix));
    }
}
