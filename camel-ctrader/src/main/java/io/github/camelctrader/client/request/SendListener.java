package io.github.camelctrader.client.request;

/** Notified when a request leaves this process, and asked before that whether it is still wanted. Called on the loop. */
public interface SendListener {
    /** For requests of which nobody wants to know. */
    SendListener NONE = new SendListener() {
        @Override
        public void sent(String clientMsgId) {}

        @Override
        public void takenBack() {}
    };

    /** Whether the request is still to go; asked right before it would. One that is not fails, and its failure tells nothing. */
    default boolean isWanted() {
        return true;
    }

    /** The request is handed to the socket now, with this id; until now it had not left this process. */
    void sent(String clientMsgId);

    /** Whether the request may go once more after the server refused to look at it. */
    default boolean mayGoAgain() {
        return true;
    }

    /** The server refused to look at the request, which proves that nothing was done; it goes once more, later. */
    void takenBack();
}
