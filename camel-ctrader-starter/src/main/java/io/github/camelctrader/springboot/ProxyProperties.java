package io.github.camelctrader.springboot;

import io.github.camelctrader.client.ProxyType;
import org.jspecify.annotations.Nullable;

/** The options of the component that are about a proxy between it and the server. */
public abstract class ProxyProperties extends OrderJournalProperties {
    /** What the proxy speaks: http, the default, which is the method CONNECT, or socks5. */
    private @Nullable ProxyType proxyType;

    /** Name or address of a proxy that the server is reached through, none by default. It looks the server's name up. */
    private @Nullable String proxyHost;

    /** Port of the proxy. Needed with proxy-host. */
    private @Nullable Integer proxyPort;

    /** User name, for a proxy that asks for a login. It reaches the proxy unencrypted. A secret. */
    private @Nullable String proxyUsername;

    /** Password, for a proxy that asks for a login. It reaches the proxy unencrypted. A secret. */
    private @Nullable String proxyPassword;

    public @Nullable ProxyType getProxyType() {
        return proxyType;
    }

    public void setProxyType(@Nullable ProxyType proxyType) {
        this.proxyType = proxyType;
    }

    public @Nullable String getProxyHost() {
        return proxyHost;
    }

    public void setProxyHost(@Nullable String proxyHost) {
        this.proxyHost = proxyHost;
    }

    public @Nullable Integer getProxyPort() {
        return proxyPort;
    }

    public void setProxyPort(@Nullable Integer proxyPort) {
        this.proxyPort = proxyPort;
    }

    public @Nullable String getProxyUsername() {
        return proxyUsername;
    }

    public void setProxyUsername(@Nullable String proxyUsername) {
        this.proxyUsername = proxyUsername;
    }

    public @Nullable String getProxyPassword() {
        return proxyPassword;
    }

    public void setProxyPassword(@Nullable String proxyPassword) {
        this.proxyPassword = proxyPassword;
    }
}
