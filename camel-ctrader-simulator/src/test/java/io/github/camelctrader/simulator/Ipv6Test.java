package io.github.camelctrader.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The loopback address of IPv6, where the machine has it. */
class Ipv6Test {
    private static final String LOOPBACK = "::1";

    @BeforeAll
    static void requireIpv6() throws Exception {
        InetAddress address = InetAddress.getByName(LOOPBACK);
        assumeTrue(
                address instanceof Inet6Address && NetworkInterface.getByInetAddress(address) != null,
                "this machine has no IPv6 loopback");
    }

    private static void connect(CTraderSimulator simulator, int port) throws Exception {
        try (SSLSocket socket =
                (SSLSocket) simulator.clientSslContext().getSocketFactory().createSocket(LOOPBACK, port)) {
            SSLParameters parameters = socket.getSSLParameters();
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
            socket.setSSLParameters(parameters);
            socket.startHandshake();
            assertThat(socket.getSession().isValid()).isTrue();
        }
    }

    @Test
    void bothEnvironmentsListenThereAndTheCertificateIsGoodForIt() throws Exception {
        Options options = Options.parse(
                "--bind-address", LOOPBACK, "--demo-port", "0", "--live-port", "0", "--quotes-per-second", "0");
        try (CTraderSimulator simulator = options.builder().start()) {
            assertThat(simulator.host(SimulatorEnvironment.DEMO)).isEqualTo(LOOPBACK);
            for (SimulatorEnvironment environment : SimulatorEnvironment.values()) {
                connect(simulator, simulator.port(environment));
                connect(simulator, simulator.jsonPort(environment));
            }
        }
    }

    @Test
    void theAddressOfAllInterfacesTakesBothFamilies() throws Exception {
        try (CTraderSimulator simulator = CTraderSimulator.builder()
                        .bindAddress("::")
                        .quotesPerSecond(0)
                        .start();
                TestClient client = TestClient.demo(simulator)) {
            client.withApplication();
            connect(simulator, simulator.demoPort());
        }
    }
}
