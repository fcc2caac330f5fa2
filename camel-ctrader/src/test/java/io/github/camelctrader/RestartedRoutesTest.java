package io.github.camelctrader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.xtrader.protocol.openapi.v2.ProtoOAExecutionEvent;
import com.xtrader.protocol.openapi.v2.ProtoOASpotEvent;
import com.xtrader.protocol.openapi.v2.ProtoOAVersionReq;
import com.xtrader.protocol.openapi.v2.model.ProtoOAExecutionType;
import com.xtrader.protocol.openapi.v2.model.ProtoOAPayloadType;
import io.github.camelctrader.client.ConnectionEvent;
import io.github.camelctrader.client.ConnectionState;
import io.github.camelctrader.client.GapEvent;
import io.github.camelctrader.simulator.CTraderSimulator;
import io.github.camelctrader.simulator.SimulatorEnvironment;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A route that stops and starts again, by hand, by the control bus or because it was reloaded, loses no execution. */
class RestartedRoutesTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String EVENTS =
            "ctrader:demo?eventTypes=Execution,Gap,Connection&accountId=" + SimulatorCamel.ACCOUNT;
    private static final String SPOTS =
            "ctrader:demo?eventTypes=Execution,Spot&symbols=EURUSD&accountId=" + SimulatorCamel.ACCOUNT;

    private final SimulatorCamel camel = new SimulatorCamel(
            CTraderSimulator.builder().feedPaused().fillDelay(Duration.ZERO).start());

    @BeforeEach
    void quote() {
        camel.component.setConnectionLinger(Duration.ZERO);
        quote("1.10000", "1.10010");
    }

    @AfterEach
    void stop() {
        camel.close();
    }

    @Test
    void whatIsExecutedWhileItIsStoppedComesAtItsNextStartOnceAndInOrderAndThenAGap() throws Exception {
        camel.start(route(EVENTS));
        keepTheConnection();
        long before = trade();
        awaitFills(1);

        camel.context.getRouteController().stopRoute("events");
        long first = trade();
        long second = trade();
        assertThat(positions()).containsExactly(before);
        camel.context.getRouteController().startRoute("events");

        awaitFills(3);
        await().atMost(PATIENCE).until(() -> gaps().size() == 1);
        long after = trade();
        awaitFills(4);
        assertThat(positions()).containsExactly(before, first, second, after);
        GapEvent gap = gaps().get(0);
        assertThat(gap.filled()).isTrue();
        assertThat(gap.accounts()).containsExactly(SimulatorCamel.ACCOUNT);
        assertThat(gap.description()).contains("stopped");
        assertThat(gap.from()).isBeforeOrEqualTo(gap.to());
        List<Object> bodies = bodies();
        assertThat(bodies.subList(0, bodies.indexOf(gap)).stream().filter(RestartedRoutesTest::isFill))
                .as("the gap comes after what it hid")
                .hasSize(3);
    }

    @Test
    void aRouteThatIsReloadedGoesOnInItsPlace() throws Exception {
        camel.start(route(EVENTS));
        keepTheConnection();
        trade();
        awaitFills(1);

        camel.context.getRouteController().stopRoute("events");
        camel.context.removeRoute("events");
        long missed = trade();
        camel.context.addRoutes(route(EVENTS));

        // Camel removed the endpoint of the mock with the route, and what it had got before.
        awaitFills(1);
        assertThat(positions()).containsExactly(missed);
    }

    @Test
    void theControlBusStopsAndStartsItWithoutLossToo() throws Exception {
        camel.start(route(EVENTS));
        keepTheConnection();
        camel.template().sendBody("controlbus:route?routeId=events&action=stop", "");
        long missed = trade();
        camel.template().sendBody("controlbus:route?routeId=events&action=start", "");

        awaitFills(1);
        assertThat(positions()).containsExactly(missed);
    }

    @Test
    void whatItCollectedWhileItWasSuspendedComesTooIfItIsStoppedThen() throws Exception {
        camel.start(route(EVENTS));
        keepTheConnection();
        camel.context.getRouteController().suspendRoute("events");
        long suspended = trade();
        camel.context.getRouteController().stopRoute("events");
        long stopped = trade();
        camel.context.getRouteController().startRoute("events");

        awaitFills(2);
        assertThat(positions()).containsExactly(suspended, stopped);
    }

    @Test
    void whereTheLinkIsLostAtItsNextStartTheGapIsFilledOnceItIsBack() throws Exception {
        camel.start(route(EVENTS));
        keepTheConnection();
        trade();
        awaitFills(1);
        camel.context.getRouteController().stopRoute("events");
        long collected = trade();
        long[] hidden = new long[1];

        camel.cut(() -> {
            hidden[0] = trade();
            camel.template().sendBody("controlbus:route?routeId=events&action=start", "");
            await().atMost(PATIENCE).until(() -> !gaps().isEmpty());
        });
        await().atMost(PATIENCE)
                .until(() -> gaps().stream().filter(GapEvent::filled).count() == 2);

        assertThat(positions()).endsWith(collected, hidden[0]);
        GapEvent stopped = gaps().get(0);
        assertThat(stopped.description()).contains("stopped");
        assertThat(stopped.filled()).isFalse();
        assertThat(gaps().stream().filter(gap -> gap.from().equals(stopped.from())))
                .extracting(GapEvent::filled)
                .containsExactly(false, true);
    }

    @Test
    void whereTheConnectionClosedMeanwhileTheGapSaysThatExecutionsMayBeMissing() throws Exception {
        camel.start(route(EVENTS));
        await().atMost(PATIENCE).until(this::isReady);

        camel.context.getRouteController().stopRoute("events");
        await().atMost(PATIENCE).until(() -> camel.simulator.openConnections(SimulatorEnvironment.DEMO) == 0);
        camel.context.getRouteController().startRoute("events");

        await().atMost(PATIENCE)
                .until(() -> gaps().stream()
                        .anyMatch(gap -> !gap.filled() && gap.description().contains("stopped")));
    }

    @Test
    void quotesAreNotSubscribedWhileItIsStoppedAndComeAgainAtOnceAfterwards() throws Exception {
        camel.start(route(SPOTS));
        keepTheConnection();
        await().atMost(PATIENCE).until(() -> spots() == 1);

        camel.context.getRouteController().stopRoute("events");
        await().atMost(PATIENCE)
                .until(() -> camel.simulator
                                .journal()
                                .count(
                                        SimulatorEnvironment.DEMO,
                                        ProtoOAPayloadType.PROTO_OA_UNSUBSCRIBE_SPOTS_REQ_VALUE)
                        == 1);
        quote("1.20000", "1.20010");
        long missed = trade();
        assertThat(spots()).isEqualTo(1);
        camel.context.getRouteController().startRoute("events");

        awaitFills(1);
        await().atMost(PATIENCE).until(() -> spots() == 2);
        assertThat(positions()).containsExactly(missed);
    }

    private static RouteBuilder route(String uri) {
        return new RouteBuilder() {
            @Override
            public void configure() {
                from(uri).routeId("events").to("mock:events");
            }
        };
    }

    /** By a producer, as the rest of an application does. Its answer shows that the connection is ready. */
    private void keepTheConnection() throws Exception {
        camel.context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:rest").to("ctrader:demo?accountId=" + SimulatorCamel.ACCOUNT);
            }
        });
        camel.template().requestBody("direct:rest", ProtoOAVersionReq.getDefaultInstance());
    }

    /** A trade of somebody else; returns the position that it opened. */
    private long trade() {
        camel.simulator.broker().trade(SampleOrders.marketMessage(), "terminal");
        return newest();
    }

    private long newest() {
        return camel.simulator.broker().state(SimulatorCamel.ACCOUNT).getPositionList().stream()
                .mapToLong(position -> position.getPositionId())
                .max()
                .orElseThrow();
    }

    private void quote(String bid, String ask) {
        camel.simulator.quote(SimulatorEnvironment.DEMO, "EURUSD", bid, ask);
    }

    private void awaitFills(int count) {
        await().atMost(PATIENCE).until(() -> positions().size() >= count);
    }

    /** The positions that the fills opened, in the order in which they came. */
    private List<Long> positions() {
        return bodies().stream()
                .filter(RestartedRoutesTest::isFill)
                .map(body -> ((ProtoOAExecutionEvent) body).getPosition().getPositionId())
                .toList();
    }

    private static boolean isFill(Object body) {
        return body instanceof ProtoOAExecutionEvent event
                && event.getExecutionType() == ProtoOAExecutionType.ORDER_FILLED;
    }

    private List<GapEvent> gaps() {
        return bodies().stream()
                .filter(GapEvent.class::isInstance)
                .map(GapEvent.class::cast)
                .toList();
    }

    private boolean isReady() {
        return bodies().stream()
                .anyMatch(body -> body instanceof ConnectionEvent event && event.state() == ConnectionState.READY);
    }

    private long spots() {
        return bodies().stream().filter(ProtoOASpotEvent.class::isInstance).count();
    }

    private List<Object> bodies() {
        return camel.mock("events").getExchanges().stream()
                .map(Exchange::getIn)
                .map(message -> Objects.requireNonNull(message.getBody()))
                .toList();
    }
}
