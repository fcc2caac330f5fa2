package io.github.camelctrader.client;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * The proxy through which a server is reached. It looks the server's name up and carries bytes; TLS and the check of the host name
 * are between this client and the server, as they are without it. {@link #toString()} shows neither user name nor password.
 *
 * @param type the protocol that it speaks
 * @param host its name or address, looked up anew for each attempt
 * @param port its port
 * @param username of the login that it asks for, or null when it asks for none; it reaches the proxy unencrypted
 * @param password of the login, or null exactly when {@code username} is
 */
public record ProxySettings(
        ProxyType type,
        String host,
        int port,
        @Nullable String username,
        @Nullable String password) {
    /** What SOCKS has room for. */
    private static final int MAX_SOCKS_BYTES = 255;

    /** @throws InvalidRequestException when a value is out of range or contradicts another one */
    public ProxySettings {
        SettingRules.require(!host.isBlank(), "proxyHost", "(blank)", "must not be blank");
        SettingRules.require(port > 0 && port < 65536, "proxyPort", port, "must be between 1 and 65535");
        SettingRules.require(
                (username == null) == (password == null),
                username == null ? "proxyUsername" : "proxyPassword",
                "(absent)",
                "a login needs proxyUsername and proxyPassword");
        if (username != null && type == ProxyType.HTTP) {
            SettingRules.require(username.indexOf(':') < 0, "proxyUsername", "(not shown)", "must not have a colon");
        }
        if (type == ProxyType.SOCKS5) {
            checkLength("proxyUsername", username);
            checkLength("proxyPassword", password);
        }
    }

    private static void checkLength(String option, @Nullable String value) {
        int bytes = value == null ? 1 : value.getBytes(StandardCharsets.UTF_8).length;
        SettingRules.require(
                bytes > 0 && bytes <= MAX_SOCKS_BYTES,
                option,
                "(not shown)",
                "must have between 1 and " + MAX_SOCKS_BYTES + " bytes for a SOCKS proxy");
    }

    @Override
    public String toString() {
        return type + " proxy " + ConnectionSettings.address(host, port);
    }
}
