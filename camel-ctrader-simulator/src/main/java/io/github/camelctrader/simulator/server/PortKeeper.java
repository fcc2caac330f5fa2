package io.github.camelctrader.simulator.server;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a port from other processes while nobody listens there: a socket that is bound and does not listen, so that the operating system
 * refuses connections. Without it the port may be given to anyone, who would get our clients, and we would not get it back.
 */
final class PortKeeper {
    private final ReentrantLock lock = new ReentrantLock();
    private @Nullable Socket socket;
    private boolean closed;

    /**
     * Takes the port, which nobody may listen on any more, unless this was closed.
     *
     * @return false when it is taken still, or again
     */
    boolean keep(InetSocketAddress address) {
        lock.lock();
        try {
            return closed || take(address);
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

    private boolean take(InetSocketAddress address) {
        Socket taken = new Socket();
        try {
            taken.setReuseAddress(true);
            taken.bind(address);
        } catch (IOException inUse) {
            close(taken);
            return false;
        }
        release();
        socket = taken;
        return true;
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
