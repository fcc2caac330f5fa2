package io.github.camelctrader.client.account;

import io.github.camelctrader.client.StoredTokens;
import io.github.camelctrader.client.TokenStore;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A store that a test looks into, and that fails when it is told to. */
final class MemoryStore implements TokenStore {
    final Map<String, StoredTokens> content = new LinkedHashMap<>();
    /** The states saved, in order: access token, and a star while a refresh is in flight. */
    final List<String> saved = new ArrayList<>();

    int failing;
    /** What happens while it is written. */
    Runnable saving = () -> {};

    /** What happens while it is read. */
    volatile Reading reading = () -> {};

    /** May fail, or take its time. */
    interface Reading {
        void run() throws IOException, InterruptedException;
    }

    @Override
    public List<StoredTokens> load() throws IOException {
        try {
            reading.run();
        } catch (InterruptedException e) {
            throw new IOException("interrupted", e);
        }
        return List.copyOf(content.values());
    }

    @Override
    public void save(StoredTokens tokens) throws IOException {
        saving.run();
        if (failing > 0) {
            failing--;
            throw new IOException("disk full");
        }
        content.put(tokens.grantId(), tokens);
        saved.add(tokens.accessToken() + (tokens.refreshInFlight() ? "*" : ""));
    }
}
