package io.github.camelctrader;

import com.google.protobuf.Message;
import io.github.camelctrader.client.CTraderClient;
import io.github.camelctrader.client.Environment;
import io.github.camelctrader.client.Facts;
import io.github.camelctrader.client.InvalidRequestException;
import io.github.camelctrader.client.SymbolReference;
import io.github.camelctrader.client.SymbolStatus;
import io.github.camelctrader.client.wire.PayloadTypes;
import io.github.camelctrader.producer.AccountAccess;
import io.github.camelctrader.producer.RequestReader;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.apache.camel.Exchange;
import org.jspecify.annotations.Nullable;

/** Carries out what producers do beside sending requests, for the account and the symbol that an exchange names in its headers. */
final class OperationReply {
    private final CTraderClient client;
    private final Environment environment;
    private final Operation operation;
    private final RequestReader reader;
    private final AccountAccess access;
    private final Duration timeout;

    /** @param timeout bound of one answer */
    OperationReply(
            CTraderClient client,
            Environment environment,
            Operation operation,
            RequestReader reader,
            AccountAccess access,
            Duration timeout) {
        this.client = client;
        this.environment = environment;
        this.operation = operation;
        this.reader = reader;
        this.access = access;
        this.timeout = timeout;
    }

    /**
     * Completes with what puts the answer onto the exchange.
     *
     * @throws InvalidRequestException when the exchange names no account, or no symbol where one is needed
     */
    CompletableFuture<Runnable> begin(Exchange exchange) {
        Message.Builder likeness = operation.likeness();
        reader.fillInAccount(exchange, likeness);
        long accountId = PayloadTypes.accountIdOf(likeness);
        if (accountId == 0) {
            throw new InvalidRequestException(
                    "accountId", "(absent)", "is needed, or the header " + CTraderConstants.ACCOUNT_ID);
        }
        SymbolReference symbol = operation == Operation.SYMBOL ? symbol(exchange) : null;
        access.makeKnown(likeness);
        return answer(accountId, symbol).thenApply(facts -> () -> tell(exchange, accountId, facts));
    }

    private CompletableFuture<? extends Facts> answer(long accountId, @Nullable SymbolReference symbol) {
        if (symbol != null) {
            return client.directory(accountId, timeout).status(symbol);
        }
        return operation == Operation.PROFIT
                ? client.profit(accountId, timeout)
                : client.computedProfit(accountId, timeout);
    }

    /** An event has both headers; a route that asks for another symbol sets the name. */
    private static SymbolReference symbol(Exchange exchange) {
        String name = exchange.getIn().getHeader(CTraderConstants.SYMBOL_NAME, String.class);
        Long id = exchange.getIn().getHeader(CTraderConstants.SYMBOL_ID, Long.class);
        if (name != null) {
            return SymbolReference.byName(name);
        }
        if (id == null) {
            throw new InvalidRequestException(
                    CTraderConstants.SYMBOL_NAME, "(absent)", "is needed, or " + CTraderConstants.SYMBOL_ID);
        }
        return SymbolReference.byId(id);
    }

    private void tell(Exchange exchange, long accountId, Facts facts) {
        org.apache.camel.Message camel = exchange.getMessage();
        camel.setBody(facts);
        camel.setHeader(CTraderConstants.ENVIRONMENT, environment.toString());
        camel.setHeader(CTraderConstants.ACCOUNT_ID, accountId);
        if (facts instanceof SymbolStatus status) {
            camel.setHeader(CTraderConstants.SYMBOL_ID, status.symbolId());
            camel.setHeader(CTraderConstants.SYMBOL_NAME, status.symbolName());
        }
        camel.removeHeader(CTraderConstants.CLIENT_MSG_ID);
        camel.removeHeader(CTraderConstants.PAYLOAD_TYPE);
        camel.removeHeader(CTraderConstants.MESSAGE_TYPE);
    }
}
