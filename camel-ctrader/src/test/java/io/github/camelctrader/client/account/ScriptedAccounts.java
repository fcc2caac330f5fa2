package io.github.camelctrader.client.account;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Message;
import com.xtrader.protocol.openapi.v2.ProtoOAAccountAuthReq;
import com.xtrader.protocol.openapi.v2.ProtoOAAccountAuthRes;
import com.xtrader.protocol.openapi.v2.ProtoOAGetAccountListByAccessTokenReq;
import com.xtrader.protocol.openapi.v2.ProtoOAGetAccountListByAccessTokenRes;
import com.xtrader.protocol.openapi.v2.ProtoOARefreshTokenRes;
import com.xtrader.protocol.openapi.v2.model.ProtoOACtidTraderAccount;
import io.github.camelctrader.client.request.ScriptedRequests;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;

/** A server played by the test that authorises accounts and refreshes tokens when the test says so. */
final class ScriptedAccounts extends ScriptedRequests {

    /** The one request that waits for its answer. */
    Call only() {
        return only("requests that wait", request -> true);
    }

    /** The one authorisation of this account that waits for its answer. */
    Call authorisation(long accountId) {
        return only(
                "authorisations of account " + accountId,
                message -> message instanceof ProtoOAAccountAuthReq request
                        && request.getCtidTraderAccountId() == accountId);
    }

    void authorise(long accountId) {
        authorisation(accountId)
                .answer(ProtoOAAccountAuthRes.newBuilder()
                        .setCtidTraderAccountId(accountId)
                        .build());
    }

    /** Answers the one question for the accounts of a token. */
    void listAccounts(ProtoOACtidTraderAccount... accounts) {
        only("questions for the accounts of a token", ProtoOAGetAccountListByAccessTokenReq.class::isInstance)
                .answer(ProtoOAGetAccountListByAccessTokenRes.newBuilder()
                        .setAccessToken("token")
                        .addAllCtidTraderAccount(List.of(accounts))
                        .build());
    }

    private Call only(String what, Predicate<Message> wanted) {
        List<Call> found =
                waiting().stream().filter(call -> wanted.test(call.request())).toList();
        assertThat(found).as(what).hasSize(1);
        return Objects.requireNonNull(found.get(0));
    }

    static ProtoOACtidTraderAccount account(long accountId, boolean live, long login) {
        return ProtoOACtidTraderAccount.newBuilder()
                .setCtidTraderAccountId(accountId)
                .setIsLive(live)
                .setTraderLogin(login)
                .build();
    }

    static ProtoOARefreshTokenRes pair(String accessToken, String refreshToken, long lifeSeconds) {
        return ProtoOARefreshTokenRes.newBuilder()
                .setAccessToken(accessToken)
                .setTokenType("bearer")
                .setExpiresIn(lifeSeconds)
                .setRefreshToken(refreshToken)
                .build();
    }
}
