package io.github.camelctrader.simulator.session;

import com.google.protobuf.Message;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** How what a request brings about reaches the connection that asked. */
@FunctionalInterface
interface Delivery {
    /** As it should. */
    Delivery PLAIN = Session::send;

    /** Not at all. */
    Delivery NONE = (session, message, clientMsgId) -> {};

    /** Twice. */
    Delivery TWICE = (session, message, clientMsgId) -> {
        session.send(message, clientMsgId);
        session.send(message, clientMsgId);
    };

    /** Without the id of the request. */
    Delivery WITHOUT_ID = (session, message, clientMsgId) -> session.send(message, null);

    /** Once, then the connection ends. */
    Delivery LAST = (session, message, clientMsgId) -> {
        session.send(message, clientMsgId);
        session.link().close();
    };

    /** Takes a message for a session, with the id of the request it answers or {@code null}. */
    void deliver(Session session, Message message, @Nullable String clientMsgId);

    /** A time later. */
    static Delivery late(Duration delay, Scheduler scheduler) {
        return (session, message, clientMsgId) -> scheduler.after(delay, () -> session.send(message, clientMsgId));
    }

    /** After the next answer to another request, or a time later. */
    static Delivery reordered(Duration latest, Scheduler scheduler) {
        return (session, message, clientMsgId) -> {
            session.hold(message, clientMsgId);
            scheduler.after(latest, session::releaseHeld);
        };
    }

    /** Only a part of the rows of a history answer. */
    static Delivery pages(int rows, boolean newest) {
        return (session, message, clientMsgId) -> session.send(HistoryPages.cut(message, rows, newest), clientMsgId);
    }
}
