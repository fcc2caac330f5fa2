package io.github.camelctrader;

import io.github.camelctrader.client.ConnectionSettings;
import io.github.camelctrader.client.Durations;
import io.github.camelctrader.client.Environment;
import io.github.camelctrader.client.InvalidRequestException;
import io.github.camelctrader.client.JournalBounds;
import io.github.camelctrader.client.OutcomeSettings;
import io.github.camelctrader.client.ProxySettings;
import java.util.Objects;
import org.apache.camel.support.jsse.SSLContextParameters;
import org.jspecify.annotations.Nullable;

/** What the options of an endpoint say about the connection that it wants. */
final class ConnectionOptions {
    private ConnectionOptions() {}

    /** @throws InvalidRequestException when an option is missing, out of range or contradicts another one */
    static ConnectionSettings settings(
            Environment environment, CTraderConfiguration configuration, CTraderComponent component) {
        SSLContextParameters tls = configuration.getSslContextParameters();
        return ConnectionSettings.builder(
                        environment,
                        credential(component, "clientId", configuration.getClientId(), "id"),
                        credential(component, "clientSecret", configuration.getClientSecret(), "secret"))
                .address(host(environment, configuration), configuration.getPort())
                .transport(configuration.getTransport())
                .sslContext(tls == null ? null : component.sslContext(tls))
                .proxy(proxy(configuration))
                .connectTimeout(configuration.getConnectTimeout())
                // What the connection asks on its own behalf must not depend on which endpoint opened it.
                .requestTimeout(component.getConfiguration().getRequestTimeout())
                .heartbeatInterval(configuration.getHeartbeatInterval())
                .idleTimeout(configuration.getIdleTimeout())
                .reconnectDelay(configuration.getReconnectDelay(), configuration.getReconnectMaxDelay())
                .requestLimits(configuration.getRequestsPerSecond(), configuration.getHistoricalRequestsPerSecond())
                .limitMargin(configuration.getLimitMargin())
                .maxFrameLength(configuration.getMaxFrameLength())
                .journal(new JournalBounds(
                        configuration.getOrderJournalRetention(), component.getOrderJournalMaxRecords()))
                .outcomes(OutcomeSettings.DEFAULT.withAbsenceGrace(
                        Durations.positive("orderAbsenceGrace", configuration.getOrderAbsenceGrace())))
                .build();
    }

    private static @Nullable ProxySettings proxy(CTraderConfiguration configuration) {
        String host = configuration.getProxyHost();
        String username = configuration.getProxyUsername();
        String password = configuration.getProxyPassword();
        if (host == null) {
            if (configuration.getProxyPort() != 0 || username != null || password != null) {
                throw new InvalidRequestException("proxyHost", "(absent)", "the other options of a proxy need it");
            }
            return null;
        }
        return new ProxySettings(configuration.getProxyType(), host, configuration.getProxyPort(), username, password);
    }

    private static String credential(CTraderComponent component, String option, @Nullable String value, String what) {
        if (value == null || value.isBlank()) {
            InvalidRequestException missing = new InvalidRequestException(
                    option,
                    value == null ? "(absent)" : "(blank)",
                    "the " + what + " of the Open API application is missing: set it on the component, "
                            + component.propertyOf(option));
            // The first thing that people see: Camel logs it, and a page of stack trace would hide what is to be done.
            missing.setStackTrace(new StackTraceElement[0]);
            throw missing;
        }
        return value;
    }

    /** The server's host name: the option, or the official one. */
    static String host(Environment environment, CTraderConfiguration configuration) {
        return Objects.requireNonNullElse(configuration.getHost(), environment.officialHost());
    }
}
