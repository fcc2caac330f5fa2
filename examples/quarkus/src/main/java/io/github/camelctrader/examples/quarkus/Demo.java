package io.github.camelctrader.examples.quarkus;

import io.github.camelctrader.simulator.CTraderSimulator;
import io.github.camelctrader.simulator.SimulatorDefaults;
import io.github.camelctrader.simulator.control.ControlServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;

/**
 * Runs the packaged application until Ctrl-C: with a simulator beside it where the environment has no credentials. What is packaged
 * has neither this simulator nor that of dev services.
 */
public final class Demo {
    private static final int CONTROL_PORT = 5080;

    /** A trust store holds nothing secret; the format wants a password all the same. */
    private static final String TRUST_STORE_PASSWORD = "changeit";

    private Demo() {}

    /** The first argument is the path of the application's jar. */
    public static void main(String[] arguments) throws Exception {
        if (System.getenv("CTRADER_CLIENT_ID") != null) {
            run(arguments[0], List.of());
            return;
        }
        InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), CONTROL_PORT);
        try (CTraderSimulator simulator = CTraderSimulator.start();
                ControlServer control = ControlServer.start(simulator, address, null)) {
            System.out.println(
                    "No CTRADER_CLIENT_ID in the environment: a simulator runs, controlled at " + control.uri());
            run(arguments[0], properties(simulator));
        }
    }

    private static void run(String jar, List<String> properties) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(properties);
        command.addAll(List.of("-jar", jar));
        Process application = new ProcessBuilder(command).inheritIO().start();
        // The simulator is there until the application has stopped.
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            application.destroy();
            application.onExit().join();
        }));
        application.waitFor();
    }

    private static List<String> properties(CTraderSimulator simulator) throws IOException, GeneralSecurityException {
        String component = "-Dcamel.component.ctrader.";
        return List.of(
                component + "client-id=" + SimulatorDefaults.CLIENT_ID,
                component + "client-secret=" + SimulatorDefaults.CLIENT_SECRET,
                component + "access-token=" + SimulatorDefaults.ACCESS_TOKEN,
                component + "account-id=" + SimulatorDefaults.DEMO_ACCOUNT,
                component + "host=" + simulator.host(),
                component + "port=" + simulator.demoPort(),
                component + "use-global-ssl-context-parameters=true",
                "-Dcamel.ssl.enabled=true",
                "-Dcamel.ssl.trust-store=file:" + trustStore(simulator),
                "-Dcamel.ssl.trust-store-password=" + TRUST_STORE_PASSWORD,
                "-Dctrader.simulator.running=true");
    }

    private static Path trustStore(CTraderSimulator simulator) throws IOException, GeneralSecurityException {
        Path file = Files.createTempFile("camel-ctrader-example-", ".p12");
        file.toFile().deleteOnExit();
        try (OutputStream out = Files.newOutputStream(file)) {
            simulator.trustStore().store(out, TRUST_STORE_PASSWORD.toCharArray());
        }
        return file;
    }
}
