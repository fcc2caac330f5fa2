package io.github.camelctrader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.xtrader.protocol.openapi.v2.ProtoOADepthEvent;
import com.xtrader.protocol.openapi.v2.model.ProtoOADepthQuote;
import com.xtrader.protocol.openapi.v2.model.ProtoOAPayloadType;
import io.github.camelctrader.client.OrderBookEvent;
import io.github.camelctrader.client.OrderBookEvent.Level;
import io.github.camelctrader.simulator.CTraderSimulator;
import io.github.camelctrader.simulator.CutKind;
import io.github.camelctrader.simulator.Fault;
import io.github.camelctrader.simulator.FaultRule;
import io.github.camelctrader.simulator.SimulatorEnvironment;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.mock.MockEndpoint;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Order books through routes. */
class OrderBookEndToEndTest {
    private static final SimulatorEnvironment DEMO = SimulatorEnvironment.DEMO;
    private static final String URI = "ctrader:demo?symbols=EURUSD&accountId=" + SimulatorCamel.ACCOUNT;

    private final List<Throwable> problems = new CopyOnWriteArrayList<>();
    private final SimulatorCamel camel =
            new SimulatorCamel(CTraderSimulator.builder().feedPaused().start());
    private final MockEndpoint books = camel.mock("books");
    private final MockEndpoint deltas = camel.mock("deltas");

    @AfterEach
    void close() {
        camel.close();
    }

    @Test
    void twoRoutesHaveOneBookInTwoFormsFromOneSubscription() throws Exception {
        camel.start(new RouteBuilder() {
            @Override
            public void configure() {
                from(URI + "&eventTypes=Depth&depth=book").routeId("books").to("mock:books");
                from(URI + "&eventTypes=Depth&depth=delta").routeId("deltas").to("mock:deltas");
            }
        });
        camel.simulator.quote(DEMO, "EURUSD", "1.08600", "1.08612");
        until(() -> bestBid(books).equals(price("1.08600")) && bestBid(deltas).equals(price("1.08600")));

        assertThat(deltas.getExchanges().get(0).getMessage().getHeader(CTraderConstants.BOOK_RESET))
                .isEqualTo(true);
        OrderBookEvent book = SimulatorCamel.body(last(books), OrderBookEvent.class);
        assertThat(book.known()).isTrue();
        assertThat(book.bids()).extracting(Level::price).isSortedAccordingTo((one, other) -> other.compareTo(one));
        assertThat(book.asks()).extracting(Level::price).isSorted().doesNotHaveDuplicates();
        assertThat(book.asks().get(0).price()).isEqualTo(price("1.08612"));
        assertThat(sum(book.bids())).isEqualByComparingTo(sumOfBids(deltas));
        String json = Objects.requireNonNull(last(books).getMessage().getBody(String.class));
        assertThat(json).contains("\"bids\":[{\"price\":1.08600,\"size\":");
        assertThat(last(books).getMessage().getHeader(CTraderConstants.MESSAGE_TYPE))
                .isEqualTo("DepthEvent");
        assertThat(count(ProtoOAPayloadType.PROTO_OA_SUBSCRIBE_DEPTH_QUOTES_REQ))
                .isEqualTo(1);
        assertThat(count(ProtoOAPayloadType.PROTO_OA_SUBSCRIBE_SPOTS_REQ)).isEqualTo(1);

        camel.context.getRouteController().stopRoute("books");
        assertThat(count(ProtoOAPayloadType.PROTO_OA_UNSUBSCRIBE_DEPTH_QUOTES_REQ))
                .isZero();
        camel.simulator.quote(DEMO, "EURUSD", "1.08700", "1.08712");
        until(() -> bestBid(deltas).equals(price("1.08700")));
        camel.context.getRouteController().stopRoute("deltas");
        until(() -> count(ProtoOAPayloadType.PROTO_OA_UNSUBSCRIBE_DEPTH_QUOTES_REQ) == 1
                && count(ProtoOAPayloadType.PROTO_OA_UNSUBSCRIBE_SPOTS_REQ) == 1);
    }

    @Test
    void aBookIsEmptyWhileTheLinkIsLostAndWholeAfterIt() throws Exception {
        camel.start(new RouteBuilder() {
            @Override
            public void configure() {
                from(URI + "&eventTypes=Depth&depth=book").to("mock:books");
                from(URI + "&eventTypes=Depth&depth=delta").to("mock:deltas");
            }
        });
        until(() -> books.getReceivedCounter() > 0 && deltas.getReceivedCounter() > 0);
        camel.simulator.refuseConnections(DEMO, true);
        camel.simulator.cut(DEMO, CutKind.RST);
        until(() -> !SimulatorCamel.body(last(books), OrderBookEvent.class).known());
        assertThat(SimulatorCamel.body(last(books), OrderBookEvent.class).bids())
                .isEmpty();
        until(() -> Boolean.TRUE.equals(last(deltas).getMessage().getHeader(CTraderConstants.BOOK_RESET)));
        assertThat(offers(deltas)).isEmpty();

        camel.simulator.quote(DEMO, "EURUSD", "1.08600", "1.08612");
        camel.simulator.refuseConnections(DEMO, false);
        until(() -> bestBid(books).equals(price("1.08600")) && bestBid(deltas).equals(price("1.08600")));
    }

    @Test
    void aBrokerWithoutOrderBooksCostsNoQuotesAndOneProblem() throws Exception {
        camel.simulator.fault(FaultRule.of(Fault.UNKNOWN_ERROR_CODE)
                .on("SubscribeDepthQuotesReq")
                .always());
        camel.context.getRegistry().bind("problems", new RecordingExceptionHandler(problems));
        camel.start(new RouteBuilder() {
            @Override
            public void configure() {
                from(URI + "&depth=book&exceptionHandler=#problems").to("mock:books");
            }
        });
        until(() -> !problems.isEmpty());
        camel.simulator.quote(DEMO, "EURUSD", "1.08600", "1.08612");
        until(() -> books.getReceivedCounter() > 0
                && price("1.08600").equals(last(books).getMessage().getHeader(CTraderConstants.BID)));

        assertThat(problems)
                .singleElement()
                .satisfies(problem -> assertThat(problem).hasMessageContaining("No order book of EURUSD"));
    }

    private static void until(Callable<Boolean> condition) {
        await().atMost(Duration.ofSeconds(40)).until(condition);
    }

    private long count(ProtoOAPayloadType type) {
        return camel.simulator.journal().count(DEMO, type.getNumber());
    }

    private static Exchange last(MockEndpoint mock) {
        List<Exchange> all = List.copyOf(mock.getExchanges());
        return all.get(all.size() - 1);
    }

    /** The best bid of what a route got, or 0. */
    private static BigDecimal bestBid(MockEndpoint mock) {
        if (mock.getReceivedCounter() == 0) {
            return BigDecimal.ZERO;
        }
        if (last(mock).getMessage().getBody() instanceof OrderBookEvent book) {
            return book.bids().isEmpty() ? BigDecimal.ZERO : book.bids().get(0).price();
        }
        return offers(mock).values().stream()
                .filter(ProtoOADepthQuote::hasBid)
                .map(offer -> BigDecimal.valueOf(offer.getBid(), 5))
                .max(BigDecimal::compareTo)
                .orElse(BigDecimal.ZERO);
    }

    /** The book as a route puts it together that gets changes. */
    private static Map<Long, ProtoOADepthQuote> offers(MockEndpoint mock) {
        Map<Long, ProtoOADepthQuote> offers = new HashMap<>();
        for (Exchange exchange : List.copyOf(mock.getExchanges())) {
            ProtoOADepthEvent event = SimulatorCamel.body(exchange, ProtoOADepthEvent.class);
            if (exchange.getMessage().getHeader(CTraderConstants.BOOK_RESET) != null) {
                offers.clear();
            }
            event.getDeletedQuotesList().forEach(offers::remove);
            event.getNewQuotesList().forEach(offer -> offers.put(offer.getId(), offer));
        }
        return offers;
    }

    private static BigDecimal sumOfBids(MockEndpoint mock) {
        return offers(mock).values().stream()
                .filter(ProtoOADepthQuote::hasBid)
                .map(offer -> BigDecimal.valueOf(offer.getSize(), 2))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private static BigDecimal sum(List<Level> levels) {
        return levels.stream().map(Level::size).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private static BigDecimal price(String price) {
        return new BigDecimal(price);
    }
}
