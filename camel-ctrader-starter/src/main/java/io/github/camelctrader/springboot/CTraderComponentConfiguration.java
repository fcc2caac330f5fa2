package io.github.camelctrader.springboot;

import io.github.camelctrader.CTraderConfiguration;
import io.github.camelctrader.client.TokenStore;
import io.github.camelctrader.client.Transport;
import java.time.Duration;
import org.apache.camel.support.jsse.SSLContextParameters;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * The options of the component as {@code camel.component.ctrader.*} properties. No property has a default here, so that
 * what is not set leaves the component as it is; the defaults are the component's own. A name that is no option is
 * refused at start.
 */
@ConfigurationProperties(prefix = CTraderComponentConfiguration.PREFIX, ignoreUnknownFields = false)
public class CTraderComponentConfiguration extends ProxyProperties {
    /** What the names of all properties begin with. */
    public static final String PREFIX = "camel.component.ctrader";

    /** Id of the Open API application, as shown in the list of your applications at openapi.ctrader.com. A secret. */
    private @Nullable String clientId;

    /** Secret of the Open API application. It is sent over a verified TLS connection only. */
    private @Nullable String clientSecret;

    /** OAuth access token of the cTrader ID that granted the accounts in use. A secret. */
    private @Nullable String accessToken;

    /**
     * OAuth refresh token that belongs to the access token: with it, tokens are refreshed ahead of their expiry and whenever the
     * server refuses them. It works once, so set token-file or token-store too. A secret.
     */
    private @Nullable String refreshToken;

    /** Where refreshed tokens are kept: a bean of type TokenStore, given as #bean:name. By default in memory. */
    private @Nullable TokenStore tokenStore;

    /**
     * Path of a file where refreshed tokens are kept, instead of a token-store. Its directory must exist; the file is readable
     * by its owner only and belongs to one process.
     */
    private @Nullable String tokenFile;

    /**
     * The account as its ctidTraderAccountId (not the login number that traders see). A consumer may list several,
     * separated by commas; a producer takes one, for requests that name none.
     */
    private @Nullable String accountId;

    /** Name of the server, which its certificate must carry. By default the official host of the environment. */
    private @Nullable String host;

    /** Port of the server, 5035 by default. */
    private @Nullable Integer port;

    /** What carries the messages: tcp, the default, or websocket. Both use the same port and the same verified TLS. */
    private @Nullable Transport transport;

    /**
     * Where trust in the server's certificate comes from: a bean of type SSLContextParameters, given as #bean:name. By
     * default the trust store of the JVM. TLS and the check of the host name cannot be switched off.
     */
    private @Nullable SSLContextParameters sslContextParameters;

    /**
     * Whether to take the SSL context parameters of the Camel context where ssl-context-parameters is not set, false by
     * default.
     */
    private @Nullable Boolean useGlobalSslContextParameters;

    /** How long a connection outlives its last user, 5s by default; with 0 it closes at once. */
    private @Nullable Duration connectionLinger;

    /** Bound of name look-up, TCP connect, TLS handshake, WebSocket upgrade and application authorisation together, 10s by default. */
    private @Nullable Duration connectTimeout;

    /** Bound of one request: waiting to be sent and waiting for the answer together, 10s by default. */
    private @Nullable Duration requestTimeout;

    /** The same for a request that changes an order or a position, before its outcome is looked up, 30s by default. */
    private @Nullable Duration orderTimeout;

    /**
     * How long an unanswered order request may still be on its way, 15s by default: only a look-up that begins later lets it
     * count as not sent.
     */
    private @Nullable Duration orderAbsenceGrace;

    /** Silence on the way out after which a heartbeat is sent, 10s by default as the server asks for. */
    private @Nullable Duration heartbeatInterval;

    /** Silence on the way in after which the connection counts as dead and is made anew, 60s by default. */
    private @Nullable Duration idleTimeout;

    /** Pause before the first attempt to reconnect, 500ms by default; it grows with each further attempt. */
    private @Nullable Duration reconnectDelay;

    /** Longest pause between two attempts to reconnect, 30s by default. */
    private @Nullable Duration reconnectMaxDelay;

    /** Requests that a connection sends in any second, those of history included, 50 by default; more of them wait. */
    private @Nullable Integer requestsPerSecond;

    /** Requests of history that a connection sends in any second, 5 by default; more of them wait. */
    private @Nullable Integer historicalRequestsPerSecond;

    /**
     * The longest delay on the way to the server with which the limits are still kept, 30s by default: without any answer, a
     * request counts as arrived this long after it was sent.
     */
    private @Nullable Duration limitMargin;

    /** Largest message in bytes that is read from the server, 15000000 by default; a longer one closes the connection. */
    private @Nullable Integer maxFrameLength;

    /** All options that endpoints start from in one bean of type CTraderConfiguration, given as #bean:name. */
    private @Nullable CTraderConfiguration configuration;

    /**
     * Whether failures of a consumer go to the error handler of its route instead of being logged, false by default.
     */
    private @Nullable Boolean bridgeErrorHandler;

    /** Whether a producer is started by its first message instead of with its route, false by default. */
    private @Nullable Boolean lazyStartProducer;

    /** Whether options of object type are looked up by type in the registry when there is one such bean, true by default. */
    private @Nullable Boolean autowiredEnabled;

    /** Whether health checks of this component's consumers are on, true by default. */
    private @Nullable Boolean healthCheckConsumerEnabled;

    /** Whether health checks of this component's producers are on, true by default. */
    private @Nullable Boolean healthCheckProducerEnabled;

    public @Nullable String getClientId() {
        return clientId;
    }

    public void setClientId(@Nullable String clientId) {
        this.clientId = clientId;
    }

    public @Nullable String getClientSecret() {
        return clientSecret;
    }

    public void setClientSecret(@Nullable String clientSecret) {
        this.clientSecret = clientSecret;
    }

    public @Nullable String getAccessToken() {
        return accessToken;
    }

    public void setAccessToken(@Nullable String accessToken) {
        this.accessToken = accessToken;
    }

    public @Nullable String getRefreshToken() {
        return refreshToken;
    }

    public void setRefreshToken(@Nullable String refreshToken) {
        this.refreshToken = refreshToken;
    }

    public @Nullable TokenStore getTokenStore() {
        return tokenStore;
    }

    public void setTokenStore(@Nullable TokenStore tokenStore) {
        this.tokenStore = tokenStore;
    }

    public @Nullable String getTokenFile() {
        return tokenFile;
    }

    public void setTokenFile(@Nullable String tokenFile) {
        this.tokenFile = tokenFile;
    }

    public @Nullable String getAccountId() {
        return accountId;
    }

    public void setAccountId(@Nullable String accountId) {
        this.accountId = accountId;
    }

    public @Nullable String getHost() {
        return host;
    }

    public void setHost(@Nullable String host) {
        this.host = host;
    }

    public @Nullable Integer getPort() {
        return port;
    }

    public void setPort(@Nullable Integer port) {
        this.port = port;
    }

    public @Nullable Transport getTransport() {
        return transport;
    }

    public void setTransport(@Nullable Transport transport) {
        this.transport = transport;
    }

    public @Nullable SSLContextParameters getSslContextParameters() {
        return sslContextParameters;
    }

    public void setSslContextParameters(@Nullable SSLContextParameters sslContextParameters) {
        this.sslContextParameters = sslContextParameters;
    }

    public @Nullable Boolean getUseGlobalSslContextParameters() {
        return useGlobalSslContextParameters;
    }

    public void setUseGlobalSslContextParameters(@Nullable Boolean useGlobalSslContextParameters) {
        this.useGlobalSslContextParameters = useGlobalSslContextParameters;
    }

    public @Nullable Duration getConnectionLinger() {
        return connectionLinger;
    }

    public void setConnectionLinger(@Nullable Duration connectionLinger) {
        this.connectionLinger = connectionLinger;
    }

    public @Nullable Duration getConnectTimeout() {
        return connectTimeout;
    }

    public void setConnectTimeout(@Nullable Duration connectTimeout) {
        this.connectTimeout = connectTimeout;
    }

    public @Nullable Duration getRequestTimeout() {
        return requestTimeout;
    }

    public void setRequestTimeout(@Nullable Duration requestTimeout) {
        this.requestTimeout = requestTimeout;
    }

    public @Nullable Duration getOrderTimeout() {
        return orderTimeout;
    }

    public void setOrderTimeout(@Nullable Duration orderTimeout) {
        this.orderTimeout = orderTimeout;
    }

    public @Nullable Duration getOrderAbsenceGrace() {
        return orderAbsenceGrace;
    }

    public void setOrderAbsenceGrace(@Nullable Duration orderAbsenceGrace) {
        this.orderAbsenceGrace = orderAbsenceGrace;
    }

    public @Nullable Duration getHeartbeatInterval() {
        return heartbeatInterval;
    }

    public void setHeartbeatInterval(@Nullable Duration heartbeatInterval) {
        this.heartbeatInterval = heartbeatInterval;
    }

    public @Nullable Duration getIdleTimeout() {
        return idleTimeout;
    }

    public void setIdleTimeout(@Nullable Duration idleTimeout) {
        this.idleTimeout = idleTimeout;
    }

    public @Nullable Duration getReconnectDelay() {
        return reconnectDelay;
    }

    public void setReconnectDelay(@Nullable Duration reconnectDelay) {
        this.reconnectDelay = reconnectDelay;
    }

    public @Nullable Duration getReconnectMaxDelay() {
        return reconnectMaxDelay;
    }

    public void setReconnectMaxDelay(@Nullable Duration reconnectMaxDelay) {
        this.reconnectMaxDelay = reconnectMaxDelay;
    }

    public @Nullable Integer getRequestsPerSecond() {
        return requestsPerSecond;
    }

    public void setRequestsPerSecond(@Nullable Integer requestsPerSecond) {
        this.requestsPerSecond = requestsPerSecond;
    }

    public @Nullable Integer getHistoricalRequestsPerSecond() {
        return historicalRequestsPerSecond;
    }

    public void setHistoricalRequestsPerSecond(@Nullable Integer historicalRequestsPerSecond) {
        this.historicalRequestsPerSecond = historicalRequestsPerSecond;
    }

    public @Nullable Duration getLimitMargin() {
        return limitMargin;
    }

    public void setLimitMargin(@Nullable Duration limitMargin) {
        this.limitMargin = limitMargin;
    }

    public @Nullable Integer getMaxFrameLength() {
        return maxFrameLength;
    }

    public void setMaxFrameLength(@Nullable Integer maxFrameLength) {
        this.maxFrameLength = maxFrameLength;
    }

    public @Nullable CTraderConfiguration getConfiguration() {
        return configuration;
    }

    public void setConfiguration(@Nullable CTraderConfiguration configuration) {
        this.configuration = configuration;
    }

    public @Nullable Boolean getBridgeErrorHandler() {
        return bridgeErrorHandler;
    }

    public void setBridgeErrorHandler(@Nullable Boolean bridgeErrorHandler) {
        this.bridgeErrorHandler = bridgeErrorHandler;
    }

    public @Nullable Boolean getLazyStartProducer() {
        return lazyStartProducer;
    }

    public void setLazyStartProducer(@Nullable Boolean lazyStartProducer) {
        this.lazyStartProducer = lazyStartProducer;
    }

    public @Nullable Boolean getAutowiredEnabled() {
        return autowiredEnabled;
    }

    public void setAutowiredEnabled(@Nullable Boolean autowiredEnabled) {
        this.autowiredEnabled = autowiredEnabled;
    }

    public @Nullable Boolean getHealthCheckConsumerEnabled() {
        return healthCheckConsumerEnabled;
    }

    public void setHealthCheckConsumerEnabled(@Nullable Boolean healthCheckConsumerEnabled) {
        this.healthCheckConsumerEnabled = healthCheckConsumerEnabled;
    }

    public @Nullable Boolean getHealthCheckProducerEnabled() {
        return healthCheckProducerEnabled;
    }

    public void setHealthCheckProducerEnabled(@Nullable Boolean healthCheckProducerEnabled) {
        this.healthCheckProducerEnabled = healthCheckProducerEnabled;
    }
}
