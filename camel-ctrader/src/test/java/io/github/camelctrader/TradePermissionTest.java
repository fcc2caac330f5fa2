package io.github.camelctrader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import com.xtrader.protocol.openapi.v2.ProtoOACancelOrderReq;
import com.xtrader.protocol.openapi.v2.ProtoOAGetAccountListByAccessTokenReq;
import com.xtrader.protocol.openapi.v2.ProtoOAGetAccountListByAccessTokenRes;
import com.xtrader.protocol.openapi.v2.model.ProtoOAClientPermissionScope;
import com.xtrader.protocol.openapi.v2.model.ProtoOACtidTraderAccount;
import io.github.camelctrader.client.AccountTokens;
import io.github.camelctrader.client.AuthenticationException;
import io.github.camelctrader.client.CTraderException;
import io.github.camelctrader.client.Environment;
import io.github.camelctrader.client.Reply;
import io.github.camelctrader.client.RequestRejectedException;
import io.github.camelctrader.client.RequestTimeoutException;
import io.github.camelctrader.client.Retryability;
import io.github.camelctrader.client.validation.GrantedScopes;
import io.github.camelctrader.client.validation.TradePermission;
import io.github.camelctrader.client.wire.PayloadTypes;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.camel.Exchange;
import org.apache.camel.builder.ExchangeBuilder;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A token that may only look is found out before the first order; where that is not known, the server decides. */
class TradePermissionTest {
    private static final ProtoOACancelOrderReq CANCEL = ProtoOACancelOrderReq.newBuilder()
            .setCtidTraderAccountId(7)
            .setOrderId(5)
            .build();

    @RegisterExtension
    private final ClientlessCamel camel = new ClientlessCamel(new RouteBuilder() {
        @Override
        public void configure() {
            from("direct:orders").to("ctrader:demo");
        }
    });

    @Test
    void aTokenForLookingOnlyPlacesNoOrder() {
        scopeIs(ProtoOAClientPermissionScope.SCOPE_VIEW, 7);

        Exchange exchange = send(CANCEL);

        assertThat(exchange.getException())
                .hasMessageContaining("account 7")
                .hasMessageContaining("scope trading")
                .asInstanceOf(type(AuthenticationException.class))
                .returns(Environment.DEMO, CTraderException::getEnvironment)
                .returns(7L, CTraderException::getAccountId);
        assertThat(camel.client().requests).doesNotContain(CANCEL);
    }

    @Test
    void aTokenForTradingIsAskedAboutOnce() {
        scopeIs(ProtoOAClientPermissionScope.SCOPE_TRADE, 7);

        assertThat(send(CANCEL).getException()).isNull();
        assertThat(send(CANCEL).getException()).isNull();
        assertThat(asked()).isEqualTo(1);
        assertThat(camel.client().requests).contains(CANCEL);
    }

    @Test
    void aTokenIsAskedAboutOnceHoweverManyEndpointsSendOrders() {
        scopeIs(ProtoOAClientPermissionScope.SCOPE_TRADE, 7);

        for (int endpoint = 1; endpoint <= 3; endpoint++) {
            Exchange exchange = camel.context
                    .createProducerTemplate()
                    .send(
                            "ctrader:demo?orderTimeout=" + endpoint + "m",
                            made -> made.getIn().setBody(CANCEL));
            assertThat(exchange.getException()).isNull();
        }
        assertThat(asked()).isEqualTo(1);
    }

    @Test
    void anAccountThatTheTokenDoesNotCoverIsForTheServer() {
        scopeIs(ProtoOAClientPermissionScope.SCOPE_VIEW, 8);

        assertThat(send(CANCEL).getException()).isNull();
    }

    @Test
    void withoutAnAnswerTheOrderGoesOnAndTheNextOneAsksAgain() {
        answerIs(CompletableFuture.failedFuture(new RequestTimeoutException("No answer", null)));
        assertThat(send(CANCEL).getException()).isNull();
        scopeIs(ProtoOAClientPermissionScope.SCOPE_VIEW, 7);

        assertThat(send(CANCEL).getException()).isInstanceOf(AuthenticationException.class);
        assertThat(asked()).isEqualTo(2);
    }

    /** A future may wrap what it failed with on its way. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aQuestionThatIsRefusedIsNotRepeated(boolean wrapped) {
        CompletableFuture<Reply> refused = CompletableFuture.failedFuture(
                new RequestRejectedException("No", "UNSUPPORTED_MESSAGE", null, Retryability.AFTER_FIX));
        answerIs(wrapped ? refused.thenApply(reply -> reply) : refused);

        assertThat(send(CANCEL).getException()).isNull();
        assertThat(send(CANCEL).getException()).isNull();
        assertThat(asked()).isEqualTo(1);
    }

    @Test
    void anotherTokenIsAskedAboutToo() {
        AtomicReference<String> present = new AtomicReference<>("expired");
        TradePermission permission = new TradePermission(
                camel.client(), new GrantedScopes(), AccountTokens.of("expired"), present::get, Duration.ofSeconds(10));
        answerIs(CompletableFuture.failedFuture(new AuthenticationException("No", "OA_AUTH_TOKEN_EXPIRED", null)));
        assertThat(permission.check(7)).isCompleted();
        assertThat(permission.check(7)).isCompleted();
        assertThat(asked()).isEqualTo(1);

        present.set("refreshed");
        scopeIs(ProtoOAClientPermissionScope.SCOPE_VIEW, 7);
        assertThat(permission.check(7)).isCompletedExceptionally();
        assertThat(permission.check(7)).isCompletedExceptionally();
        assertThat(camel.client().requests)
                .filteredOn(ProtoOAGetAccountListByAccessTokenReq.class::isInstance)
                .extracting(request -> ((ProtoOAGetAccountListByAccessTokenReq) request).getAccessToken())
                .containsExactly("expired", "refreshed");
    }

    private long asked() {
        return camel.client().requests.stream()
                .filter(ProtoOAGetAccountListByAccessTokenReq.class::isInstance)
                .count();
    }

    private void scopeIs(ProtoOAClientPermissionScope scope, long accountId) {
        ProtoOAGetAccountListByAccessTokenRes list = ProtoOAGetAccountListByAccessTokenRes.newBuilder()
                .setAccessToken(ClientlessCamel.ACCESS_TOKEN)
                .setPermissionScope(scope)
                .addCtidTraderAccount(ProtoOACtidTraderAccount.newBuilder().setCtidTraderAccountId(accountId))
                .build();
        answerIs(CompletableFuture.completedFuture(new Reply(list, PayloadTypes.payloadTypeOf(list), "1-1")));
    }

    private void answerIs(CompletableFuture<Reply> answer) {
        camel.client().answers = request -> request instanceof ProtoOAGetAccountListByAccessTokenReq
                ? answer
                : RecordingClient.emptyAnswer(request);
    }

    private Exchange send(Object body) {
        return camel.context
                .createProducerTemplate()
                .send(
                        "direct:orders",
                        ExchangeBuilder.anExchange(camel.context).withBody(body).build());
    }
}
