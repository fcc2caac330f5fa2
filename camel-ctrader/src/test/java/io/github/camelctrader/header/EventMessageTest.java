package io.github.camelctrader.header;

import static org.assertj.core.api.Assertions.assertThat;

import com.xtrader.protocol.openapi.v2.ProtoOASpotEvent;
import io.github.camelctrader.CTraderConstants;
import io.github.camelctrader.client.ClientEvent;
import io.github.camelctrader.client.Environment;
import io.github.camelctrader.client.Quote;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A message whose headers are worked out late is like one that had them from the beginning, in whatever order it is used. */
class EventMessageTest {
    private static final BigDecimal BID = new BigDecimal("1.08512");
    private static final ProtoOASpotEvent SPOT = ProtoOASpotEvent.newBuilder()
            .setCtidTraderAccountId(7)
            .setSymbolId(1)
            .setBid(108_512)
            .build();

    private final DefaultCamelContext context = new DefaultCamelContext();

    @BeforeEach
    void start() {
        context.start();
    }

    @AfterEach
    void stop() throws IOException {
        context.close();
    }

    /** What a route may have done before. */
    static Stream<Consumer<Message>> before() {
        return Stream.of(
                message -> {},
                message -> message.getHeader("other"),
                message -> message.getHeader(CTraderConstants.BID),
                message -> message.getHeader(CTraderConstants.BID, String.class),
                message -> message.hasHeaders(),
                message -> message.getHeaders(),
                message -> message.copy());
    }

    @ParameterizedTest
    @MethodSource("before")
    void headersAreFoundInEveryWay(Consumer<Message> before) {
        Message message = message();
        before.accept(message);
        assertThat(message.getHeader(CTraderConstants.BID.toUpperCase(Locale.ROOT)))
                .isEqualTo(BID);
        assertThat(message.getHeader(CTraderConstants.BID, BigDecimal.class)).isEqualTo(BID);
        assertThat(message.getHeader(CTraderConstants.BID, BigDecimal.ONE)).isEqualTo(BID);
        assertThat(message.getHeader(CTraderConstants.BID, () -> BigDecimal.ONE))
                .isEqualTo(BID);
        assertThat(message.getHeader(CTraderConstants.BID, BigDecimal.ONE, BigDecimal.class))
                .isEqualTo(BID);
        assertThat(message.getHeader(CTraderConstants.BID, () -> BigDecimal.ONE, BigDecimal.class))
                .isEqualTo(BID);
        assertThat(message.getHeader(CTraderConstants.ACCOUNT_ID, String.class)).isEqualTo("7");
        assertThat(message.getHeader(CTraderConstants.SYMBOL_ID, long.class)).isEqualTo(1L);
        assertThat(message.hasHeaders()).isTrue();
        assertThat(message.getHeaders()).containsEntry(CTraderConstants.BID, BID);
    }

    @ParameterizedTest
    @MethodSource("before")
    void whatIsNotThereIsNotFound(Consumer<Message> before) {
        Message message = message();
        before.accept(message);
        assertThat(message.getHeader(CTraderConstants.ASK)).isNull();
        assertThat(message.getHeader("other", String.class)).isNull();
        assertThat(message.getHeader("other", boolean.class)).isFalse();
        assertThat(message.getHeader("other", "default")).isEqualTo("default");
        assertThat(message.getHeader("other", () -> "default")).isEqualTo("default");
        assertThat(message.getHeader("other", 5, String.class)).isEqualTo("5");
        assertThat(message.getHeader("other", () -> 5, String.class)).isEqualTo("5");
    }

    @ParameterizedTest
    @MethodSource("before")
    void aRouteChangesThemAsItLikes(Consumer<Message> before) {
        Message message = message();
        before.accept(message);
        message.setHeader(CTraderConstants.BID, "mine");
        message.setHeader("other", "too");
        assertThat(message.removeHeader(CTraderConstants.ACCOUNT_ID)).isEqualTo(7L);
        assertThat(message.getHeader(CTraderConstants.BID)).isEqualTo("mine");
        assertThat(message.getHeader("other")).isEqualTo("too");
        assertThat(message.getHeader(CTraderConstants.ACCOUNT_ID)).isNull();
        assertThat(message.getHeader(CTraderConstants.SYMBOL_ID)).isEqualTo(1L);
        message.removeHeaders("*");
        assertThat(message.hasHeaders()).isFalse();
        assertThat(message.getHeader(CTraderConstants.SYMBOL_ID)).isNull();
    }

    @ParameterizedTest
    @MethodSource("before")
    void theyAreReplacedAltogether(Consumer<Message> before) {
        Message message = message();
        before.accept(message);
        message.setHeaders(Map.of("other", 1));
        assertThat(message.getHeaders()).isEqualTo(Map.of("other", 1));
        assertThat(message.getHeader(CTraderConstants.BID)).isNull();
    }

    @ParameterizedTest
    @MethodSource("before")
    void aCopyHasItsOwn(Consumer<Message> before) {
        Message message = message();
        before.accept(message);
        Message copy = message.copy();
        copy.setHeader(CTraderConstants.BID, "changed");
        assertThat(copy.getHeader(CTraderConstants.SYMBOL_ID)).isEqualTo(1L);
        assertThat(copy.getBody()).isSameAs(SPOT);
        assertThat(message.getHeader(CTraderConstants.BID)).isEqualTo(BID);
    }

    @Test
    void nothingOfItIsLeftWhereExchangesAreUsedAgain() {
        EventMessage message = message();
        message.reset();
        assertThat(message.getBody()).isNull();
        assertThat(message.hasHeaders()).isFalse();
        assertThat(message.getHeader(CTraderConstants.BID)).isNull();
        assertThat(message.getHeaders()).isEmpty();
    }

    private EventMessage message() {
        Exchange exchange = new DefaultExchange(context);
        EventMessage message = new EventMessage(
                context,
                Environment.DEMO,
                ClientEvent.builder("SpotEvent", SPOT)
                        .payloadType(2131)
                        .account(7)
                        .symbol(1, "EURUSD")
                        .quote(new Quote(108_512L, null))
                        .timestamp(1_000L)
                        .build());
        exchange.setIn(message);
        return message;
    }
}
