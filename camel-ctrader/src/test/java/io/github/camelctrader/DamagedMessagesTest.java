package io.github.camelctrader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.ByteString;
import com.google.protobuf.Message;
import com.xtrader.protocol.openapi.v2.ProtoOAExecutionEvent;
import com.xtrader.protocol.openapi.v2.ProtoOAVersionReq;
import com.xtrader.protocol.openapi.v2.ProtoOAVersionRes;
import com.xtrader.protocol.openapi.v2.model.ProtoOAExecutionType;
import com.xtrader.protocol.openapi.v2.model.ProtoOAPayloadType;
import com.xtrader.protocol.proto.commons.ProtoMessage;
import io.github.camelctrader.client.GapEvent;
import io.github.camelctrader.client.RequestTimeoutException;
import io.github.camelctrader.simulator.JournalEntry;
import io.github.camelctrader.simulator.SimulatorEnvironment;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Messages of types that the schema knows whose content it does not, and types that it does not know at all. */
class DamagedMessagesTest {
    private static final int VERSION_REQ = ProtoOAPayloadType.PROTO_OA_VERSION_REQ_VALUE;
    private static final int NEW_ORDER_REQ = ProtoOAPayloadType.PROTO_OA_NEW_ORDER_REQ_VALUE;
    private static final int NEWER = 9999;
    private static final Message DAMAGED_EXECUTION = ProtoOAExecutionEvent.newBuilder()
            .setCtidTraderAccountId(SimulatorCamel.ACCOUNT)
            .setExecutionType(ProtoOAExecutionType.ORDER_FILLED)
            .build();

    private final SimulatorCamel camel = new SimulatorCamel();

    @BeforeEach
    void start() throws Exception {
        camel.start(new RouteBuilder() {
            @Override
            public void configure() {
                String account = "accountId=" + SimulatorCamel.ACCOUNT;
                from("direct:request").to("ctrader:demo?" + account);
                from("direct:order").to("ctrader:demo?messageType=NewOrderReq&orderTimeout=1s&" + account);
                from("ctrader:demo?eventTypes=Execution&" + account)
                        .to("mock:executions")
                        .filter(header(CTraderConstants.RECOVERED).isEqualTo(true))
                        .to("mock:recovered");
                from("ctrader:demo?eventTypes=Execution,Gap&" + account)
                        .filter(body().isInstanceOf(GapEvent.class))
                        .to("mock:gaps");
                from("ctrader:demo?eventTypes=Gap,Depth&" + account).to("mock:quotes");
            }
        });
        camel.template().requestBody("direct:request", ProtoOAVersionReq.getDefaultInstance());
        camel.simulator.journal().clear();
    }

    @AfterEach
    void close() {
        camel.close();
    }

    @Test
    void aReadThatIsAnsweredByWhatCannotBeDecodedSaysWhatCame() {
        CompletableFuture<Exchange> answer = ask();
        answer(
                VERSION_REQ,
                ProtoOAPayloadType.PROTO_OA_VERSION_RES_VALUE,
                ProtoOAVersionRes.newBuilder().setVersion("91").build());

        assertThat(answer).succeedsWithin(20, TimeUnit.SECONDS);
        assertThat(answer.join().getException())
                .isInstanceOf(RequestTimeoutException.class)
                .hasMessageContaining("cannot be decoded, VersionRes (2105) of ")
                .hasMessageContaining(" bytes");
    }

    @Test
    void anOrderThatIsAnsweredByWhatCannotBeDecodedIsLookedUp() {
        camel.simulator.faults("on NewOrderReq swallow-answer");
        CompletableFuture<Exchange> answer = order();
        answer(NEW_ORDER_REQ, ProtoOAPayloadType.PROTO_OA_EXECUTION_EVENT_VALUE, DAMAGED_EXECUTION);

        assertThat(answer).succeedsWithin(50, TimeUnit.SECONDS);
        assertThat(answer.join().getMessage().getBody())
                .as("%s", answer.join().getException())
                .isInstanceOfSatisfying(
                        ProtoOAExecutionEvent.class,
                        fill -> assertThat(fill.getExecutionType()).isEqualTo(ProtoOAExecutionType.ORDER_FILLED));
        assertThat(camel.simulator.journal().count(SimulatorEnvironment.DEMO, NEW_ORDER_REQ))
                .isOne();
    }

    @Test
    void anAnswerOfATypeThatIsNewerThanTheSchemaIsHandedOverMarked() {
        CompletableFuture<Exchange> answer = ask();
        answer(VERSION_REQ, NEWER, DAMAGED_EXECUTION);

        assertThat(answer).succeedsWithin(20, TimeUnit.SECONDS);
        assertThat((Object) answer.join().getMessage().getBody()).isInstanceOf(ProtoMessage.class);
        assertThat((Object) answer.join().getMessage().getHeader(CTraderConstants.INCOMPLETE))
                .isEqualTo(true);
    }

    @Test
    void anEventThatCannotBeDecodedReachesThoseWhoWaitForItsType() {
        send(ProtoOAPayloadType.PROTO_OA_EXECUTION_EVENT_VALUE, DAMAGED_EXECUTION, null);

        await().until(() -> camel.mock("executions").getReceivedCounter() > 0);
        org.apache.camel.Message event =
                camel.mock("executions").getExchanges().get(0).getMessage();
        assertThat((Object) event.getBody()).isInstanceOf(ProtoMessage.class);
        assertThat(event.getHeaders())
                .containsEntry(CTraderConstants.MESSAGE_TYPE, "ExecutionEvent")
                .containsEntry(CTraderConstants.ACCOUNT_ID, SimulatorCamel.ACCOUNT)
                .containsEntry(CTraderConstants.INCOMPLETE, true);
    }

    @Test
    void anExecutionThatCannotBeDecodedIsReadFromHistoryAndToldOfByAGap() {
        camel.simulator.faults("demo on NewOrderReq swallow-answer");
        order();
        await().until(() -> !received(NEW_ORDER_REQ).isEmpty());
        await().until(() -> {
            // Until the order is executed, which nobody tells.
            send(ProtoOAPayloadType.PROTO_OA_EXECUTION_EVENT_VALUE, DAMAGED_EXECUTION, null);
            return camel.mock("recovered").getReceivedCounter() > 0;
        });
        await().until(() -> camel.mock("gaps").getReceivedCounter() > 0);
        assertThat(camel.mock("gaps").getExchanges().get(0).getMessage().getBody(GapEvent.class))
                .satisfies(gap -> {
                    assertThat(gap.description()).contains("could not be decoded");
                    assertThat(gap.accounts()).containsExactly(SimulatorCamel.ACCOUNT);
                });
        assertThat(camel.mock("quotes").getReceivedCounter())
                .as("who hears of no executions missed none")
                .isZero();
    }

    private CompletableFuture<Exchange> order() {
        return camel.template()
                .asyncSend("direct:order", exchange -> exchange.getIn().setBody(SampleOrders.market(1000)));
    }

    private CompletableFuture<Exchange> ask() {
        camel.simulator.faults("on VersionReq swallow-answer");
        return camel.template()
                .asyncSend(
                        "direct:request", exchange -> exchange.getIn().setBody(ProtoOAVersionReq.getDefaultInstance()));
    }

    /** Answers the request that the simulator does not answer. */
    private void answer(int request, int payloadType, Message begun) {
        await().until(() -> !received(request).isEmpty());
        send(payloadType, begun, received(request).get(0).clientMsgId());
    }

    private List<JournalEntry> received(int request) {
        return camel.simulator.journal().received(SimulatorEnvironment.DEMO, request);
    }

    /** Sends a message that goes on with a tag that no message has. */
    private void send(int payloadType, Message begun, @Nullable String clientMsgId) {
        ProtoMessage.Builder envelope = ProtoMessage.newBuilder()
                .setPayloadType(payloadType)
                .setPayload(begun.toByteString().concat(ByteString.copyFrom(new byte[] {0x0f})));
        if (clientMsgId != null) {
            envelope.setClientMsgId(clientMsgId);
        }
        byte[] bytes = envelope.build().toByteArray();
        camel.simulator.sendRaw(
                SimulatorEnvironment.DEMO,
                ByteBuffer.allocate(4 + bytes.length)
                        .putInt(bytes.length)
                        .put(bytes)
                        .array());
    }
}
