package io.github.camelctrader.client;

/** Checks that the settings of a connection are in range and do not contradict each other. */
final class SettingRules {
    private SettingRules() {}

    /**
     * @throws InvalidRequestException naming the first setting that is out of range or contradicts another one
     */
    static void check(ConnectionSettings settings) {
        require(!settings.host().isBlank(), "host", settings.host(), "must not be blank");
        require(settings.port() > 0 && settings.port() < 65536, "port", settings.port(), "must be between 1 and 65535");
        require(
                !settings.clientId().isBlank(),
                "clientId",
                "(blank)",
                "the Open API application id is missing: set it on the component");
        require(
                !settings.clientSecret().isBlank(),
                "clientSecret",
                "(blank)",
                "the Open API application secret is missing: set it on the component");
        Durations.positive("connectTimeout", settings.connectTimeout());
        Durations.positive("requestTimeout", settings.requestTimeout());
        Durations.positive("heartbeatInterval", settings.heartbeatInterval());
        Durations.positive("reconnectDelay", settings.reconnectDelay());
        Durations.notNegative("limitMargin", settings.limitMargin());
        require(
                settings.idleTimeout().compareTo(settings.heartbeatInterval()) > 0,
                "idleTimeout",
                settings.idleTimeout(),
                "must be longer than heartbeatInterval = " + settings.heartbeatInterval());
        Durations.positive("idleTimeout", settings.idleTimeout());
        require(
                settings.reconnectMaxDelay().compareTo(settings.reconnectDelay()) >= 0,
                "reconnectMaxDelay",
                settings.reconnectMaxDelay(),
                "must not be shorter than reconnectDelay = " + settings.reconnectDelay());
        Durations.positive("reconnectMaxDelay", settings.reconnectMaxDelay());
        require(
                settings.requestsPerSecond() > 0,
                "requestsPerSecond",
                settings.requestsPerSecond(),
                "must be 1 or more");
        require(
                settings.historicalRequestsPerSecond() > 0
                        && settings.historicalRequestsPerSecond() <= settings.requestsPerSecond(),
                "historicalRequestsPerSecond",
                settings.historicalRequestsPerSecond(),
                "must be between 1 and requestsPerSecond = " + settings.requestsPerSecond());
        require(settings.queueSize() > 0, "queueSize", settings.queueSize(), "must be 1 or more");
        require(
                settings.maxFrameLength() >= 1024,
                "maxFrameLength",
                settings.maxFrameLength(),
                "must be 1024 bytes or more");
    }

    /** @throws InvalidRequestException when the rule does not hold */
    static void require(boolean holds, String option, Object value, String rule) {
        if (!holds) {
            throw new InvalidRequestException(option, value, rule);
        }
    }
}
