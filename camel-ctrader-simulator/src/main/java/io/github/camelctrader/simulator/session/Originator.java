package io.github.camelctrader.simulator.session;

import io.github.camelctrader.simulator.trading.AccountEvent;
import org.jspecify.annotations.Nullable;

/** Who brought events of an account about, which decides whose id they carry on which connection. */
@FunctionalInterface
interface Originator {
    /** Nobody on a connection. */
    Originator SERVER = (session, event) -> session.send(event.event(), null);

    /** Sends an event to a session that authorised the account. */
    void tell(Session session, AccountEvent event);

    /** A session on another server, whose ids were seen to arrive here too. */
    static Originator elsewhere(@Nullable String clientMsgId) {
        return (session, event) -> session.send(event.event(), event.answer() ? clientMsgId : null);
    }
}
