package io.github.camelctrader.client.connection;

import io.github.camelctrader.client.DisconnectReason;
import io.github.camelctrader.client.NotSentException;
import io.github.camelctrader.client.ProxySettings;
import io.github.camelctrader.client.ProxyType;
import io.netty.handler.proxy.HttpProxyHandler;
import io.netty.handler.proxy.ProxyConnectException;
import io.netty.handler.proxy.ProxyHandler;
import io.netty.handler.proxy.Socks5ProxyHandler;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Asks a proxy for a connection to the server, by the server's name, and tells its refusals apart. */
final class ProxyTunnel {
    private static final Pattern ANSWER = Pattern.compile("(authMethod|authStatus|status): .*");
    /** What Netty makes of an answer that is no HTTP. */
    private static final String UNREADABLE = "status: 999";

    private static final Pattern LOGIN = Pattern.compile("authMethod: UNACCEPTED|authStatus: |status: 407");

    private final ProxySettings proxy;
    private final String server;
    private final Duration loginPause;

    /**
     * @param server host and port, for messages
     * @param loginPause before the next attempt when the login was refused, since proxies lock those out who try on and on
     */
    ProxyTunnel(ProxySettings proxy, String server, Duration loginPause) {
        this.proxy = proxy;
        this.server = server;
        this.loginPause = loginPause;
    }

    /** The handler that does the asking, first in a pipeline. */
    ProxyHandler handler(SocketAddress address) {
        ProxyHandler handler = proxy.type() == ProxyType.HTTP ? http(address) : socks(address);
        // The one deadline of all that makes a link is kept by the connection.
        handler.setConnectTimeoutMillis(0);
        return handler;
    }

    private ProxyHandler http(SocketAddress address) {
        String username = proxy.username();
        String password = proxy.password();
        return username == null || password == null
                ? new HttpProxyHandler(address)
                : new HttpProxyHandler(address, username, password);
    }

    private ProxyHandler socks(SocketAddress address) {
        return new Socks5ProxyHandler(address, proxy.username(), proxy.password());
    }

    /** Why there is no connection to the server although there was one to the proxy. */
    DisconnectCause explain(Throwable failure) {
        String words = String.valueOf(failure.getMessage());
        // Netty tells the answer of a proxy in words only.
        Matcher answer = ANSWER.matcher(words);
        if (!answer.find() || answer.group().startsWith(UNREADABLE)) {
            return DisconnectCause.of(
                    DisconnectReason.PROXY_FAILED,
                    "the " + proxy + " broke off or does not speak its protocol: " + causeOf(failure),
                    failure);
        }
        if (LOGIN.matcher(answer.group()).lookingAt()) {
            String cure = cureOf(answer.group());
            return DisconnectCause.suspending(
                    DisconnectReason.PROXY_LOGIN_REFUSED,
                    () -> new NotSentException("The " + proxy + " " + cure + "; nothing was sent", failure),
                    loginPause);
        }
        return DisconnectCause.of(
                DisconnectReason.PROXY_REFUSED,
                "the " + proxy + " made no connection to " + server + ": " + answer.group(),
                failure);
    }

    private String cureOf(String answer) {
        if (answer.startsWith("authMethod")) {
            // A proxy that speaks no SOCKS5 looks to Netty like one that takes none of the ways to log in.
            return "wants a login, or does not speak socks5: check proxyType, proxyUsername and proxyPassword";
        }
        return proxy.username() == null
                ? "wants a login: set proxyUsername and proxyPassword"
                : "refused the login: check proxyUsername and proxyPassword";
    }

    private static Throwable causeOf(Throwable failure) {
        return failure instanceof ProxyConnectException && failure.getCause() != null ? failure.getCause() : failure;
    }
}
