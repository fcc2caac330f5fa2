package io.github.camelctrader.simulator;

import io.github.camelctrader.simulator.control.ControlServer;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the command line says about HTTP. */
final class ControlOptions {
    private static final int GREATEST_PORT = 65_535;

    private String address = "127.0.0.1";
    private @Nullable Integer port;
    private @Nullable Integer oauthPort;
    private @Nullable String token;

    /** Takes an option if it is one of these. */
    boolean read(String name, String value) {
        switch (name) {
            case "--control-port" -> port = Checks.within("port", Integer.parseInt(value), 0, GREATEST_PORT);
            case "--oauth-port" -> oauthPort = Checks.within("port", Integer.parseInt(value), 0, GREATEST_PORT);
            case "--control-address" -> address = value;
            case "--control-token" -> token = value;
            default -> {
                return false;
            }
        }
        return true;
    }

    static String usage() {
        return """
                  --control-port N       serves HTTP on this port, so that tests can act on the simulator while it runs (off)
                  --control-address A    address of HTTP and HTTPS (127.0.0.1); any but loopback needs --control-token
                  --control-token T      what clients of it have to show: a header Authorization: Bearer T
                  --oauth-port N         serves the consent page and the token endpoint over HTTPS too (off)
                """;
    }

    /**
     * Starts what was asked for.
     *
     * @return a line for each, about where it is
     * @throws IllegalArgumentException for an address that is unknown, or needs a token
     * @throws IllegalStateException when a port is taken
     */
    List<String> start(CTraderSimulator simulator) {
        List<String> lines = new ArrayList<>();
        if (port != null) {
            ControlServer control = ControlServer.start(simulator, new InetSocketAddress(address, port), token);
            lines.add("control        " + control.uri() + (token == null ? "" : " (token " + token + ")"));
        }
        if (oauthPort != null) {
            lines.add("OAuth          "
                    + ControlServer.startOAuth(simulator, new InetSocketAddress(address, oauthPort))
                            .uri());
        }
        return lines;
    }
}
