package io.github.camelctrader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.google.protobuf.Message;
import com.xtrader.protocol.openapi.v2.ProtoOAReconcileReq;
import com.xtrader.protocol.openapi.v2.ProtoOAVersionReq;
import io.github.camelctrader.client.InvalidRequestException;
import io.github.camelctrader.client.wire.PayloadTypes;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.apache.camel.builder.ExchangeBuilder;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** With pinAccount, no body and no header sends a request to another account than the endpoint's. */
class PinnedAccountTest {
    private static final String PINNED = "ctrader:demo?accountId=7&pinAccount=true&messageType=";

    @RegisterExtension
    private final ClientlessCamel camel = new ClientlessCamel();

    private static ProtoOAReconcileReq ofAccount(long account) {
        return ProtoOAReconcileReq.newBuilder().setCtidTraderAccountId(account).build();
    }

    static Stream<Arguments> others() {
        return Stream.of(
                arguments(Map.of("ctidTraderAccountId", 8), null, "ctidTraderAccountId = 8"),
                arguments("{\"ctidTraderAccountId\": \"8\"}", null, "ctidTraderAccountId = 8"),
                arguments(ofAccount(8), null, "ctidTraderAccountId = 8"),
                arguments(ofAccount(8).toBuilder(), 7L, "ctidTraderAccountId = 8"),
                arguments(null, 8L, "CamelCTraderAccountId = 8"),
                arguments(null, "8", "CamelCTraderAccountId = 8"),
                arguments(ofAccount(7), 8L, "CamelCTraderAccountId = 8"),
                arguments(Map.of("ctidTraderAccountId", 7), 8L, "CamelCTraderAccountId = 8"),
                arguments(ofAccount(7), "x", "CamelCTraderAccountId = x: must be"));
    }

    @ParameterizedTest
    @MethodSource("others")
    void refusesOtherAccounts(@Nullable Object body, @Nullable Object header, String message) {
        Exchange exchange = send(PINNED + "ReconcileReq", body, header);

        assertThat(exchange.getException())
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining(message);
        assertThat(camel.client().requests).isEmpty();
        assertThat(camel.client().accounts).containsOnlyKeys(7L);
    }

    static Stream<Arguments> theSame() {
        return Stream.of(
                arguments(null, null, ofAccount(7)),
                arguments(Map.of("ctidTraderAccountId", 7), null, ofAccount(7)),
                arguments(ofAccount(7), 7, ofAccount(7)),
                arguments(null, " 7", ofAccount(7)),
                arguments(ProtoOAVersionReq.getDefaultInstance(), 7, ProtoOAVersionReq.getDefaultInstance()));
    }

    @ParameterizedTest
    @MethodSource("theSame")
    void takesItsOwn(@Nullable Object body, @Nullable Object header, Message expected) {
        Exchange exchange = send(PINNED + PayloadTypes.shortName(expected), body, header);

        assertThat(exchange.getException()).isNull();
        assertThat(camel.client().requests).containsExactly(expected);
    }

    private Exchange send(String uri, @Nullable Object body, @Nullable Object accountId) {
        ExchangeBuilder exchange = ExchangeBuilder.anExchange(camel.context).withBody(body);
        if (accountId != null) {
            exchange.withHeader(CTraderConstants.ACCOUNT_ID, accountId);
        }
        return camel.context.createProducerTemplate().send(uri, exchange.build());
    }
}
