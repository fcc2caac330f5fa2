package io.github.camelctrader.client.wire;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says once for each payload type, in the life of the process, that the server sends what this schema does not cover: every
 * message of the type may be like that, and none of them is lost.
 */
final class SchemaWarnings {
    private static final Logger LOG = LoggerFactory.getLogger(SchemaWarnings.class);
    /** More types than a server can mean: what comes beyond is noise, and not worth a line. */
    private static final int MAX_KNOWN = 1000;

    private static final Set<String> KNOWN = ConcurrentHashMap.newKeySet();

    private SchemaWarnings() {}

    static void found(int payloadType, String finding) {
        if (KNOWN.size() < MAX_KNOWN && KNOWN.add(payloadType + finding)) {
            LOG.warn(
                    "Messages of type {} {}; they are passed on, and this is said once. A newer schema may know more",
                    payloadType,
                    finding);
        }
    }
}
