package coppice.rules;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;

@AnalyzeClasses(packages = "coppice.rules", importOptions = ImportOption.DoNotIncludeTests.class)
class PurityTest {

    @ArchTest
    static final ArchRule noInputOrOutput = noClasses()
            .should()
            .dependOnClassesThat(resideInAnyPackage(
                    "java.io..",
                    "java.net..",
                    "java.nio.file..",
                    "java.nio.channels..",
                    "java.sql..",
                    "java.util.logging..",
                    "java.lang.reflect.."));

    @ArchTest
    static final ArchRule noClockOrChance = noClasses()
            .should()
            .callMethodWhere(target(nameMatching("now|randomUUID|currentTimeMillis|nanoTime|getenv|getProperty")))
            .orShould()
            .dependOnClassesThat()
            .haveFullyQualifiedName("java.util.Random")
            .orShould()
            .dependOnClassesThat()
            .haveFullyQualifiedName("java.time.Clock")
            .orShould()
            .dependOnClassesThat()
            .areAssignableTo(Thread.class);

    /// Two classes that narrow rates by bounds and decide exactly (docs/adr/0010).
    private static final DescribedPredicate<JavaClass> NOT_BOUNDS = DescribedPredicate.describe(
            "are not the bounds of equal shares",
            type -> !type.getName().matches("coppice\\.rules\\.budgeting\\.(EqualShares|Purses)(\\$.*)?"));

    private static final ArchCondition<JavaMethod> SPEAK_FLOATING_POINT = new ArchCondition<>("speak floating point") {
        @Override
        public void check(JavaMethod method, ConditionEvents events) {
            boolean speaks = method.getRawReturnType().isEquivalentTo(double.class)
                    || method.getRawParameterTypes().stream().anyMatch(type -> type.isEquivalentTo(double.class));
            events.add(new SimpleConditionEvent(method, speaks, method.getFullName()));
        }
    };

    @ArchTest
    static final ArchRule noFloatingPoint = noFields()
            .that()
            .areDeclaredInClassesThat(NOT_BOUNDS)
            .should()
            .haveRawType(double.class)
            .orShould()
            .haveRawType(float.class)
            .orShould()
            .haveRawType(Double.class);

    @ArchTest
    static final ArchRule noMethodSpeaksFloatingPoint =
            noMethods().that().areDeclaredInClassesThat(NOT_BOUNDS).should(SPEAK_FLOATING_POINT);

    /// Working state lives and dies inside one call: in classes nobody outside can hold.
    @ArchTest
    static final ArchRule nothingPublicIsMutable =
            noFields().that().areDeclaredInClassesThat().arePublic().should().notHaveModifier(JavaModifier.FINAL);

    @ArchTest
    static final ArchRule nothingStaticIsMutable =
            noFields().that().areStatic().should().notHaveModifier(JavaModifier.FINAL);
}
