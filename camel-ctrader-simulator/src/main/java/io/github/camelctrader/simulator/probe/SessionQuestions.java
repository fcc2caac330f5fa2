package io.github.camelctrader.simulator.probe;

import static io.github.camelctrader.simulator.probe.Answers.alone;
import static io.github.camelctrader.simulator.probe.Answers.outcome;

import com.xtrader.protocol.openapi.v2.ProtoOAAccountDisconnectEvent;
import com.xtrader.protocol.openapi.v2.ProtoOAAccountLogoutReq;
import com.xtrader.protocol.openapi.v2.ProtoOAAccountLogoutRes;
import com.xtrader.protocol.openapi.v2.ProtoOAErrorRes;
import com.xtrader.protocol.openapi.v2.ProtoOAVersionReq;
import com.xtrader.protocol.openapi.v2.model.ProtoOACtidTraderAccount;
import java.util.List;
import java.util.Map;

/** Authorisation of application and accounts. */
final class SessionQuestions {
    private static final long NO_ACCOUNT = 999_999_999_999L;
    private static final String NOT_AUTHENTICATED = "CH_CLIENT_NOT_AUTHENTICATED";

    private SessionQuestions() {}

    static List<Question> all() {
        return List.of(
                new Question(
                        "2.1",
                        "Version request before application authorisation",
                        NOT_AUTHENTICATED,
                        Map.of(Answers.ANSWERED, "versionBeforeApplicationAuth(true)"),
                        harness -> alone(
                                harness.connect(), client -> outcome(client, ProtoOAVersionReq.getDefaultInstance()))),
                new Question(
                        "2.1, 11.3",
                        "Request of an account before application authorisation",
                        NOT_AUTHENTICATED,
                        harness -> alone(harness.connect(), client -> outcome(client, harness.traderRequest()))),
                new Question(
                        "12",
                        "Token request before application authorisation",
                        "UNSUPPORTED_MESSAGE",
                        harness -> alone(harness.connect(), client -> outcome(client, harness.accountList()))),
                new Question(
                        "2.1, 2.4",
                        "Application authorisation with a wrong secret",
                        "CH_CLIENT_AUTH_FAILURE: clientId or clientSecret is incorrect, then closed",
                        harness -> alone(
                                harness.connect(),
                                client -> Answers.describe(client.ask(harness.applicationAuth("a-wrong-secret")))
                                        + Answers.end(client))),
                new Question(
                        "0, 1.1",
                        "Payload of ApplicationAuthRes",
                        "empty",
                        harness -> alone(harness.connect(), client -> {
                            Reply reply = client.ask(harness.applicationAuth());
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
                        harness ->
                                alone(harness.withApplication(), client -> outcome(client, harness.applicationAuth()))),
                new Question(
                        "2.1",
                        "Request of an account that is not authorised",
                        "INVALID_REQUEST: Trading account is not authorized",
                        harness -> alone(
                                harness.withApplication(),
                                client -> Answers.describe(client.ask(harness.traderRequest())))),
                new Question(
                        "2.4",
                        "Account in the error of a request",
                        "named",
                        harness -> alone(
                                harness.withApplication(),
                                client -> account(client.ask(harness.traderRequest()), harness.accountId()))),
                new Question(
                        "2.1",
                        "Second authorisation of an account on a connection",
                        "ALREADY_LOGGED_IN",
                        harness -> outcome(harness.authorised(), harness.accountAuth())),
                new Question(
                        "2.4, 8",
                        "Authorisation of an account with a token that does not exist",
                        "CH_ACCESS_TOKEN_INVALID",
                        harness -> alone(
                                harness.withApplication(),
                                client -> outcome(client, harness.accountAuth(harness.accountId(), "a-wrong-token")))),
                new Question(
                        "2.4, 8",
                        "Authorisation of an account that does not exist",
                        "CH_CTID_TRADER_ACCOUNT_NOT_FOUND",
                        harness -> alone(
                                harness.withApplication(), client -> outcome(client, harness.accountAuth(NO_ACCOUNT)))),
                new Question(
                        "2.1, 11.3",
                        "Authorisation of an account of the other environment",
                        "CANT_ROUTE_REQUEST",
                        SessionQuestions::elsewhere),
                new Question(
                        "2.1",
                        "An account on two connections at once",
                        "both are answered",
                        SessionQuestions::twoConnections),
                new Question(
                        "2.1, 6",
                        "Logout of an account",
                        "answered, then AccountDisconnectEvent",
                        SessionQuestions::logout));
    }

    private static String account(Reply reply, long account) {
        return reply.as(ProtoOAErrorRes.class)
                .map(error -> error.getCtidTraderAccountId() == account
                        ? "named"
                        : error.hasCtidTraderAccountId() ? "another" : "absent")
                .orElse(reply.outcome());
    }

    private static String elsewhere(ProbeHarness harness) throws ProbeException {
        boolean demo = harness.isDemo();
        long other = harness.token().getCtidTraderAccountList().stream()
                .filter(account -> account.getIsLive() == demo)
                .mapToLong(ProtoOACtidTraderAccount::getCtidTraderAccountId)
                .findFirst()
                .orElseThrow(() -> new UnaskableException("the token has no account of the other environment"));
        return alone(harness.withApplication(), client -> outcome(client, harness.accountAuth(other)));
    }

    private static String twoConnections(ProbeHarness harness) throws ProbeException {
        ProbeClient first = harness.authorised();
        return alone(harness.withApplication(), second -> {
            Reply authorised = second.ask(harness.accountAuth());
            if (authorised.isError()) {
                return "the second is refused: " + authorised.outcome();
            }
            String one = outcome(first, harness.traderRequest());
            String other = outcome(second, harness.traderRequest());
            return Answers.ANSWERED.equals(one) && Answers.ANSWERED.equals(other)
                    ? "both are answered"
                    : one + ", " + other;
        });
    }

    private static String logout(ProbeHarness harness) throws ProbeException {
        return alone(harness.another(), client -> {
            client.send(ProtoOAAccountLogoutReq.newBuilder()
                    .setCtidTraderAccountId(harness.accountId())
                    .build());
            Reply first = client.await(SessionQuestions::isOfLogout);
            Reply second = client.await(SessionQuestions::isOfLogout);
            return first.as(ProtoOAAccountLogoutRes.class).isPresent()
                            && second.as(ProtoOAAccountDisconnectEvent.class).isPresent()
                    ? "answered, then AccountDisconnectEvent"
                    : first.outcome() + ", then " + second.outcome();
        });
    }

    private static boolean isOfLogout(Reply reply) {
        return reply.isError()
                || reply.as(ProtoOAAccountLogoutRes.class).isPresent()
                || reply.as(ProtoOAAccountDisconnectEvent.class).isPresent();
    }
}
