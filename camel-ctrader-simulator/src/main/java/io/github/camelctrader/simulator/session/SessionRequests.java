package io.github.camelctrader.simulator.session;

import com.xtrader.protocol.openapi.v2.ProtoOAAccountAuthReq;
import com.xtrader.protocol.openapi.v2.ProtoOAAccountAuthRes;
import com.xtrader.protocol.openapi.v2.ProtoOAAccountDisconnectEvent;
import com.xtrader.protocol.openapi.v2.ProtoOAAccountLogoutReq;
import com.xtrader.protocol.openapi.v2.ProtoOAAccountLogoutRes;
import com.xtrader.protocol.openapi.v2.ProtoOAApplicationAuthReq;
import com.xtrader.protocol.openapi.v2.ProtoOAApplicationAuthRes;
import com.xtrader.protocol.openapi.v2.ProtoOAVersionReq;
import com.xtrader.protocol.openapi.v2.ProtoOAVersionRes;
import com.xtrader.protocol.openapi.v2.model.ProtoOAErrorCode;
import com.xtrader.protocol.proto.commons.model.ProtoErrorCode;
import io.github.camelctrader.simulator.SimulatedAccount;
import java.util.Optional;

/** Authorisation of applications and accounts. */
final class SessionRequests {
    private static final String VERSION = "91";

    private final Venue venue;
    private final Directory directory;
    private final TokenRequests tokens;
    private final ServerRules rules;

    SessionRequests(Venue venue, Directory directory, TokenRequests tokens, ServerRules rules) {
        this.venue = venue;
        this.directory = directory;
        this.tokens = tokens;
        this.rules = rules;
    }

    void register(RequestTable table) {
        Access version = rules.versionBeforeAuth() ? Access.CONNECTION : Access.APPLICATION;
        table.on(ProtoOAApplicationAuthReq.getDefaultInstance(), Access.CONNECTION, this::authenticateApplication);
        table.on(
                ProtoOAVersionReq.getDefaultInstance(),
                version,
                (caller, request) -> caller.answer(
                        ProtoOAVersionRes.newBuilder().setVersion(VERSION).build()));
        table.on(ProtoOAAccountAuthReq.getDefaultInstance(), Access.APPLICATION, this::authoriseAccount);
        table.on(ProtoOAAccountLogoutReq.getDefaultInstance(), Access.ACCOUNT, this::logout);
    }

    private void authenticateApplication(Requester caller, ProtoOAApplicationAuthReq request) {
        Session session = caller.session();
        if (session.applicationAuthenticated()) {
            caller.refuse(
                    rules.secondApplicationAuthError(), "Application is already authenticated on this connection");
        } else if (directory.knowsApplication(request.getClientId(), request.getClientSecret())) {
            session.authenticateApplication();
            caller.answer(ProtoOAApplicationAuthRes.getDefaultInstance());
        } else {
            caller.refuse(ProtoOAErrorCode.CH_CLIENT_AUTH_FAILURE, "clientId or clientSecret is incorrect");
            session.link().close();
        }
    }

    private void authoriseAccount(Requester caller, ProtoOAAccountAuthReq request) {
        long accountId = request.getCtidTraderAccountId();
        Optional<Grant> grant = tokens.open(caller, request.getAccessToken());
        if (grant.isEmpty()) {
            return;
        }
        Optional<SimulatedAccount> account =
                directory.account(accountId).filter(grant.get().accounts()::contains);
        if (account.isEmpty()) {
            caller.refuse(
                    ProtoOAErrorCode.CH_CTID_TRADER_ACCOUNT_NOT_FOUND,
                    "Trading account " + accountId + " is not found");
        } else if (account.get().environment() != venue.environment()) {
            caller.refuse(
                    ProtoErrorCode.CANT_ROUTE_REQUEST,
                    "Cannot route request: account " + accountId + " is not on the " + venue.environment() + " server");
        } else if (caller.session().account(accountId).isPresent()) {
            caller.refuse(ProtoOAErrorCode.ALREADY_LOGGED_IN, "Trading account is already authorized in this channel");
        } else if (!venue.account(accountId).mayLogIn()) {
            caller.refuse(ProtoOAErrorCode.RET_ACCOUNT_DISABLED, "Trading account " + accountId + " is disabled");
        } else {
            caller.session().authorise(new AccountSession(accountId, venue.account(accountId), grant.get()));
            caller.answer(ProtoOAAccountAuthRes.newBuilder()
                    .setCtidTraderAccountId(accountId)
                    .build());
        }
    }

    private void logout(Requester caller, ProtoOAAccountLogoutReq request) {
        long accountId = request.getCtidTraderAccountId();
        caller.session().logout(accountId);
        caller.answer(ProtoOAAccountLogoutRes.newBuilder()
                .setCtidTraderAccountId(accountId)
                .build());
        caller.follow(ProtoOAAccountDisconnectEvent.newBuilder()
                .setCtidTraderAccountId(accountId)
                .build());
    }
}
