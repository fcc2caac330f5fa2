package io.github.camelctrader.quarkus.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.camel.builder.RouteBuilder;

/** An application that asks nobody, and what its start says. */
final class RefusedAtStart {
    private RefusedAtStart() {}

    /** @param wanted what some message of the failure and its causes contains */
    static void says(Throwable failure, String wanted) {
        assertThat(messages(failure)).contains(wanted);
    }

    static String messages(Throwable failure) {
        return Stream.iterate(failure, each -> each != null, Throwable::getCause)
                .map(each -> String.valueOf(each.getMessage()))
                .collect(Collectors.joining("\n"));
    }

    /** The application. */
    public static class Quotes extends RouteBuilder {
        @Override
        public void configure() {
            from("ctrader:demo?symbols=EURUSD&eventTypes=Spot").to("direct:nowhere");
        }
    }
}
