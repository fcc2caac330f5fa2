package io.github.camelctrader.producer;

import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import com.xtrader.protocol.openapi.v2.ProtoOAAccountAuthReq;
import io.github.camelctrader.client.AccountTokens;
import io.github.camelctrader.client.CTraderClient;
import io.github.camelctrader.client.token.TokenGrants;
import io.github.camelctrader.client.validation.GrantedScopes;
import io.github.camelctrader.client.validation.TradePermission;
import io.github.camelctrader.client.wire.PayloadTypes;
import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The tokens of a producer, which give access to the accounts of its requests. */
public final class AccountAccess {
    private static final String ACCESS_TOKEN = "accessToken";
    private static final String REFRESH_TOKEN = "refreshToken";

    private final CTraderClient client;
    private final @Nullable Long accountId;
    private final @Nullable AccountTokens tokens;
    private final TokenGrants grants;
    private final GrantedScopes scopes;

    /**
     * @param accountId the account that is known to the connection already, or null
     * @param tokens of accounts that requests name, or null
     * @param grants hold the present tokens, which replaced those of the configuration
     * @param scopes what the users of the connection know about these
     */
    public AccountAccess(
            CTraderClient client,
            @Nullable Long accountId,
            @Nullable AccountTokens tokens,
            TokenGrants grants,
            GrantedScopes scopes) {
        this.client = client;
        this.accountId = accountId;
        this.tokens = tokens;
        this.grants = grants;
        this.scopes = scopes;
    }

    /** @param timeout of all that is asked before an order */
    TradePermission permission(Duration timeout) {
        return new TradePermission(client, scopes, tokens, this::accessToken, timeout);
    }

    /** The present access token, or null when accounts are authorised by hand. */
    private @Nullable String accessToken() {
        return tokens == null ? null : grants.accessToken(tokens);
    }

    /** Puts the present tokens in where a request has a place for them and leaves it empty. */
    void fillInTokens(Message.Builder request) {
        if (tokens != null) {
            fill(request, ACCESS_TOKEN, () -> grants.accessToken(tokens));
            fill(request, REFRESH_TOKEN, () -> grants.refreshToken(tokens));
        }
    }

    /** Makes the account of a request known to the connection, which authorises it then. */
    public void makeKnown(Message.Builder request) {
        long id = PayloadTypes.accountIdOf(request);
        // Who authorises an account by hand brings its token along.
        boolean byHand = request.getDescriptorForType().equals(ProtoOAAccountAuthReq.getDescriptor());
        boolean known = accountId != null && accountId == id;
        if (id != 0 && tokens != null && !known && !byHand) {
            client.mentionAccount(id, tokens);
        }
    }

    private static void fill(Message.Builder request, String name, Supplier<@Nullable String> present) {
        FieldDescriptor field = request.getDescriptorForType().findFieldByName(name);
        String token = field == null || request.hasField(field) ? null : present.get();
        if (field != null && token != null) {
            request.setField(field, token);
        }
    }
}
