package io.github.camelctrader.simulator.recorded;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Message;
import com.xtrader.protocol.openapi.v2.ProtoOAExecutionEvent;
import com.xtrader.protocol.openapi.v2.ProtoOAOrderDetailsReq;
import java.util.List;
import org.junit.jupiter.api.AfterEach;

/** A replayed recording and what it is held beside. */
abstract class Recorded {
    final Replay replay = new Replay();

    @AfterEach
    void close() {
        replay.close();
    }

    static void sameShapes(List<? extends Message> simulated, List<? extends Message> recorded) {
        assertThat(simulated.stream().map(Shape::of).toList())
                .isEqualTo(recorded.stream().map(Shape::of).toList());
    }

    void replayed(int first, int last) {
        List<ProtoOAExecutionEvent> recorded = RecordedFrames.of(ProtoOAExecutionEvent.class, first, last);
        List<ProtoOAExecutionEvent> simulated = replay.all(recorded);
        for (int index = 0; index < recorded.size(); index++) {
            assertThat(Shape.of(simulated.get(index)))
                    .describedAs("event %d: %s", index, recorded.get(index).getExecutionType())
                    .isEqualTo(Shape.of(recorded.get(index)));
        }
        assertThat(simulated.stream().map(Recorded::prices).toList())
                .isEqualTo(recorded.stream().map(Recorded::prices).toList());
    }

    /** What follows from the requests and prices of a story, so that it must be equal even in value. */
    static List<Number> prices(ProtoOAExecutionEvent event) {
        return List.of(
                event.getPosition().getPrice(),
                event.getPosition().getStopLoss(),
                event.getPosition().getTakeProfit(),
                event.getPosition().getTradeData().getVolume(),
                event.getPosition().getCommission(),
                event.getOrder().getExecutionPrice(),
                event.getOrder().getStopPrice(),
                event.getOrder().getLimitPrice(),
                event.getDeal().getCommission(),
                event.getDeal().getClosePositionDetail().getEntryPrice(),
                event.getDeal().getClosePositionDetail().getGrossProfit(),
                event.getDeal().getClosePositionDetail().getCommission(),
                event.getDeal().getClosePositionDetail().getClosedVolume());
    }

    static ProtoOAOrderDetailsReq details(long orderId) {
        return ProtoOAOrderDetailsReq.newBuilder()
                .setCtidTraderAccountId(Replay.ACCOUNT)
                .setOrderId(orderId)
                .build();
    }
}
