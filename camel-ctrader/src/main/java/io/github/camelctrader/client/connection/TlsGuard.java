package io.github.camelctrader.client.connection;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.ssl.SslHandler;
import java.nio.channels.ClosedChannelException;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.ReentrantLock;
import javax.net.ssl.SSLEngine;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the loop away from a TLS engine whose trust or key manager is at work: these may block, and the engine is locked
 * meanwhile, so that whoever closes the link in the ordinary way would wait for them. First in the pipeline, before the handler
 * of TLS.
 */
final class TlsGuard extends ChannelInboundHandlerAdapter {
    private final SslHandler tls;
    private final LinkListener listener;
    private final String address;
    private final ReentrantLock lock = new ReentrantLock();
    private @Nullable Thread worker;
    private int pending;
    private boolean abandoned;
    private @Nullable ChannelHandlerContext context;

    /**
     * @param threads runs what a handshake has to compute and verify; may block
     * @param listener told when the server closes the link meanwhile
     * @param address of the server, for messages
     */
    TlsGuard(SSLEngine engine, Executor threads, LinkListener listener, String address) {
        this.listener = listener;
        this.address = address;
        this.tls = new SslHandler(engine, task -> run(threads, task));
    }

    /** The handler that this one guards. */
    SslHandler tls() {
        return tls;
    }

    private void run(Executor threads, Runnable task) {
        count(1);
        try {
            threads.execute(() -> work(task));
        } catch (RuntimeException | Error e) {
            count(-1);
            throw e;
        }
    }

    private void work(Runnable task) {
        if (begin()) {
            try {
                task.run();
            } finally {
                end();
            }
        }
    }

    private boolean begin() {
        lock.lock();
        try {
            if (!abandoned) {
                worker = Thread.currentThread();
            }
            return !abandoned;
        } finally {
            lock.unlock();
        }
    }

    private void end() {
        lock.lock();
        try {
            worker = null;
            pending--;
            if (abandoned) {
                // The interrupt was meant for the task.
                Thread.interrupted();
            }
        } finally {
            lock.unlock();
        }
    }

    private void count(int change) {
        lock.lock();
        try {
            pending += change;
        } finally {
            lock.unlock();
        }
    }

    /** Takes the handler of TLS away if its engine is at work, and interrupts that work. Call on the loop, before closing. */
    void abandon() {
        lock.lock();
        try {
            if (pending == 0) {
                return;
            }
            abandoned = true;
            if (worker != null) {
                worker.interrupt();
            }
        } finally {
            lock.unlock();
        }
        ChannelHandlerContext own = context;
        if (own != null && own.pipeline().context(tls) != null) {
            own.pipeline().remove(tls);
        }
    }

    @Override
    public void handlerAdded(ChannelHandlerContext added) {
        context = added;
    }

    @Override
    public void channelInactive(ChannelHandlerContext ended) {
        if (isAtWork()) {
            listener.lost(TlsFailures.explain(new ClosedChannelException(), address, Duration.ZERO));
            abandon();
        }
        ended.fireChannelInactive();
    }

    private boolean isAtWork() {
        lock.lock();
        try {
            return pending > 0;
        } finally {
            lock.unlock();
        }
    }
}
