package io.github.camelctrader.client.request;

import static org.assertj.core.api.Assertions.assertThat;

import com.xtrader.protocol.openapi.v2.ProtoOAApplicationAuthReq;
import com.xtrader.protocol.openapi.v2.ProtoOAErrorRes;
import com.xtrader.protocol.openapi.v2.ProtoOAMarginCallUpdateEvent;
import com.xtrader.protocol.openapi.v2.ProtoOAMarginCallUpdateReq;
import com.xtrader.protocol.openapi.v2.ProtoOAMarginCallUpdateRes;
import com.xtrader.protocol.openapi.v2.model.ProtoOAMarginCall;
import com.xtrader.protocol.openapi.v2.model.ProtoOANotificationType;
import com.xtrader.protocol.proto.commons.ProtoErrorRes;
import io.github.camelctrader.client.Failures;
import io.github.camelctrader.client.MaintenanceException;
import io.github.camelctrader.client.wire.InboundMessage;
import io.github.camelctrader.client.wire.PayloadTypes;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** What counts as the answer to a request, where the id alone does not say. */
class AnswersToRequestsTest {
    private final RequestHarness harness = new RequestHarness();
    private final RequestManager manager = harness.manager;

    /** The order is that of the server: it may tell the change before it answers the request for it. */
    @Test
    void anEventThatCarriesTheIdOfItsRequestIsNotTheAnswerToIt() {
        harness.ready(1);
        ProtoOAMarginCall threshold = ProtoOAMarginCall.newBuilder()
                .setMarginCallType(ProtoOANotificationType.MARGIN_LEVEL_THRESHOLD_1)
                .setMarginLevelThreshold(70)
                .build();
        CompletableFuture<InboundMessage> change = harness.ask(ProtoOAMarginCallUpdateReq.newBuilder()
                .setCtidTraderAccountId(1)
                .setMarginCall(threshold)
                .build());
        harness.answer(
                harness.wire.last(),
                ProtoOAMarginCallUpdateEvent.newBuilder()
                        .setCtidTraderAccountId(1)
                        .setMarginCall(threshold)
                        .build());
        assertThat(change).isNotDone();

        harness.answer(harness.wire.last(), ProtoOAMarginCallUpdateRes.getDefaultInstance());
        assertThat(change.join().message()).isEqualTo(ProtoOAMarginCallUpdateRes.getDefaultInstance());
    }

    /** A proxy in front of the server may refuse without saying what. */
    @Test
    void aRefusalWithoutAnIdIsTheAnswerToTheApplicationsAuthorisationOnly() {
        ProtoErrorRes refusal = ProtoErrorRes.newBuilder()
                .setErrorCode("SERVER_IS_UNDER_MAINTENANCE")
                .setMaintenanceEndTimestamp(4_000_000_000_000L)
                .build();
        InboundMessage withoutId = new InboundMessage(PayloadTypes.payloadTypeOf(refusal), refusal, null);
        manager.linkUp(1);
        CompletableFuture<InboundMessage> authorisation = manager.send(
                ProtoOAApplicationAuthReq.newBuilder()
                        .setClientId("id")
                        .setClientSecret("secret")
                        .build(),
                Priority.CONTROL);
        ProtoOAErrorRes ofAccount = ProtoOAErrorRes.newBuilder()
                .setErrorCode("ACCOUNT_NOT_AUTHORIZED")
                .setCtidTraderAccountId(1)
                .build();
        manager.received(new InboundMessage(PayloadTypes.payloadTypeOf(ofAccount), ofAccount, null));
        assertThat(authorisation).as("what is said of an account").isNotDone();
        manager.received(withoutId);
        assertThat(Failures.of(authorisation))
                .isInstanceOfSatisfying(
                        MaintenanceException.class,
                        maintenance ->
                                assertThat(maintenance.getEnd()).isEqualTo(Instant.ofEpochMilli(4_000_000_000_000L)));

        manager.open();
        CompletableFuture<InboundMessage> read = harness.ask(SampleRequests.query(1));
        manager.received(withoutId);
        assertThat(read).as("whose refusal it is nobody knows").isNotDone();
    }
}
