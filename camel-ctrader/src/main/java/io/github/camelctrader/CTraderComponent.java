package io.github.camelctrader;

import io.github.camelctrader.client.AccountTokens;
import io.github.camelctrader.client.CTraderClient;
import io.github.camelctrader.client.ClientReport;
import io.github.camelctrader.client.ConnectionSettings;
import io.github.camelctrader.client.Durations;
import io.github.camelctrader.client.Environment;
import io.github.camelctrader.client.InvalidRequestException;
import io.github.camelctrader.client.JournalBounds;
import io.github.camelctrader.client.OrderJournal;
import io.github.camelctrader.client.TokenStore;
import io.github.camelctrader.client.session.NettyCTraderClient;
import io.github.camelctrader.client.time.Loop;
import io.github.camelctrader.client.time.Ticker;
import io.github.camelctrader.client.token.FileTokenStore;
import io.github.camelctrader.client.token.TokenGrants;
import io.github.camelctrader.consumer.StoppedConsumers;
import io.github.camelctrader.sharing.ClientOpener;
import io.github.camelctrader.sharing.ComponentJournal;
import io.github.camelctrader.sharing.ConnectionHandle;
import io.github.camelctrader.sharing.HeldConnections;
import io.github.camelctrader.sharing.SharedConnections;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import javax.net.ssl.SSLContext;
import org.apache.camel.CamelContext;
import org.apache.camel.Endpoint;
import org.apache.camel.SSLContextParametersAware;
import org.apache.camel.api.management.ManagedAttribute;
import org.apache.camel.api.management.ManagedOperation;
import org.apache.camel.api.management.ManagedResource;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.PropertyConfigurer;
import org.apache.camel.spi.annotations.Component;
import org.apache.camel.support.HealthCheckComponent;
import org.apache.camel.support.jsse.SSLContextParameters;
import org.apache.camel.util.StringHelper;
import org.jspecify.annotations.Nullable;

/**
 * The {@code ctrader:} scheme. The component owns what its endpoints share: one connection per environment, the TLS
 * contexts, and the threads that routes run on.
 */
@Component("ctrader")
@ManagedResource(description = "Connections of the ctrader component")
public class CTraderComponent extends HealthCheckComponent implements SSLContextParametersAware {
    @Metadata
    private CTraderConfiguration configuration = new CTraderConfiguration();

    @Metadata(label = "security", defaultValue = "false")
    private boolean useGlobalSslContextParameters;

    @Metadata(label = "producer,advanced", autowired = true)
    private @Nullable OrderJournal orderJournal;

    @Metadata(label = "producer")
    private @Nullable String orderJournalFile;

    @Metadata(label = "producer,advanced", defaultValue = "50000")
    private int orderJournalMaxRecords = JournalBounds.DEFAULT.maxRecords();

    @Metadata(label = "advanced", defaultValue = "5s")
    private Duration connectionLinger = Duration.ofSeconds(5);

    private final ComponentJournal journal = new ComponentJournal(this::nameForPeople);
    private final SslContexts sslContexts = new SslContexts();
    private final TokenGrants grants = new TokenGrants(Ticker.system());
    private final Map<Path, TokenStore> tokenFiles = new ConcurrentHashMap<>();
    private final SharedConnections connections;
    private final Set<String> unknownOptions = new ConcurrentSkipListSet<>();
    private final StoppedConsumers stoppedConsumers = new StoppedConsumers(Ticker.system(), this::schedule);
    private AutoCloseable meters = () -> {};
    private @Nullable ComponentThreads threads;
    private @Nullable ScheduledExecutorService timer;

    public CTraderComponent() {
        this.connections = connections((settings, callbacks) -> {
            NettyCTraderClient client =
                    NettyCTraderClient.open(settings, callbacks, threads().blocking(), grants, journal.of(settings));
            client.watch(new EventNotice(this), threads().events());
            return client;
        });
    }

    public CTraderComponent(CamelContext camelContext) {
        this();
        setCamelContext(camelContext);
    }

    CTraderComponent(ClientOpener opener) {
        this.connections = connections(opener);
    }

    private SharedConnections connections(ClientOpener opener) {
        return new SharedConnections(
                HeldConnections.OF_THIS_PROCESS,
                opener,
                this::nameForPeople,
                this::getConnectionLinger,
                this::schedule);
    }

    @Override
    protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters) {
        Environment environment = Environment.of(remaining);
        CTraderConfiguration endpointConfiguration = configuration.copy();
        if (endpointConfiguration.getSslContextParameters() == null) {
            endpointConfiguration.setSslContextParameters(globalSslContextParameters());
        }
        return new CTraderEndpoint(uri, this, environment, endpointConfiguration, Set.copyOf(parameters.keySet()));
    }

    /** Falling back to the trust store of the JVM would trust others than the user said. */
    private @Nullable SSLContextParameters globalSslContextParameters() {
        SSLContextParameters global = retrieveGlobalSslContextParameters();
        if (global == null && useGlobalSslContextParameters) {
            throw new InvalidRequestException(
                    "useGlobalSslContextParameters",
                    true,
                    "needs SSL context parameters of the Camel context, and there are none: setSSLContextParameters, or"
                            + " camel.ssl.enabled=true with camel.ssl.*, or in Spring Boot camel.ssl.config.*");
        }
        return global;
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        if (!unknownOptions.isEmpty()) {
            throw new InvalidRequestException(
                    String.join(", ", unknownOptions), "(not shown)", "is no option of the component");
        }
        Durations.notNegative("connectionLinger", connectionLinger);
        preferWhatIsConfigured();
        journal.open(
                orderJournal,
                orderJournalFile,
                new JournalBounds(configuration.getOrderJournalRetention(), orderJournalMaxRecords));
        threads = new ComponentThreads(getCamelContext());
        meters = ComponentMeters.of(getCamelContext(), name(), this::reports);
        timer = getCamelContext().getExecutorServiceManager().newSingleThreadScheduledExecutor(this, "CTraderLinger");
    }

    /** Options that the configuration sets win over beans that Camel found in the registry by itself. */
    private void preferWhatIsConfigured() {
        if (orderJournalFile != null && isTheOnlyBean(OrderJournal.class, orderJournal)) {
            orderJournal = null;
        }
        if (configuration.getTokenFile() != null && isTheOnlyBean(TokenStore.class, configuration.getTokenStore())) {
            configuration.setTokenStore(null);
        }
        if (useGlobalSslContextParameters
                && isTheOnlyBean(SSLContextParameters.class, configuration.getSslContextParameters())) {
            configuration.setSslContextParameters(null);
        }
    }

    private <T> boolean isTheOnlyBean(Class<T> type, @Nullable T value) {
        return value != null
                && isAutowiredEnabled()
                && getCamelContext().getRegistry().findSingleByType(type) == value;
    }

    @Override
    protected void doStop() throws Exception {
        meters.close();
        stoppedConsumers.clear();
        connections.closeAll();
        journal.close();
        grants.saveLeftovers();
        sslContexts.clear();
        if (timer != null) {
            getCamelContext().getExecutorServiceManager().shutdownNow(timer);
            timer = null;
        }
        if (threads != null) {
            threads.close();
            threads = null;
        }
        super.doStop();
    }

    /** @param prepare tells the connection what its user needs */
    ConnectionHandle connect(ConnectionSettings settings, Consumer<CTraderClient> prepare) {
        AccountTokens own = TokenOptions.tokens(configuration, new UriOptions(Set.of()), this);
        return connections.acquire(settings, threads().answers(), client -> {
            prepare.accept(client);
            if (own != null) {
                client.useForOrdersLeft(own);
            }
        });
    }

    private Loop.Timer schedule(Duration delay, Runnable task) {
        ScheduledFuture<?> future = Objects.requireNonNull(timer, "The component is not started")
                .schedule(task, delay.toNanos(), TimeUnit.NANOSECONDS);
        return () -> future.cancel(false);
    }

    private String nameForPeople() {
        return "the component " + name() + " of the Camel context "
                + getCamelContext().getName();
    }

    private String name() {
        CamelContext context = getCamelContext();
        return context.getComponentNames().stream()
                .filter(each -> context.hasComponent(each) == this)
                .findFirst()
                .orElse("ctrader");
    }

    /** The property of a configuration file that sets an option, as camel-main, Spring Boot and Quarkus spell it. */
    String propertyOf(String option) {
        return "camel.component." + name() + "." + StringHelper.camelCaseToDash(option);
    }

    /** Refuses what is no option without showing its value, which may be a secret under a misspelt name. */
    @Override
    public @Nullable PropertyConfigurer getComponentPropertyConfigurer() {
        PropertyConfigurer generated = super.getComponentPropertyConfigurer();
        // There is none before Camel has built the component.
        return generated == null ? null : new KnownOptions(generated, this::propertyOf, unknownOptions::add);
    }

    /** How many connections it has. */
    @ManagedAttribute(description = "Number of connections")
    public int getConnectionCount() {
        return connections.clients().size();
    }

    /** The state of each connection by its environment as text, for instance {@code {demo=READY}}. */
    @ManagedAttribute(description = "State of each connection by its environment")
    public String getConnectionStates() {
        return reports().stream()
                .collect(Collectors.toMap(
                        report -> report.connection().environment().toString(),
                        report -> report.connection().state(),
                        (one, other) -> other,
                        TreeMap::new))
                .toString();
    }

    /** The report on each connection as lines of text, as the developer console shows it. */
    @ManagedOperation(description = "Shows connections, accounts, consumers, orders and last disconnects")
    public String showConnections() {
        return reports().stream()
                .map(report -> ReportFacts.text(ReportFacts.of(name(), report)))
                .collect(Collectors.joining());
    }

    /** One line for each order that is under way or whose outcome is not known. */
    @ManagedOperation(description = "Shows orders that are under way or of which the outcome is not known")
    public String showOrders() {
        return reports().stream()
                .flatMap(report -> report.orders().stream()
                        .map(order -> report.connection().environment() + " account " + order.accountId() + " "
                                + order.request() + " " + order.clientOrderId() + " " + order.stage()))
                .collect(Collectors.joining("\n"));
    }

    /**
     * Replaces the link of an environment by a new one, or makes the next attempt to connect at once.
     *
     * @param environment {@code demo} or {@code live}
     * @return whether there is a connection to it
     */
    @ManagedOperation(description = "Makes a new connection to demo or live, or the next attempt now")
    public boolean reconnect(String environment) {
        List<CTraderClient> found = connections.clients().stream()
                .filter(client -> client.settings().environment() == Environment.of(environment))
                .toList();
        found.forEach(CTraderClient::reconnect);
        return !found.isEmpty();
    }

    /** What its connections are doing. */
    List<ClientReport> reports() {
        return connections.clients().stream().map(CTraderClient::report).toList();
    }

    /** What routes that may start again left behind. */
    StoppedConsumers stoppedConsumers() {
        return stoppedConsumers;
    }

    /** What became of the tokens that are configured. */
    TokenGrants grants() {
        return grants;
    }

    /** The one store for a file, however often it is named. */
    TokenStore tokenFile(String path) {
        return tokenFiles.computeIfAbsent(Path.of(path).toAbsolutePath().normalize(), FileTokenStore::open);
    }

    SSLContext sslContext(SSLContextParameters parameters) {
        return sslContexts.of(parameters, getCamelContext());
    }

    ComponentThreads threads() {
        return Objects.requireNonNull(threads, "The component is not started");
    }

    public CTraderConfiguration getConfiguration() {
        return configuration;
    }

    /** The options that endpoints start from, as one object. */
    public void setConfiguration(CTraderConfiguration configuration) {
        this.configuration = configuration;
    }

    public @Nullable OrderJournal getOrderJournal() {
        return orderJournal;
    }

    /**
     * The order journal, a bean: each order request is recorded in it before it is sent, and its outcome when that is known.
     * The default keeps it in memory, where it ends with the process. The component opens it when it starts and closes it
     * when it stops.
     */
    public void setOrderJournal(@Nullable OrderJournal orderJournal) {
        this.orderJournal = orderJournal;
    }

    public @Nullable String getOrderJournalFile() {
        return orderJournalFile;
    }

    /**
     * Path of a file to keep the order journal in, so that a process that was killed learns after its restart what became of
     * its orders. The file is created when it does not exist; its directory must exist. One process at a time may use it.
     * Excludes orderJournal.
     */
    public void setOrderJournalFile(@Nullable String orderJournalFile) {
        this.orderJournalFile = orderJournalFile;
    }

    public int getOrderJournalMaxRecords() {
        return orderJournalMaxRecords;
    }

    /**
     * How many outcomes of settled orders are kept for each environment, in the order journal and in memory; the oldest are
     * forgotten first. Orders that rest or whose outcome is not known are always kept, and do not count.
     */
    public void setOrderJournalMaxRecords(int orderJournalMaxRecords) {
        this.orderJournalMaxRecords = orderJournalMaxRecords;
    }

    public Duration getConnectionLinger() {
        return connectionLinger;
    }

    /**
     * How long a connection outlives its last user, so that the next one finds it open: a route that is reloaded, or a
     * dynamic endpoint that is not cached. With 0 it closes at once, as it always does when the component stops.
     */
    public void setConnectionLinger(Duration connectionLinger) {
        this.connectionLinger = connectionLinger;
    }

    @Override
    public boolean isUseGlobalSslContextParameters() {
        return useGlobalSslContextParameters;
    }

    /**
     * Whether to take the SSL context parameters of the Camel context where sslContextParameters is not set. An endpoint that
     * finds none there does not start.
     */
    @Override
    public void setUseGlobalSslContextParameters(boolean useGlobalSslContextParameters) {
        this.useGlobalSslContextParameters = useGlobalSslContextParameters;
    }
}
