package io.github.camelctrader.simulator.probe;

import com.google.protobuf.Message;
import com.xtrader.protocol.openapi.v2.ProtoOAAccountDisconnectEvent;
import com.xtrader.protocol.openapi.v2.ProtoOAAccountLogoutReq;
import com.xtrader.protocol.openapi.v2.ProtoOAAccountLogoutRes;
import com.xtrader.protocol.openapi.v2.ProtoOAMarginCallListReq;
import com.xtrader.protocol.openapi.v2.ProtoOAMarginCallListRes;
import com.xtrader.protocol.openapi.v2.ProtoOATraderReq;
import com.xtrader.protocol.openapi.v2.ProtoOATraderRes;
import com.xtrader.protocol.openapi.v2.ProtoOAVersionReq;
import com.xtrader.protocol.openapi.v2.ProtoOAv1PnLChangeSubscribeReq;
import com.xtrader.protocol.openapi.v2.ProtoOAv1PnLChangeUnSubscribeReq;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Connections, authorisation, and how answers find their requests. */
final class SessionQuestions {
    private static final int LONG_ID = 200;
    private static final String NOT_AUTHENTICATED = "CH_CLIENT_NOT_AUTHENTICATED";

    /** Asks on a connection of its own. */
    @FunctionalInterface
    private interface Alone {
        String ask(ProbeClient client) throws ProbeException;
    }

    private SessionQuestions() {}

    static List<Question> all() {
        return List.of(
                new Question("1", "Version of TLS", "TLSv1.3", scene -> alone(scene.connect(), ProbeClient::protocol)),
                new Question(
                        "2.1",
                        "Version request before application authorisation",
                        NOT_AUTHENTICATED,
                        Map.of("answered", "versionBeforeApplicationAuth(true)"),
                        scene -> alone(
                                scene.connect(), client -> outcome(client, ProtoOAVersionReq.getDefaultInstance()))),
                new Question(
                        "2.1, 11.3",
                        "Request of an account before application authorisation",
                        NOT_AUTHENTICATED,
                        scene -> alone(scene.connect(), client -> outcome(client, trader(scene)))),
                new Question(
                        "12",
                        "Token request before application authorisation",
                        "UNSUPPORTED_MESSAGE",
                        scene -> alone(scene.connect(), client -> outcome(client, scene.accountList()))),
                new Question(
                        "2.1",
                        "Application authorisation with a wrong secret",
                        "CH_CLIENT_AUTH_FAILURE, then closed",
                        scene -> alone(scene.connect(), client -> wrongSecret(client, scene))),
                new Question(
                        "0",
                        "Payload of ApplicationAuthRes",
                        "empty",
                        scene -> alone(scene.connect(), client -> {
                            Reply reply = client.ask(scene.applicationAuth());
                            return reply.isError()
                                    ? reply.outcome()
                                    : reply.envelope().getPayload().isEmpty() ? "empty" : "not empty";
                        })),
                new Question(
                        "2.1",
                        "Second application authorisation on a connection",
                        "ALREADY_LOGGED_IN",
                        Map.of(
                                "CH_CLIENT_ALREADY_AUTHENTICATED",
                                "secondApplicationAuthError(CH_CLIENT_ALREADY_AUTHENTICATED)"),
                        scene -> alone(scene.withApplication(), client -> outcome(client, scene.applicationAuth()))),
                new Question(
                        "2.1",
                        "Request of an account that is not authorised",
                        "INVALID_REQUEST: Trading account is not authorized",
                        scene -> alone(scene.withApplication(), client -> told(client.ask(trader(scene))))),
                new Question(
                        "2.1",
                        "Second authorisation of an account on a connection",
                        "ALREADY_LOGGED_IN",
                        scene -> outcome(scene.authorised(), scene.accountAuth())),
                new Question(
                        "2.1",
                        "An account on two connections at once",
                        "both are answered",
                        SessionQuestions::twoConnections),
                new Question("2.2", "clientMsgId of " + LONG_ID + " characters", "echoed", scene -> {
                    String id = "x".repeat(LONG_ID);
                    scene.authorised().send(trader(scene), id);
                    return scene.authorised().await(reply -> !event(reply)).answers(id) ? "echoed" : "not echoed";
                }),
                new Question(
                        "2.1",
                        "Logout of an account",
                        "answered, then AccountDisconnectEvent",
                        SessionQuestions::logout),
                new Question(
                        "2.4",
                        "Rows of the list of margin calls",
                        "3",
                        scene -> String.valueOf(scene.ask(
                                        ProtoOAMarginCallListReq.newBuilder()
                                                .setCtidTraderAccountId(scene.accountId())
                                                .build(),
                                        ProtoOAMarginCallListRes.class)
                                .getMarginCallCount())),
                new Question(
                        "0, 2.4",
                        "Subscription of open profit (2190), withdrawn from the schema",
                        "answered",
                        scene -> {
                            String answer = outcome(
                                    scene.authorised(),
                                    ProtoOAv1PnLChangeSubscribeReq.newBuilder()
                                            .setCtidTraderAccountId(scene.accountId())
                                            .build());
                            if ("answered".equals(answer)) {
                                outcome(
                                        scene.authorised(),
                                        ProtoOAv1PnLChangeUnSubscribeReq.newBuilder()
                                                .setCtidTraderAccountId(scene.accountId())
                                                .build());
                            }
                            return answer;
                        }),
                new Question("0", "Fields of trader and symbol that no published schema has", "none", scene -> {
                    String trader = unknown(
                            scene.ask(trader(scene), ProtoOATraderRes.class).getTrader());
                    String symbol = unknown(scene.symbol());
                    return trader.isEmpty() && symbol.isEmpty()
                            ? "none"
                            : "trader [" + trader + "], symbol [" + symbol + "]";
                }));
    }

    private static String unknown(Message message) {
        return message.getUnknownFields().asMap().keySet().stream()
                .sorted()
                .map(String::valueOf)
                .collect(Collectors.joining(", "));
    }

    static boolean event(Reply reply) {
        return reply.name().endsWith("Event");
    }

    private static String alone(ProbeClient client, Alone question) throws ProbeException {
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
    static String told(Reply reply) {
        return reply.description().isEmpty() ? reply.outcome() : reply.outcome() + ": " + reply.description();
    }

    private static ProtoOATraderReq trader(ProbeHarness scene) {
        return ProtoOATraderReq.newBuilder()
                .setCtidTraderAccountId(scene.accountId())
                .build();
    }

    private static String wrongSecret(ProbeClient client, ProbeHarness scene) throws ProbeException {
        String answer = outcome(client, scene.applicationAuth("a-wrong-secret"));
        try {
            client.await(reply -> false);
        } catch (ProbeException e) {
            return answer + ("connection closed".equals(e.getMessage()) ? ", then closed" : ", stays open");
        }
        return answer;
    }

    private static String twoConnections(ProbeHarness scene) throws ProbeException {
        ProbeClient first = scene.authorised();
        return alone(scene.withApplication(), second -> {
            Reply authorised = second.ask(scene.accountAuth());
            if (authorised.isError()) {
                return "the second is refused: " + authorised.outcome();
            }
            String one = outcome(first, trader(scene));
            String other = outcome(second, trader(scene));
            return "answered".equals(one) && "answered".equals(other) ? "both are answered" : one + ", " + other;
        });
    }

    private static String logout(ProbeHarness scene) throws ProbeException {
        return alone(scene.withApplication(), client -> {
            client.ask(scene.accountAuth());
            client.send(ProtoOAAccountLogoutReq.newBuilder()
                    .setCtidTraderAccountId(scene.accountId())
                    .build());
            Reply first = client.await(SessionQuestions::ofLogout);
            Reply second = client.await(SessionQuestions::ofLogout);
            return first.as(ProtoOAAccountLogoutRes.class).isPresent()
                            && second.as(ProtoOAAccountDisconnectEvent.class).isPresent()
                    ? "answered, then AccountDisconnectEvent"
                    : first.outcome() + ", then " + second.outcome();
        });
    }

    private static boolean ofLogout(Reply reply) {
        return reply.isError()
                || reply.as(ProtoOAAccountLogoutRes.class).isPresent()
                || reply.as(ProtoOAAccountDisconnectEvent.class).isPresent();
    }
}
