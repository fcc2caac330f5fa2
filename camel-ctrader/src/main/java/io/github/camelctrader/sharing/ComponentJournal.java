package io.github.camelctrader.sharing;

import io.github.camelctrader.client.ConnectionSettings;
import io.github.camelctrader.client.Environment;
import io.github.camelctrader.client.InvalidRequestException;
import io.github.camelctrader.client.JournalBounds;
import io.github.camelctrader.client.OrderJournal;
import io.github.camelctrader.client.OrderJournalException;
import io.github.camelctrader.client.journal.BoundedJournal;
import io.github.camelctrader.client.journal.FileOrderJournal;
import io.github.camelctrader.client.journal.MemoryOrderJournal;
import io.github.camelctrader.client.time.BlockingCalls;
import io.github.camelctrader.message.InvalidRequests;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The order journal that the options of a component name, open while the component is started. */
public final class ComponentJournal {
    private static final ReentrantLock LOCK = new ReentrantLock();

    /** How many components have a journal open, since one bean may serve several; guarded by the lock. */
    private static final Map<OrderJournal, Integer> USERS = new IdentityHashMap<>();

    /** Whose orders of an environment a journal that is open keeps; guarded by the lock. */
    private static final Map<OrderJournal, Map<Environment, ComponentJournal>> KEPT = new IdentityHashMap<>();

    private static final Logger LOG = LoggerFactory.getLogger(ComponentJournal.class);

    /** How long a journal may take to close: one that waits for its disk for ever must not keep the application from ending. */
    private static final Duration CLOSE_LIMIT = Duration.ofSeconds(5);

    private final Supplier<String> owner;
    private final BlockingCalls patience;

    // Lives as long as the component, so that a stop and a start forget nothing.
    private final MemoryOrderJournal memory = new MemoryOrderJournal();
    private volatile @Nullable OrderJournal open;

    /** @param owner gives the component's name, for messages */
    public ComponentJournal(Supplier<String> owner) {
        this(owner, BlockingCalls.real());
    }

    /** @param patience waits for a journal to close */
    public ComponentJournal(Supplier<String> owner, BlockingCalls patience) {
        this.owner = owner;
        this.patience = patience;
    }

    /**
     * @param bounds what is kept until the settings of a connection say otherwise; a bean that is no {@link BoundedJournal} has
     *     bounds of its own
     * @throws InvalidRequestException when both options are set, or the file's name cannot be one
     * @throws OrderJournalException when the journal cannot be opened, or another process owns it
     */
    public void open(@Nullable OrderJournal bean, @Nullable String file, JournalBounds bounds) {
        OrderJournal chosen = choose(bean, file);
        for (Environment environment : Environment.values()) {
            bound(chosen, environment, bounds);
        }
        LOCK.lock();
        try {
            chosen.open();
            USERS.merge(chosen, 1, Integer::sum);
        } finally {
            LOCK.unlock();
        }
        open = chosen;
    }

    /**
     * The journal for a connection. From now on it keeps of the connection's environment what these settings say.
     *
     * @throws InvalidRequestException when another started component keeps its orders of the environment in the same journal:
     *     each would take the orders that the other one has under way for orders that a crash interrupted
     */
    public OrderJournal of(ConnectionSettings settings) {
        OrderJournal present = Objects.requireNonNull(open, "The component is not started");
        ComponentJournal keeper;
        LOCK.lock();
        try {
            keeper = KEPT.computeIfAbsent(present, journal -> new EnumMap<>(Environment.class))
                    .computeIfAbsent(settings.environment(), environment -> this);
        } finally {
            LOCK.unlock();
        }
        if (keeper != this) {
            throw new InvalidRequestException(
                    "orderJournal",
                    present.getClass().getSimpleName(),
                    "keeps the orders of " + settings.environment() + " for " + keeper.owner.get() + ", so that "
                            + owner.get() + " cannot use it too: give each component a journal of its own, or use one"
                            + " component for both");
        }
        bound(present, settings.environment(), settings.journal());
        return present;
    }

    private static void bound(OrderJournal journal, Environment environment, JournalBounds bounds) {
        if (journal instanceof BoundedJournal bounded) {
            bounded.bound(environment, bounds);
        }
    }

    /** Returns within some seconds, whatever the journal does. */
    public void close() {
        OrderJournal closing = open;
        open = null;
        LOCK.lock();
        try {
            KEPT.values().forEach(keepers -> keepers.values().remove(this));
            KEPT.values().removeIf(Map::isEmpty);
            if (closing != null && USERS.merge(closing, -1, Integer::sum) == 0) {
                USERS.remove(closing);
                close(closing);
            }
        } finally {
            LOCK.unlock();
        }
    }

    private void close(OrderJournal closing) {
        try {
            patience.within(CLOSE_LIMIT, () -> {
                closing.close();
                return closing;
            });
        } catch (RuntimeException e) {
            throw e;
        } catch (TimeoutException e) {
            LOG.warn(
                    "The order journal did not close within {} s; going on without waiting",
                    CLOSE_LIMIT.toSeconds(),
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            LOG.warn("Interrupted while the order journal was closing; going on without waiting", e);
        } catch (Exception e) {
            throw new IllegalStateException("The order journal did not close", e);
        }
    }

    private OrderJournal choose(@Nullable OrderJournal bean, @Nullable String file) {
        if (file == null) {
            return bean == null ? memory : bean;
        }
        if (bean != null) {
            throw new InvalidRequestException(
                    "orderJournalFile", file, "stands beside orderJournal, which names another journal: give one");
        }
        if (file.isBlank()) {
            throw new InvalidRequestException("orderJournalFile", "(blank)", "must be the path of a file");
        }
        try {
            return new FileOrderJournal(Path.of(file));
        } catch (InvalidPathException e) {
            throw InvalidRequests.refuse("orderJournalFile", file, "must be the path of a file", e);
        }
    }
}
