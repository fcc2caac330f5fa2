package io.github.camelctrader.simulator.server;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a port from other processes while nobody listens there: a socket that is bound and does not listen, so that the operating system
 * refuses connections. Without it the port may be given to anyone, who would get our clients, and we would not get it back.
 */
final class PortKeeper {
    private @Nullable Socket socket;
    private boolean closed;

    /**
     * Takes the port, which nobody may listen on any more, unless this was closed.
     *
     * @return false when it is taken still, or again
     */
    synchronized boolean keep(InetSocketAddress address) {
        if (closed) {
            return true;
        }
        Socket taken = new Socket();
        try {
            taken.setReuseAddress(true);
            taken.bind(address);
        } catch (IOException inUse) {
            close(taken);
            return false;
        }
        letGo();
        socket = taken;
        return true;
    }

    /** Leaves the port to whoever listens next. */
    synchronized void letGo() {
        Socket kept = socket;
        socket = null;
        if (kept != null) {
            close(kept);
        }
    }

    /** Lets go of it for good. */
    synchronized void close() {
        closed = true;
        letGo();
    }

    private static void close(Socket unconnected) {
        try {
            unconnected.close();
        } catch (IOException e) {
            throw new IllegalStateException("A socket that was never connected cannot be closed", e);
        }
    }
}
