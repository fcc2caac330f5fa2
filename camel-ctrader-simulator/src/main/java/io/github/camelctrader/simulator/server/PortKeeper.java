package io.github.camelctrader.simulator.server;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a port from other processes: a socket that is bound to it and does not listen. While nobody else listens there, the operating
 * system refuses connections. Without it the port may be given to anyone, who would get our clients, and we would not get it back.
 */
final class PortKeeper {
    private final ReentrantLock lock = new ReentrantLock();
    private @Nullable Socket socket;
    private boolean closed;

    /**
     * Takes the port, on which nobody may listen yet, unless it has it already or was closed. A listener that may use an address
     * again can have it beside this one on Linux; elsewhere only after {@link #letGo}.
     *
     * @param address port 0 for any free one
     * @return the same with the port that is kept; null when it is taken
     */
    @Nullable
    InetSocketAddress keep(InetSocketAddress address) {
        lock.lock();
        try {
            Socket kept = socket;
            if (kept == null && !closed) {
                kept = taken(address);
                socket = kept;
            }
            if (kept == null) {
                return closed ? address : null;
            }
            return new InetSocketAddress(address.getHostString(), kept.getLocalPort());
        } finally {
            lock.unlock();
        }
    }

    /** Leaves the port to whoever listens next. */
    void letGo() {
        lock.lock();
        try {
            release();
        } finally {
            lock.unlock();
        }
    }

    /** Lets go of it for good. */
    void close() {
        lock.lock();
        try {
            closed = true;
            release();
        } finally {
            lock.unlock();
        }
    }

    private static @Nullable Socket taken(InetSocketAddress address) {
        Socket taken = new Socket();
        try {
            taken.setReuseAddress(true);
            taken.bind(address);
            return taken;
        } catch (IOException inUse) {
            close(taken);
            return null;
        }
    }

    private void release() {
        Socket kept = socket;
        socket = null;
        if (kept != null) {
            close(kept);
        }
    }

    private static void close(Socket unconnected) {
        try {
            unconnected.close();
        } catch (IOException e) {
            throw new IllegalStateException("A socket that was never connected cannot be closed", e);
        }
    }
}
