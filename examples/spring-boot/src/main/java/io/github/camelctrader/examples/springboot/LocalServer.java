package io.github.camelctrader.examples.springboot;

import io.github.camelctrader.simulator.CTraderSimulator;
import io.github.camelctrader.simulator.CamelProperties;
import io.github.camelctrader.simulator.control.ControlServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Map;

/** A simulator in this process, which can be made to misbehave over HTTP. */
final class LocalServer implements AutoCloseable {
    private final CTraderSimulator simulator = CTraderSimulator.start();
    private final ControlServer control;

    /** @param controlPort 0 for any */
    LocalServer(int controlPort) {
        InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), controlPort);
        control = ControlServer.start(simulator, address, null);
    }

    CTraderSimulator simulator() {
        return simulator;
    }

    URI control() {
        return control.uri();
    }

    /** What an application's own properties would say of another server. */
    Map<String, String> properties() {
        Map<String, String> properties = CamelProperties.forSpringBoot(simulator);
        properties.put("example.trade", "true");
        return properties;
    }

    @Override
    public void close() {
        control.close();
        simulator.close();
    }
}
