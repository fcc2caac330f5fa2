package io.github.camelctrader;

import io.github.camelctrader.client.InvalidRequestException;
import io.github.camelctrader.message.InvalidRequests;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import javax.net.ssl.SSLContext;
import org.apache.camel.CamelContext;
import org.apache.camel.support.jsse.SSLContextParameters;

/**
 * One TLS context for each parameters object. Endpoints with the same parameters must come out with the same context,
 * since that is how the shared connection sees that they agree.
 */
final class SslContexts {
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<SSLContextParameters, SSLContext> contexts = new IdentityHashMap<>();

    /**
     * @throws InvalidRequestException when no context can be made of the parameters, for instance because a key store
     *     cannot be read
     */
    SSLContext of(SSLContextParameters parameters, CamelContext camelContext) {
        lock.lock();
        try {
            SSLContext context = contexts.get(parameters);
            if (context == null) {
                context = parameters.createSSLContext(camelContext);
                contexts.put(parameters, context);
            }
            return context;
        } catch (GeneralSecurityException | IOException e) {
            throw InvalidRequests.refuse(
                    "sslContextParameters", parameters.getClass().getSimpleName(), "gives no TLS context: " + e, e);
        } finally {
            lock.unlock();
        }
    }

    void clear() {
        lock.lock();
        try {
            contexts.clear();
        } finally {
            lock.unlock();
        }
    }
}
