package io.github.camelctrader.simulator.session;

import com.xtrader.protocol.openapi.v2.ProtoOAGetAccountListByAccessTokenReq;
import com.xtrader.protocol.openapi.v2.ProtoOAGetAccountListByAccessTokenRes;
import com.xtrader.protocol.openapi.v2.ProtoOAGetCtidProfileByTokenReq;
import com.xtrader.protocol.openapi.v2.ProtoOAGetCtidProfileByTokenRes;
import com.xtrader.protocol.openapi.v2.ProtoOARefreshTokenReq;
import com.xtrader.protocol.openapi.v2.ProtoOARefreshTokenRes;
import com.xtrader.protocol.openapi.v2.model.ProtoOACtidProfile;
import com.xtrader.protocol.openapi.v2.model.ProtoOACtidTraderAccount;
import com.xtrader.protocol.openapi.v2.model.ProtoOAErrorCode;
import io.github.camelctrader.simulator.SimulatedAccount;
import io.github.camelctrader.simulator.SimulatedTokens;
import java.util.Objects;
import java.util.Optional;

/** What a token opens, and how it is exchanged for the next one. Needs the application, but no account. */
final class TokenRequests {
    private static final String TOKEN_TYPE = "bearer";

    private final Grants grants;
    private final ServerRules rules;

    TokenRequests(Grants grants, ServerRules rules) {
        this.grants = grants;
        this.rules = rules;
    }

    void register(RequestTable table) {
        table.on(ProtoOAGetAccountListByAccessTokenReq.getDefaultInstance(), Access.TOKEN, this::listAccounts);
        table.on(ProtoOAGetCtidProfileByTokenReq.getDefaultInstance(), Access.TOKEN, this::profile);
        table.on(ProtoOARefreshTokenReq.getDefaultInstance(), Access.TOKEN, this::refresh);
    }

    /** What an access token opens now; otherwise the caller is refused. */
    Optional<Grant> open(Requester caller, String accessToken) {
        Optional<Grant> grant = grants.find(accessToken);
        if (grant.isEmpty()) {
            caller.refuse(ProtoOAErrorCode.CH_ACCESS_TOKEN_INVALID, "Access token is invalid");
        } else if (grants.isExpired(grant.get())) {
            caller.refuse(ProtoOAErrorCode.OA_AUTH_TOKEN_EXPIRED, "Access token is expired");
            return Optional.empty();
        }
        return grant;
    }

    private void listAccounts(Requester caller, ProtoOAGetAccountListByAccessTokenReq request) {
        open(caller, request.getAccessToken()).ifPresent(grant -> {
            ProtoOAGetAccountListByAccessTokenRes.Builder answer = ProtoOAGetAccountListByAccessTokenRes.newBuilder()
                    .setAccessToken(request.getAccessToken())
                    .setPermissionScope(grant.scope());
            for (SimulatedAccount account : grant.accounts()) {
                answer.addCtidTraderAccount(ProtoOACtidTraderAccount.newBuilder()
                        .setCtidTraderAccountId(account.accountId())
                        .setIsLive(account.live())
                        .setTraderLogin(account.traderLogin())
                        .setBrokerTitleShort("simulator"));
            }
            caller.answer(answer.build());
        });
    }

    private void profile(Requester caller, ProtoOAGetCtidProfileByTokenReq request) {
        open(caller, request.getAccessToken())
                .ifPresent(grant -> caller.answer(ProtoOAGetCtidProfileByTokenRes.newBuilder()
                        .setProfile(ProtoOACtidProfile.newBuilder().setUserId(grant.userId()))
                        .build()));
    }

    private void refresh(Requester caller, ProtoOARefreshTokenReq request) {
        Optional<Grant> found = grants.findByRefreshToken(request.getRefreshToken());
        if (found.isEmpty()) {
            caller.refuse(ProtoOAErrorCode.CH_ACCESS_TOKEN_INVALID, "Refresh token is invalid");
            return;
        }
        Grant grant = found.get();
        SimulatedTokens next = grants.renew(grant);
        if (rules.tokenEventsFirst()) {
            grants.announceRefresh(grant);
        }
        caller.answer(ProtoOARefreshTokenRes.newBuilder()
                .setAccessToken(next.accessToken())
                .setTokenType(TOKEN_TYPE)
                .setExpiresIn(grants.lifetimeSeconds())
                .setRefreshToken(Objects.requireNonNull(next.refreshToken()))
                .build());
        if (!rules.tokenEventsFirst()) {
            grants.announceRefresh(grant);
        }
    }
}
