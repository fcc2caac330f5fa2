package io.github.camelctrader.simulator.probe;

import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import java.io.IOException;
import java.util.stream.Collectors;

/** What the server did, in words that a report may show once they are masked. */
final class Answers {
    static final String ANSWERED = "answered";

    /** Asks on a connection of its own. */
    @FunctionalInterface
    interface Alone {
        String ask(ProbeClient client) throws ProbeException;
    }

    private Answers() {}

    /** Asks, then closes the connection. */
    static String alone(ProbeClient client, Alone question) throws ProbeException {
        try (client) {
            return question.ask(client);
        } catch (IOException e) {
            throw new ProbeException("connection cannot be closed", e);
        }
    }

    static String outcome(ProbeClient client, Message request) throws ProbeException {
        return client.ask(request).outcome();
    }

    /** An error with its text. */
    static String describe(Reply reply) {
        return reply.description().isEmpty() ? reply.outcome() : reply.outcome() + ": " + reply.description();
    }

    static boolean isEvent(Reply reply) {
        return reply.name().endsWith("Event");
    }

    /** The names of the fields that a message has, in the order of the schema. */
    static String fields(Message message) {
        return message.getAllFields().keySet().stream()
                .map(FieldDescriptor::getName)
                .collect(Collectors.joining(", "));
    }

    static String with(boolean present, String name) {
        return (present ? "with " : "without ") + name;
    }

    /** Whether the server ends a connection on which nothing more is said. */
    static String end(ProbeClient client) throws ProbeException {
        try {
            client.await(reply -> false);
        } catch (ProbeException e) {
            return ProbeClient.CLOSED.equals(e.getMessage()) ? ", then closed" : ", stays open";
        }
        return "";
    }
}
