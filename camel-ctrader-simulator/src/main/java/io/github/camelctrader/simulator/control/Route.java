package io.github.camelctrader.simulator.control;

import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/**
 * Something that can be asked for.
 *
 * @param method of HTTP
 * @param path without a query
 * @param parameters what it takes; a name that ends with {@code *} stands for further ones of any name
 * @param body what its body holds, where that is no form; else empty
 * @param help what it does
 * @param action does it
 */
record Route(
        String method, String path, List<String> parameters, String body, String help, Function<Call, Answer> action) {
    /** One that takes parameters alone, their names with blanks between them. */
    static Route of(String method, String path, String parameters, String help, Function<Call, Answer> action) {
        return withBody(method, path, parameters, "", help, action);
    }

    static Route withBody(
            String method, String path, String parameters, String body, String help, Function<Call, Answer> action) {
        List<String> names = parameters.isEmpty() ? List.of() : Arrays.asList(parameters.split(" "));
        return new Route(method, path, names, body, help, action);
    }

    /** @throws IllegalArgumentException for a parameter that it does not take, naming those that it takes */
    void check(Call call) {
        boolean any = parameters.stream().anyMatch(name -> name.endsWith("*"));
        call.parameters().keySet().stream()
                .filter(name -> !any && !parameters.contains(name))
                .findFirst()
                .ifPresent(name -> {
                    throw new IllegalArgumentException("there is no parameter " + name + "; " + method + " " + path
                            + " takes " + (parameters.isEmpty() ? "none" : String.join(", ", parameters)));
                });
    }

    /** A line for people. */
    String usage() {
        String takes = String.join(" ", parameters) + (body.isEmpty() ? "" : "  body: " + body);
        return String.format("%-6s %-18s %s%n%26s%s%n", method, path, help, "", takes.isBlank() ? "-" : takes.strip());
    }
}
