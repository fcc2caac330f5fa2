package io.github.camelctrader;

import io.github.camelctrader.client.Environment;
import io.github.camelctrader.client.JournalBounds;
import io.github.camelctrader.client.OutcomeSettings;
import io.github.camelctrader.client.TokenStore;
import io.github.camelctrader.client.Transport;
import java.time.Duration;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriParams;
import org.apache.camel.support.jsse.SSLContextParameters;
import org.jspecify.annotations.Nullable;

/**
 * The options that component and endpoint share. Values of the component are the defaults of each endpoint. They are
 * checked when an endpoint starts, not when they are set, since some of them only make sense together. Setters say what an
 * option means, getters return what was set.
 */
@UriParams
public class CTraderConfiguration extends ProxyConfiguration implements Cloneable {
    @UriParam(label = "security", secret = true)
    @Metadata(important = true)
    private @Nullable String clientId;

    @UriParam(label = "security", secret = true)
    @Metadata(important = true)
    private @Nullable String clientSecret;

    @UriParam(label = "security", secret = true)
    @Metadata(important = true)
    private @Nullable String accessToken;

    @UriParam(label = "security", secret = true)
    @Metadata(important = true)
    private @Nullable String refreshToken;

    @UriParam(label = "security")
    @Metadata(autowired = true)
    private @Nullable TokenStore tokenStore;

    @UriParam(label = "security")
    private @Nullable String tokenFile;

    @UriParam(label = "common")
    @Metadata(important = true)
    private @Nullable String accountId;

    @UriParam(label = "common")
    private @Nullable String host;

    @UriParam(label = "common", defaultValue = "5035")
    private int port = Environment.PROTOBUF_PORT;

    @UriParam(label = "common", enums = "tcp,websocket", defaultValue = "tcp")
    private Transport transport = Transport.TCP;

    @UriParam(label = "security")
    @Metadata(autowired = true)
    private @Nullable SSLContextParameters sslContextParameters;

    @UriParam(label = "common", defaultValue = "10s")
    private Duration connectTimeout = Duration.ofSeconds(10);

    @UriParam(label = "common", defaultValue = "10s")
    private Duration requestTimeout = Duration.ofSeconds(10);

    @UriParam(label = "producer", defaultValue = "30s")
    private Duration orderTimeout = Duration.ofSeconds(30);

    @UriParam(label = "producer,advanced", defaultValue = "7d")
    private Duration orderJournalRetention = JournalBounds.DEFAULT.retention();

    @UriParam(label = "advanced", defaultValue = "15s")
    private Duration orderAbsenceGrace = OutcomeSettings.DEFAULT.absenceGrace();

    @UriParam(label = "advanced", defaultValue = "10s")
    private Duration heartbeatInterval = Duration.ofSeconds(10);

    @UriParam(label = "advanced", defaultValue = "60s")
    private Duration idleTimeout = Duration.ofSeconds(60);

    @UriParam(label = "advanced", defaultValue = "500ms")
    private Duration reconnectDelay = Duration.ofMillis(500);

    @UriParam(label = "advanced", defaultValue = "30s")
    private Duration reconnectMaxDelay = Duration.ofSeconds(30);

    @UriParam(label = "advanced", defaultValue = "50")
    private int requestsPerSecond = 50;

    @UriParam(label = "advanced", defaultValue = "5")
    private int historicalRequestsPerSecond = 5;

    @UriParam(label = "advanced", defaultValue = "30s")
    private Duration limitMargin = Duration.ofSeconds(30);

    @UriParam(label = "advanced", defaultValue = "15000000")
    private int maxFrameLength = 15_000_000;

    /** An independent configuration with the same values. */
    public CTraderConfiguration copy() {
        try {
            return (CTraderConfiguration) clone();
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("A Cloneable class refused to be cloned", e);
        }
    }

    public @Nullable String getClientId() {
        return clientId;
    }

    /** Id of the Open API application, as shown in the list of your applications at openapi.ctrader.com. */
    public void setClientId(@Nullable String clientId) {
        this.clientId = clientId;
    }

    public @Nullable String getClientSecret() {
        return clientSecret;
    }

    /** Secret of the Open API application. It is sent over a verified TLS connection only. */
    public void setClientSecret(@Nullable String clientSecret) {
        this.clientSecret = clientSecret;
    }

    public @Nullable String getAccessToken() {
        return accessToken;
    }

    /**
     * OAuth access token of the cTrader ID that granted the accounts in use. An account needs it, or a refreshToken to get it
     * with. An endpoint that sets its own does not take the refreshToken of the component along.
     */
    public void setAccessToken(@Nullable String accessToken) {
        this.accessToken = accessToken;
    }

    public @Nullable String getRefreshToken() {
        return refreshToken;
    }

    /**
     * OAuth refresh token that belongs to the accessToken: with it, tokens are refreshed ahead of their expiry and whenever the
     * server refuses them. It works once, so set tokenFile or tokenStore too, or a restart needs a new consent of the user.
     */
    public void setRefreshToken(@Nullable String refreshToken) {
        this.refreshToken = refreshToken;
    }

    public @Nullable TokenStore getTokenStore() {
        return tokenStore;
    }

    /**
     * Where refreshed tokens are kept: a bean of type TokenStore. By default in memory, for as long as the component lives.
     * Tokens found there go before older ones of the same cTrader ID that are configured.
     */
    public void setTokenStore(@Nullable TokenStore tokenStore) {
        this.tokenStore = tokenStore;
    }

    public @Nullable String getTokenFile() {
        return tokenFile;
    }

    /**
     * Path of a file where refreshed tokens are kept, instead of a tokenStore. Its directory must exist. The file is readable
     * by its owner only, is replaced in one step, and belongs to one process.
     */
    public void setTokenFile(@Nullable String tokenFile) {
        this.tokenFile = tokenFile;
    }

    public @Nullable String getAccountId() {
        return accountId;
    }

    /**
     * The account, as its ctidTraderAccountId (not the login number that traders see). A producer takes one, as the
     * default of requests that name none. A consumer may list several, separated by commas, and then gets events of these
     * only; without any it gets the events of all accounts that are in use on the connection.
     */
    public void setAccountId(@Nullable String accountId) {
        this.accountId = accountId;
    }

    public @Nullable String getHost() {
        return host;
    }

    /**
     * Name of the server, which its certificate must carry. The official host of the environment by default; set it for a
     * simulator, a proxy or a regional host.
     */
    public void setHost(@Nullable String host) {
        this.host = host;
    }

    public int getPort() {
        return port;
    }

    /** Port of the server. */
    public void setPort(int port) {
        this.port = port;
    }

    public Transport getTransport() {
        return transport;
    }

    /**
     * What carries the messages: tcp, or websocket where something on the way lets nothing else through. Both use the same
     * port and the same verified TLS.
     */
    public void setTransport(Transport transport) {
        this.transport = transport;
    }

    public @Nullable SSLContextParameters getSslContextParameters() {
        return sslContextParameters;
    }

    /**
     * Where trust in the server's certificate comes from; the trust store of the JVM by default. TLS and the check of the
     * host name cannot be switched off.
     */
    public void setSslContextParameters(@Nullable SSLContextParameters sslContextParameters) {
        this.sslContextParameters = sslContextParameters;
    }

    public Duration getConnectTimeout() {
        return connectTimeout;
    }

    /** Bound of name look-up, TCP connect, a proxy's answer, TLS handshake, WebSocket upgrade and application authorisation together. */
    public void setConnectTimeout(Duration connectTimeout) {
        this.connectTimeout = connectTimeout;
    }

    public Duration getRequestTimeout() {
        return requestTimeout;
    }

    /** Bound of one request: waiting for the connection and the rate limits, and waiting for the answer, together. */
    public void setRequestTimeout(Duration requestTimeout) {
        this.requestTimeout = requestTimeout;
    }

    public Duration getOrderTimeout() {
        return orderTimeout;
    }

    /**
     * The same for a request that changes an order or a position. If it was sent and not answered by then, its outcome is looked
     * up, which takes some time more: up to 45 seconds.
     */
    public void setOrderTimeout(Duration orderTimeout) {
        this.orderTimeout = orderTimeout;
    }

    public Duration getOrderJournalRetention() {
        return orderJournalRetention;
    }

    /**
     * How long the outcome of an order that is settled is kept, so that a repetition of the order is recognised: in the
     * order journal and in memory, counted in running time of the process. Endpoints of one environment share it.
     */
    public void setOrderJournalRetention(Duration orderJournalRetention) {
        this.orderJournalRetention = orderJournalRetention;
    }

    public Duration getOrderAbsenceGrace() {
        return orderAbsenceGrace;
    }

    /**
     * How long an order request without an answer may still be on its way, after it was sent or its link was lost. Only a
     * look-up that begins later and finds no trace of it lets it count as not sent. Set it longer than your broker's server
     * takes to show in its lists what happened.
     */
    public void setOrderAbsenceGrace(Duration orderAbsenceGrace) {
        this.orderAbsenceGrace = orderAbsenceGrace;
    }

    public Duration getHeartbeatInterval() {
        return heartbeatInterval;
    }

    /** Silence on the way out after which a heartbeat is sent. The server asks for 10 seconds. */
    public void setHeartbeatInterval(Duration heartbeatInterval) {
        this.heartbeatInterval = heartbeatInterval;
    }

    public Duration getIdleTimeout() {
        return idleTimeout;
    }

    /** Silence on the way in after which the connection counts as dead and is made anew. */
    public void setIdleTimeout(Duration idleTimeout) {
        this.idleTimeout = idleTimeout;
    }

    public Duration getReconnectDelay() {
        return reconnectDelay;
    }

    /** Pause before the first attempt to reconnect; it grows with each further attempt. */
    public void setReconnectDelay(Duration reconnectDelay) {
        this.reconnectDelay = reconnectDelay;
    }

    public Duration getReconnectMaxDelay() {
        return reconnectMaxDelay;
    }

    /** Longest pause between two attempts to reconnect. */
    public void setReconnectMaxDelay(Duration reconnectMaxDelay) {
        this.reconnectMaxDelay = reconnectMaxDelay;
    }

    public int getRequestsPerSecond() {
        return requestsPerSecond;
    }

    /** Requests that the connection sends in any second, those of history included; more of them wait. */
    public void setRequestsPerSecond(int requestsPerSecond) {
        this.requestsPerSecond = requestsPerSecond;
    }

    public int getHistoricalRequestsPerSecond() {
        return historicalRequestsPerSecond;
    }

    /** Requests of history (bars, ticks, deals, orders) that the connection sends in any second; more of them wait. */
    public void setHistoricalRequestsPerSecond(int historicalRequestsPerSecond) {
        this.historicalRequestsPerSecond = historicalRequestsPerSecond;
    }

    public Duration getLimitMargin() {
        return limitMargin;
    }

    /**
     * The longest delay on the way to the server with which both limits are still kept. The server counts a request when it
     * arrives, so its place becomes free one second after the answer to it, or to a request that was sent later on the same
     * link. Without any answer, a request counts as arrived this long after it was sent.
     */
    public void setLimitMargin(Duration limitMargin) {
        this.limitMargin = limitMargin;
    }

    public int getMaxFrameLength() {
        return maxFrameLength;
    }

    /** Largest message in bytes that is read from the server; a longer one closes the connection, which comes back. */
    public void setMaxFrameLength(int maxFrameLength) {
        this.maxFrameLength = maxFrameLength;
    }
}
