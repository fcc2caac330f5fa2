package io.github.camelctrader;

import com.google.protobuf.Message;
import io.github.camelctrader.client.AccountTokens;
import io.github.camelctrader.client.CTraderClient;
import io.github.camelctrader.client.CTraderException;
import io.github.camelctrader.client.HistoryQuery;
import io.github.camelctrader.client.InvalidRequestException;
import io.github.camelctrader.client.NotSentException;
import io.github.camelctrader.client.time.Callbacks;
import io.github.camelctrader.header.ReplyHeaders;
import io.github.camelctrader.message.AccountIds;
import io.github.camelctrader.message.RequestTypes;
import io.github.camelctrader.producer.AccountAccess;
import io.github.camelctrader.producer.RequestReader;
import io.github.camelctrader.producer.RequestSender;
import io.github.camelctrader.sharing.ConnectionHandle;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.apache.camel.AsyncCallback;
import org.apache.camel.Exchange;
import org.apache.camel.InvalidPayloadException;
import org.apache.camel.health.HealthCheck;
import org.apache.camel.health.HealthCheckHelper;
import org.apache.camel.health.WritableHealthCheckRepository;
import org.apache.camel.spi.RouteIdAware;
import org.apache.camel.support.DefaultAsyncProducer;
import org.jspecify.annotations.Nullable;

/**
 * Sends the request that an exchange carries and goes on with its answer as the body. The answer is awaited whatever the
 * exchange's pattern is, since only it says whether the request was carried out. No thread waits meanwhile; the route
 * goes on on a thread of the component.
 */
public class CTraderProducer extends DefaultAsyncProducer implements RouteIdAware {
    private final CTraderEndpoint endpoint;
    private @Nullable ConnectionHandle connection;
    private volatile @Nullable RequestSender sender;
    private volatile @Nullable DownloadReply downloads;
    private volatile @Nullable OperationReply operations;
    private @Nullable String routeId;
    private @Nullable HealthCheck healthCheck;

    CTraderProducer(CTraderEndpoint endpoint) {
        super(endpoint);
        this.endpoint = endpoint;
    }

    /**
     * Checks the options, so that what can never work fails before anything is connected.
     *
     * @throws InvalidRequestException naming the option, its value and the rule
     */
    @Override
    protected void doInit() throws Exception {
        super.doInit();
        endpoint.connectionSettings();
        endpoint.requestTimeout();
        endpoint.orderTimeout();
        Long accountId = AccountIds.single(endpoint.getConfiguration().getAccountId());
        if (accountId == null) {
            refusePinWithoutAccount();
            endpoint.tokens();
        } else {
            endpoint.tokensFor(Set.of(accountId));
        }
        String messageType = endpoint.getMessageType();
        if (endpoint.getOperation() != Operation.REQUEST
                && (messageType != null || endpoint.getPaging() != Paging.NONE)) {
            throw new InvalidRequestException(
                    "operation",
                    endpoint.getOperation(),
                    "contradicts " + (messageType == null ? "paging" : "messageType")
                            + ", which belongs to a request of the protocol");
        }
        if (messageType != null) {
            Message request = RequestTypes.ofOption(messageType);
            if (endpoint.getPaging() != Paging.NONE && !HistoryQuery.hasPages(request)) {
                throw DownloadReply.refusal(endpoint.getPaging(), request);
            }
        }
    }

    private void refusePinWithoutAccount() {
        if (endpoint.isPinAccount()) {
            throw new InvalidRequestException("pinAccount", true, "needs accountId, the account that is pinned");
        }
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        if (connection != null) {
            return;
        }
        CTraderConfiguration configuration = endpoint.getConfiguration();
        Long accountId = AccountIds.single(configuration.getAccountId());
        AccountTokens tokens = endpoint.tokens();
        if (tokens != null) {
            // The store is read now, not by the first request.
            endpoint.getComponent().grants().of(tokens);
        }
        ConnectionHandle taken = endpoint.connect(accountId == null ? Set.of() : Set.of(accountId));
        // A start that fails from here on is followed by doStop, which gives the connection back.
        connection = taken;
        RequestReader reader = new RequestReader(endpoint.getMessageType(), accountId, endpoint.isPinAccount());
        AccountAccess access = new AccountAccess(
                taken.client(),
                accountId,
                endpoint.tokens(),
                endpoint.getComponent().grants(),
                taken.scopes());
        operations = endpoint.getOperation() == Operation.REQUEST
                ? null
                : new OperationReply(
                        taken.client(),
                        endpoint.getEnvironment(),
                        endpoint.getOperation(),
                        reader,
                        access,
                        endpoint.requestTimeout());
        sender = new RequestSender(
                taken.client(),
                endpoint.getEndpointKey(),
                reader,
                access,
                endpoint.requestTimeout(),
                endpoint.getOrderReply(),
                endpoint.orderTimeout());
        downloads = endpoint.getPaging() == Paging.NONE
                ? null
                : new DownloadReply(
                        taken.client(), endpoint.getEnvironment(), endpoint.getPaging(), endpoint.requestTimeout());
        showHealth(taken.client(), accountId);
    }

    /** Where the application has a repository of producers' checks, this one's is in it while the producer runs. */
    private void showHealth(CTraderClient client, @Nullable Long accountId) {
        WritableHealthCheckRepository repository = healthCheckRepository();
        if (repository != null) {
            // No URI: Camel does not hide a client id in it.
            String name = uniqueName(
                    repository,
                    Objects.requireNonNullElse(
                            routeId, endpoint.getEnvironment().toString()));
            healthCheck = new ConnectionHealthCheck(
                    "producer",
                    name,
                    client,
                    accountId == null ? Set.of() : Set.of(accountId),
                    endpoint.getComponent().isHealthCheckProducerEnabled());
            repository.addHealthCheck(healthCheck);
        }
    }

    /** A route may have several producers: the second one is called after it with a 2, and so on. */
    private static String uniqueName(WritableHealthCheckRepository repository, String name) {
        Set<String> taken = repository.stream().map(HealthCheck::getId).collect(Collectors.toSet());
        String unique = name;
        for (int number = 2; taken.contains(ConnectionHealthCheck.id("producer", unique)); number++) {
            unique = name + "-" + number;
        }
        return unique;
    }

    private void hideHealth() {
        WritableHealthCheckRepository repository = healthCheckRepository();
        if (repository != null && healthCheck != null) {
            repository.removeHealthCheck(healthCheck);
        }
        healthCheck = null;
    }

    private @Nullable WritableHealthCheckRepository healthCheckRepository() {
        return HealthCheckHelper.getHealthCheckRepository(
                endpoint.getCamelContext(), "producers", WritableHealthCheckRepository.class);
    }

    @Override
    public @Nullable String getRouteId() {
        return routeId;
    }

    /** Called by Camel before the producer starts. */
    @Override
    public void setRouteId(@Nullable String routeId) {
        this.routeId = routeId;
    }

    @Override
    protected void doStop() throws Exception {
        sender = null;
        downloads = null;
        operations = null;
        hideHealth();
        if (connection != null) {
            connection.close();
            connection = null;
        }
        super.doStop();
    }

    @Override
    public boolean process(Exchange exchange, AsyncCallback callback) {
        ReplyHeaders.clear(exchange);
        CompletableFuture<Runnable> reply = send(exchange);
        if (reply.isDone()) {
            Callbacks.whenDone(reply, (tell, failure) -> finish(exchange, tell, failure));
            callback.done(true);
            return true;
        }
        // Runs on a thread of the component, where the client completes its futures; or right here, if it just did.
        Callbacks.whenDone(reply, (tell, failure) -> {
            try {
                finish(exchange, tell, failure);
            } finally {
                callback.done(false);
            }
        });
        return false;
    }

    /**
     * A template's producer that is made while Camel stops is not started, although Camel waits for the exchange that uses it.
     *
     * @return null when this producer is stopped, or does not run for another reason
     */
    private @Nullable RequestSender startedWhileCamelStops() {
        if (endpoint.getCamelContext().isStopping() && (isNew() || isBuild() || isInit() || isStarting())) {
            start();
        }
        return sender;
    }

    /** Completes with what puts the answer onto the exchange. */
    private CompletableFuture<Runnable> send(Exchange exchange) {
        try {
            RequestSender running = sender == null ? startedWhileCamelStops() : sender;
            if (running == null) {
                return CompletableFuture.failedFuture(new NotSentException(
                        "Not sent: the producer of this step is stopped; send it again once it runs", null));
            }
            DownloadReply downloading = downloads;
            OperationReply operating = operations;
            if (operating != null) {
                return operating.begin(exchange);
            }
            return downloading == null
                    ? running.send(exchange)
                            .thenApply(answer -> () -> ReplyHeaders.answered(
                                    exchange,
                                    endpoint.getEnvironment(),
                                    answer.reply(),
                                    answer.operationId(),
                                    answer.symbolName()))
                    : running.ready(exchange).thenApply(request -> () -> downloading.begin(exchange, request));
        } catch (InvalidPayloadException | RuntimeException | Error e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    /** Whatever goes wrong while an answer is put onto the exchange becomes the exception of the exchange. */
    private void finish(Exchange exchange, @Nullable Runnable tell, @Nullable Throwable failure) {
        try {
            if (tell == null) {
                failed(exchange, failure);
            } else {
                tell.run();
            }
        } catch (RuntimeException | Error e) {
            exchange.setException(e);
        }
    }

    private void failed(Exchange exchange, @Nullable Throwable failure) {
        Throwable cause =
                failure == null ? new IllegalStateException("No answer and no failure") : Callbacks.causeOf(failure);
        if (cause instanceof CTraderException refused) {
            refused.concerning(endpoint.getEnvironment(), null, null);
        }
        ReplyHeaders.failed(exchange, cause);
    }
}
