package io.github.camelctrader;

import static com.xtrader.protocol.openapi.v2.model.ProtoOAPayloadType.PROTO_OA_CLOSE_POSITION_REQ;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import com.xtrader.protocol.openapi.v2.ProtoOAExecutionEvent;
import com.xtrader.protocol.openapi.v2.ProtoOAReconcileRes;
import com.xtrader.protocol.openapi.v2.model.ProtoOAExecutionType;
import com.xtrader.protocol.openapi.v2.model.ProtoOAOrder;
import com.xtrader.protocol.openapi.v2.model.ProtoOAPosition;
import io.github.camelctrader.client.InvalidRequestException;
import io.github.camelctrader.client.NotSentException;
import io.github.camelctrader.client.RequestRejectedException;
import io.github.camelctrader.simulator.FaultRule;
import io.github.camelctrader.simulator.SimulatorEnvironment;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.apache.camel.AsyncProducer;
import org.apache.camel.Exchange;
import org.apache.camel.builder.ExchangeBuilder;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What two routes change of one order or position at the same time holds afterwards, both of it. */
class AmendmentsAtOnceTest {
    private static final SimulatorEnvironment DEMO = SimulatorEnvironment.DEMO;
    private static final int PAIRS = 20;
    private static final Map<String, Object> MARKET = SampleOrders.market(3000);
    private static final Map<String, Object> LIMIT = SampleOrders.limit(3000, 1.05);

    @RegisterExtension
    private final SimulatorCamel camel = SimulatorCamel.atOnePrice(new RouteBuilder() {
        @Override
        public void configure() {
            String account = "ctrader:demo?accountId=" + SimulatorCamel.ACCOUNT;
            from("direct:requests").to(account);
            from("direct:others").to(account + "&orderReply=final");
            from("direct:lost").to(account + "&orderTimeout=2s");
            from("direct:hasty").to(account + "&orderTimeout=300ms");
        }
    });

    @Test
    void aStopLossAndATakeProfitOfOnePosition() {
        List<Long> positions = Stream.generate(() -> placed(MARKET, CTraderConstants.POSITION_ID))
                .limit(PAIRS)
                .toList();
        List<CompletableFuture<Exchange>> answers = new ArrayList<>();
        for (long position : positions) {
            answers.add(
                    send("direct:requests", "AmendPositionSLTPReq", Map.of("positionId", position, "stopLoss", 1.05)));
            answers.add(
                    send("direct:others", "AmendPositionSLTPReq", Map.of("positionId", position, "takeProfit", 1.2)));
        }

        answers.forEach(answer -> assertThat(answer.join().getException()).isNull());
        assertThat(open().getPositionList())
                .hasSize(PAIRS)
                .extracting(ProtoOAPosition::getStopLoss, ProtoOAPosition::getTakeProfit)
                .containsOnly(tuple(1.05, 1.2));
    }

    @Test
    void aPriceAVolumeAndAStopLossOfOneOrder() {
        List<Long> orders = Stream.generate(() -> placed(LIMIT, CTraderConstants.ORDER_ID))
                .limit(PAIRS)
                .toList();
        List<CompletableFuture<Exchange>> answers = new ArrayList<>();
        for (long order : orders) {
            answers.add(send("direct:requests", "AmendOrderReq", Map.of("orderId", order, "limitPrice", 1.06)));
            answers.add(send("direct:others", "AmendOrderReq", Map.of("orderId", order, "volumeInUnits", 4000)));
            answers.add(send("direct:requests", "AmendOrderReq", Map.of("orderId", order, "stopLoss", 1.04)));
        }

        answers.forEach(answer -> assertThat(answer.join().getException()).isNull());
        assertThat(open().getOrderList())
                .hasSize(PAIRS)
                .extracting(
                        ProtoOAOrder::getLimitPrice,
                        order -> order.getTradeData().getVolume(),
                        ProtoOAOrder::getStopLoss)
                .containsOnly(tuple(1.06, 400_000L, 1.04));
    }

    @Test
    void theNextOneReadsAfterAnOutcomeThatHadToBeLookedUp() {
        long position = placed(MARKET, CTraderConstants.POSITION_ID);
        camel.simulator.fault(FaultRule.parse("on AmendPositionSLTPReq swallow-answer"));
        CompletableFuture<Exchange> first =
                send("direct:hasty", "AmendPositionSLTPReq", Map.of("positionId", position, "stopLoss", 1.05));
        CompletableFuture<Exchange> second =
                send("direct:others", "AmendPositionSLTPReq", Map.of("positionId", position, "takeProfit", 1.2));

        assertThat(first.join().getMessage().getHeader(CTraderConstants.RECOVERED))
                .isEqualTo(true);
        assertThat(second.join().getException()).isNull();
        assertThat(open().getPosition(0).getStopLoss()).isEqualTo(1.05);
        assertThat(open().getPosition(0).getTakeProfit()).isEqualTo(1.2);
    }

    @Test
    void whoeverHasNoTimeToWaitForThatIsNotSent() {
        long position = placed(MARKET, CTraderConstants.POSITION_ID);
        camel.simulator.fault(FaultRule.parse("on AmendPositionSLTPReq swallow-answer"));
        CompletableFuture<Exchange> first =
                send("direct:lost", "AmendPositionSLTPReq", Map.of("positionId", position, "stopLoss", 1.05));
        Exchange second = send(
                        "direct:hasty", "AmendPositionSLTPReq", Map.of("positionId", position, "takeProfit", 1.2))
                .join();

        assertThat(first).isNotDone();
        assertThat(second.getException())
                .isInstanceOf(NotSentException.class)
                .hasMessageContaining("position " + position);
        assertThat(camel.simulator.journal().count(DEMO, 2110)).isEqualTo(1);
    }

    @Test
    void twoClosesOfAWholePositionCloseItOnce() {
        long position = placed(MARKET, CTraderConstants.POSITION_ID);
        CompletableFuture<Exchange> first = send("direct:requests", "ClosePositionReq", Map.of("positionId", position));
        CompletableFuture<Exchange> second = send("direct:others", "ClosePositionReq", Map.of("positionId", position));

        assertThat(SimulatorCamel.body(first.join(), ProtoOAExecutionEvent.class)
                        .getExecutionType())
                .isEqualTo(ProtoOAExecutionType.ORDER_FILLED);
        assertThat(second.join().getException())
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("position " + position + " is not open");
        assertThat(camel.simulator.journal().count(DEMO, PROTO_OA_CLOSE_POSITION_REQ.getNumber()))
                .isEqualTo(1);
    }

    @Test
    void aCloseOfAPartThatComesLaterFindsNothingLeft() {
        long position = placed(MARKET, CTraderConstants.POSITION_ID);
        CompletableFuture<Exchange> whole = send("direct:requests", "ClosePositionReq", Map.of("positionId", position));
        CompletableFuture<Exchange> part =
                send("direct:others", "ClosePositionReq", Map.of("positionId", position, "volumeInUnits", 1000));

        assertThat(whole.join().getException()).isNull();
        assertThat(part.join().getException()).isInstanceOf(RequestRejectedException.class);
        assertThat(open().getPositionList()).isEmpty();
    }

    @Test
    void aCloseOfTheRestTakesWhatACloseOfAPartHasLeft() {
        long position = placed(MARKET, CTraderConstants.POSITION_ID);
        CompletableFuture<Exchange> part =
                send("direct:requests", "ClosePositionReq", Map.of("positionId", position, "volumeInUnits", 1000));
        CompletableFuture<Exchange> rest = send("direct:others", "ClosePositionReq", Map.of("positionId", position));

        assertThat(part.join().getException()).isNull();
        assertThat(rest.join().getException()).isNull();
        assertThat(open().getPositionList()).isEmpty();
    }

    /** Requests come to the component in the order in which they are sent here. */
    private CompletableFuture<Exchange> send(String uri, String type, Map<String, Object> body) {
        CompletableFuture<Exchange> answered = new CompletableFuture<>();
        Exchange exchange = ExchangeBuilder.anExchange(camel.context)
                .withBody(body)
                .withHeader(CTraderConstants.MESSAGE_TYPE, type)
                .build();
        try {
            AsyncProducer producer = camel.context.getEndpoint(uri).createAsyncProducer();
            producer.start();
            producer.process(exchange, doneSync -> answered.complete(exchange));
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
        return answered;
    }

    private long placed(Map<String, Object> order, String header) {
        Exchange placed = send("direct:requests", "NewOrderReq", order).join();
        assertThat(placed.getException()).isNull();
        return (Long) Objects.requireNonNull(placed.getMessage().getHeader(header), header);
    }

    private ProtoOAReconcileRes open() {
        return SimulatorCamel.body(
                send("direct:requests", "ReconcileReq", Map.of()).join(), ProtoOAReconcileRes.class);
    }
}
