package coppice.rules;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;

import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

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

    @ArchTest
    static final ArchRule noFloatingPoint = noFields()
            .should()
            .haveRawType(double.class)
            .orShould()
            .haveRawType(float.class)
            .orShould()
            .haveRawType(Double.class);

    @ArchTest
    static final ArchRule noMethodSpeaksFloatingPoint =
            noMethods().should().haveRawReturnType(double.class).orShould().haveRawParameterTypes(double.class);

    /// Working state lives and dies inside one call: in classes nobody outside can hold.
    @ArchTest
    static final ArchRule nothingPublicIsMutable =
            noFields().that().areDeclaredInClassesThat().arePublic().should().notHaveModifier(JavaModifier.FINAL);

    @ArchTest
    static final ArchRule nothingStaticIsMutable =
            noFields().that().areStatic().should().notHaveModifier(JavaModifier.FINAL);
}
