package io.github.camelctrader.quarkus.deployment;

import io.github.camelctrader.simulator.CTraderSimulator;
import io.github.camelctrader.simulator.control.ControlServer;
import io.quarkus.deployment.builditem.Startable;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A simulator with its control interface, and the file from which an application learns to trust it. */
final class SimulatorService implements Startable {
    /** A trust store holds nothing secret; the format wants a password all the same. */
    static final String TRUST_STORE_PASSWORD = "changeit";

    private final int controlPort;
    private @Nullable CTraderSimulator simulator;
    private @Nullable ControlServer control;
    private @Nullable Path trustStore;

    /** @param controlPort 0 for any */
    SimulatorService(int controlPort) {
        this.controlPort = controlPort;
    }

    @Override
    public void start() {
        CTraderSimulator started = CTraderSimulator.start();
        try {
            trustStore = write(started);
            control = ControlServer.start(
                    started, new InetSocketAddress(InetAddress.getLoopbackAddress(), controlPort), null);
        } catch (IOException e) {
            started.close();
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException | RuntimeException e) {
            started.close();
            throw new IllegalStateException("The simulator of dev services could not be started", e);
        }
        simulator = started;
    }

    private static Path write(CTraderSimulator simulator) throws IOException, GeneralSecurityException {
        Path file = Files.createTempFile("camel-ctrader-simulator-", ".p12");
        // For a process that ends without closing this.
        file.toFile().deleteOnExit();
        try (OutputStream out = Files.newOutputStream(file)) {
            simulator.trustStore().store(out, TRUST_STORE_PASSWORD.toCharArray());
        }
        return file;
    }

    String host() {
        return started(simulator).host();
    }

    String port() {
        return String.valueOf(started(simulator).demoPort());
    }

    String trustStore() {
        return "file:" + started(trustStore);
    }

    String controlAddress() {
        return started(control).uri().toString();
    }

    @Override
    public String getConnectionInfo() {
        return host() + ":" + port();
    }

    @Override
    public @Nullable String getContainerId() {
        return null;
    }

    @Override
    public void close() throws IOException {
        if (control != null) {
            control.close();
        }
        if (simulator != null) {
            simulator.close();
        }
        if (trustStore != null) {
            Files.deleteIfExists(trustStore);
        }
    }

    private static <T> T started(@Nullable T part) {
        return Objects.requireNonNull(part, "The simulator of dev services is not started");
    }
}
