package io.github.camelctrader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.camel.model.ProcessorDefinition;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each order that a route wants is executed once and has the answer that is its own, whatever EIP of Camel's core is around it
 * or beside it.
 */
class EipsTest {
    private static final Duration PATIENCE = Duration.ofSeconds(40);

    @SuppressWarnings("NullAway.Init")
    private static EipHarness harness;

    @BeforeAll
    static void start() throws Exception {
        harness = new EipHarness();
    }

    @AfterAll
    static void stop() {
        harness.close();
    }

    static Stream<EipCase> cases() {
        return harness.cases();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void eachOrderIsExecutedOnceAndHasItsAnswer(EipCase about) {
        Exception failure = harness.run(about);

        await().atMost(PATIENCE).until(() -> harness.toldOrders().size() >= about.told());
        if (about.told() == about.wanted()) {
            assertThat(failure).as("failure that nothing redelivered").isNull();
        }
        assertThat(harness.executedIds())
                .as("ids of executed orders")
                .hasSize(about.wanted())
                .doesNotHaveDuplicates();
        assertThat(harness.sentIds()).as("ids of orders that were sent").hasSize(about.wanted());
        assertThat(harness.toldOrders()).as("orders that were answered").hasSize(about.told());
    }

    @Test
    void everyEipIsInTheTableOrSaidToDoNothingOfTheKind() {
        Set<String> known = harness.cases()
                .flatMap(about -> about.eips().stream())
                .map(Class::getSimpleName)
                .collect(Collectors.toCollection(HashSet::new));
        known.addAll(HarmlessEips.NAMES.keySet());

        assertThat(model()).hasSizeGreaterThan(70);
        assertThat(known).containsAll(model());
    }

    @Test
    void thePageSaysWhatHoldsForEveryEip() throws IOException {
        String page = Files.readString(Path.of("..", "docs", "orders.md"));

        assertThat(model()).allSatisfy(eip -> assertThat(page).contains("`" + HarmlessEips.nameOf(eip) + "`"));
    }

    /** The nodes that a route can have. */
    private static Set<String> model() {
        return new ClassFileImporter()
                        .importUrl(ProcessorDefinition.class
                                .getProtectionDomain()
                                .getCodeSource()
                                .getLocation())
                        .stream()
                        .filter(type -> type.isAssignableTo(ProcessorDefinition.class))
                        .filter(type -> !type.getModifiers().contains(JavaModifier.ABSTRACT))
                        .filter(type -> type.getPackageName().equals("org.apache.camel.model"))
                        .map(JavaClass::getSimpleName)
                        .collect(Collectors.toSet());
    }
}
