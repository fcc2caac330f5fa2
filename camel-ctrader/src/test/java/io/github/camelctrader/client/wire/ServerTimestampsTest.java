package io.github.camelctrader.client.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Message;
import com.xtrader.protocol.openapi.v2.ProtoOADealListRes;
import com.xtrader.protocol.openapi.v2.ProtoOAExecutionEvent;
import com.xtrader.protocol.openapi.v2.ProtoOAOrderListRes;
import com.xtrader.protocol.openapi.v2.ProtoOAReconcileRes;
import com.xtrader.protocol.openapi.v2.ProtoOASpotEvent;
import com.xtrader.protocol.openapi.v2.ProtoOATrailingSLChangedEvent;
import com.xtrader.protocol.openapi.v2.ProtoOAVersionRes;
import com.xtrader.protocol.openapi.v2.model.ProtoOADeal;
import com.xtrader.protocol.openapi.v2.model.ProtoOAOrder;
import com.xtrader.protocol.openapi.v2.model.ProtoOAPosition;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ServerTimestampsTest {

    @ParameterizedTest
    @MethodSource
    void theLatestTimeOfAMessage(Message message, long expected) {
        assertThat(ServerTimestamps.latest(message)).isEqualTo(expected);
    }

    static Stream<Arguments> theLatestTimeOfAMessage() {
        return Stream.of(
                Arguments.of(ProtoOASpotEvent.newBuilder().setTimestamp(7).buildPartial(), 7L),
                Arguments.of(ProtoOASpotEvent.newBuilder().buildPartial(), 0L),
                Arguments.of(ProtoOAVersionRes.newBuilder().buildPartial(), 0L),
                Arguments.of(
                        ProtoOAExecutionEvent.newBuilder()
                                .setOrder(order(1))
                                .setDeal(deal(3, 2))
                                .buildPartial(),
                        3L),
                Arguments.of(
                        ProtoOAExecutionEvent.newBuilder()
                                .setOrder(order(1))
                                .setDeal(deal(2, 4))
                                .buildPartial(),
                        4L),
                Arguments.of(
                        ProtoOAExecutionEvent.newBuilder()
                                .setOrder(order(5))
                                .setPosition(position(4))
                                .buildPartial(),
                        5L),
                Arguments.of(
                        ProtoOAExecutionEvent.newBuilder()
                                .setOrder(order(5))
                                .setPosition(position(6))
                                .buildPartial(),
                        6L),
                Arguments.of(
                        ProtoOATrailingSLChangedEvent.newBuilder()
                                .setUtcLastUpdateTimestamp(8)
                                .buildPartial(),
                        8L),
                Arguments.of(
                        ProtoOAReconcileRes.newBuilder()
                                .addOrder(order(1))
                                .addPosition(position(9))
                                .buildPartial(),
                        9L),
                Arguments.of(ProtoOAReconcileRes.newBuilder().addOrder(order(2)).buildPartial(), 2L),
                Arguments.of(
                        ProtoOAOrderListRes.newBuilder()
                                .addOrder(order(3))
                                .addOrder(order(2))
                                .buildPartial(),
                        3L),
                Arguments.of(
                        ProtoOADealListRes.newBuilder()
                                .addDeal(deal(1, 1))
                                .addDeal(deal(2, 2))
                                .buildPartial(),
                        2L));
    }

    private static ProtoOAOrder order(long updated) {
        return ProtoOAOrder.newBuilder().setUtcLastUpdateTimestamp(updated).buildPartial();
    }

    private static ProtoOADeal deal(long executed, long updated) {
        return ProtoOADeal.newBuilder()
                .setExecutionTimestamp(executed)
                .setUtcLastUpdateTimestamp(updated)
                .buildPartial();
    }

    private static ProtoOAPosition position(long updated) {
        return ProtoOAPosition.newBuilder().setUtcLastUpdateTimestamp(updated).buildPartial();
    }
}
