package io.github.camelctrader;

import io.github.camelctrader.client.ProxyType;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriParams;
import org.jspecify.annotations.Nullable;

/** The options of component and endpoint that are about a proxy in front of the server. */
@UriParams
public abstract class ProxyConfiguration {
    @UriParam(label = "proxy", enums = "http,socks5", defaultValue = "http")
    private ProxyType proxyType = ProxyType.HTTP;

    @UriParam(label = "proxy")
    private @Nullable String proxyHost;

    @UriParam(label = "proxy")
    private int proxyPort;

    @UriParam(label = "proxy,security", secret = true)
    private @Nullable String proxyUsername;

    @UriParam(label = "proxy,security", secret = true)
    private @Nullable String proxyPassword;

    public ProxyType getProxyType() {
        return proxyType;
    }

    /** What the proxy speaks: http, which is the method CONNECT, or socks5. */
    public void setProxyType(ProxyType proxyType) {
        this.proxyType = proxyType;
    }

    public @Nullable String getProxyHost() {
        return proxyHost;
    }

    /**
     * Name or address of a proxy that the server is reached through; none by default. The proxy looks the server's name up.
     * TLS and the check of the host name are between this component and the server, as they are without a proxy.
     */
    public void setProxyHost(@Nullable String proxyHost) {
        this.proxyHost = proxyHost;
    }

    public int getProxyPort() {
        return proxyPort;
    }

    /** Port of the proxy. Needed with proxyHost. */
    public void setProxyPort(int proxyPort) {
        this.proxyPort = proxyPort;
    }

    public @Nullable String getProxyUsername() {
        return proxyUsername;
    }

    /** User name, for a proxy that asks for a login. It reaches the proxy unencrypted. */
    public void setProxyUsername(@Nullable String proxyUsername) {
        this.proxyUsername = proxyUsername;
    }

    public @Nullable String getProxyPassword() {
        return proxyPassword;
    }

    /** Password, for a proxy that asks for a login. It reaches the proxy unencrypted. */
    public void setProxyPassword(@Nullable String proxyPassword) {
        this.proxyPassword = proxyPassword;
    }
}
