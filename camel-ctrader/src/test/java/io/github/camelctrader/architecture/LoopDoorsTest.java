package io.github.camelctrader.architecture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import io.github.camelctrader.client.time.AnyThread;
import io.github.camelctrader.client.time.EndedLoop;
import io.github.camelctrader.client.time.Loop;
import io.github.camelctrader.client.time.OnLoop;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Whoever comes to what belongs to the loop comes through a public class, and those that know their loop look who comes. Tests run
 * with assertions, so that each of them would find a call from another thread.
 */
class LoopDoorsTest {
    private static final Set<String> FIRST = Set.of("AccountStates", "Connection", "OrderManager", "SymbolDirectory");

    @Test
    void everyDoorChecksItsCallers() {
        assertThat(doors().flatMap(door -> door.getMethods().stream())
                        .filter(method -> method.getModifiers().contains(JavaModifier.PUBLIC))
                        .filter(method -> !method.getModifiers().contains(JavaModifier.STATIC))
                        .filter(method -> !method.getModifiers().contains(JavaModifier.SYNTHETIC))
                        .filter(method -> !method.isAnnotatedWith(AnyThread.class))
                        .filter(method -> !reachesCheck(method, new HashSet<>()))
                        .map(JavaMethod::getFullName))
                .as("public methods that neither call Loop.check() nor are marked with @AnyThread")
                .isEmpty();
    }

    @Test
    void thereAreDoors() {
        assertThat(doors().map(JavaClass::getSimpleName).collect(Collectors.toSet()))
                .containsAll(FIRST);
    }

    @Test
    void anotherThreadIsFoundOut() {
        Loop elsewhere = new EndedLoop(false);
        if (Loop.class.desiredAssertionStatus()) {
            assertThatThrownBy(elsewhere::check)
                    .isInstanceOf(AssertionError.class)
                    .hasMessageContaining(Thread.currentThread().getName());
        } else {
            assertThatCode(elsewhere::check).as("it costs nothing then").doesNotThrowAnyException();
        }
    }

    /** The public classes that belong to the loop and know it. */
    private static Stream<JavaClass> doors() {
        return Layers.CLASSES.stream()
                .filter(type -> type.isAnnotatedWith(OnLoop.class))
                .filter(type -> type.getModifiers().contains(JavaModifier.PUBLIC))
                .filter(type -> type.getFields().stream()
                        .anyMatch(field -> field.getRawType().isAssignableTo(Loop.class)));
    }

    /** By itself, or by what it calls in its own package. */
    private static boolean reachesCheck(JavaCodeUnit method, Set<String> seen) {
        return seen.add(method.getFullName())
                && method.getMethodCallsFromSelf().stream()
                        .anyMatch(call -> call.getTargetOwner().isAssignableTo(Loop.class)
                                        && call.getTarget().getName().equals("check")
                                || call.getTargetOwner()
                                                .getPackageName()
                                                .equals(method.getOwner().getPackageName())
                                        && call.getTarget().resolveMember().stream()
                                                .anyMatch(called -> reachesCheck(called, seen)));
    }
}
