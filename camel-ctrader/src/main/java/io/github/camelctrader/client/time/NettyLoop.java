package io.github.camelctrader.client.time;

import io.netty.channel.EventLoop;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** A {@link Loop} on a thread of its own, which also does the connection's input and output. */
public final class NettyLoop implements Loop {
    private final NioEventLoopGroup group;
    private final EventLoop eventLoop;

    /** @param name of the thread */
    public NettyLoop(String name) {
        group = new NioEventLoopGroup(1, new DefaultThreadFactory(name, true));
        eventLoop = group.next();
    }

    /** The same thread as Netty knows it. */
    public EventLoop eventLoop() {
        return eventLoop;
    }

    @Override
    public boolean inLoop() {
        return eventLoop.inEventLoop();
    }

    @Override
    public void execute(Runnable task) {
        eventLoop.execute(task);
    }

    @Override
    public Timer schedule(Duration delay, Runnable task) {
        Future<?> future = eventLoop.schedule(task, delay.toNanos(), TimeUnit.NANOSECONDS);
        return () -> future.cancel(false);
    }

    @Override
    public long nanoTime() {
        return System.nanoTime();
    }

    @Override
    public Instant now() {
        return Instant.now();
    }

    /** Ends the thread after the tasks that are due; completes when it has ended. */
    @SuppressWarnings("FutureReturnValueIgnored") // The future returned is the answer.
    public CompletableFuture<Void> close() {
        CompletableFuture<Void> closed = new CompletableFuture<>();
        group.shutdownGracefully(0, 5, TimeUnit.SECONDS).addListener(future -> closed.complete(null));
        return closed;
    }
}
