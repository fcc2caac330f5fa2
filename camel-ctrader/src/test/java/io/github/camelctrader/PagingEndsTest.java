package io.github.camelctrader;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.xtrader.protocol.openapi.v2.model.ProtoOAPayloadType;
import io.github.camelctrader.client.HistoryDownload;
import io.github.camelctrader.client.HistoryProgress.State;
import io.github.camelctrader.simulator.CTraderSimulator;
import io.github.camelctrader.simulator.SimulatorEnvironment;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.model.ProcessorDefinition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Routes that do not read a download to its end, or not where it began. */
class PagingEndsTest {
    private static final long HOUR = Duration.ofHours(1).toMillis();
    private static final long TO = Instant.now().toEpochMilli() / HOUR * HOUR - 26 * HOUR;
    private static final int MANY = 60;

    private final SimulatorCamel camel =
            SimulatorCamel.withShortPages(CTraderSimulator.builder().feedPaused());
    private final List<Object> rows = new CopyOnWriteArrayList<>();
    private final List<HistoryDownload<?>> downloads = new CopyOnWriteArrayList<>();

    @BeforeEach
    void start() throws Exception {
        camel.start(new RouteBuilder() {
            @Override
            public void configure() {
                stopAtTheFirstRow(from("direct:fails"));
                from("direct:elsewhere")
                        .to("ctrader:demo?messageType=GetTrendbarsReq&paging=all")
                        .to("seda:rows");
                stopAtTheFirstRow(from("direct:handles")
                        .onException(IllegalStateException.class)
                        .handled(true)
                        .end());
                from("direct:elsewhereAndFails")
                        .to("ctrader:demo?messageType=GetTrendbarsReq&paging=all")
                        .to("seda:rows")
                        .throwException(new IllegalStateException("later"));
                from("seda:rows")
                        .split(body())
                        .streaming()
                        .process(exchange -> rows.add(exchange.getMessage().getBody()))
                        .end()
                        .process(exchange -> downloads.add(download(exchange)));
                from("direct:all")
                        .to("ctrader:demo?messageType=GetTrendbarsReq&paging=all")
                        .split(body())
                        .streaming()
                        .process(exchange -> rows.add(exchange.getMessage().getBody()));
            }

            private void stopAtTheFirstRow(ProcessorDefinition<?> route) {
                route.to("ctrader:demo?messageType=GetTrendbarsReq&paging=all")
                        .process(exchange -> downloads.add(download(exchange)))
                        .split(body())
                        .streaming()
                        .stopOnException()
                        .throwException(new IllegalStateException("enough"));
            }
        });
    }

    @AfterEach
    void end() {
        camel.close();
    }

    /** Camel's splitter reads what is left when it stops. */
    @Test
    void manyThatFailAtTheirFirstRowAreOverAndTakeNoTurnFromTheNextOne() {
        List<CompletableFuture<Exchange>> failing = new ArrayList<>();
        for (int number = 0; number < MANY; number++) {
            failing.add(camel.template().asyncSend("direct:fails", range()));
        }
        assertThat(failing)
                .allSatisfy(exchange -> assertThat(exchange.join().getException(IllegalStateException.class))
                        .hasMessage("enough"));

        assertThat(downloads).hasSize(MANY);
        await().atMost(Duration.ofSeconds(40))
                .until(() -> downloads.stream()
                        .noneMatch(download -> download.progress().state() == State.RUNNING));
        assertThat(camel.template().request("direct:all", range()).getException())
                .isNull();
        assertThat(rows).hasSize(61);
    }

    /** Camel's splitter reads what is left of an iterator when it stops on an exception: of ten hours 60 pages. */
    @Test
    void aSplitterThatStopsReadsNoMoreOfTheHistory() {
        Exchange failed = camel.template().request("direct:fails", hours(10));

        assertThat(failed.getException(IllegalStateException.class)).hasMessage("enough");
        assertThat(downloads.get(0).progress().state()).isEqualTo(State.CLOSED);
        assertThat(asked()).isLessThan(8);
    }

    @Test
    void aSplitterThatStopsOnAnExceptionThatIsHandledReadsNoMoreEither() {
        Exchange handled = camel.template().request("direct:handles", hours(10));

        assertThat(handled.getException()).isNull();
        assertThat(downloads.get(0).progress().state()).isEqualTo(State.CLOSED);
        assertThat(asked()).isLessThan(8);
    }

    /** What read on is the other route, whose exchange did not fail. */
    @Test
    void anExchangeThatFailsAfterItHandedItsDownloadOnEndsNothing() {
        camel.template().send("direct:elsewhereAndFails", range());

        await().atMost(Duration.ofSeconds(40)).until(() -> !downloads.isEmpty());
        assertThat(rows).hasSize(61);
        until(State.COMPLETE);
    }

    /** The exchange that the other route makes of it closes it. */
    @Test
    void whatIsHandedToAnotherThreadIsReadThereToItsEnd() {
        camel.template().send("direct:elsewhere", range());

        await().atMost(Duration.ofSeconds(40)).until(() -> !downloads.isEmpty());
        assertThat(rows).hasSize(61);
        until(State.COMPLETE);
    }

    private void until(State state) {
        await().atMost(Duration.ofSeconds(40))
                .until(() -> downloads.stream()
                        .allMatch(download -> download.progress().state() == state));
    }

    private long asked() {
        return camel.simulator
                .journal()
                .count(SimulatorEnvironment.DEMO, ProtoOAPayloadType.PROTO_OA_GET_TRENDBARS_REQ_VALUE);
    }

    private static Processor range() {
        return hours(1);
    }

    private static Processor hours(int count) {
        return exchange -> exchange.getMessage()
                .setBody(Map.of("symbolId", 1, "period", "M1", "fromTimestamp", TO - count * HOUR, "toTimestamp", TO));
    }

    private static HistoryDownload<?> download(Exchange exchange) {
        return requireNonNull(exchange.getMessage().getHeader(CTraderConstants.DOWNLOAD, HistoryDownload.class));
    }
}
