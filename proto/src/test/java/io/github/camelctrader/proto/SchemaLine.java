package io.github.camelctrader.proto;

import java.util.List;

/** One line per element of a schema, so that two schemas compare as two sets of lines. */
final class SchemaLine {
    private SchemaLine() {}

    static String file(String name, String syntax, String protoPackage, List<String> imports) {
        return "%s, %s, package '%s', imports %s".formatted(name, syntax, protoPackage, imports);
    }

    static String option(String file, String name, String value) {
        return "%s: option %s = %s".formatted(file, name, value);
    }

    static String enumType(String file, String name) {
        return "%s: enum %s".formatted(file, name);
    }

    static String enumValue(String type, String name, int number) {
        return "%s.%s = %d".formatted(type, name, number);
    }

    static String message(String file, String name) {
        return "%s: message %s".formatted(file, name);
    }

    static String payloadType(String message, String name, int number) {
        return "%s has payload type %s = %d".formatted(message, name, number);
    }

    /** A field; an empty type name, default or list of options stands for none. */
    record Field(
            String message,
            String label,
            String type,
            String typeName,
            String name,
            int number,
            String defaultValue,
            List<String> options) {

        @Override
        public String toString() {
            return "%s.%s = %d: %s %s %s, default '%s', options %s"
                    .formatted(message, name, number, label, type, typeName, defaultValue, options);
        }
    }
}
