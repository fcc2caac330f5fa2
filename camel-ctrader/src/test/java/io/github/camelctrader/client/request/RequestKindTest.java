package io.github.camelctrader.client.request;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Message;
import io.github.camelctrader.client.wire.PayloadTypes;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequestKindTest {
    private static final Set<String> CONTROL =
            Set.of("ApplicationAuthReq", "AccountAuthReq", "AccountLogoutReq", "RefreshTokenReq");
    private static final Set<String> TRADING =
            Set.of("NewOrderReq", "CancelOrderReq", "AmendOrderReq", "AmendPositionSLTPReq", "ClosePositionReq");
    private static final Set<String> SUBSCRIPTION = Set.of(
            "SubscribeSpotsReq",
            "UnsubscribeSpotsReq",
            "SubscribeLiveTrendbarReq",
            "UnsubscribeLiveTrendbarReq",
            "SubscribeDepthQuotesReq",
            "UnsubscribeDepthQuotesReq");
    private static final Set<String> HISTORICAL =
            Set.of("GetTrendbarsReq", "GetTickDataReq", "DealListReq", "OrderListReq", "CashFlowHistoryListReq");

    static List<Message> requests() {
        return PayloadTypes.schema().prototypes().stream()
                .filter(message -> PayloadTypes.shortName(message).endsWith("Req"))
                .toList();
    }

    @Test
    void everyRequestOfTheSchemaHasItsPriority() {
        for (Priority priority : Priority.values()) {
            Set<String> names = requests().stream()
                    .filter(message -> RequestKind.priorityOf(PayloadTypes.payloadTypeOf(message)) == priority)
                    .map(PayloadTypes::shortName)
                    .collect(Collectors.toCollection(TreeSet::new));
            assertThat(names).as("%s", priority).containsExactlyInAnyOrderElementsOf(expected(priority));
        }
    }

    @Test
    void exactlyTheRequestsOfTheTradersHandChangeOrders() {
        assertThat(requests().stream()
                        .filter(message -> RequestKind.changesOrders(PayloadTypes.payloadTypeOf(message)))
                        .map(PayloadTypes::shortName))
                .containsExactlyInAnyOrderElementsOf(TRADING);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, 9999, 51})
    void whatIsNoRequestOfTheOpenApiIsARead(int payloadType) {
        assertThat(RequestKind.priorityOf(payloadType)).isEqualTo(Priority.QUERY);
        assertThat(RequestKind.changesOrders(payloadType)).isFalse();
    }

    private static Set<String> expected(Priority priority) {
        return switch (priority) {
            case CONTROL -> CONTROL;
            case TRADING -> TRADING;
            case SUBSCRIPTION -> SUBSCRIPTION;
            // Only the client itself asks so.
            case PREPARATION, RECOVERY -> Set.of();
            case HISTORICAL -> HISTORICAL;
            case QUERY ->
                requests().stream()
                        .map(PayloadTypes::shortName)
                        .filter(name -> !CONTROL.contains(name)
                                && !TRADING.contains(name)
                                && !SUBSCRIPTION.contains(name)
                                && !HISTORICAL.contains(name))
                        .collect(Collectors.toSet());
        };
    }
}
