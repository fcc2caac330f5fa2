package io.github.camelctrader.client.account;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Message;
import com.xtrader.protocol.openapi.v2.ProtoOAAccountAuthReq;
import com.xtrader.protocol.openapi.v2.ProtoOAAccountAuthRes;
import com.xtrader.protocol.openapi.v2.ProtoOAErrorRes;
import com.xtrader.protocol.openapi.v2.ProtoOAGetAccountListByAccessTokenReq;
import com.xtrader.protocol.openapi.v2.ProtoOAGetAccountListByAccessTokenRes;
import com.xtrader.protocol.openapi.v2.ProtoOARefreshTokenRes;
import com.xtrader.protocol.openapi.v2.model.ProtoOACtidTraderAccount;
import io.github.camelctrader.client.CTraderException;
import io.github.camelctrader.client.RequestTimeoutException;
import io.github.camelctrader.client.request.Priority;
import io.github.camelctrader.client.request.Requests;
import io.github.camelctrader.client.request.ServerErrors;
import io.github.camelctrader.client.wire.InboundMessage;
import io.github.camelctrader.client.wire.PayloadTypes;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** A server played by the test: keeps every request until the test answers it. */
final class ScriptedRequests implements Requests {

    /** A request and the hook for its answer. */
    record Call(Message request, Priority priority, CompletableFuture<InboundMessage> future) {
        void answer(Message answer) {
            future.complete(new InboundMessage(PayloadTypes.payloadTypeOf(answer), answer, "id"));
        }

        void refuse(String errorCode) {
            refuse(errorCode, null);
        }

        void refuse(String errorCode, @Nullable String description) {
            refuse(error(errorCode, description).build());
        }

        void refuse(ProtoOAErrorRes error) {
            future.completeExceptionally(refusal(error));
        }

        void hang() {
            future.completeExceptionally(new RequestTimeoutException("no answer within 10000 ms", null));
        }
    }

    private final List<Call> calls = new ArrayList<>();

    @Override
    public CompletableFuture<InboundMessage> send(Message request, Priority priority) {
        Call call = new Call(request, priority, new CompletableFuture<>());
        calls.add(call);
        return call.future;
    }

    int sent() {
        return calls.size();
    }

    /** Requests that nobody has answered. */
    List<Call> waiting() {
        return calls.stream().filter(call -> !call.future.isDone()).toList();
    }

    /** The one request that waits for its answer. */
    Call only() {
        List<Call> waiting = waiting();
        assertThat(waiting).hasSize(1);
        return Objects.requireNonNull(waiting.get(0));
    }

    /** The one authorisation of this account that waits for its answer. */
    Call authorisation(long accountId) {
        List<Call> waiting = waiting().stream()
                .filter(call -> call.request instanceof ProtoOAAccountAuthReq request
                        && request.getCtidTraderAccountId() == accountId)
                .toList();
        assertThat(waiting).as("authorisations of account %d", accountId).hasSize(1);
        return Objects.requireNonNull(waiting.get(0));
    }

    void authorise(long accountId) {
        authorisation(accountId)
                .answer(ProtoOAAccountAuthRes.newBuilder()
                        .setCtidTraderAccountId(accountId)
                        .build());
    }

    /** Answers the one question for the accounts of a token. */
    void listAccounts(ProtoOACtidTraderAccount... accounts) {
        List<Call> waiting = waiting().stream()
                .filter(call -> call.request instanceof ProtoOAGetAccountListByAccessTokenReq)
                .toList();
        assertThat(waiting).as("questions for the accounts of a token").hasSize(1);
        waiting.get(0)
                .answer(ProtoOAGetAccountListByAccessTokenRes.newBuilder()
                        .setAccessToken("token")
                        .addAllCtidTraderAccount(List.of(accounts))
                        .build());
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

    static ProtoOAErrorRes.Builder error(String errorCode, @Nullable String description) {
        ProtoOAErrorRes.Builder error = ProtoOAErrorRes.newBuilder().setErrorCode(errorCode);
        return description == null ? error : error.setDescription(description);
    }

    static CTraderException refusal(ProtoOAErrorRes error) {
        return Objects.requireNonNull(ServerErrors.refusal(error));
    }
}
