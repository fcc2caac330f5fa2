package io.github.camelctrader.idempotency;

import io.github.camelctrader.CTraderConstants;
import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.jspecify.annotations.Nullable;

/**
 * Distinguishes the ids that came with events and answers from those that users give, by the identity of the text: a header that
 * this component set holds the very same {@code String} object, and keeps it wherever an EIP takes it, so that no second header is
 * needed that an EIP might leave behind.
 */
public final class ShownIds {
    private static final ReferenceQueue<String> GONE = new ReferenceQueue<>();
    private static final Set<Shown> SHOWN = ConcurrentHashMap.newKeySet();

    private ShownIds() {}

    /** The id that the user gave in the header, or null. */
    public static @Nullable String ofUser(Exchange exchange) {
        Object header = exchange.getMessage().getHeader(CTraderConstants.CLIENT_ORDER_ID);
        return header == null || header instanceof String id && SHOWN.contains(new Shown(id, null))
                ? null
                : exchange.getMessage().getHeader(CTraderConstants.CLIENT_ORDER_ID, String.class);
    }

    /** Marks the header as set by us, so that it does not become the id of the next order. */
    public static void shown(Message message) {
        if (message.getHeader(CTraderConstants.CLIENT_ORDER_ID) instanceof String id) {
            message.setHeader(CTraderConstants.CLIENT_ORDER_ID, shown(id));
        }
    }

    /** A copy of an id that, as the value of the header, counts as set by this component. */
    public static String shown(String id) {
        // A text of its own: an equal one in the body may be what a user takes for an id on purpose.
        String copy = new StringBuilder(id).toString();
        SHOWN.add(new Shown(copy, GONE));
        for (Reference<?> gone = GONE.poll(); gone != null; gone = GONE.poll()) {
            SHOWN.remove(gone);
        }
        return copy;
    }

    /** Equal to others of the same text object, not of an equal one, and to itself when the text is gone. */
    private static final class Shown extends WeakReference<String> {
        private final int hash;

        Shown(String id, @Nullable ReferenceQueue<String> queue) {
            super(id, queue);
            hash = System.identityHashCode(id);
        }

        @Override
        public int hashCode() {
            return hash;
        }

        @Override
        public boolean equals(@Nullable Object other) {
            if (this == other) {
                return true;
            }
            String id = get();
            return other instanceof Shown shown && id != null && refersToSame(shown, id);
        }

        @SuppressWarnings("ReferenceEquality")
        private static boolean refersToSame(Shown shown, String id) {
            return shown.get() == id;
        }
    }
}
