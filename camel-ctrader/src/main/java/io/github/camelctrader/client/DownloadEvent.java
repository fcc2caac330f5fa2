package io.github.camelctrader.client;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The progress of a download of history. Made by this client, not by the server: when a page was read, once a second at most, and
 * at the end.
 *
 * @param environment demo or live
 * @param progress what was read so far
 * @param time when this progress was reached
 */
public record DownloadEvent(Environment environment, HistoryProgress progress, Instant time) implements ComponentEvent {

    @Override
    public Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("environment", environment.toString());
        map.putAll(progress.toMap());
        map.put("timestamp", time.toEpochMilli());
        return map;
    }
}
