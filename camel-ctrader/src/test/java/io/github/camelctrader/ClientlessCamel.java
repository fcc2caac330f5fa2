package io.github.camelctrader;

import com.google.protobuf.Message;
import com.xtrader.protocol.openapi.v2.ProtoOASpotEvent;
import io.github.camelctrader.client.ClientEvent;
import io.github.camelctrader.client.ConnectionSettings;
import io.github.camelctrader.client.Quote;
import io.github.camelctrader.client.request.RequestKind;
import io.github.camelctrader.client.wire.PayloadTypes;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.camel.Exchange;
import org.apache.camel.builder.ExchangeBuilder;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.camel.impl.DefaultCamelContext;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A Camel context whose component opens {@link RecordingClient}s. Credentials are set, the context is not started. Registered as an
 * extension, it is started before each test, with its routes or else with symbols, and closed after it.
 */
final class ClientlessCamel implements AutoCloseable, BeforeEachCallback, AfterEachCallback {
    static final String CLIENT_ID = "hush-test-id";
    static final String CLIENT_SECRET = "hush-test-secret";
    static final String ACCESS_TOKEN = "hush-test-token";

    final DefaultCamelContext context = new DefaultCamelContext();
    final List<RecordingClient> clients = new CopyOnWriteArrayList<>();
    final CTraderComponent component = new CTraderComponent((settings, executor) -> open(settings));

    private final @Nullable RouteBuilder routes;

    ClientlessCamel() {
        this(null);
    }

    /** @param routes that it starts with as an extension */
    ClientlessCamel(@Nullable RouteBuilder routes) {
        this.routes = routes;
        component.getConfiguration().setClientId(CLIENT_ID);
        component.getConfiguration().setClientSecret(CLIENT_SECRET);
        component.getConfiguration().setAccessToken(ACCESS_TOKEN);
        context.addComponent("ctrader", component);
        context.getShutdownStrategy().setTimeout(5);
    }

    @Override
    public void beforeEach(ExtensionContext test) throws Exception {
        if (routes == null) {
            startWithSymbols();
        } else {
            start(routes);
        }
    }

    @Override
    public void afterEach(ExtensionContext test) {
        close();
    }

    /** Starts a context with the routes. */
    ClientlessCamel start(RouteBuilder routes) throws Exception {
        context.addRoutes(routes);
        context.start();
        return this;
    }

    /** Starts a context with a producer, which keeps the connection, and symbols that its client knows by name and by id. */
    void startWithSymbols() throws Exception {
        start(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:keepsTheConnection").to("ctrader:demo");
            }
        });
        client().symbols.put("1", Symbols.forex(1, "EURUSD"));
        client().symbols.put("EURUSD", Symbols.forex(1, "EURUSD"));
        client().symbols.put("GBPUSD", Symbols.forex(2, "GBPUSD"));
    }

    static RouteBuilder twoConsumers(String one, String other) {
        return new RouteBuilder() {
            @Override
            public void configure() {
                from(one).to("mock:one");
                from(other).to("mock:other");
            }
        };
    }

    /** Starts a context with a consumer whose events come to the mock that it returns. */
    MockEndpoint consume(String uri) throws Exception {
        start(new RouteBuilder() {
            @Override
            public void configure() {
                from(uri).to("mock:events");
            }
        });
        return context.getEndpoint("mock:events", MockEndpoint.class);
    }

    /** The first subscription of the only client. */
    RecordingClient.Subscription subscription() {
        return client().subscriptions.get(0);
    }

    /** Tells the first subscription of a price to buy at. */
    void quote(String symbol, long ask) {
        ProtoOASpotEvent spot = ProtoOASpotEvent.newBuilder()
                .setCtidTraderAccountId(7)
                .setSymbolId(1)
                .setAsk(ask)
                .build();
        subscription()
                .deliver(ClientEvent.builder("SpotEvent", spot)
                        .payloadType(2131)
                        .account(7)
                        .symbol(1, symbol)
                        .quote(new Quote(null, ask))
                        .timestamp(1L)
                        .build())
                .join();
    }

    /** Sends a body to an endpoint and returns what becomes of the exchange. */
    Exchange send(String uri, @Nullable Object body, Map<String, Object> headers) {
        ExchangeBuilder builder = ExchangeBuilder.anExchange(context).withBody(body);
        headers.forEach(builder::withHeader);
        return context.createProducerTemplate().send(uri, builder.build());
    }

    /** The requests that change orders, among all that the only client was given. */
    List<Message> orders() {
        return client().requests.stream()
                .filter(request -> RequestKind.changesOrders(PayloadTypes.payloadTypeOf(request)))
                .toList();
    }

    /** The only client that was opened. */
    RecordingClient client() {
        if (clients.size() != 1) {
            throw new IllegalStateException(clients.size() + " clients were opened");
        }
        return clients.get(0);
    }

    /** What an exception comes from in the end; Camel wraps some and others not. */
    static @Nullable Throwable root(@Nullable Throwable thrown) {
        Throwable root = thrown;
        while (root != null && root.getCause() != null) {
            root = root.getCause();
        }
        return root;
    }

    @Override
    public void close() {
        context.stop();
    }

    private RecordingClient open(ConnectionSettings settings) {
        RecordingClient client = new RecordingClient(settings);
        clients.add(client);
        return client;
    }
}
