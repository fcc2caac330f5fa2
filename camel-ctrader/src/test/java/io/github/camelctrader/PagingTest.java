package io.github.camelctrader;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.xtrader.protocol.openapi.v2.ProtoOAGetTrendbarsReq;
import com.xtrader.protocol.openapi.v2.ProtoOAReconcileReq;
import com.xtrader.protocol.openapi.v2.model.ProtoOAPayloadType;
import io.github.camelctrader.client.CTraderException;
import io.github.camelctrader.client.DownloadEvent;
import io.github.camelctrader.client.HistoryDownload;
import io.github.camelctrader.client.HistoryProgress;
import io.github.camelctrader.client.HistoryProgress.State;
import io.github.camelctrader.client.InvalidRequestException;
import io.github.camelctrader.client.RequestRejectedException;
import io.github.camelctrader.client.Tick;
import io.github.camelctrader.client.Trendbar;
import io.github.camelctrader.simulator.CTraderSimulator;
import io.github.camelctrader.simulator.Fault;
import io.github.camelctrader.simulator.FaultRule;
import io.github.camelctrader.simulator.SimulatorEnvironment;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** History through routes, ten rows to an answer. */
class PagingTest {
    private static final long HOUR = Duration.ofHours(1).toMillis();
    private static final long TO = Instant.now().toEpochMilli() / HOUR * HOUR - 26 * HOUR;
    private static final long FROM = TO - HOUR;

    private final SimulatorCamel camel = SimulatorCamel.withShortPages(CTraderSimulator.builder());
    private final List<Object> rows = new CopyOnWriteArrayList<>();
    private volatile int failAfter;
    private volatile Runnable atFirstRow = () -> {};
    private final List<HistoryProgress> progress = new CopyOnWriteArrayList<>();

    @BeforeEach
    void start() throws Exception {
        camel.start(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:bars")
                        .to("ctrader:demo?messageType=GetTrendbarsReq&paging=all")
                        .split(body())
                        .streaming()
                        .stopOnException()
                        .process(exchange -> {
                            rows.add(exchange.getMessage().getBody());
                            progress.add(download(exchange).progress());
                            if (rows.size() == 1) {
                                atFirstRow.run();
                            }
                            if (rows.size() == failAfter) {
                                camel.simulator.fault(FaultRule.of(Fault.ERROR).on("GetTrendbarsReq"));
                            }
                        });
                from("direct:pages")
                        .to("ctrader:demo?messageType=GetTrendbarsReq&paging=pages")
                        .split(body())
                        .streaming()
                        .process(exchange -> rows.addAll(exchange.getMessage().getBody(List.class)));
                from("direct:ticks")
                        .to("ctrader:demo?messageType=GetTickDataReq&paging=all")
                        .split(body())
                        .streaming()
                        .process(exchange -> rows.add(exchange.getMessage().getBody()));
                from("ctrader:demo?eventTypes=Download")
                        .filter(simple("${body.progress.state} == 'COMPLETE'"))
                        .to("seda:progress");
                from("direct:nobody").to("ctrader:demo?messageType=GetTrendbarsReq&paging=all");
                from("direct:any").to("ctrader:demo?paging=all");
            }
        });
    }

    @AfterEach
    void end() {
        camel.close();
    }

    @Test
    void aRouteSplitsTheRowsOfAllPages() {
        Exchange done = camel.template().request("direct:bars", range());

        assertThat(done.getException()).isNull();
        assertThat(rows).hasSize(61).allMatch(Trendbar.class::isInstance);
        List<Long> times = new ArrayList<>();
        rows.forEach(row -> times.add(((Trendbar) row).openTime()));
        assertThat(times).isSorted().doesNotHaveDuplicates().contains(FROM, TO);
        assertThat(progress.get(60).fraction()).isGreaterThan(progress.get(0).fraction());
        HistoryDownload<?> download = download(done);
        assertThat(download.progress().state()).isEqualTo(State.COMPLETE);
        assertThat(download.progress().rows()).isEqualTo(61);
        assertThat(download.progress().toMap()).containsEntry("fraction", 1.0).containsEntry("symbolId", 1L);
    }

    @Test
    void aDownloadByNameStaysWithTheSymbolThatItBeganWith() {
        atFirstRow =
                () -> camel.simulator.broker().rename(SimulatorEnvironment.DEMO, Map.of(1L, "GBPUSD", 2L, "EURUSD"));
        Exchange done = camel.template()
                .request(
                        "direct:bars",
                        exchange -> exchange.getMessage()
                                .setBody(Map.of(
                                        "symbolName",
                                        "EURUSD",
                                        "period",
                                        "M1",
                                        "fromTimestamp",
                                        FROM,
                                        "toTimestamp",
                                        TO)));

        assertThat(done.getException()).isNull();
        assertThat(rows).hasSize(61);
        assertThat(asked()).containsOnly(1L).hasSizeGreaterThan(1);
        assertThat(download(done).progress().toMap()).containsEntry("symbolId", 1L);
    }

    @Test
    void consumersHearHowADownloadEnded() {
        camel.template().request("direct:bars", range());
        Exchange told = requireNonNull(camel.context
                .createConsumerTemplate()
                .receive("seda:progress", Duration.ofSeconds(30).toMillis()));
        DownloadEvent event = SimulatorCamel.body(told, DownloadEvent.class);
        assertThat(event.progress().state()).isEqualTo(State.COMPLETE);
        assertThat(event.toMap())
                .containsEntry("rows", 61L)
                .containsEntry("request", "GetTrendbarsReq")
                .containsEntry("environment", "demo");
        assertThat(told.getMessage().getHeader(CTraderConstants.ACCOUNT_ID)).isEqualTo(SimulatorCamel.ACCOUNT);
    }

    @Test
    void pagesAreListsOfTheSameRows() {
        assertThat(camel.template().request("direct:pages", range()).getException())
                .isNull();
        assertThat(rows).hasSize(61).allMatch(Trendbar.class::isInstance);
    }

    @Test
    void aPageThatFailsFailsTheExchangeAndSaysFromWhereToGoOn() {
        failAfter = 1;
        Exchange failed = camel.template().request("direct:bars", range());

        CTraderException failure = requireNonNull(failed.getException(CTraderException.class));
        assertThat(failure).isInstanceOf(RequestRejectedException.class);
        assertThat(rows).isNotEmpty().hasSizeLessThan(61);
        long last = ((Trendbar) rows.get(rows.size() - 1)).openTime();
        assertThat(failure.getCompleteUntil()).isGreaterThanOrEqualTo(last).isLessThan(last + 60_000);
        assertThat(download(failed).progress().state()).isEqualTo(State.FAILED);
    }

    @Test
    void aSplitterThatGoesOnAfterExceptionsEndsWhereThePagesDo() {
        camel.simulator.fault(FaultRule.of(Fault.ERROR).on("GetTrendbarsReq"));
        Exchange failed = camel.template().request("direct:pages", range());
        assertThat(requireNonNull(failed.getException(CTraderException.class)).getCompleteUntil())
                .isEqualTo(FROM - 1);
        assertThat(rows).isEmpty();
    }

    @Test
    void aDownloadThatNobodyIteratesIsClosedWithItsExchange() {
        Exchange done = camel.template().request("direct:nobody", range());
        assertThat(done.getException()).isNull();
        HistoryDownload<?> download = download(done);
        CTraderException failure = null;
        try {
            while (download.hasNext()) {
                download.next();
            }
        } catch (CTraderException e) {
            failure = e;
        }
        assertThat(failure).hasMessageContaining("closed");
        assertThat(download.progress().state()).isEqualTo(State.CLOSED);
    }

    @Test
    void ticksHaveExactPricesAndAllForms() {
        Exchange done = camel.template()
                .request(
                        "direct:ticks",
                        exchange -> exchange.getMessage()
                                .setBody(Map.of(
                                        "symbolName",
                                        "EURUSD",
                                        "type",
                                        "BID",
                                        "fromTimestamp",
                                        FROM,
                                        "toTimestamp",
                                        TO)));
        assertThat(done.getException()).isNull();
        assertThat(rows).hasSizeGreaterThan(20);
        Tick tick = (Tick) rows.get(0);
        assertThat(tick.price().scale()).isEqualTo(5);
        assertThat(tick.toCsv()).isEqualTo(tick.time() + ",BID," + tick.price());
        assertThat(camel.context.getTypeConverter().convertTo(String.class, tick))
                .isEqualTo("{\"side\":\"BID\",\"time\":" + tick.time() + ",\"price\":" + tick.price() + "}");
        assertThat(camel.context.getTypeConverter().convertTo(Map.class, tick)).isEqualTo(tick.toMap());
    }

    @Test
    void aRequestWithoutPagesIsRefusedByTheNameOfTheOption() {
        Exchange refused = camel.template()
                .request(
                        "direct:any",
                        exchange -> exchange.getMessage()
                                .setBody(ProtoOAReconcileReq.newBuilder()
                                        .setCtidTraderAccountId(SimulatorCamel.ACCOUNT)
                                        .build()));
        assertThat(refused.getException(InvalidRequestException.class))
                .hasMessageContaining("paging = all: contradicts ProtoOAReconcileReq");
        Exchange endless = camel.template()
                .request(
                        "direct:bars",
                        exchange -> exchange.getMessage()
                                .setBody(Map.of("symbolId", 1, "period", "M1", "fromTimestamp", FROM)));
        assertThat(endless.getException(InvalidRequestException.class)).hasMessageContaining("toTimestamp");
        assertThat(camel.simulator
                        .journal()
                        .count(SimulatorEnvironment.DEMO, ProtoOAPayloadType.PROTO_OA_GET_TRENDBARS_REQ_VALUE))
                .isZero();
    }

    /** Symbols whose bars were asked for. */
    private List<Long> asked() {
        return camel
                .simulator
                .journal()
                .received(SimulatorEnvironment.DEMO, ProtoOAPayloadType.PROTO_OA_GET_TRENDBARS_REQ_VALUE)
                .stream()
                .map(entry -> ((ProtoOAGetTrendbarsReq) requireNonNull(entry.message())).getSymbolId())
                .toList();
    }

    private static Processor range() {
        return exchange -> exchange.getMessage()
                .setBody(Map.of("symbolId", 1, "period", "M1", "fromTimestamp", FROM, "toTimestamp", TO));
    }

    private static HistoryDownload<?> download(Exchange exchange) {
        return Objects.requireNonNull(
                exchange.getMessage().getHeader(CTraderConstants.DOWNLOAD, HistoryDownload.class));
    }
}
