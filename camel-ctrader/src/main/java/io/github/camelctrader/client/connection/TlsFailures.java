package io.github.camelctrader.client.connection;

import io.github.camelctrader.client.DisconnectReason;
import io.github.camelctrader.client.NotSentException;
import java.nio.channels.ClosedChannelException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Tells a server that cannot be trusted from a handshake that merely broke. */
final class TlsFailures {
    private TlsFailures() {}

    /** @param pause after which to look again whether a certificate that was refused was renewed */
    static DisconnectCause explain(@Nullable Throwable cause, String address, Duration pause) {
        CertificateException certificate = find(CertificateException.class, cause);
        if (certificate == null) {
            return cause instanceof ClosedChannelException
                    ? DisconnectCause.of(
                            DisconnectReason.CLOSED_BY_SERVER,
                            address + " closed the connection in the TLS handshake",
                            cause)
                    : DisconnectCause.of(
                            DisconnectReason.TLS_FAILED, "TLS handshake with " + address + " failed: " + cause, cause);
        }
        return DisconnectCause.suspending(
                DisconnectReason.UNTRUSTED_CERTIFICATE,
                () -> new NotSentException(
                        "The certificate of " + address + " was refused, nothing was sent; " + cureOf(certificate)
                                + " (" + certificate.getMessage() + ")",
                        cause),
                pause);
    }

    private static String cureOf(CertificateException refusal) {
        if (find(CertificateExpiredException.class, refusal) != null) {
            return "its validity is over: it must be renewed by the server's operator, unless the clock of this machine"
                    + " is wrong";
        }
        if (find(CertificateNotYetValidException.class, refusal) != null) {
            return "its validity has not begun: check the clock of this machine";
        }
        boolean wrongName =
                String.valueOf(refusal.getMessage()).matches("(?i).*(subject alternative|no name matching).*");
        return wrongName
                ? "it does not carry this host name: set host to a name in the certificate"
                : "it is not trusted: add its issuer to the trust store of the JVM or to sslContextParameters";
    }

    private static <T extends Throwable> @Nullable T find(Class<T> type, @Nullable Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (type.isInstance(cause)) {
                return type.cast(cause);
            }
        }
        return null;
    }
}
