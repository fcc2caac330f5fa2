package io.github.camelctrader.client.request;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Message;
import com.xtrader.protocol.openapi.v2.ProtoOAAccountAuthReq;
import com.xtrader.protocol.openapi.v2.ProtoOAErrorRes;
import com.xtrader.protocol.openapi.v2.ProtoOARefreshTokenReq;
import com.xtrader.protocol.openapi.v2.ProtoOARefreshTokenRes;
import io.github.camelctrader.client.AuthenticationException;
import io.github.camelctrader.client.request.AccountGate.Verdict;
import io.github.camelctrader.client.wire.InboundMessage;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests of an account go while it is authorised, and once more when the server lost its session. */
class RequestDeskAccountsTest {
    private final DeskFixture fixture = new DeskFixture().ready(1);
    private final RequestDesk desk = fixture.desk;
    private final DeskFixture.Wire wire = fixture.wire;
    private final DeskFixture.Gate gate = fixture.gate;

    static List<Message> requests() {
        return List.of(SampleRequests.query(1), SampleRequests.trading(1), SampleRequests.marketOrder(1));
    }

    @Test
    void requestsWaitForTheirAccountAndHoldNoOtherUp() {
        gate.verdicts.put(17L, Verdict.WAIT);
        fixture.ask(SampleRequests.query(17, 1));
        fixture.ask(SampleRequests.limitOrder(17, 2));
        fixture.ask(SampleRequests.query(18, 3));
        fixture.ask(SampleRequests.query(17, 4));
        fixture.ask(SampleRequests.version());
        assertThat(wire.requests()).containsExactly(SampleRequests.query(18, 3), SampleRequests.version());

        gate.verdicts.remove(17L);
        desk.accountSettled(17);
        assertThat(wire.requests().subList(2, 5))
                .containsExactly(
                        SampleRequests.limitOrder(17, 2), SampleRequests.query(17, 1), SampleRequests.query(17, 4));
    }

    @Test
    void requestsOfARefusedAccountAreToldAtOnceWhetherTheyWaitedOrNot() {
        gate.verdicts.put(17L, Verdict.WAIT);
        CompletableFuture<InboundMessage> waiting = fixture.ask(SampleRequests.query(1));
        gate.verdicts.put(17L, Verdict.REFUSED);
        desk.accountSettled(17);
        CompletableFuture<InboundMessage> later = fixture.ask(SampleRequests.query(2));

        for (CompletableFuture<InboundMessage> asked : List.of(waiting, later)) {
            assertThat(DeskFixture.failure(asked))
                    .isInstanceOf(AuthenticationException.class)
                    .hasMessage("account 17 cannot be used")
                    .satisfies(failure -> assertThat(failure.getAccountId()).isEqualTo(17));
        }
        assertThat(wire.sent).isEmpty();
        assertThat(fixture.loop.pendingTimers()).isZero();
    }

    @Test
    void theClientsOwnRequestsAndAnyAuthorisationPassTheGate() {
        gate.verdicts.put(17L, Verdict.REFUSED);
        Message authorisation = ProtoOAAccountAuthReq.newBuilder()
                .setCtidTraderAccountId(17)
                .setAccessToken("token")
                .build();
        desk.send(SampleRequests.subscription(1), Priority.SUBSCRIPTION);
        fixture.ask(authorisation);

        assertThat(wire.requests()).containsExactly(SampleRequests.subscription(1), authorisation);
    }

    @ParameterizedTest
    @MethodSource("requests")
    void aRequestThatFindsTheSessionLostGoesOnceMoreWhenItIsBack(Message request) {
        CompletableFuture<InboundMessage> asked = fixture.ask(request);
        fixture.refuse(wire.last(), "ACCOUNT_NOT_AUTHORIZED");
        assertThat(gate.lost).containsExactly(17L);
        assertThat(wire.requests()).hasSize(1);
        assertThat(asked).isNotDone();

        gate.verdicts.remove(17L);
        desk.accountSettled(17);
        assertThat(wire.requests()).containsExactly(request, request);
        assertThat(wire.last().id()).isNotEqualTo(wire.sent.get(0).id());
    }

    @Test
    void aRequestThatFindsTheSessionLostTwiceFails() {
        CompletableFuture<InboundMessage> asked = fixture.ask(SampleRequests.trading(1));
        fixture.refuse(wire.last(), "ACCOUNT_NOT_AUTHORIZED");
        gate.verdicts.remove(17L);
        desk.accountSettled(17);
        fixture.refuse(wire.last(), "ACCOUNT_NOT_AUTHORIZED");

        assertThat(DeskFixture.failure(asked)).isInstanceOf(AuthenticationException.class);
        assertThat(wire.requests()).hasSize(2);
        assertThat(fixture.loop.pendingTimers()).isZero();
    }

    @Test
    void aSessionThatDoesNotComeBackFailsTheRequest() {
        gate.worthWaiting = false;
        CompletableFuture<InboundMessage> asked = fixture.ask(SampleRequests.trading(1));
        fixture.refuse(wire.last(), "ACCOUNT_NOT_AUTHORIZED");

        assertThat(DeskFixture.failure(asked))
                .isInstanceOfSatisfying(
                        AuthenticationException.class,
                        refused -> assertThat(refused.getErrorCode()).isEqualTo("ACCOUNT_NOT_AUTHORIZED"));
    }

    @Test
    void aLostSessionIsKnownByTheServersWordsToo() {
        fixture.ask(SampleRequests.query(1));
        fixture.answer(
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
        CompletableFuture<InboundMessage> asked = fixture.ask(request);
        fixture.refuse(wire.last(), "OA_AUTH_TOKEN_EXPIRED");
        assertThat(gate.tokensRefused).containsExactly(17L);
        assertThat(asked).isNotDone();
        gate.verdicts.remove(17L);
        desk.accountSettled(17);
        assertThat(wire.requests()).containsExactly(request, request);

        fixture.refuse(wire.last(), "CH_ACCESS_TOKEN_INVALID");
        assertThat(DeskFixture.failure(asked)).isInstanceOf(AuthenticationException.class);
        assertThat(gate.tokensRefused).as("not for the second time").hasSize(1);
    }

    @ParameterizedTest
    @MethodSource("requests")
    void aRequestThatFindsTheApplicationForgottenGoesOnceMoreWhenItIsBack(Message request) {
        CompletableFuture<InboundMessage> asked = fixture.ask(request);
        gate.whenApplicationLost = () -> desk.linkUp(1);
        fixture.refuse(wire.last(), "CH_CLIENT_NOT_AUTHENTICATED");
        assertThat(gate.applicationsLost).isOne();
        assertThat(wire.requests()).as("before it is back").hasSize(1);
        assertThat(asked).isNotDone();

        desk.open();
        assertThat(wire.requests()).containsExactly(request, request);
    }

    @ParameterizedTest
    @ValueSource(strings = {"CHANNEL_IS_BLOCKED", "RET_ACCOUNT_DISABLED", "CH_CLIENT_AUTH_FAILURE"})
    void otherAuthorisationTroubleIsTold(String errorCode) {
        CompletableFuture<InboundMessage> asked = fixture.ask(SampleRequests.query(1));
        fixture.refuse(wire.last(), errorCode);

        assertThat(gate.lost).isEmpty();
        assertThat(gate.tokensRefused).isEmpty();
        assertThat(DeskFixture.failure(asked)).isInstanceOf(AuthenticationException.class);
    }

    @Test
    void tokensOfALateRefreshAreTakenUntilTheLinkEnds() {
        fixture.ask(refresh("R1"));
        DeskFixture.Sent late = wire.last();
        fixture.loop.advance(DeskFixture.TIMEOUT);
        fixture.answer(late, pair("R2"));
        fixture.answer(late, pair("R2"));
        assertThat(gate.refreshed).containsExactly("R1 -> R2");

        fixture.ask(refresh("R3"));
        DeskFixture.Sent lost = wire.last();
        fixture.loseLink();
        fixture.answer(lost, pair("R4"));
        assertThat(gate.refreshed).hasSize(1);
    }

    @Test
    void theClientsOwnRequestsAreToldOfALostSessionAtOnce() {
        CompletableFuture<InboundMessage> asked = desk.send(SampleRequests.subscription(1), Priority.SUBSCRIPTION);
        fixture.refuse(wire.last(), "ACCOUNT_NOT_AUTHORIZED");

        assertThat(DeskFixture.failure(asked)).isInstanceOf(AuthenticationException.class);
    }

    @Test
    void requestsThatFindTheSessionLostTogetherKeepTheirOrder() {
        List<Message> orders = List.of(SampleRequests.trading(1), SampleRequests.trading(2), SampleRequests.trading(3));
        orders.forEach(fixture::ask);
        List.copyOf(wire.sent).forEach(sent -> fixture.refuse(sent, "ACCOUNT_NOT_AUTHORIZED"));
        gate.verdicts.remove(17L);
        desk.accountSettled(17);

        assertThat(wire.requests().subList(3, 6)).isEqualTo(orders);
    }

    @Test
    void askingTheGateMaySendARequestAndStillTheOrderIsKept() {
        DeskFixture waiting = new DeskFixture();
        waiting.gate.whenAsked = () -> {
            if (waiting.gate.verdicts.put(17L, Verdict.WAIT) == null) {
                waiting.desk.send(SampleRequests.control(1), Priority.CONTROL);
            }
        };
        List<Message> orders = List.of(SampleRequests.trading(1), SampleRequests.trading(2), SampleRequests.trading(3));
        orders.forEach(waiting::ask);
        waiting.ready(1);
        assertThat(waiting.wire.requests()).containsExactly(SampleRequests.control(1));

        waiting.gate.whenAsked = () -> waiting.gate.verdicts.put(17L, Verdict.OPEN);
        waiting.desk.accountSettled(17);
        assertThat(waiting.wire.requests().subList(1, 4)).isEqualTo(orders);
    }

    @Test
    void aRequestSentInAnswerToAnAnswerGoesOutWithTheOthers() {
        fixture.ask(SampleRequests.query(1))
                .whenComplete((answer, failure) -> desk.send(SampleRequests.query(2), Priority.QUERY));
        fixture.answer(wire.last());

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
