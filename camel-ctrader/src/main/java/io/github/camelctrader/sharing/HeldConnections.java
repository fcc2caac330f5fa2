package io.github.camelctrader.sharing;

import io.github.camelctrader.client.ConnectionSettings;
import io.github.camelctrader.client.Environment;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The connections of all components of a process, one for each application and server: two would get every event twice, halve
 * what each may send, and each would know only half of the orders.
 */
public final class HeldConnections {
    public static final HeldConnections OF_THIS_PROCESS = new HeldConnections();

    /** Guards all shares in all connections. Never held while something is waited for that takes time. */
    final ReentrantLock lock = new ReentrantLock();

    private final Map<Place, SharedConnection> held = new ConcurrentHashMap<>();

    private record Place(String clientId, Environment environment, String host, int port) {
        private static Place of(ConnectionSettings settings) {
            return new Place(
                    settings.clientId(),
                    settings.environment(),
                    settings.host().toLowerCase(Locale.ROOT),
                    settings.port());
        }

        /** Without the client id, which is a secret. */
        @Override
        public String toString() {
            return environment + " at " + host + ":" + port;
        }
    }

    /** Who has the application's connection to that server; null when nobody has. */
    @Nullable
    SharedConnection get(ConnectionSettings settings) {
        return held.get(Place.of(settings));
    }

    /** Keeps a connection's place until it has closed. */
    void put(ConnectionSettings settings, SharedConnection connection) {
        Place place = Place.of(settings);
        held.put(place, connection);
        // Where the connection's own thread tells, which must not wait for the lock.
        connection.whenClosed(() -> held.remove(place, connection));
    }
}
