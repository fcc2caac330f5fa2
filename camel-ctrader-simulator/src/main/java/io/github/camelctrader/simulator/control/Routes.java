package io.github.camelctrader.simulator.control;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** All that can be asked for. */
final class Routes {
    private final List<Route> all = new ArrayList<>();

    Routes(List<Route> routes) {
        all.add(Route.of("GET", "/", "", "this text", call -> Answer.text(help())));
        all.addAll(routes);
    }

    Optional<Route> find(String method, String path) {
        return all.stream()
                .filter(route -> route.method().equals(method) && route.path().equals(path))
                .findFirst();
    }

    /** Why there is no route. */
    Answer missing(String path) {
        String methods = all.stream()
                .filter(route -> route.path().equals(path))
                .map(Route::method)
                .collect(Collectors.joining(", "));
        return methods.isEmpty()
                ? Answer.refused(404, "there is nothing at " + path + "; GET / lists what there is")
                : Answer.refused(405, path + " takes " + methods);
    }

    private String help() {
        return """
                cTrader Open API simulator. Parameters go into the query or into a form; answers are JSON.
                A refusal has status 400 and says why: {"ok":false,"error":"..."}.

                """ + all.stream().map(Route::usage).collect(Collectors.joining());
    }
}
