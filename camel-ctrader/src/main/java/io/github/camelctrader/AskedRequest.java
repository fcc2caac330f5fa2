package io.github.camelctrader;

import com.google.protobuf.Message;
import io.github.camelctrader.client.wire.PayloadTypes;

/**
 * What an exchange asks for, before anything is looked up for it.
 *
 * @param request what it says in the words of the protocol; required fields may be missing
 * @param terms what it says in the words of people
 */
record AskedRequest(Message.Builder request, SymbolTerms terms) {
    /** The request's account, or 0 when it names none. */
    long accountId() {
        return PayloadTypes.accountIdOf(request);
    }
}
