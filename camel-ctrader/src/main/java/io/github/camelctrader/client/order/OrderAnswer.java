package io.github.camelctrader.client.order;

import com.google.protobuf.Message;
import org.jspecify.annotations.Nullable;

/**
 * The answer to an order request.
 *
 * @param event an execution event, as it came in or as a look-up found it
 * @param clientMsgId the id that the request last went out with, or null when that is not known any more
 * @param recovered whether it was found by look-up
 */
public record OrderAnswer(Message event, @Nullable String clientMsgId, boolean recovered) {}
