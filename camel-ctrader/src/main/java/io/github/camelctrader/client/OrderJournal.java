package io.github.camelctrader.client;

import java.util.List;

/**
 * Records which order requests were sent and what became of them: before the send, and whenever more is known. After a crash it is
 * the only record of the orders that may have been sent.
 *
 * <p>One journal serves all connections of a component, of both environments; of each environment, one connection at a time, which
 * takes over the open records of that environment. It is never called on a connection's own thread, so that it may wait for a disk
 * or a data base. One connection makes one call at a time; two connections may call at once. Of each operation, which {@link
 * OrderRecord#key()} identifies, the newest record counts.
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
     * Replaces the operation's last record. Returns only when it would survive a crash, as far as this journal promises to.
     *
     * <p>What a journal may forget: records whose phase {@linkplain OrderRecord.Phase#isSettled() is settled}, when they are old or
     * many. It never forgets by itself a record whose outcome may still be found.
     *
     * @throws OrderJournalException when the record could not be kept; an order must not be sent then
     */
    void write(OrderRecord record);

    /** Gives up ownership. Closing what is not open does nothing. */
    @Override
    void close();
}
