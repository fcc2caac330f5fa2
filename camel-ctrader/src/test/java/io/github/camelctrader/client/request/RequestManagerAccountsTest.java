package io.github.camelctrader.client.request;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Message;
import com.xtrader.protocol.openapi.v2.ProtoOAAccountAuthReq;
import com.xtrader.protocol.openapi.v2.ProtoOAErrorRes;
import com.xtrader.protocol.openapi.v2.ProtoOARefreshTokenReq;
import com.xtrader.protocol.openapi.v2.ProtoOARefreshTokenRes;
import io.github.camelctrader.client.AuthenticationException;
import io.github.camelctrader.client.Failures;
import io.github.camelctrader.client.RequestRejectedException;
import io.github.camelctrader.client.request.AccountGate.Verdict;
import io.github.camelctrader.client.wire.InboundMessage;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests of an account go while it is authorised, and once more when the server lost its session. */
class RequestManagerAccountsTest {
    private final RequestHarness harness = new RequestHarness().ready(1);
    private final RequestManager manager = harness.manager;
    private final RequestHarness.Wire wire = harness.wire;
    private final RequestHarness.Gate gate = harness.gate;

    static List<Message> requests() {
        return List.of(SampleRequests.query(1), SampleRequests.trading(1), SampleRequests.marketOrder(1));
    }

    @Test
    void requestsWaitForTheirAccountAndHoldNoOtherUp() {
        gate.verdicts.put(17L, Verdict.WAIT);
        harness.ask(SampleRequests.query(17, 1));
        harness.ask(SampleRequests.limitOrder(17, 2));
        harness.ask(SampleRequests.query(18, 3));
        harness.ask(SampleRequests.query(17, 4));
        harness.ask(SampleRequests.version());
        assertThat(wire.requests()).containsExactly(SampleRequests.query(18, 3), SampleRequests.version());

        gate.verdicts.remove(17L);
        manager.accountSettled(17);
        assertThat(wire.requests().subList(2, 5))
                .containsExactly(
                        SampleRequests.limitOrder(17, 2), SampleRequests.query(17, 1), SampleRequests.query(17, 4));
    }

    @Test
    void requestsOfARefusedAccountAreToldAtOnceWhetherTheyWaitedOrNot() {
        gate.verdicts.put(17L, Verdict.WAIT);
        CompletableFuture<InboundMessage> waiting = harness.ask(SampleRequests.query(1));
        gate.verdicts.put(17L, Verdict.REFUSED);
        manager.accountSettled(17);
        CompletableFuture<InboundMessage> later = harness.ask(SampleRequests.query(2));

        for (CompletableFuture<InboundMessage> asked : List.of(waiting, later)) {
            assertThat(Failures.of(asked))
                    .isInstanceOf(AuthenticationException.class)
                    .hasMessage("account 17 cannot be used")
                    .satisfies(failure -> assertThat(failure.getAccountId()).isEqualTo(17));
        }
        assertThat(wire.sent).isEmpty();
        assertThat(harness.loop.pendingTimers()).isZero();
    }

    @Test
    void theClientsOwnRequestsAndAnyAuthorisationPassTheGate() {
        gate.verdicts.put(17L, Verdict.REFUSED);
        Message authorisation = ProtoOAAccountAuthReq.newBuilder()
                .setCtidTraderAccountId(17)
                .setAccessToken("token")
                .build();
        manager.send(SampleRequests.subscription(1), Priority.SUBSCRIPTION);
        harness.ask(authorisation);

        assertThat(wire.requests()).containsExactly(SampleRequests.subscription(1), authorisation);
    }

    @ParameterizedTest
    @MethodSource("requests")
    void aRequestThatFindsTheSessionLostGoesOnceMoreWhenItIsBack(Message request) {
        CompletableFuture<InboundMessage> asked = harness.ask(request);
        harness.refuse(wire.last(), "ACCOUNT_NOT_AUTHORIZED");
        assertThat(gate.lost).containsExactly(17L);
        assertThat(wire.requests()).hasSize(1);
        assertThat(asked).isNotDone();

        gate.verdicts.remove(17L);
        manager.accountSettled(17);
        assertThat(wire.requests()).containsExactly(request, request);
        assertThat(wire.last().id()).isNotEqualTo(wire.sent.get(0).id());
    }

    @Test
    void aRequestThatFindsTheSessionLostTwiceFails() {
        CompletableFuture<InboundMessage> asked = harness.ask(SampleRequests.trading(1));
        harness.refuse(wire.last(), "ACCOUNT_NOT_AUTHORIZED");
        gate.verdicts.remove(17L);
        manager.accountSettled(17);
        harness.refuse(wire.last(), "ACCOUNT_NOT_AUTHORIZED");

        assertThat(Failures.of(asked)).isInstanceOf(AuthenticationException.class);
        assertThat(wire.requests()).hasSize(2);
        assertThat(harness.loop.pendingTimers()).isZero();
    }

    @Test
    void aSessionThatDoesNotComeBackFailsTheRequest() {
        gate.worthWaiting = false;
        CompletableFuture<InboundMessage> asked = harness.ask(SampleRequests.trading(1));
        harness.refuse(wire.last(), "ACCOUNT_NOT_AUTHORIZED");

        assertThat(Failures.of(asked))
                .isInstanceOfSatisfying(
                        AuthenticationException.class,
                        refused -> assertThat(refused.getErrorCode()).isEqualTo("ACCOUNT_NOT_AUTHORIZED"));
    }

    @Test
    void aLostSessionIsKnownByTheServersWordsToo() {
        harness.ask(SampleRequests.query(1));
        harness.answer(
                wire.last(),
                ProtoOAErrorRes.newBuilder()
                        .setErrorCode("INVALID_REQUEST")
                        .setDescription("Trading account is not authorized")
                        .build());

        assertThat(gate.lost).containsExactly(17L);
    }

    @ParameterizedTest
    @MethodSource("requests")
    void aRequestThatFindsTheTokenRefusedGoesOnceMoreWhenThereIsAnother(Message request) {
        CompletableFuture<InboundMessage> asked = harness.ask(request);
        harness.refuse(wire.last(), "OA_AUTH_TOKEN_EXPIRED");
        assertThat(gate.tokensRefused).containsExactly(17L);
        assertThat(asked).isNotDone();
        gate.verdicts.remove(17L);
        manager.accountSettled(17);
        assertThat(wire.requests()).containsExactly(request, request);

        harness.refuse(wire.last(), "CH_ACCESS_TOKEN_INVALID");
        assertThat(Failures.of(asked)).isInstanceOf(AuthenticationException.class);
        assertThat(gate.tokensRefused).as("not for the second time").hasSize(1);
    }

    @ParameterizedTest
    @MethodSource("requests")
    void aRequestThatFindsTheApplicationForgottenGoesOnceMoreWhenItIsBack(Message request) {
        CompletableFuture<InboundMessage> asked = harness.ask(request);
        gate.whenApplicationLost = () -> manager.linkUp(1);
        harness.refuse(wire.last(), "CH_CLIENT_NOT_AUTHENTICATED");
        assertThat(gate.applicationsLost).isOne();
        assertThat(wire.requests()).as("before it is back").hasSize(1);
        assertThat(asked).isNotDone();

        manager.open();
        assertThat(wire.requests()).containsExactly(request, request);
    }

    @Test
    void aQuestionAboutTokensThatIsNoSuchMessageFindsTheApplicationForgottenToo() {
        Message request = SampleRequests.control(1);
        harness.ask(request);
        gate.whenApplicationLost = () -> manager.linkUp(1);
        harness.refuse(wire.last(), "UNSUPPORTED_MESSAGE");
        assertThat(gate.applicationsLost).isOne();

        manager.open();
        assertThat(wire.requests()).containsExactly(request, request);
    }

    @Test
    void aRefreshOfTheClientItselfThatIsNoSuchMessageSaysNothingOfTheToken() {
        CompletableFuture<InboundMessage> asked = manager.send(SampleRequests.control(1), Priority.CONTROL);
        harness.refuse(wire.last(), "UNSUPPORTED_MESSAGE");

        assertThat(Failures.of(asked))
                .isInstanceOfSatisfying(
                        AuthenticationException.class,
                        refused -> assertThat(ServerErrors.applicationNotAuthorised(refused))
                                .isTrue());
    }

    @Test
    void anyOtherRequestThatIsNoSuchMessageIsRejected() {
        CompletableFuture<InboundMessage> asked = harness.ask(SampleRequests.query(1));
        harness.refuse(wire.last(), "UNSUPPORTED_MESSAGE");

        assertThat(Failures.of(asked)).isInstanceOf(RequestRejectedException.class);
        assertThat(gate.applicationsLost).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"CHANNEL_IS_BLOCKED", "RET_ACCOUNT_DISABLED", "CH_CLIENT_AUTH_FAILURE"})
    void otherAuthorisationTroubleIsTold(String errorCode) {
        CompletableFuture<InboundMessage> asked = harness.ask(SampleRequests.query(1));
        harness.refuse(wire.last(), errorCode);

        assertThat(gate.lost).isEmpty();
        assertThat(gate.tokensRefused).isEmpty();
        assertThat(Failures.of(asked)).isInstanceOf(AuthenticationException.class);
    }

    @Test
    void tokensOfALateRefreshAreTakenUntilTheLinkEnds() {
        harness.ask(refresh("R1"));
        RequestHarness.Sent late = wire.last();
        harness.loop.advance(RequestHarness.TIMEOUT);
        harness.answer(late, pair("R2"));
        harness.answer(late, pair("R2"));
        assertThat(gate.refreshed).containsExactly("R1 -> R2");

        harness.ask(refresh("R3"));
        RequestHarness.Sent lost = wire.last();
        harness.loseLink();
        harness.answer(lost, pair("R4"));
        assertThat(gate.refreshed).hasSize(1);
    }

    @Test
    void theClientsOwnRequestsAreToldOfALostSessionAtOnce() {
        CompletableFuture<InboundMessage> asked = manager.send(SampleRequests.subscription(1), Priority.SUBSCRIPTION);
        harness.refuse(wire.last(), "ACCOUNT_NOT_AUTHORIZED");

        assertThat(Failures.of(asked)).isInstanceOf(AuthenticationException.class);
    }

    @Test
    void requestsThatFindTheSessionLostTogetherKeepTheirOrder() {
        List<Message> orders = List.of(SampleRequests.trading(1), SampleRequests.trading(2), SampleRequests.trading(3));
        orders.forEach(harness::ask);
        List.copyOf(wire.sent).forEach(sent -> harness.refuse(sent, "ACCOUNT_NOT_AUTHORIZED"));
        gate.verdicts.remove(17L);
        manager.accountSettled(17);

        assertThat(wire.requests().subList(3, 6)).isEqualTo(orders);
    }

    @Test
    void askingTheGateMaySendARequestAndStillTheOrderIsKept() {
        RequestHarness waiting = new RequestHarness();
        waiting.gate.whenAsked = () -> {
            if (waiting.gate.verdicts.put(17L, Verdict.WAIT) == null) {
                waiting.manager.send(SampleRequests.control(1), Priority.CONTROL);
            }
        };
        List<Message> orders = List.of(SampleRequests.trading(1), SampleRequests.trading(2), SampleRequests.trading(3));
        orders.forEach(waiting::ask);
        waiting.ready(1);
        assertThat(waiting.wire.requests()).containsExactly(SampleRequests.control(1));

        waiting.gate.whenAsked = () -> waiting.gate.verdicts.put(17L, Verdict.OPEN);
        waiting.manager.accountSettled(17);
        assertThat(waiting.wire.requests().subList(1, 4)).isEqualTo(orders);
    }

    @Test
    void aRequestSentInAnswerToAnAnswerGoesOutWithTheOthers() {
        harness.ask(SampleRequests.query(1))
                .whenComplete((answer, failure) -> manager.send(SampleRequests.query(2), Priority.QUERY));
        harness.answer(wire.last());

        assertThat(wire.requests()).containsExactly(SampleRequests.query(1), SampleRequests.query(2));
    }

    private static Message refresh(String refreshToken) {
        return ProtoOARefreshTokenReq.newBuilder().setRefreshToken(refreshToken).build();
    }

    private static Message pair(String refreshToken) {
        return ProtoOARefreshTokenRes.newBuilder()
                .setAccessToken("A")
                .setTokenType("bearer")
                .setExpiresIn(1)
                .setRefreshToken(refreshToken)
                .build();
    }
}
