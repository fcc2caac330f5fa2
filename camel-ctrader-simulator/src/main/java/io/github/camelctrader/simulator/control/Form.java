package io.github.camelctrader.simulator.control;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** The encoding of queries and forms. */
final class Form {
    private Form() {}

    /**
     * Reads parameters into a map.
     *
     * @throws IllegalArgumentException for a name that occurs twice with two values, or text that is not encoded
     */
    static void read(String text, Map<String, String> into) {
        for (String pair : text.split("&", -1)) {
            if (!pair.isBlank()) {
                String[] parts = pair.strip().split("=", 2);
                String name = decoded(parts[0]);
                String value = parts.length == 1 ? "" : decoded(parts[1]);
                String before = into.putIfAbsent(name, value);
                if (before != null && !before.equals(value)) {
                    throw new IllegalArgumentException(name + " has two values");
                }
            }
        }
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
