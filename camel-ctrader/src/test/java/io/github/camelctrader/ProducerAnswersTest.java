package io.github.camelctrader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.google.protobuf.Message;
import com.xtrader.protocol.openapi.v2.ProtoOAExecutionEvent;
import com.xtrader.protocol.openapi.v2.ProtoOAVersionReq;
import com.xtrader.protocol.openapi.v2.ProtoOAVersionRes;
import com.xtrader.protocol.openapi.v2.model.ProtoOAExecutionType;
import com.xtrader.protocol.openapi.v2.model.ProtoOAOrder;
import com.xtrader.protocol.openapi.v2.model.ProtoOAOrderStatus;
import com.xtrader.protocol.openapi.v2.model.ProtoOAOrderType;
import com.xtrader.protocol.openapi.v2.model.ProtoOAPosition;
import com.xtrader.protocol.openapi.v2.model.ProtoOAPositionStatus;
import com.xtrader.protocol.openapi.v2.model.ProtoOATradeData;
import com.xtrader.protocol.openapi.v2.model.ProtoOATradeSide;
import io.github.camelctrader.client.AuthenticationException;
import io.github.camelctrader.client.CTraderException;
import io.github.camelctrader.client.Environment;
import io.github.camelctrader.client.MaintenanceException;
import io.github.camelctrader.client.NotSentException;
import io.github.camelctrader.client.RateLimitedException;
import io.github.camelctrader.client.Reply;
import io.github.camelctrader.client.RequestRejectedException;
import io.github.camelctrader.client.Retryability;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.apache.camel.AsyncProducer;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangePattern;
import org.apache.camel.builder.ExchangeBuilder;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** From answer or failure to exchange. */
class ProducerAnswersTest {
    @RegisterExtension
    private final ClientlessCamel camel = new ClientlessCamel(new RouteBuilder() {
        @Override
        public void configure() {
            from("direct:version").to("ctrader:demo").to("mock:answered");
        }
    });

    @ParameterizedTest
    @EnumSource(
            value = ExchangePattern.class,
            names = {"InOnly", "InOut"})
    void putsTheAnswerIntoTheBodyWhateverThePattern(ExchangePattern pattern) {
        ProtoOAVersionRes version =
                ProtoOAVersionRes.newBuilder().setVersion("91").build();
        camel.client().answers = request -> answer(version, 2105);

        Exchange exchange = send(
                pattern,
                Map.of(
                        "mine",
                        "kept",
                        CTraderConstants.ERROR_CODE,
                        "OF_BEFORE",
                        CTraderConstants.ERROR_DESCRIPTION,
                        "of before",
                        CTraderConstants.RETRY_AFTER,
                        3L,
                        CTraderConstants.RECOVERED,
                        true,
                        CTraderConstants.INCOMPLETE,
                        true));

        assertThat(exchange.getException()).isNull();
        assertThat(exchange.getMessage().getBody()).isSameAs(version);
        assertThat(exchange.getMessage().getHeaders())
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "mine",
                        "kept",
                        CTraderConstants.ENVIRONMENT,
                        "demo",
                        CTraderConstants.MESSAGE_TYPE,
                        "VersionRes",
                        CTraderConstants.PAYLOAD_TYPE,
                        2105,
                        CTraderConstants.CLIENT_MSG_ID,
                        "1-7"));
    }

    @Test
    void namesOrderAndPositionOfAnExecution() {
        ProtoOATradeData trade = ProtoOATradeData.newBuilder()
                .setSymbolId(1)
                .setVolume(100_000)
                .setTradeSide(ProtoOATradeSide.BUY)
                .build();
        ProtoOAExecutionEvent filled = ProtoOAExecutionEvent.newBuilder()
                .setCtidTraderAccountId(7)
                .setExecutionType(ProtoOAExecutionType.ORDER_FILLED)
                .setOrder(ProtoOAOrder.newBuilder()
                        .setOrderId(11)
                        .setClientOrderId("mine-1")
                        .setTradeData(trade)
                        .setOrderType(ProtoOAOrderType.MARKET)
                        .setOrderStatus(ProtoOAOrderStatus.ORDER_STATUS_FILLED))
                .setPosition(ProtoOAPosition.newBuilder()
                        .setPositionId(12)
                        .setTradeData(trade)
                        .setPositionStatus(ProtoOAPositionStatus.POSITION_STATUS_OPEN)
                        .setSwap(0))
                .build();
        camel.client().answers = request -> answer(filled, 2126);

        assertThat(send(ExchangePattern.InOut, Map.of()).getMessage().getHeaders())
                .containsEntry(CTraderConstants.MESSAGE_TYPE, "ExecutionEvent")
                .containsEntry(CTraderConstants.ACCOUNT_ID, 7L)
                .containsEntry(CTraderConstants.SYMBOL_ID, 1L)
                .containsEntry(CTraderConstants.ORDER_ID, 11L)
                .containsEntry(CTraderConstants.POSITION_ID, 12L)
                .containsEntry(CTraderConstants.CLIENT_ORDER_ID, "mine-1")
                .containsEntry(CTraderConstants.EXECUTION_TYPE, "ORDER_FILLED");
    }

    static Stream<Arguments> failures() {
        return Stream.of(
                arguments(
                        new RequestRejectedException("no", "NOT_ENOUGH_MONEY", "too little", Retryability.AFTER_FIX),
                        Map.of(
                                CTraderConstants.ERROR_CODE, "NOT_ENOUGH_MONEY",
                                CTraderConstants.ERROR_DESCRIPTION, "too little")),
                arguments(
                        new RateLimitedException("no", "BLOCKED_PAYLOAD_TYPE", null, Duration.ofMillis(1001)),
                        Map.of(CTraderConstants.ERROR_CODE, "BLOCKED_PAYLOAD_TYPE", CTraderConstants.RETRY_AFTER, 2L)),
                arguments(
                        new AuthenticationException("no", "CH_ACCESS_TOKEN_INVALID", "expired"),
                        Map.of(
                                CTraderConstants.ERROR_CODE, "CH_ACCESS_TOKEN_INVALID",
                                CTraderConstants.ERROR_DESCRIPTION, "expired")),
                arguments(
                        new MaintenanceException("no", "SERVER_IS_UNDER_MAINTENANCE", null, Instant.EPOCH),
                        Map.of(
                                CTraderConstants.ERROR_CODE,
                                "SERVER_IS_UNDER_MAINTENANCE",
                                CTraderConstants.RETRY_AFTER,
                                0L)),
                arguments(
                        new MaintenanceException("no", "SERVER_IS_UNDER_MAINTENANCE", null, null),
                        Map.of(CTraderConstants.ERROR_CODE, "SERVER_IS_UNDER_MAINTENANCE")),
                arguments(new NotSentException("no", null), Map.of()));
    }

    @ParameterizedTest
    @MethodSource("failures")
    void failsTheExchangeWithTheClientsOwnException(CTraderException failure, Map<String, Object> headers) {
        camel.client().answers = request -> CompletableFuture.failedFuture(failure);

        Exchange exchange = send(ExchangePattern.InOut, Map.of("mine", "kept"));

        assertThat(exchange.getException()).isSameAs(failure);
        assertThat(failure.getEnvironment()).isEqualTo(Environment.DEMO);
        assertThat(exchange.getMessage().getBody()).isEqualTo(ProtoOAVersionReq.getDefaultInstance());
        assertThat(exchange.getMessage().getHeaders())
                .containsEntry("mine", "kept")
                .containsAllEntriesOf(headers);
        assertThat(exchange.getMessage().getHeaders()).hasSize(headers.size() + 1);
    }

    @Test
    void takesTheTimeUntilTheEndOfMaintenanceFromTheClockOfTheExchange() {
        Instant end = Instant.now().plusSeconds(3600);
        camel.client().answers = request -> CompletableFuture.failedFuture(
                new MaintenanceException("no", "SERVER_IS_UNDER_MAINTENANCE", null, end));

        Exchange exchange = send(ExchangePattern.InOut, Map.of());

        assertThat(exchange.getMessage().getHeader(CTraderConstants.RETRY_AFTER, Long.class))
                .isBetween(3500L, 3601L);
    }

    @Test
    void completesOnceAndSaysTruthfullyHow() throws Exception {
        CompletableFuture<Reply> late = new CompletableFuture<>();
        List<Boolean> calls = new CopyOnWriteArrayList<>();
        AsyncProducer producer = camel.context.getEndpoint("ctrader:demo").createAsyncProducer();
        producer.start();
        try {
            camel.client().answers = request -> late;
            Exchange waiting = request(ExchangePattern.InOut, Map.of());
            assertThat(producer.process(waiting, calls::add)).isFalse();
            assertThat(calls).isEmpty();
            late.completeExceptionally(new NotSentException("late", null));
            assertThat(calls).containsExactly(false);
            assertThat(waiting.getException()).hasMessage("late");

            camel.client().answers = RecordingClient::emptyAnswer;
            assertThat(producer.process(request(ExchangePattern.InOut, Map.of()), calls::add))
                    .isTrue();
            assertThat(calls).containsExactly(false, true);
        } finally {
            producer.stop();
        }
    }

    @Test
    void refusesToSendWhenItIsStopped() throws Exception {
        AsyncProducer producer = camel.context.getEndpoint("ctrader:demo").createAsyncProducer();
        AtomicInteger calls = new AtomicInteger();
        Exchange exchange = request(ExchangePattern.InOut, Map.of());

        assertThat(producer.process(exchange, doneSync -> calls.incrementAndGet()))
                .isTrue();

        assertThat(calls).hasValue(1);
        assertThat(exchange.getException()).isInstanceOf(NotSentException.class);
    }

    private Exchange send(ExchangePattern pattern, Map<String, Object> headers) {
        return camel.context.createProducerTemplate().send("direct:version", request(pattern, headers));
    }

    private Exchange request(ExchangePattern pattern, Map<String, Object> headers) {
        ExchangeBuilder builder = ExchangeBuilder.anExchange(camel.context)
                .withPattern(pattern)
                .withBody(ProtoOAVersionReq.getDefaultInstance());
        headers.forEach(builder::withHeader);
        return builder.build();
    }

    private static CompletableFuture<Reply> answer(Message message, int payloadType) {
        return CompletableFuture.completedFuture(new Reply(message, payloadType, "1-7"));
    }
}
