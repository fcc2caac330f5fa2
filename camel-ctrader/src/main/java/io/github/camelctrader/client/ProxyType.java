package io.github.camelctrader.client;

import java.util.Locale;

/** The protocol in which a proxy is asked for a connection to the server. */
public enum ProxyType {
    /** The HTTP method CONNECT, with basic authentication where there is a login. */
    HTTP,
    /** SOCKS version 5, with a user name and a password where there is a login. */
    SOCKS5;

    /** The name as options write it: {@code http} or {@code socks5}. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
