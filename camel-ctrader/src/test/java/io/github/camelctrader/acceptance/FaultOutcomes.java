package io.github.camelctrader.acceptance;

import static io.github.camelctrader.client.DisconnectReason.ACCOUNT_AUTH_TIMEOUT;
import static io.github.camelctrader.client.DisconnectReason.APPLICATION_AUTH_TIMEOUT;
import static io.github.camelctrader.client.DisconnectReason.APPLICATION_REFUSED;
import static io.github.camelctrader.client.DisconnectReason.CLOSED_BY_SERVER;
import static io.github.camelctrader.client.DisconnectReason.CONNECT_FAILED;
import static io.github.camelctrader.client.DisconnectReason.INBOUND_SILENCE;
import static io.github.camelctrader.client.DisconnectReason.LINK_FAILED;
import static io.github.camelctrader.client.DisconnectReason.OUTBOUND_STALL;
import static io.github.camelctrader.client.DisconnectReason.PROTOCOL_ERROR;
import static io.github.camelctrader.client.DisconnectReason.SESSION_CANCELLED;
import static io.github.camelctrader.client.DisconnectReason.TLS_FAILED;
import static io.github.camelctrader.client.DisconnectReason.TLS_TIMEOUT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import com.google.protobuf.Message;
import com.xtrader.protocol.openapi.v2.ProtoOADealListRes;
import com.xtrader.protocol.openapi.v2.ProtoOAExecutionEvent;
import com.xtrader.protocol.openapi.v2.ProtoOAReconcileRes;
import io.github.camelctrader.client.AuthenticationException;
import io.github.camelctrader.client.CTraderException;
import io.github.camelctrader.client.DisconnectReason;
import io.github.camelctrader.client.MaintenanceException;
import io.github.camelctrader.client.RequestRejectedException;
import io.github.camelctrader.client.RequestTimeoutException;
import io.github.camelctrader.simulator.Fault;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;

/** What the routes of a {@link FaultHarness} make of each fault: brings it about and checks what is promised. */
final class FaultOutcomes {
    private static final int NEW_ORDER = 2106;

    /** After these the connection waits for a minute, or the server keeps a socket that nobody uses any more. */
    static final Set<Fault> LASTING = Set.of(Fault.APPLICATION_BLOCKED, Fault.STALL_READING);

    private final Map<Fault, Scenario> scenarios = new EnumMap<>(Fault.class);

    /** May throw anything. */
    interface Scenario {
        void accept(FaultHarness harness) throws Exception;
    }

    private FaultOutcomes() {
        readsFail();
        readsSucceed();
        orders();
        links();
        nextLinks();
        server();
    }

    static Scenario of(Fault fault) {
        Scenario scenario = new FaultOutcomes().scenarios.get(fault);
        if (scenario == null) {
            throw new AssertionError("No outcome is promised for " + fault);
        }
        return scenario;
    }

    private void readsFail() {
        readFails(Fault.DROP_REQUEST, RequestTimeoutException.class, "");
        readFails(Fault.CUT_BEFORE_EXECUTION, RequestTimeoutException.class, "");
        readFails(Fault.CUT_AFTER_EXECUTION, RequestTimeoutException.class, "");
        readFails(Fault.ANSWER_WITHOUT_ID, RequestTimeoutException.class, "");
        scenarios.put(Fault.LATE_ANSWER, harness -> {
            harness.fault("on ReconcileReq late-answer 3s");
            assertThatThrownBy(harness::read).isInstanceOf(RequestTimeoutException.class);
        });
        readFails(Fault.CANT_ROUTE, RequestRejectedException.class, "CANT_ROUTE_REQUEST");
        readFails(Fault.SERVER_NOT_REACHABLE, RequestRejectedException.class, "CH_SERVER_NOT_REACHABLE");
        readFails(Fault.ERROR, RequestRejectedException.class, "UNKNOWN_ERROR");
        scenarios.put(Fault.UNKNOWN_ERROR_CODE, harness -> {
            harness.fault("on ReconcileReq unknown-error-code");
            assertThatThrownBy(harness::read)
                    .asInstanceOf(type(RequestRejectedException.class))
                    .satisfies(refusal -> assertThat(refusal.getErrorCode()).isNotEmpty());
        });
        for (Fault maintenance : new Fault[] {Fault.MAINTENANCE, Fault.MAINTENANCE_PROTO_ERROR}) {
            scenarios.put(maintenance, harness -> {
                harness.fault("1 times on ReconcileReq " + maintenance + " 5s");
                assertThatThrownBy(harness::read)
                        .asInstanceOf(type(MaintenanceException.class))
                        .satisfies(told -> assertThat(told.getEnd()).isNotNull());
            });
        }
    }

    private void readsSucceed() {
        for (Fault fault : new Fault[] {
            Fault.SWALLOW_ANSWER,
            Fault.DUPLICATE_ANSWER,
            Fault.REORDERED_ANSWERS,
            Fault.RATE_BLOCK,
            Fault.REQUEST_FREQUENCY_EXCEEDED,
            Fault.TOKEN_EXPIRED,
            Fault.ACCOUNT_NOT_AUTHORIZED
        }) {
            scenarios.put(fault, harness -> {
                harness.fault("on ReconcileReq " + fault);
                assertThat(harness.read()).isInstanceOf(ProtoOAReconcileRes.class);
            });
        }
        for (Fault fault : new Fault[] {Fault.HAS_MORE, Fault.HAS_MORE_OLDEST}) {
            scenarios.put(fault, harness -> {
                harness.buy();
                harness.buy();
                harness.fault("on DealListReq " + fault);
                assertThat(harness.deals())
                        .asInstanceOf(type(ProtoOADealListRes.class))
                        .satisfies(page -> assertThat(page.getHasMore()).isTrue());
            });
        }
    }

    private void orders() {
        scenarios.put(Fault.SWALLOW_ANSWER, harness -> filledOnce(harness, "on NewOrderReq swallow-answer"));
        scenarios.put(
                Fault.CUT_BETWEEN_ACCEPTED_AND_FILLED,
                harness -> filledOnce(harness, "cut-between-accepted-and-filled"));
        scenarios.put(Fault.CUT_AFTER_EXECUTION, harness -> filledOnce(harness, "on NewOrderReq cut-after-execution"));
        scenarios.put(
                Fault.ERROR_AFTER_EXECUTION, harness -> filledOnce(harness, "on NewOrderReq error-after-execution"));
        scenarios.put(Fault.UNKNOWN_FIELDS, harness -> filledOnce(harness, "on ExecutionEvent 2 times unknown-fields"));
        scenarios.put(Fault.UNKNOWN_EXECUTION_TYPE, harness -> {
            int before = harness.executions.size();
            filledOnce(harness, "unknown-execution-type");
            harness.await(
                    "the marked event",
                    () -> harness.executions.stream()
                            .skip(before)
                            .anyMatch(event ->
                                    Boolean.TRUE.equals(event.getMessage().getHeader("CamelCTraderIncomplete"))));
        });
        scenarios.put(Fault.ORDER_ERROR, harness -> {
            harness.fault("order-error NOT_ENOUGH_MONEY");
            assertThatThrownBy(harness::buy)
                    .asInstanceOf(type(RequestRejectedException.class))
                    .extracting(RequestRejectedException::getErrorCode)
                    .isEqualTo("NOT_ENOUGH_MONEY");
        });
    }

    private void links() {
        linkIsLost(Fault.CUT_RST, LINK_FAILED, CLOSED_BY_SERVER);
        linkIsLost(Fault.CUT_FIN, CLOSED_BY_SERVER);
        linkIsLost(Fault.HALF_OPEN, INBOUND_SILENCE);
        linkIsLost(Fault.STALL_WRITING, INBOUND_SILENCE);
        linkIsLost(Fault.GARBAGE_FRAME, PROTOCOL_ERROR);
        linkIsLost(Fault.OVERSIZED_FRAME, PROTOCOL_ERROR);
        linkIsLost(Fault.NEGATIVE_LENGTH, PROTOCOL_ERROR);
        linkIsLost(Fault.CLIENT_DISCONNECT, SESSION_CANCELLED);
        scenarios.put(Fault.STALL_READING, harness -> {
            int before = harness.connection.size();
            harness.fault("demo stall-reading");
            harness.flood();
            harness.awaitLoss(before, OUTBOUND_STALL);
        });
        linkStays(Fault.ACCOUNT_DISCONNECT);
        linkStays(Fault.TOKEN_INVALIDATED);
        scenarios.put(Fault.UNKNOWN_PAYLOAD_TYPE, harness -> {
            int before = harness.strangers.size();
            harness.fault("demo unknown-payload-type");
            harness.await("the message in its envelope", () -> harness.strangers.size() > before);
        });
    }

    private void nextLinks() {
        nextLinkFails(Fault.HANG_TLS_HANDSHAKE, TLS_TIMEOUT);
        nextLinkFails(Fault.CUT_IN_HANDSHAKE, TLS_FAILED, CLOSED_BY_SERVER, LINK_FAILED);
        nextLinkFails(Fault.HANG_APPLICATION_AUTH, APPLICATION_AUTH_TIMEOUT);
        nextLinkFails(Fault.HANG_ACCOUNT_AUTH, ACCOUNT_AUTH_TIMEOUT);
        nextLinkIsSuspended(Fault.APPLICATION_BLOCKED, AuthenticationException.class);
        nextLinkFails(Fault.CONNECTIONS_LIMIT, APPLICATION_REFUSED);
        scenarios.put(Fault.REFUSE_CONNECTIONS, harness -> {
            int before = harness.connection.size();
            harness.fault("demo refuse-connections 500ms");
            harness.cut();
            harness.awaitLoss(before, CONNECT_FAILED);
        });
    }

    private void server() {
        for (Fault fault : new Fault[] {Fault.SPLIT_FRAMES, Fault.MERGED_FRAMES}) {
            scenarios.put(fault, harness -> {
                int before = harness.connection.size();
                harness.fault("demo " + fault);
                assertThat(harness.read()).isInstanceOf(ProtoOAReconcileRes.class);
                harness.awaitQuotes();
                assertThat(harness.stayedReady(before)).isTrue();
            });
        }
    }

    private void readFails(Fault fault, Class<? extends CTraderException> failure, String errorCode) {
        scenarios.put(fault, harness -> {
            harness.fault("on ReconcileReq " + fault);
            assertThatThrownBy(harness::read)
                    .isInstanceOf(failure)
                    .satisfies(thrown -> assertThat(
                                    thrown instanceof RequestRejectedException refusal ? refusal.getErrorCode() : "")
                            .isEqualTo(errorCode));
        });
    }

    private void linkIsLost(Fault fault, DisconnectReason... reasons) {
        scenarios.put(fault, harness -> {
            int before = harness.connection.size();
            int gaps = harness.gaps.size();
            harness.fault("demo " + fault);
            harness.awaitLoss(before, reasons);
            harness.await("one gap", () -> harness.gaps.size() == gaps + 1);
        });
    }

    private void linkStays(Fault fault) {
        scenarios.put(fault, harness -> {
            int before = harness.connection.size();
            harness.fault("demo " + fault);
            harness.awaitWorking();
            assertThat(harness.stayedReady(before)).isTrue();
        });
    }

    private void nextLinkFails(Fault fault, DisconnectReason... reasons) {
        scenarios.put(fault, harness -> {
            int before = harness.connection.size();
            harness.fault("demo " + fault);
            harness.cut();
            harness.awaitLoss(before, reasons);
        });
    }

    private void nextLinkIsSuspended(Fault fault, Class<? extends CTraderException> told) {
        scenarios.put(fault, harness -> {
            int before = harness.connection.size();
            harness.fault("demo " + fault);
            harness.cut();
            harness.awaitLoss(before, APPLICATION_REFUSED);
            assertThatThrownBy(harness::read).isInstanceOf(told);
        });
    }

    private static void filledOnce(FaultHarness harness, String fault) throws Exception {
        long before = harness.received(NEW_ORDER);
        harness.fault(fault);
        Message answer = harness.buy();
        assertThat(answer)
                .asInstanceOf(type(ProtoOAExecutionEvent.class))
                .satisfies(event -> assertThat(event.getOrder().getExecutedVolume())
                        .as("what was executed, by an event of type %s", event.getExecutionType())
                        .isEqualTo(event.getOrder().getTradeData().getVolume()));
        assertThat(harness.received(NEW_ORDER)).isEqualTo(before + 1);
    }
}
