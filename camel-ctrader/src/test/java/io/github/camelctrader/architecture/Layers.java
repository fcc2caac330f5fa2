package io.github.camelctrader.architecture;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import io.github.camelctrader.client.CTraderClient;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What this module's jar holds, and its rooms from the ground up to the classes that Camel sees. */
final class Layers {
    static final String CAMEL_ROOM = "io.github.camelctrader";
    static final String CLIENT = "io.github.camelctrader.client";

    /** The rooms above the client that know Camel. */
    static final List<String> CAMEL_ROOMS =
            List.of(CAMEL_ROOM, CAMEL_ROOM + ".idempotency", CAMEL_ROOM + ".header", CAMEL_ROOM + ".producer");

    /** Below Camel, and no room of the client: bodies in and out. */
    private static final String MESSAGE = CAMEL_ROOM + ".message";

    /** Which packages a room may know, by package, besides the public values of the client, which know none. */
    static final Map<String, List<String>> ROOMS = rooms();

    /** The compiled classes of the component: no tests, no simulator. */
    static final JavaClasses CLASSES = classes();

    private Layers() {}

    private static JavaClasses classes() {
        return new ClassFileImporter()
                .importUrl(CTraderClient.class
                        .getProtectionDomain()
                        .getCodeSource()
                        .getLocation());
    }

    private static Map<String, List<String>> rooms() {
        Map<String, List<String>> rooms = new LinkedHashMap<>();
        List<String> below = new ArrayList<>();
        for (List<String> floor : List.of(
                List.of("time", "files"),
                List.of("wire", "journal"),
                List.of("connection", MESSAGE),
                List.of("request"),
                List.of("token"),
                List.of("account"),
                List.of("subscription", "history", "download"),
                List.of("market"),
                List.of("order", "validation"),
                List.of("delivery"),
                List.of("recovery"),
                List.of("session"),
                List.of(CAMEL_ROOM + ".sharing", CAMEL_ROOM + ".idempotency"),
                List.of(CAMEL_ROOM + ".consumer", CAMEL_ROOM + ".header", CAMEL_ROOM + ".producer"))) {
            List<String> packages = floor.stream()
                    .map(room -> room.startsWith(CAMEL_ROOM) ? room : CLIENT + "." + room)
                    .toList();
            packages.forEach(room -> rooms.put(room, List.copyOf(below)));
            below.addAll(packages);
        }
        return rooms;
    }
}
