package io.github.camelctrader.client.request;

import io.github.camelctrader.client.AuthenticationException;
import io.github.camelctrader.client.time.OnLoop;

/** Which refusals for want of an authorisation the gate does something about, so that the request may go once more. */
@OnLoop
final class RepeatableRefusals {
    private final AccountGate gate;

    RepeatableRefusals(AccountGate gate) {
        this.gate = gate;
    }

    /** Whether the gate does something about the cause of a refusal. */
    boolean begunFor(PendingRequest request, AuthenticationException refused) {
        if (ServerErrors.applicationNotAuthorised(refused)) {
            return gate.applicationLost();
        }
        if (request.accountId() == 0 || refused.getErrorCode() == null) {
            return false;
        }
        if (ServerErrors.tokenRefused(refused)) {
            return gate.tokenRefused(request.accountId(), refused);
        }
        return ServerErrors.accountNotAuthorised(refused.getErrorCode(), refused.getDescription())
                && gate.sessionLost(request.accountId());
    }
}
