package io.github.camelctrader.simulator;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "io.github.camelctrader", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    private static final String ROOT = "io.github.camelctrader.simulator";

    @ArchTest
    static final ArchRule roomsHaveNoCircles =
            slices().matching(ROOT + ".(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule theCoreKnowsNoSocketsAndNoSessions = noClasses()
            .that()
            .resideInAnyPackage(ROOT + ".market..", ROOT + ".trading..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.netty..", "java.net..", ROOT + ".session..", ROOT + ".server..", ROOT + ".wire..");

    @ArchTest
    static final ArchRule theMarketKnowsNoTrading = noClasses()
            .that()
            .resideInAPackage(ROOT + ".market..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage(ROOT + ".trading..");

    @ArchTest
    static final ArchRule sessionsKnowNoSockets = noClasses()
            .that()
            .resideInAPackage(ROOT + ".session..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.netty..", "java.net..", ROOT + ".server..");

    @ArchTest
    static final ArchRule roomsKnowOnlyTheValuesOfTheFrontDoor = noClasses()
            .that()
            .resideInAPackage(ROOT + ".*..")
            .and()
            .resideOutsideOfPackage(ROOT + ".control..")
            .should()
            .dependOnClassesThat()
            .haveFullyQualifiedName(CTraderSimulator.class.getName())
            .orShould()
            .dependOnClassesThat()
            .haveFullyQualifiedName(SimulatorBuilder.class.getName())
            .orShould()
            .dependOnClassesThat()
            .haveFullyQualifiedName(Journal.class.getName());

    @ArchTest
    static final ArchRule onlyTheCommandLineKnowsTheControlRoom = noClasses()
            .that()
            .resideOutsideOfPackage(ROOT + ".control..")
            .and()
            .doNotHaveFullyQualifiedName(ROOT + ".ControlOptions")
            .should()
            .dependOnClassesThat()
            .resideInAPackage(ROOT + ".control..");

    @ArchTest
    static final ArchRule theControlRoomGoesThroughTheFrontDoor = noClasses()
            .that()
            .resideInAPackage(ROOT + ".control..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    ROOT + ".market..", ROOT + ".trading..", ROOT + ".session..", ROOT + ".server..", ROOT + ".tls..");

    @ArchTest
    static final ArchRule nothingOfTheComponentIsUsed = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.github.camelctrader", "io.github.camelctrader.client..", "org.apache.camel..");

    @ArchTest
    static final ArchRule nothingIsSynchronized = methods().should().notHaveModifier(JavaModifier.SYNCHRONIZED);

    @ArchTest
    static final ArchRule nobodyReadsAClockInTheCore = noClasses()
            .that()
            .resideInAnyPackage(ROOT + ".market..", ROOT + ".trading..")
            .should()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethod(System.class, "nanoTime");

    @ArchTest
    static final ArchRule junitIsOnlyForTheExtension = classes()
            .that()
            .doNotHaveFullyQualifiedName(SimulatorExtension.class.getName())
            .should()
            .onlyDependOnClassesThat()
            .resideOutsideOfPackage("org.junit..");
}
