package io.github.camelctrader.client.recovery;

import com.xtrader.protocol.openapi.v2.ProtoOAExecutionEvent;
import io.github.camelctrader.client.ClientEvent;
import java.util.List;

/** Receives executions, and what is known of those that were missed. Called on the loop. */
public interface ExecutionListener {
    /** Whether a consumer wants executions of the account. */
    boolean wants(long accountId);

    /** An event of the server in its place among the others of its account. */
    void live(ClientEvent event);

    /** An execution that was read from history. */
    void recovered(ProtoOAExecutionEvent execution);

    /**
     * What an account executed comes only now, after newer executions were told: what was executed before its first session, or what
     * others did not wait for any longer.
     *
     * @param outage the time that it was executed in
     * @param executions delivered next, as recovered ones
     */
    void late(long accountId, Outage outage, List<ProtoOAExecutionEvent> executions);

    /**
     * What history showed of an interruption was told. May come again for one that was not filled.
     *
     * @param filled whether that is all
     */
    void looked(long accountId, boolean filled);

    /** History is not looked at again for the interruptions until now. */
    void lookedForTheLastTime(long accountId);
}
