package io.github.camelctrader.client.session;

import io.github.camelctrader.simulator.CTraderSimulator;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** What another process has to trust to reach the simulator. */
final class TrustFile {
    private static final char[] PASSWORD = "trust".toCharArray();

    private TrustFile() {}

    static Path write(CTraderSimulator simulator, Path file) throws IOException, GeneralSecurityException {
        try (OutputStream out = Files.newOutputStream(file)) {
            simulator.trustStore().store(out, PASSWORD);
        }
        return file;
    }

    /** A context that trusts what the file holds. */
    static SSLContext read(Path file) throws IOException, GeneralSecurityException {
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            trusted.load(in, PASSWORD);
        }
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }
}
