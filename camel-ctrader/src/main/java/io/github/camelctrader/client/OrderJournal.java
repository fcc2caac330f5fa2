package io.github.camelctrader.client;

import java.util.List;

/**
 * Where it is written down what order requests were sent and what became of them: before the send, and whenever more is
 * known. After a crash it is all that tells which orders may have gone out.
 *
 * <p>One journal serves all connections of a component, of both environments; of each environment, one connection at a time,
 * which takes what is open in it for its own. It is called off the connections' own
 * threads, so that it may wait for a disk or a data base; by one connection one call at a time, by two of them possibly at
 * once. What happened is the newest record of an operation, which is known by {@link OrderRecord#key()}.
 */
public interface OrderJournal extends AutoCloseable {
    /**
     * Takes ownership, so that no other process writes to the same journal, and returns what is in it: the newest record of
     * every operation that is kept, in no particular order. On a journal that is open already it only
     * returns what is in it now; one that was closed may be opened again.
     *
     * @throws OrderJournalException when another process owns the journal, or it cannot be read
     */
    List<OrderRecord> open();

    /**
     * Puts a record in the place of the operation's last one. Returns only when it would survive a crash, as far as this
     * journal promises to.
     *
     * <p>What a journal may forget: records whose phase {@linkplain OrderRecord.Phase#isSettled() is settled}, when they are
     * old or many. It never forgets by itself what may still have an outcome to be found.
     *
     * @throws OrderJournalException when the record could not be kept; an order must not be sent then
     */
    void write(OrderRecord record);

    /** Gives up ownership. Closing what is not open does nothing. */
    @Override
    void close();
}
