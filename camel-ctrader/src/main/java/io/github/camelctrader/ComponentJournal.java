package io.github.camelctrader;

import io.github.camelctrader.client.InvalidRequestException;
import io.github.camelctrader.client.OrderJournal;
import io.github.camelctrader.client.OrderJournalException;
import io.github.camelctrader.client.journal.FileOrderJournal;
import io.github.camelctrader.client.journal.MemoryOrderJournal;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The order journal that the options of a component name, open while the component is started. */
final class ComponentJournal {
    // Lives as long as the component, so that a stop and a start forget nothing.
    private final MemoryOrderJournal memory = new MemoryOrderJournal();
    private volatile @Nullable OrderJournal open;

    /**
     * @throws InvalidRequestException when both options are set, or the file's name cannot be one
     * @throws OrderJournalException when the journal cannot be opened, or another process owns it
     */
    void open(@Nullable OrderJournal bean, @Nullable String file) {
        OrderJournal chosen = choose(bean, file);
        chosen.open();
        open = chosen;
    }

    OrderJournal get() {
        return Objects.requireNonNull(open, "The component is not started");
    }

    void close() {
        OrderJournal closing = open;
        open = null;
        if (closing != null) {
            closing.close();
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
            throw Refusals.refuse("orderJournalFile", file, "must be the path of a file", e);
        }
    }
}
