package io.github.camelctrader.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each room knows the rooms below it and nothing else. */
class LayersTest {

    static Set<String> rooms() {
        return Layers.ROOMS.keySet();
    }

    @Test
    void everyRoomHasItsPlace() {
        Set<String> found = Layers.CLASSES.stream()
                .map(type -> type.getPackageName())
                .filter(name -> !name.equals(Layers.CLIENT) && !name.equals(Layers.CAMEL_ROOM))
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(found).containsExactlyInAnyOrderElementsOf(rooms());
    }

    @ParameterizedTest
    @MethodSource("rooms")
    void aRoomKnowsOnlyTheRoomsBelowIt(String room) {
        List<String> below = Layers.ROOMS.getOrDefault(room, List.of());
        String[] others = rooms().stream()
                .filter(other -> !other.equals(room) && !below.contains(other))
                .map(other -> other + "..")
                .toArray(String[]::new);
        if (others.length > 0) {
            noClasses()
                    .that()
                    .resideInAPackage(room + "..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(others)
                    .check(Layers.CLASSES);
        }
    }

    @Test
    void thePublicValuesOfTheClientKnowNoRoom() {
        noClasses()
                .that()
                .resideInAPackage(Layers.CLIENT)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(rooms().stream().map(room -> room + "..").toArray(String[]::new))
                .check(Layers.CLASSES);
    }

    @Test
    void onlyTheRoomsOfCamelKnowCamel() {
        noClasses()
                .that()
                .resideOutsideOfPackages(Layers.CAMEL_ROOMS.toArray(String[]::new))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.apache.camel..")
                .check(Layers.CLASSES);
    }

    @Test
    void noRoomKnowsTheClassesThatCamelSees() {
        noClasses()
                .that()
                .resideOutsideOfPackage(Layers.CAMEL_ROOM)
                .should()
                .dependOnClassesThat()
                .resideInAPackage(Layers.CAMEL_ROOM)
                .check(Layers.CLASSES);
    }

    @Test
    void nothingUsesTheSimulator() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.github.camelctrader.simulator..")
                .check(Layers.CLASSES);
    }

    @Test
    void packagesFormNoCircles() {
        slices().matching("io.github.camelctrader.(**)")
                .should()
                .beFreeOfCycles()
                .check(Layers.CLASSES);
    }
}
