package io.github.camelctrader.client;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/** The settings of one connection, made by a {@link Builder}. Instances are immutable; {@link #toString()} shows no secret. */
public final class ConnectionSettings {
    private final Environment environment;
    private final String host;
    private final int port;
    private final Transport transport;
    private final String clientId;
    private final String clientSecret;
    private final @Nullable SSLContext sslContext;
    private final @Nullable ProxySettings proxy;
    private final Duration connectTimeout;
    private final Duration requestTimeout;
    private final Duration heartbeatInterval;
    private final Duration idleTimeout;
    private final Duration reconnectDelay;
    private final Duration reconnectMaxDelay;
    private final int requestsPerSecond;
    private final int historicalRequestsPerSecond;
    private final Duration limitMargin;
    private final int queueSize;
    private final int maxFrameLength;
    private final OutcomeSettings outcomes;
    private final JournalBounds journal;

    private ConnectionSettings(Builder builder) {
        environment = builder.environment;
        host = builder.host;
        port = builder.port;
        transport = builder.transport;
        clientId = builder.clientId;
        clientSecret = builder.clientSecret;
        sslContext = builder.sslContext;
        proxy = builder.proxy;
        connectTimeout = builder.connectTimeout;
        requestTimeout = builder.requestTimeout;
        heartbeatInterval = builder.heartbeatInterval;
        idleTimeout = builder.idleTimeout;
        reconnectDelay = builder.reconnectDelay;
        reconnectMaxDelay = builder.reconnectMaxDelay;
        requestsPerSecond = builder.requestsPerSecond;
        historicalRequestsPerSecond = builder.historicalRequestsPerSecond;
        limitMargin = builder.limitMargin;
        queueSize = builder.queueSize;
        maxFrameLength = builder.maxFrameLength;
        outcomes = builder.outcomes;
        journal = builder.journal;
        SettingRules.check(this);
    }

    /** Settings with the server's documented limits and the defaults of the component's options. */
    public static Builder builder(Environment environment, String clientId, String clientSecret) {
        return new Builder(environment, clientId, clientSecret);
    }

    /** A builder that holds these settings. */
    public Builder toBuilder() {
        return new Builder(this);
    }

    /** The same settings with other credentials of the application. */
    public ConnectionSettings withCredentials(String otherId, String otherSecret) {
        return toBuilder().credentials(otherId, otherSecret).build();
    }

    /**
     * The options that keep these settings and {@code other} from sharing a connection: one line for each that differs, with both
     * values, those of secrets masked. Empty when they agree.
     */
    public List<String> differencesFrom(ConnectionSettings other) {
        return SettingDifferences.between(byOption(), other.byOption());
    }

    private Map<String, @Nullable Object> byOption() {
        Map<String, @Nullable Object> all = new LinkedHashMap<>();
        all.put("host", host);
        all.put("port", port);
        all.put("transport", transport);
        all.put("clientId", clientId);
        all.put("clientSecret", clientSecret);
        all.put("sslContextParameters", sslContext);
        all.put("proxyType", proxy == null ? null : proxy.type());
        all.put("proxyHost", proxy == null ? null : proxy.host());
        all.put("proxyPort", proxy == null ? null : proxy.port());
        all.put("proxyUsername", proxy == null ? null : proxy.username());
        all.put("proxyPassword", proxy == null ? null : proxy.password());
        all.put("connectTimeout", connectTimeout);
        all.put("requestTimeout", requestTimeout);
        all.put("heartbeatInterval", heartbeatInterval);
        all.put("idleTimeout", idleTimeout);
        all.put("reconnectDelay", reconnectDelay);
        all.put("reconnectMaxDelay", reconnectMaxDelay);
        all.put("requestsPerSecond", requestsPerSecond);
        all.put("historicalRequestsPerSecond", historicalRequestsPerSecond);
        all.put("limitMargin", limitMargin);
        all.put("queueSize", queueSize);
        all.put("maxFrameLength", maxFrameLength);
        all.put("outcomes", outcomes);
        all.put("orderJournalRetention", journal.retention());
        all.put("orderJournalMaxRecords", journal.maxRecords());
        return all;
    }

    /** Demo or live. */
    public Environment environment() {
        return environment;
    }

    /** Server name, also the name that its certificate must carry. */
    public String host() {
        return host;
    }

    /** Server port. */
    public int port() {
        return port;
    }

    /** Host and port as one text, an IPv6 address in brackets. */
    public String address() {
        return address(host, port);
    }

    static String address(String host, int port) {
        return (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + port;
    }

    /** The transport of the messages. */
    public Transport transport() {
        return transport;
    }

    /** Open API application id, a secret. */
    public String clientId() {
        return clientId;
    }

    /** Open API application secret. */
    public String clientSecret() {
        return clientSecret;
    }

    /** The TLS context that trusts the server's certificate; null for the trust store of the JVM. */
    public @Nullable SSLContext sslContext() {
        return sslContext;
    }

    /** The proxy that the server is reached through; null for none. */
    public @Nullable ProxySettings proxy() {
        return proxy;
    }

    /** Bound of name look-up, TCP connect, a proxy's answer, TLS handshake, WebSocket upgrade and application authorisation together. */
    public Duration connectTimeout() {
        return connectTimeout;
    }

    /** Bound of the requests that the client makes on its own: account authorisation, symbols, subscriptions. */
    public Duration requestTimeout() {
        return requestTimeout;
    }

    /** Outbound silence after which a heartbeat is sent; the server asks for 10 s. */
    public Duration heartbeatInterval() {
        return heartbeatInterval;
    }

    /** Inbound silence after which the link counts as dead. */
    public Duration idleTimeout() {
        return idleTimeout;
    }

    /** Back-off after the first lost link. */
    public Duration reconnectDelay() {
        return reconnectDelay;
    }

    /** Longest back-off. */
    public Duration reconnectMaxDelay() {
        return reconnectMaxDelay;
    }

    /** Requests in any rolling second of this connection; the server allows 50. */
    public int requestsPerSecond() {
        return requestsPerSecond;
    }

    /** Requests of history in any rolling second; the server allows 5. */
    public int historicalRequestsPerSecond() {
        return historicalRequestsPerSecond;
    }

    /**
     * The longest delay on the way to the server with which both limits are still kept: an unanswered request counts as arrived at the server
     * this long after it was sent.
     */
    public Duration limitMargin() {
        return limitMargin;
    }

    /** Requests that may wait unsent; one more fails with {@link NotSentException}. */
    public int queueSize() {
        return queueSize;
    }

    /** Bytes of the largest inbound message; a longer one closes the link. */
    public int maxFrameLength() {
        return maxFrameLength;
    }

    /** How unknown outcomes of order requests are looked up. */
    public OutcomeSettings outcomes() {
        return outcomes;
    }

    /** What is kept of operations that are settled. */
    public JournalBounds journal() {
        return journal;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ConnectionSettings settings
                && environment == settings.environment
                && byOption().equals(settings.byOption());
    }

    @Override
    public int hashCode() {
        return Objects.hash(environment, byOption());
    }

    @Override
    public String toString() {
        return "ConnectionSettings[" + environment + " at " + address() + "]";
    }

    /** Collects settings, each named like the accessor that describes it; each setter returns the builder. */
    public static final class Builder {
        private final Environment environment;
        private String clientId;
        private String clientSecret;
        private String host;
        private int port = Environment.PROTOBUF_PORT;
        private Transport transport = Transport.TCP;
        private @Nullable SSLContext sslContext;
        private @Nullable ProxySettings proxy;
        private Duration connectTimeout = Duration.ofSeconds(10);
        private Duration requestTimeout = Duration.ofSeconds(10);
        private Duration heartbeatInterval = Duration.ofSeconds(10);
        private Duration idleTimeout = Duration.ofSeconds(60);
        private Duration reconnectDelay = Duration.ofMillis(500);
        private Duration reconnectMaxDelay = Duration.ofSeconds(30);
        private int requestsPerSecond = 50;
        private int historicalRequestsPerSecond = 5;
        private Duration limitMargin = Duration.ofSeconds(30);
        private int queueSize = 10_000;
        private int maxFrameLength = 15_000_000;
        private OutcomeSettings outcomes = OutcomeSettings.DEFAULT;
        private JournalBounds journal = JournalBounds.DEFAULT;

        private Builder(Environment environment, String clientId, String clientSecret) {
            this.environment = environment;
            this.clientId = clientId;
            this.clientSecret = clientSecret;
            this.host = environment.officialHost();
        }

        private Builder(ConnectionSettings settings) {
            environment = settings.environment;
            clientId = settings.clientId;
            clientSecret = settings.clientSecret;
            host = settings.host;
            port = settings.port;
            transport = settings.transport;
            sslContext = settings.sslContext;
            proxy = settings.proxy;
            connectTimeout = settings.connectTimeout;
            requestTimeout = settings.requestTimeout;
            heartbeatInterval = settings.heartbeatInterval;
            idleTimeout = settings.idleTimeout;
            reconnectDelay = settings.reconnectDelay;
            reconnectMaxDelay = settings.reconnectMaxDelay;
            requestsPerSecond = settings.requestsPerSecond;
            historicalRequestsPerSecond = settings.historicalRequestsPerSecond;
            limitMargin = settings.limitMargin;
            queueSize = settings.queueSize;
            maxFrameLength = settings.maxFrameLength;
            outcomes = settings.outcomes;
            journal = settings.journal;
        }

        private Builder credentials(String clientId, String clientSecret) {
            this.clientId = clientId;
            this.clientSecret = clientSecret;
            return this;
        }

        public Builder address(String host, int port) {
            this.host = host;
            this.port = port;
            return this;
        }

        public Builder transport(Transport transport) {
            this.transport = transport;
            return this;
        }

        public Builder sslContext(@Nullable SSLContext sslContext) {
            this.sslContext = sslContext;
            return this;
        }

        public Builder proxy(@Nullable ProxySettings proxy) {
            this.proxy = proxy;
            return this;
        }

        public Builder connectTimeout(Duration connectTimeout) {
            this.connectTimeout = connectTimeout;
            return this;
        }

        public Builder requestTimeout(Duration requestTimeout) {
            this.requestTimeout = requestTimeout;
            return this;
        }

        public Builder heartbeatInterval(Duration heartbeatInterval) {
            this.heartbeatInterval = heartbeatInterval;
            return this;
        }

        public Builder idleTimeout(Duration idleTimeout) {
            this.idleTimeout = idleTimeout;
            return this;
        }

        public Builder reconnectDelay(Duration first, Duration max) {
            this.reconnectDelay = first;
            this.reconnectMaxDelay = max;
            return this;
        }

        public Builder requestLimits(int perSecond, int historicalPerSecond) {
            this.requestsPerSecond = perSecond;
            this.historicalRequestsPerSecond = historicalPerSecond;
            return this;
        }

        public Builder limitMargin(Duration limitMargin) {
            this.limitMargin = limitMargin;
            return this;
        }

        public Builder queueSize(int queueSize) {
            this.queueSize = queueSize;
            return this;
        }

        public Builder maxFrameLength(int maxFrameLength) {
            this.maxFrameLength = maxFrameLength;
            return this;
        }

        public Builder outcomes(OutcomeSettings outcomes) {
            this.outcomes = outcomes;
            return this;
        }

        public Builder journal(JournalBounds journal) {
            this.journal = journal;
            return this;
        }

        /**
         * @throws InvalidRequestException when a setting is out of range or contradicts another one
         */
        public ConnectionSettings build() {
            return new ConnectionSettings(this);
        }
    }
}
