package io.github.camelctrader.client;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * All that one connection is made with. Instances are immutable; {@link #toString()} shows no secret.
 *
 * @param environment demo or live
 * @param host server name, also the name that its certificate must carry
 * @param port server port
 * @param transport what carries the messages to it
 * @param clientId Open API application id, a secret
 * @param clientSecret Open API application secret
 * @param sslContext where trust comes from; null for the trust store of the JVM
 * @param connectTimeout bound of TCP connect, TLS handshake and application authorisation together
 * @param requestTimeout bound of the requests that the client makes on its own: account authorisation, symbols,
 *     subscriptions
 * @param heartbeatInterval outbound silence after which a heartbeat is sent; the server asks for 10 s
 * @param idleTimeout inbound silence after which the link counts as dead
 * @param reconnectDelay back-off after the first lost link
 * @param reconnectMaxDelay back-off that no attempt exceeds
 * @param requestsPerSecond requests in any rolling second of this connection; the server allows 50
 * @param historicalRequestsPerSecond the same for requests of history; the server allows 5
 * @param limitMargin both limits count at the server, and requests bunch on the way to it: this long after its sending the
 *     server is taken to have seen a request although it answered neither it nor a later one
 * @param queueSize requests that may wait unsent; one more fails with {@link NotSentException}
 * @param maxFrameLength bytes of the largest inbound message; a longer one closes the link
 * @param outcomes how unknown outcomes of order requests are looked up
 * @param journal what is kept of operations that are settled
 */
public record ConnectionSettings(
        Environment environment,
        String host,
        int port,
        Transport transport,
        String clientId,
        String clientSecret,
        @Nullable SSLContext sslContext,
        Duration connectTimeout,
        Duration requestTimeout,
        Duration heartbeatInterval,
        Duration idleTimeout,
        Duration reconnectDelay,
        Duration reconnectMaxDelay,
        int requestsPerSecond,
        int historicalRequestsPerSecond,
        Duration limitMargin,
        int queueSize,
        int maxFrameLength,
        OutcomeSettings outcomes,
        JournalBounds journal) {

    public ConnectionSettings {
        require(!host.isBlank(), "host", host, "must not be blank");
        require(port > 0 && port < 65536, "port", port, "must be between 1 and 65535");
        require(
                !clientId.isBlank(),
                "clientId",
                "(blank)",
                "the Open API application id is missing: set it on the component");
        require(
                !clientSecret.isBlank(),
                "clientSecret",
                "(blank)",
                "the Open API application secret is missing: set it on the component");
        Durations.positive("connectTimeout", connectTimeout);
        Durations.positive("requestTimeout", requestTimeout);
        Durations.positive("heartbeatInterval", heartbeatInterval);
        Durations.positive("reconnectDelay", reconnectDelay);
        Durations.notNegative("limitMargin", limitMargin);
        require(
                idleTimeout.compareTo(heartbeatInterval) > 0,
                "idleTimeout",
                idleTimeout,
                "must be longer than heartbeatInterval = " + heartbeatInterval);
        Durations.positive("idleTimeout", idleTimeout);
        require(
                reconnectMaxDelay.compareTo(reconnectDelay) >= 0,
                "reconnectMaxDelay",
                reconnectMaxDelay,
                "must not be shorter than reconnectDelay = " + reconnectDelay);
        Durations.positive("reconnectMaxDelay", reconnectMaxDelay);
        require(requestsPerSecond > 0, "requestsPerSecond", requestsPerSecond, "must be 1 or more");
        require(
                historicalRequestsPerSecond > 0 && historicalRequestsPerSecond <= requestsPerSecond,
                "historicalRequestsPerSecond",
                historicalRequestsPerSecond,
                "must be between 1 and requestsPerSecond = " + requestsPerSecond);
        require(queueSize > 0, "queueSize", queueSize, "must be 1 or more");
        require(maxFrameLength >= 1024, "maxFrameLength", maxFrameLength, "must be 1024 bytes or more");
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
     * What keeps these settings and {@code other} from sharing a connection: one line for each option that differs, with
     * both values, those of secrets masked. Empty when they agree.
     */
    public List<String> differencesFrom(ConnectionSettings other) {
        List<String> differences = new ArrayList<>();
        compare(differences, "host", host, other.host);
        compare(differences, "port", port, other.port);
        compare(differences, "transport", transport, other.transport);
        compareHidden(differences, "clientId", clientId, other.clientId);
        compareHidden(differences, "clientSecret", clientSecret, other.clientSecret);
        compareHidden(differences, "sslContextParameters", sslContext, other.sslContext);
        compare(differences, "connectTimeout", connectTimeout, other.connectTimeout);
        compare(differences, "heartbeatInterval", heartbeatInterval, other.heartbeatInterval);
        compare(differences, "idleTimeout", idleTimeout, other.idleTimeout);
        compare(differences, "reconnectDelay", reconnectDelay, other.reconnectDelay);
        compare(differences, "reconnectMaxDelay", reconnectMaxDelay, other.reconnectMaxDelay);
        compare(differences, "requestsPerSecond", requestsPerSecond, other.requestsPerSecond);
        compare(
                differences,
                "historicalRequestsPerSecond",
                historicalRequestsPerSecond,
                other.historicalRequestsPerSecond);
        compare(differences, "limitMargin", limitMargin, other.limitMargin);
        compare(differences, "queueSize", queueSize, other.queueSize);
        compare(differences, "maxFrameLength", maxFrameLength, other.maxFrameLength);
        if (outcomes.withAbsenceGrace(other.outcomes.absenceGrace()).equals(other.outcomes)) {
            compare(differences, "orderAbsenceGrace", outcomes.absenceGrace(), other.outcomes.absenceGrace());
        } else {
            compare(differences, "outcomes", outcomes, other.outcomes);
        }
        compare(differences, "orderJournalRetention", journal.retention(), other.journal.retention());
        compare(differences, "orderJournalMaxRecords", journal.maxRecords(), other.journal.maxRecords());
        return differences;
    }

    @Override
    public String toString() {
        return "ConnectionSettings[" + environment + " at " + host + ":" + port + "]";
    }

    private static void compare(List<String> differences, String option, Object mine, Object others) {
        if (!mine.equals(others)) {
            differences.add(option + " = " + mine + " here but " + others + " there");
        }
    }

    private static void compareHidden(
            List<String> differences, String option, @Nullable Object mine, @Nullable Object others) {
        if (!Objects.equals(mine, others)) {
            differences.add(option + " differs (values not shown)");
        }
    }

    private static void require(boolean holds, String option, Object value, String rule) {
        if (!holds) {
            throw new InvalidRequestException(option, value, rule);
        }
    }

    /** Collects settings; each setter returns the builder. */
    public static final class Builder {
        private final Environment environment;
        private String clientId;
        private String clientSecret;
        private String host;
        private int port = Environment.PROTOBUF_PORT;
        private Transport transport = Transport.TCP;
        private @Nullable SSLContext sslContext;
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
            return new ConnectionSettings(
                    environment,
                    host,
                    port,
                    transport,
                    clientId,
                    clientSecret,
                    sslContext,
                    connectTimeout,
                    requestTimeout,
                    heartbeatInterval,
                    idleTimeout,
                    reconnectDelay,
                    reconnectMaxDelay,
                    requestsPerSecond,
                    historicalRequestsPerSecond,
                    limitMargin,
                    queueSize,
                    maxFrameLength,
                    outcomes,
                    journal);
        }
    }
}
